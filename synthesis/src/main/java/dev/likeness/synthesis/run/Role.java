package dev.likeness.synthesis.run;

import dev.likeness.synthesis.FacePainter;

/**
 * One persona's part in a job.
 *
 * @param who on whom of the target
 * @param painter puts the persona on a face; stays the caller's, who closes it
 */
public record Role(Who who, FacePainter painter) {}
