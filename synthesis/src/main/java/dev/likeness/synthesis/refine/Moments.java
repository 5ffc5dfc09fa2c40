package dev.likeness.synthesis.refine;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.faces.Apertures;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.synthesis.FaceCanvas;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Moments of one person with their meshes, of which only squares around the face are kept. The last
 * ones are held out. Not thread-safe.
 */
public final class Moments {
  private static final double HELD_SHARE = .15;

  /** Side of the cuts that are kept, which show more than the canvas. */
  private static final int KEPT = 224;

  /** Shut eyes and open mouths are rare, and are what is seen: they come so often by themselves. */
  private static final double EYES = .15;

  private static final double MOUTHS = .3;

  private final List<Moment> all = new ArrayList<>();
  private int @Nullable [] shut;
  private int @Nullable [] open;

  /** A square cut out of a picture, and the way from its pixels to the picture's. */
  record Cut(Frame frame, Affine2 map) {
    static Cut of(Picture p, FaceMesh mesh) {
      double margin = (FaceCanvas.SIDE - KEPT) / 2.0;
      Affine2 map = FaceCanvas.map(mesh).after(Affine2.translate(margin, margin));
      double step = Math.hypot(map.a(), map.d());
      return new Cut(p.sample(map, KEPT, KEPT, Math.max(1, (int) Math.round(step))), map);
    }

    Frame seen(Affine2 from) {
      return frame.sample(map.inverse().after(from), FaceCanvas.SIDE, FaceCanvas.SIDE);
    }
  }

  /**
   * One moment.
   *
   * @param mesh in the picture's pixels
   * @param follows whether the one before is the moment before
   */
  record Moment(FaceMesh mesh, Cut real, boolean follows) {}

  /**
   * Adds a moment.
   *
   * @param mesh in the picture's pixels, with irises where these are known
   * @param follows whether the one added before is the moment before
   */
  public void add(Picture picture, FaceMesh mesh, boolean follows) {
    all.add(new Moment(mesh, Cut.of(picture, mesh), follows && !all.isEmpty()));
  }

  public int size() {
    return all.size();
  }

  Moment get(int i) {
    return all.get(i);
  }

  /** How many are learnt from. */
  int learnt() {
    return all.size() - (int) Math.ceil(HELD_SHARE * all.size());
  }

  /** At most so many of those that are held out, evenly spread. */
  int[] held(int most) {
    int from = learnt();
    int n = Math.min(most, all.size() - from);
    return IntStream.range(0, n)
        .map(i -> from + (int) ((long) i * (all.size() - from) / n))
        .toArray();
  }

  /** One of those that are learnt from, by chance. */
  int choose(SplittableRandom r) {
    double d = r.nextDouble();
    int[] shutest = shut == null ? shut = least(a -> a.rightEye() + a.leftEye(), .1) : shut;
    int[] widest = open == null ? open = least(a -> -a.mouth(), .25) : open;
    return d < EYES
        ? shutest[r.nextInt(shutest.length)]
        : d < EYES + MOUTHS ? widest[r.nextInt(widest.length)] : r.nextInt(learnt());
  }

  /** The share of those that are learnt from in which a value is least. */
  private int[] least(ToDoubleFunction<Apertures> value, double share) {
    double[] v =
        all.stream()
            .mapToDouble(l -> value.applyAsDouble(FaceGeometry.apertures(l.mesh)))
            .toArray();
    return IntStream.range(0, learnt())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> v[i]))
        .limit(Math.max(1, (long) (share * learnt())))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Three planes, 0 to 255. */
  static float[][] planes(Frame f) {
    float[][] out = new float[3][f.width() * f.height()];
    for (int i = 0; i < out[0].length; i++) {
      for (int c = 0; c < 3; c++) {
        out[c][i] = f.rgb()[3 * i + c] & 255;
      }
    }
    return out;
  }
}
