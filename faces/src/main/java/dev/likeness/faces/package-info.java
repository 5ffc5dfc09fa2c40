/**
 * Faces in pictures and clips: found, meshed, recognised, followed, smoothed, written down in an
 * alignments file, and summed up as coverage.
 *
 * <p>Start with {@link dev.likeness.faces.FaceFinder} for single pictures and {@link
 * dev.likeness.faces.FaceTracker} for clips. "Right" and "left" are the depicted person's; angles
 * are degrees; lengths are pixels of the picture unless a method says otherwise.
 */
@NullMarked
package dev.likeness.faces;

import org.jspecify.annotations.NullMarked;
