/** Speech from text: reading text and SSML, speech engines, and when which sound is said. */
@org.jspecify.annotations.NullMarked
package dev.likeness.voice.speech;
