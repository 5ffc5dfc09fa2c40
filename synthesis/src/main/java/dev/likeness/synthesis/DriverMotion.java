package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.MouthShape;
import dev.likeness.faces.Apertures;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.faces.Pose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A driver's motion, retargeted: what the driver's face does against how it usually is (median over
 * the clip; for lids the upper fifth), taken to what the persona's face has to do to show as much.
 * The opening of the mouth is taken over as it is, in eye distances; all else in parts of the
 * usual. Not thread-safe.
 */
public final class DriverMotion {
  /** Degrees beyond which a still picture cannot be turned; approached softly. */
  private static final double MOST_YAW = 16;

  private static final double MOST_PITCH = 10;
  private static final double MOST_ROLL = 20;

  /** The mesh network sees a drawn opening smaller than it is; measured on eight clips. */
  private static final double SEEN = 1.4;

  /** A face is smoothed over so many frames to each side, Gaussian weights. */
  private static final double[] TAPS = {.4, .24, .06};

  private static final int YAW = 0;
  private static final int PITCH = 1;
  private static final int ROLL = 2;
  private static final int GAP = 3;
  private static final int WIDTH = 4;
  private static final int LIDS = 5;
  private static final int BROWS = 6;
  private static final int VALUES = 7;

  private final List<double @Nullable []> seen = new ArrayList<>();
  private int faces;

  /**
   * How much of each part is taken over, 1 as the driver does it.
   *
   * @param mouth jaw and lips
   * @param eyes blinks
   * @param brows brows
   * @param pose turning of the head
   */
  public record Amounts(double mouth, double eyes, double brows, double pose) {
    public static final Amounts ALL = new Amounts(1, 1, 1, 1);

    public Amounts {
      for (double a : new double[] {mouth, eyes, brows, pose}) {
        if (!(a >= 0 && a <= 2)) {
          throw new IllegalArgumentException("an amount of " + a + " is not within 0 to 2");
        }
      }
    }
  }

  /** Adds the driver's next frame; null where no face was seen: the face then stays as it was. */
  public void add(@Nullable FaceMesh m) {
    if (m == null) {
      seen.add(null);
      return;
    }
    faces++;
    Pose p = FaceGeometry.pose(m);
    Apertures a = FaceGeometry.apertures(m, p);
    double[] v = new double[VALUES];
    v[YAW] = p.yaw();
    v[PITCH] = p.pitch();
    v[ROLL] = p.roll();
    v[GAP] = a.mouth();
    v[WIDTH] = a.mouthWidth();
    v[LIDS] = (a.rightEye() + a.leftEye()) / 2;
    v[BROWS] = FaceGeometry.browHeight(m, p);
    seen.add(v);
  }

  /** In how many frames a face was seen. */
  public int faces() {
    return faces;
  }

  /**
   * The motion for a persona.
   *
   * @param base the persona's mesh
   * @throws IllegalStateException where no frame showed a face
   */
  public FaceMotion motion(FaceMesh base, Amounts amounts) {
    if (faces == 0) {
      throw new IllegalStateException("the driver shows no face");
    }
    double[][] tracks = tracks();
    double[] usual = new double[VALUES];
    for (int k = 0; k < VALUES; k++) {
      usual[k] = at(tracks[k], k == LIDS ? .8 : .5);
    }
    Lips lips = new Lips(base);
    List<FaceMotion.State> out = new ArrayList<>();
    for (int f = 0; f < seen.size(); f++) {
      double width = tracks[WIDTH][f] / usual[WIDTH] - 1;
      double open = SEEN * amounts.mouth() * tracks[GAP][f];
      double blink = 1 - tracks[LIDS][f] / usual[LIDS];
      out.add(
          new FaceMotion.State(
              lips.shape(open, amounts.mouth() * width),
              (float) (amounts.eyes() * Rings.smooth(.08f, .5f, (float) blink)),
              (float)
                  Math.max(
                      -.5, Math.min(amounts.brows() * 6 * (tracks[BROWS][f] - usual[BROWS]), 1)),
              soft(amounts.pose() * (tracks[YAW][f] - usual[YAW]), MOST_YAW),
              // positive pitch looks up, and here turns down
              soft(-amounts.pose() * (tracks[PITCH][f] - usual[PITCH]), MOST_PITCH),
              soft(amounts.pose() * (tracks[ROLL][f] - usual[ROLL]), MOST_ROLL)));
    }
    return new FaceMotion(out);
  }

  private static float soft(double v, double most) {
    return (float) (most * Math.tanh(v / most));
  }

  /** Each value over time, held where no face was seen, smoothed without delay. */
  private double[][] tracks() {
    int n = seen.size();
    double[][] raw = new double[VALUES][n];
    double[] last = null;
    for (double[] v : seen) {
      if (v != null) {
        last = v;
        break;
      }
    }
    for (int f = 0; f < n; f++) {
      double[] v = seen.get(f);
      last = v == null ? last : v;
      for (int k = 0; k < VALUES && last != null; k++) {
        raw[k][f] = last[k];
      }
    }
    double[][] out = new double[VALUES][n];
    for (int k = 0; k < VALUES; k++) {
      for (int f = 0; f < n; f++) {
        double sum = TAPS[0] * raw[k][f];
        double weight = TAPS[0];
        // blinks and lips are quick: their neighbours count less
        double quick = k == LIDS || k == GAP ? .4 : 1;
        for (int d = 1; d < TAPS.length; d++) {
          for (int g : new int[] {f - d, f + d}) {
            if (g >= 0 && g < n) {
              sum += quick * TAPS[d] * raw[k][g];
              weight += quick * TAPS[d];
            }
          }
        }
        out[k][f] = sum / weight;
      }
    }
    return out;
  }

  private double at(double[] track, double share) {
    double[] sorted = track.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
  }

  /** What the persona's jaw and lips have to do to show an opening and a width. */
  private static final class Lips {
    private static final int STEPS = 20;
    private final double[] gap = new double[STEPS + 1];
    private final double wider;
    private final double narrower;

    Lips(FaceMesh base) {
      Expression e = new Expression(FaceTopology.canonical());
      for (int i = 0; i <= STEPS; i++) {
        gap[i] = apertures(e, base, (float) i / STEPS, 0, 0).mouth();
      }
      double rest = apertures(e, base, .1f, 0, 0).mouthWidth();
      wider = apertures(e, base, .1f, 1, 0).mouthWidth() / rest - 1;
      narrower = 1 - apertures(e, base, .1f, 0, 1).mouthWidth() / rest;
    }

    private static Apertures apertures(
        Expression e, FaceMesh base, float jaw, float wide, float pucker) {
      MouthShape m = new MouthShape(jaw, wide, pucker, 0, 0, 0, 0, 0);
      return FaceGeometry.apertures(e.moved(base, new FaceMotion.State(m, 0, 0, 0, 0, 0)));
    }

    MouthShape shape(double open, double width) {
      int i = 1;
      while (i < STEPS && gap[i] < open) {
        i++;
      }
      double part = (open - gap[i - 1]) / Math.max(1e-6, gap[i] - gap[i - 1]);
      double jaw = Math.max(0, Math.min((i - 1 + part) / STEPS, 1));
      // a mouth that opens gets narrower by itself
      double wide = Math.max(0, Math.min(width / wider, 1));
      double pucker = Math.max(0, Math.min(-width / narrower - .25 * jaw, 1));
      return new MouthShape((float) jaw, (float) wide, (float) pucker, 0, 0, 0, 0, 0);
    }
  }
}
