package dev.likeness.synthesis;

import dev.likeness.consent.Clearance;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import dev.likeness.core.MouthShape;
import dev.likeness.core.Picture;
import dev.likeness.faces.FaceFinder;

/**
 * How far the mesh network sees a face's lips apart that are so far apart. It has its own idea of a
 * face: of one it sees a small opening at half and of another at twice its size, and what is
 * between the lips hardly matters to it. So the face's own picture, lips shut, is drawn with known
 * openings and looked at. All in distances between the eyes. Immutable.
 */
public final class SeenOpening {
  private static final float[] DRAWN = {0, .05f, .1f, .15f, .2f, .25f};

  /** With upper teeth alone, and with lower ones and a tongue: hidden, lower teeth, tongue. */
  private static final float[][] INSIDES = {{0, 0, 0}, {1, .06f, .3f}};

  /** How far the jaw goes down for an opening. */
  private static final float JAW = 4;

  /** A reading goes up by so much of what is drawn at least. */
  private static final float LEAST = .3f;

  /** Beyond, and at most: how much wider mouths are than they are seen, measured on eight clips. */
  private static final float WIDER = 1.1f;

  private static final float MOST = .035f;

  private final float[] seen;

  private SeenOpening(float[] seen) {
    this.seen = seen;
  }

  /**
   * What was seen at each of the drawn openings, made to rise steadily.
   *
   * @param readings as many as are drawn
   */
  static SeenOpening of(float[] readings) {
    int n = DRAWN.length;
    float[] out = readings.clone();
    for (int i = 1; i < n; i++) {
      float left = readings[i - 1];
      float right = i + 1 < n ? readings[i + 1] : 2 * readings[i] - left;
      // single readings stand out by a tenth and more
      float even = left + (right - left) * share(i);
      out[i] = .5f * readings[i] + .5f * even;
    }
    for (int i = 1; i < n; i++) {
      out[i] = Math.max(out[i], out[i - 1] + LEAST * (DRAWN[i] - DRAWN[i - 1]));
    }
    return new SeenOpening(out);
  }

  private static float share(int i) {
    float after = i + 1 < DRAWN.length ? DRAWN[i + 1] : 2 * DRAWN[i] - DRAWN[i - 1];
    return (DRAWN[i] - DRAWN[i - 1]) / (after - DRAWN[i - 1]);
  }

  /**
   * Draws and looks. What is drawn is seen by the network alone.
   *
   * @param mesh the picture's, lips about shut
   * @param clearance of what it is done for
   */
  public static SeenOpening of(
      Picture picture, FaceMesh mesh, FaceFinder finder, Clearance clearance) {
    TrialFace face = TrialFace.of(picture, mesh);
    float[] readings = new float[DRAWN.length];
    for (float[] inside : INSIDES) {
      try (PortraitPainter painter = new PortraitPainter(clearance, null, null, null, null)) {
        for (int i = 0; i < DRAWN.length; i++) {
          Frame drawn = face.drawn(painter, opened(face.mesh(), DRAWN[i], inside));
          readings[i] += (float) between(face.seen(drawn, finder)) / INSIDES.length;
        }
      }
    }
    return of(readings);
  }

  /** How far the lips are apart, as rulers have it: mean of three gaps. */
  static double between(FaceMesh m) {
    return (m.distance(82, 87) + m.distance(13, 14) + m.distance(312, 317)) / 3 / m.eyeDistance();
  }

  private static FaceMotion.State opened(FaceMesh face, float apart, float[] inside) {
    float[] local = HeadFrame.of(face).local(face);
    float eyes = (float) new FaceMesh(local).eyeDistance();
    float jaw = Math.min(1, JAW * apart);
    float[] offset =
        new Expression(FaceTopology.canonical())
            .offset(new MouthShape(jaw, 0, 0, 0, 0, 0, 0, 0), 0, 0);
    for (int i = 1; i < Expression.AROUND / 2; i++) {
      float round = (float) Math.pow(Math.sin(2 * Math.PI * i / Expression.AROUND), .7);
      LipParting.part(local, offset, i, apart * eyes * round);
    }
    return new FaceMotion.State(
        new MouthShape(Retarget.jaw(local, offset, eyes * inside[1]), 0, 0, 0, 0, 0, 0, inside[2]),
        0,
        0,
        0,
        0,
        0,
        new FaceMotion.Play(offset, 0, 0, 0, 0, 0, 0, inside[0]));
  }

  /**
   * How far lips are apart that are seen so far apart; 0 where they are seen as shut ones are. No
   * more than mouths that were looked at are: in a smile lips are seen apart better than when the
   * jaw drops, which is what was drawn.
   */
  float apart(float reading) {
    return Math.min(drawn(reading), WIDER * reading + MOST);
  }

  /** How far the face's lips have to be drawn apart to be seen so far apart. */
  float drawn(float reading) {
    int n = DRAWN.length;
    int i = 1;
    while (i < n - 1 && seen[i] < reading) {
      i++;
    }
    float t = (reading - seen[i - 1]) / (seen[i] - seen[i - 1]);
    // wide ones are seen about as they are
    return t > 1
        ? DRAWN[i] + WIDER * (reading - seen[i])
        : Math.max(0, DRAWN[i - 1] + t * (DRAWN[i] - DRAWN[i - 1]));
  }

  /** How far shut lips are seen apart. */
  float shut() {
    return seen[0];
  }
}
