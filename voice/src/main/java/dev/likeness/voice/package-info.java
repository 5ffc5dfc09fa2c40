/** Speech: what was said and when, and what a sound is like from moment to moment. */
@NullMarked
package dev.likeness.voice;

import org.jspecify.annotations.NullMarked;
