@NullMarked
package dev.likeness.flow;

import org.jspecify.annotations.NullMarked;
