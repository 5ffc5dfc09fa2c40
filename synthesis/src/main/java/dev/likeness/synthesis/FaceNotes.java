package dev.likeness.synthesis;

/**
 * Small exact statistics of one face in one target frame, kept beside its observation so that a
 * resumed job paints the same pixels. What each value means is the painter's own business.
 */
public record FaceNotes(float[] values) {}
