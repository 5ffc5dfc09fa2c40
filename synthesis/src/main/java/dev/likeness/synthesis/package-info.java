@NullMarked
package dev.likeness.synthesis;

import org.jspecify.annotations.NullMarked;
