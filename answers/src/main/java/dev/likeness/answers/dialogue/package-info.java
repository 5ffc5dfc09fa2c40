/** Talks of several turns: follow-ups, forms, and handing over with what was said. */
@NullMarked
package dev.likeness.answers.dialogue;

import org.jspecify.annotations.NullMarked;
