/**
 * Teaches refiners ({@link dev.likeness.synthesis.Refiner}): lessons made of a person's own
 * pictures, a network that corrects a warp, and one that says how real it looks.
 */
@NullMarked
package dev.likeness.synthesis.refine;

import org.jspecify.annotations.NullMarked;
