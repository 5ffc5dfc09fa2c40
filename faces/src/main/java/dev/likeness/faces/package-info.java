@NullMarked
package dev.likeness.faces;

import org.jspecify.annotations.NullMarked;
