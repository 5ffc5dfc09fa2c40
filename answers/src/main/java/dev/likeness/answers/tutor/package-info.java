/** Teaches lessons: explains, asks, checks, and asks again when it is about to be forgotten. */
@NullMarked
package dev.likeness.answers.tutor;

import org.jspecify.annotations.NullMarked;
