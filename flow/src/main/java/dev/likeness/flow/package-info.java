/** Recipes from request to export: the store of personas and jobs, the review desk, the log. */
@NullMarked
package dev.likeness.flow;

import org.jspecify.annotations.NullMarked;
