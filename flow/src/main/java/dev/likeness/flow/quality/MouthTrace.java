package dev.likeness.flow.quality;

import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.faces.Roi;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mouth of a clip over time, and of a result that was made from it, read in the same places.
 *
 * @param fps frames a second
 * @param openings how far the lips are apart in each frame by the 68 points, in eye distances; NaN
 *     without a face
 * @param widths how wide the mouth is by the mesh, likewise
 * @param mouths the mouth of each frame, cut out
 */
record MouthTrace(double fps, double[] openings, double[] widths, List<Frame> mouths) {
  /** Side of a cut-out mouth, pixels. */
  static final int SIDE = 96;

  /** At {@link SyncScorer#RATE}, straight lines between frames. */
  double[] dense(double[] series, int values) {
    double[] x = filled(series);
    double[] out = new double[values];
    for (int i = 0; i < values; i++) {
      double at = Math.min((double) i / SyncScorer.RATE * fps, x.length - 1.0);
      int k = Math.min((int) at, x.length - 1);
      double next = x[Math.min(k + 1, x.length - 1)];
      out[i] = x[k] + (at - k) * (next - x[k]);
    }
    return out;
  }

  private static double[] filled(double[] series) {
    double[] x = series.clone();
    double last = 0;
    for (int i = 0; i < x.length; i++) {
      if (Double.isNaN(x[i])) {
        x[i] = last;
      }
      last = x[i];
    }
    return x;
  }

  /** Between a mouth at rest (0) and one that is open as usual in speech (1). */
  double rest() {
    return Series.quantile(openings, .1);
  }

  double open() {
    return Series.quantile(openings, .9);
  }

  /** Takes pictures in, one by one. */
  static final class Reader {
    private final List<Double> openings = new ArrayList<>();
    private final List<Double> widths = new ArrayList<>();
    private final List<Frame> mouths = new ArrayList<>();

    void add(Picture p, @Nullable Reading r) {
      openings.add(r == null ? Double.NaN : r.mouth68());
      widths.add(r == null ? Double.NaN : r.mesh().distance(61, 291) / r.mesh().eyeDistance());
      mouths.add(r == null ? Frame.black(SIDE, SIDE) : cut(p, r));
    }

    MouthTrace trace(double fps) {
      return new MouthTrace(
          fps,
          openings.stream().mapToDouble(v -> v).toArray(),
          widths.stream().mapToDouble(v -> v).toArray(),
          mouths);
    }

    private static Frame cut(Picture p, Reading r) {
      double side = 1.15 * r.mesh().eyeDistance();
      double x = (r.mesh().x(61) + r.mesh().x(291)) / 2;
      double y = (r.mesh().y(61) + r.mesh().y(291)) / 2;
      var map =
          dev.likeness.core.Affine2.translate(x - side / 2, y - .42 * side)
              .after(dev.likeness.core.Affine2.scale(side / SIDE));
      return FaceReader.square(p, map, SIDE);
    }
  }

  /** Where the face is in each frame of a clip. */
  static List<@Nullable Roi> places(FaceReader reader, Path clip, Progress progress) {
    List<@Nullable Roi> out = new ArrayList<>();
    reader.restart();
    try (VideoReader in = VideoReader.open(clip)) {
      for (VideoPicture p = in.next(); p != null; p = in.next()) {
        progress.checkStop();
        out.add(reader.follow(p.picture()));
      }
    }
    return out;
  }

  /** Reads a video in given places. */
  static MouthTrace read(FaceReader reader, Path video, List<@Nullable Roi> places) {
    Reader out = new Reader();
    try (VideoReader in = VideoReader.open(video)) {
      int i = 0;
      for (VideoPicture p = in.next(); p != null; p = in.next(), i++) {
        Roi at = i < places.size() ? places.get(i) : null;
        out.add(p.picture(), at == null ? null : reader.read(p.picture(), at));
      }
      return out.trace(in.video().fps());
    }
  }

  /** The box of a face below its nose, with what a moved jaw may touch. */
  static Box lower(Reading r, int width, int height) {
    Box face = r.mesh().bounds();
    int margin = (int) Math.ceil(.35 * r.mesh().eyeDistance());
    int top = (int) r.mesh().y(4);
    return new Box(face.x(), top, face.width(), face.bottom() - top)
        .grow(margin)
        .intersect(new Box(0, 0, width, height));
  }
}
