/** Whether a video answers a challenge: words, face, mouth and sound together, one take. */
@NullMarked
package dev.likeness.flow.challenge;

import org.jspecify.annotations.NullMarked;
