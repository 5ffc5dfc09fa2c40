package dev.likeness.studio;

/**
 * How much is done of something that is at work.
 *
 * @param of its id
 */
record Pulse(String of, String stage, long done, long total) {}
