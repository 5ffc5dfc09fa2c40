/** What is said of files that are brought along: where they come from, and what is seen in them. */
@NullMarked
package dev.likeness.flow.verify;

import org.jspecify.annotations.NullMarked;
