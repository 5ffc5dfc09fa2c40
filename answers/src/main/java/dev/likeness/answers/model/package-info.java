/** Answers that a language model words, over an endpoint, as far as the documents say the same. */
@NullMarked
package dev.likeness.answers.model;

import org.jspecify.annotations.NullMarked;
