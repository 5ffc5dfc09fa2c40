/**
 * What all makers share: frames come in, faces are followed and chosen, painters paint, chunks are
 * encoded and kept, and a job that was stopped goes on from its last finished chunk with the same
 * result bit for bit.
 */
@NullMarked
package dev.likeness.synthesis.run;

import org.jspecify.annotations.NullMarked;
