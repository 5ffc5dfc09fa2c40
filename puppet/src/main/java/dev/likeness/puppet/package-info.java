@NullMarked
package dev.likeness.puppet;

import org.jspecify.annotations.NullMarked;
