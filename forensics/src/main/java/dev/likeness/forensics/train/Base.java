package dev.likeness.forensics.train;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import org.jspecify.annotations.Nullable;

/**
 * An untouched picture to make pairs from.
 *
 * @param source which file it is from: what is from one file stays on one side of every split
 * @param frame a face with its surroundings, or part of a scene
 * @param mesh the face, in pixels of the frame; null in a scene
 */
record Base(String source, Frame frame, @Nullable FaceMesh mesh) {}
