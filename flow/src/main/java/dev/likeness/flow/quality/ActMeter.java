package dev.likeness.flow.quality;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.faces.Pose;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures how a portrait follows a driver, moment by moment. The portrait stands elsewhere in its
 * picture, in another size: what is compared as pixels is brought to the driver's place by a
 * similarity of the points that expressions move least, frame by frame; trembling is measured where
 * the portrait stands, scaled once for the whole clip.
 */
final class ActMeter {
  private static final double MARGIN = .6;

  /** Side of the windows of structural similarity, and its constants for 0 to 255. */
  private static final int WINDOW = 8;

  private static final double C1 = 6.5025;
  private static final double C2 = 58.5225;

  private final int[] stiff;
  private final CellMeter aligned = new CellMeter();
  private final Jitter jitter = new Jitter();
  private final Numbers[] before = {new Numbers(), new Numbers()};
  private final Numbers[] after = {new Numbers(), new Numbers()};
  private final Numbers mesh = new Numbers();
  private final Numbers turn = new Numbers();
  private double squares;
  private long values;
  private double alike;
  private long windows;
  private double scale;
  private int frames;

  ActMeter() {
    float[] w = FaceTopology.canonical().poseWeights();
    stiff = java.util.stream.IntStream.range(0, w.length).filter(i -> w[i] > 0).toArray();
  }

  /**
   * @param p the driver's picture, {@code q} the portrait's
   * @param in what was read in p, {@code out} in q, each in its own pixels
   */
  void add(Picture p, Picture q, @Nullable Reading in, @Nullable Reading out) {
    Affine2 there = in == null || out == null ? null : onto(out.mesh(), in.mesh());
    if (in == null || out == null || there == null) {
      aligned.add(Pairs.moment(frames, p, p, in, null));
      poses(in, out);
      frames++;
      return;
    }
    Box cut = cut(p, in.mesh());
    Affine2 here = Affine2.translate(-cut.x(), -cut.y());
    Affine2 back = there.inverse().after(here.inverse());
    Frame then = q.sample(back, cut.width(), cut.height());
    Frame now = p.crop(cut);
    Reading moved = out.map(there);
    aligned.add(new Moment(frames, now, then, cut.x(), cut.y(), in.map(here), moved.map(here)));
    scale = scale == 0 ? in.mesh().eyeDistance() / out.mesh().eyeDistance() : scale;
    Frame none = Frame.black(1, 1);
    jitter.add(new Moment(frames, none, none, 0, 0, in, out.map(Affine2.scale(scale))));
    mesh.add(apart(in.mesh(), moved.mesh()));
    FaceMesh face = in.map(here).mesh();
    differ(now, then, face);
    compare(now, then, face);
    poses(in, out);
    frames++;
  }

  private static Box cut(Picture p, FaceMesh m) {
    int margin = (int) Math.ceil(MARGIN * m.eyeDistance());
    return m.bounds().grow(margin).intersect(new Box(0, 0, p.width(), p.height()));
  }

  /** The similarity that brings one mesh's stiff points onto another's. */
  private Affine2 onto(FaceMesh from, FaceMesh to) {
    double[] a = new double[2 * stiff.length];
    double[] b = new double[2 * stiff.length];
    for (int i = 0; i < stiff.length; i++) {
      a[2 * i] = from.x(stiff[i]);
      a[2 * i + 1] = from.y(stiff[i]);
      b[2 * i] = to.x(stiff[i]);
      b[2 * i + 1] = to.y(stiff[i]);
    }
    return Affine2.similarity(a, b);
  }

  private static double apart(FaceMesh a, FaceMesh b) {
    double sum = 0;
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      sum += Math.hypot(a.x(i) - b.x(i), a.y(i) - b.y(i));
    }
    return 100 * sum / FaceMesh.POINTS / a.eyeDistance();
  }

  /** Squared differences inside the face's outline, on a grid of pixels fine enough for a mean. */
  private void differ(Frame a, Frame b, FaceMesh m) {
    Contour c = Contour.of(m);
    int step = Math.max(1, a.width() / 128);
    for (int y = 0; y < a.height(); y += step) {
      for (int x = 0; x < a.width(); x += step) {
        if (c.inside(x + .5, y + .5)) {
          for (int k = 0; k < 3; k++) {
            double d = a.at(x, y, k) - b.at(x, y, k);
            squares += d * d;
          }
          values += 3;
        }
      }
    }
  }

  /** Structural similarity of luma in windows that lie inside the face's outline. */
  private void compare(Frame a, Frame b, FaceMesh m) {
    Contour c = Contour.of(m);
    for (int y = 0; y + WINDOW <= a.height(); y += WINDOW / 2) {
      for (int x = 0; x + WINDOW <= a.width(); x += WINDOW / 2) {
        if (c.inside(x + WINDOW / 2.0, y + WINDOW / 2.0)) {
          alike += window(a, b, x, y);
          windows++;
        }
      }
    }
  }

  private static double window(Frame a, Frame b, int left, int top) {
    double sa = 0;
    double sb = 0;
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (int y = top; y < top + WINDOW; y++) {
      for (int x = left; x < left + WINDOW; x++) {
        double u = luma(a, x, y);
        double v = luma(b, x, y);
        sa += u;
        sb += v;
        aa += u * u;
        bb += v * v;
        ab += u * v;
      }
    }
    double n = WINDOW * WINDOW;
    double ma = sa / n;
    double mb = sb / n;
    return (2 * ma * mb + C1)
        * (2 * (ab / n - ma * mb) + C2)
        / ((ma * ma + mb * mb + C1) * (aa / n - ma * ma + bb / n - mb * mb + C2));
  }

  private static double luma(Frame f, int x, int y) {
    return .299 * f.at(x, y, 0) + .587 * f.at(x, y, 1) + .114 * f.at(x, y, 2);
  }

  private void poses(@Nullable Reading in, @Nullable Reading out) {
    Pose a = in == null ? null : FaceGeometry.pose(in.mesh());
    Pose b = out == null ? null : FaceGeometry.pose(out.mesh());
    before[0].add(a == null ? Double.NaN : a.yaw());
    before[1].add(a == null ? Double.NaN : a.pitch());
    after[0].add(b == null ? Double.NaN : b.yaw());
    after[1].add(b == null ? Double.NaN : b.pitch());
    turn.add(b == null ? Double.NaN : Math.abs(b.yaw()));
  }

  CellMeter meter() {
    return aligned;
  }

  /** Puts everything; {@code same} where driver and portrait are one person. */
  void put(Map<Measure, Double> v, boolean same) {
    v.put(Measure.JITTER, jitter.ratio());
    v.put(Measure.FLICKER, aligned.flicker.ratio());
    v.put(Measure.MOUTH, aligned.mouth().correlation());
    v.put(Measure.MOUTH_AMPLITUDE, aligned.mouth().amplitude());
    v.put(Measure.MOUTH_SECOND, aligned.mouth68().correlation());
    v.put(Measure.MOUTH_AMPLITUDE_SECOND, aligned.mouth68().amplitude());
    v.put(Measure.EYES, aligned.eyes().correlation());
    v.put(Measure.EYES_AMPLITUDE, aligned.eyes().amplitude());
    v.put(Measure.BLINK, aligned.eyes().blinkDepth());
    v.put(Measure.EYES_SECOND, aligned.eyes68().correlation());
    v.put(Measure.BLINK_SECOND, aligned.eyes68().blinkDepth(aligned.eyes()));
    gaze(aligned.gaze, v);
    Motion yaw = new Motion(before[0].toArray(), after[0].toArray());
    Motion pitch = new Motion(before[1].toArray(), after[1].toArray());
    v.put(Measure.YAW, yaw.correlation());
    v.put(Measure.YAW_AMPLITUDE, yaw.amplitude());
    v.put(Measure.PITCH, pitch.correlation());
    v.put(Measure.PITCH_AMPLITUDE, pitch.amplitude());
    v.put(Measure.YAW_MOST, Series.quantile(turn.toArray(), .98));
    v.put(Measure.LOST, (double) aligned.lost());
    if (same) {
      v.put(Measure.FACE_PSNR, 10 * Math.log10(255.0 * 255 * values / squares));
      v.put(Measure.FACE_SSIM, alike / windows);
      v.put(Measure.MESH_ERROR, Series.mean(mesh.toArray()));
    }
  }

  /** How gaze follows, of any pair. */
  static void gaze(Gaze g, Map<Measure, Double> v) {
    v.put(Measure.GAZE_FOLLOWS, g.correlation());
    v.put(Measure.GAZE_FOLLOWS_NETWORK, g.correlationFirst());
    v.put(Measure.GAZE_AMPLITUDE, g.amplitudeFirst());
  }
}
