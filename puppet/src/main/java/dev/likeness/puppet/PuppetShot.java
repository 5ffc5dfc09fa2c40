package dev.likeness.puppet;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Mask;
import java.util.BitSet;

/**
 * A picture of a puppet and everything that is true in it.
 *
 * @param frame the picture
 * @param mesh the 478 points (canonical vertices, then iris) where they really are, seen or not
 * @param face how much of each pixel the face (the canonical mesh with eyes and mouth) would cover
 *     if nothing came before it
 * @param occluder how much of each pixel is hair, beard, glasses or a hand over the face
 * @param visible which of the 478 points the camera sees: turned towards it and nothing in between
 * @param gazeX degrees the eyes look to the picture's right of the camera, head turn included; 0
 *     looks into the lens
 * @param gazeY degrees the eyes look above the camera
 * @param eyeLeft the opening of the person's left eye in space, height over width
 * @param eyeRight likewise, right
 * @param mouth the gap between the lips in space, in mouth widths at rest
 * @param pose what was asked for
 */
public record PuppetShot(
    Frame frame,
    FaceMesh mesh,
    Mask face,
    Mask occluder,
    BitSet visible,
    double gazeX,
    double gazeY,
    double eyeLeft,
    double eyeRight,
    double mouth,
    Pose pose) {}
