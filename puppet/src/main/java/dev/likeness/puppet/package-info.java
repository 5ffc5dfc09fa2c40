/**
 * People who are drawn, not photographed: heads rendered in software from the canonical face mesh,
 * with landmarks, gaze, apertures, pose, identity and occlusion known exactly. They are the subject
 * of the demo, the ground truth of tests and of {@code bench quality}, and show nobody who lives.
 *
 * <p>Head space is in centimetres: x to the picture's right when the head looks at the camera, y
 * up, z towards the camera. "Left" and "right" alone mean the person's own. Angles are degrees.
 */
@NullMarked
package dev.likeness.puppet;

import org.jspecify.annotations.NullMarked;
