package dev.likeness.synthesis;

import dev.likeness.consent.Clearance;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.MouthShape;
import dev.likeness.core.Picture;
import dev.likeness.faces.FaceFinder;

/**
 * How much of the way that a face's irises go sideways the iris network sees: .36 to .58 of it in
 * ten portraits, less where eyes are dark and lids hang. So the face's own picture is drawn looking
 * aside by known amounts and looked at. Immutable.
 *
 * @param share what is seen of what was drawn
 */
public record SeenGaze(float share) {
  /** Eye widths; both ways, for a picture may look aside itself. */
  private static final float[] DRAWN = {-.2f, -.1f, .1f, .2f};

  /** Where nobody looked. */
  static final SeenGaze USUAL = new SeenGaze(.55f);

  /** A reading beyond this is no eye's. */
  private static final float LEAST = .38f;

  private static final float MOST = .7f;

  /**
   * Draws and looks.
   *
   * @param mesh the picture's, with irises; without them {@link #USUAL}
   */
  static SeenGaze of(Picture picture, FaceMesh mesh, FaceFinder finder, Clearance clearance) {
    if (!mesh.hasIris()) {
      return USUAL;
    }
    TrialFace face = TrialFace.of(picture, mesh);
    double ahead = reading(face, face.picture(), finder);
    float[] seen = new float[DRAWN.length];
    try (PortraitPainter painter = new PortraitPainter(clearance, null, null, null, null)) {
      for (int i = 0; i < DRAWN.length; i++) {
        Frame drawn = face.drawn(painter, looking(DRAWN[i]));
        seen[i] = (float) (reading(face, drawn, finder) - ahead);
      }
    }
    return of(seen);
  }

  /**
   * Of what was seen of each amount.
   *
   * @param seen as many as are drawn, against how the picture looks; eye widths
   */
  static SeenGaze of(float[] seen) {
    float both = 0;
    float drawn = 0;
    for (int i = 0; i < DRAWN.length; i++) {
      both += DRAWN[i] * seen[i];
      drawn += DRAWN[i] * DRAWN[i];
    }
    return new SeenGaze(Math.max(LEAST, Math.min(both / drawn, MOST)));
  }

  private static FaceMotion.State looking(float aside) {
    return new FaceMotion.State(MouthShape.REST, 0, 0, 0, 0, 0, aside, 0, 0, null);
  }

  private static double reading(TrialFace face, Frame drawn, FaceFinder finder) {
    FaceMesh m = finder.withIris(drawn, face.seen(drawn, finder));
    return (aside(m, 0) + aside(m, 1)) / 2;
  }

  /** How far an iris is from the middle between the corners of its eye, eye widths. */
  private static double aside(FaceMesh m, int eye) {
    int a = MeshAreas.CORNERS[eye][0];
    int b = MeshAreas.CORNERS[eye][1];
    int iris = FaceMesh.POINTS + eye * FaceMesh.IRIS;
    double dx = m.x(b) - m.x(a);
    double dy = m.y(b) - m.y(a);
    double vx = m.x(iris) - (m.x(a) + m.x(b)) / 2;
    double vy = m.y(iris) - (m.y(a) + m.y(b)) / 2;
    return (vx * dx + vy * dy) / (dx * dx + dy * dy);
  }
}
