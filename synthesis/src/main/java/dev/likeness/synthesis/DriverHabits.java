package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Moments of a driver, evenly over its film, that tell what is usual for its face. Immutable.
 *
 * @param seen at least one
 */
record DriverHabits(List<DriverMotion.Seen> seen) {
  private static final int SAMPLES = 241;

  /** So many of them make up the moment that is like a picture. */
  private static final int LIKE = 8;

  DriverHabits {
    seen = List.copyOf(seen);
  }

  /** Of a driver as it was seen. */
  static DriverHabits of(DriverMotion whole) {
    int n = Math.min(whole.frames(), SAMPLES);
    return new DriverHabits(
        IntStream.range(0, n)
            .mapToObj(i -> whole.at((int) ((long) i * whole.frames() / n)))
            .toList());
  }

  /** The same moments without what of the pitch is the jaw's. */
  DriverHabits without(JawNod nod) {
    return new DriverHabits(seen.stream().map(nod::without).toList());
  }

  DriverHabits where(Predicate<DriverMotion.Seen> which) {
    return new DriverHabits(seen.stream().filter(which).toList());
  }

  /** The value that a share of the moments is below. */
  double at(ToDoubleFunction<DriverMotion.Seen> of, double share) {
    return at(seen.stream().mapToDouble(of).toArray(), share);
  }

  /** The median of what is no NaN; 0 where nothing is. */
  double middle(ToDoubleFunction<DriverMotion.Seen> of) {
    double[] v = seen.stream().mapToDouble(of).filter(x -> !Double.isNaN(x)).toArray();
    return v.length == 0 ? 0 : at(v, .5);
  }

  private static double at(double[] v, double share) {
    double[] sorted = v.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
  }

  /** The median of each value of the points. */
  float[] usual() {
    float[] out = new float[3 * FaceMesh.WITH_IRIS];
    float[] v = new float[seen.size()];
    for (int i = 0; i < out.length; i++) {
      for (int k = 0; k < v.length; k++) {
        v[k] = seen.get(k).local()[i];
      }
      Arrays.sort(v);
      out[i] = v[v.length / 2];
    }
    return out;
  }

  /**
   * The moments in which the driver looks most as a picture does, averaged: a single one would
   * bring what the network errs there into every frame.
   *
   * @param head of the picture, {@code local} its points in that frame
   */
  DriverMotion.Seen like(HeadFrame head, float[] local) {
    double[] cost = new double[seen.size()];
    for (int i = 0; i < cost.length; i++) {
      DriverMotion.Seen s = seen.get(i);
      for (int v = 0; v < FaceMesh.POINTS; v++) {
        for (int c = 0; c < 3; c++) {
          double d = FaceParts.OF.follows(v) * (s.local()[3 * v + c] - local[3 * v + c]);
          cost[i] += d * d / FaceMesh.POINTS;
        }
      }
      cost[i] += Math.pow((s.yaw() - head.pose.yaw()) / 20, 2);
      cost[i] += Math.pow((s.pitch() - head.pose.pitch()) / 20, 2);
    }
    double line = at(cost, Math.min(1, (double) LIKE / cost.length));
    return mean(
        IntStream.range(0, cost.length).filter(i -> cost[i] <= line).mapToObj(seen::get).toList());
  }

  private static DriverMotion.Seen mean(List<DriverMotion.Seen> of) {
    float[] local = new float[3 * FaceMesh.WITH_IRIS];
    for (DriverMotion.Seen s : of) {
      for (int i = 0; i < local.length; i++) {
        local[i] += s.local()[i] / of.size();
      }
    }
    return new DriverMotion.Seen(
        mean(of, DriverMotion.Seen::yaw),
        mean(of, DriverMotion.Seen::pitch),
        mean(of, DriverMotion.Seen::roll),
        mean(of, DriverMotion.Seen::right),
        mean(of, DriverMotion.Seen::left),
        mean(of, DriverMotion.Seen::x),
        mean(of, DriverMotion.Seen::y),
        mean(of, DriverMotion.Seen::size),
        mean(of, DriverMotion.Seen::place),
        MouthInside.USUAL,
        new float[Expression.AROUND / 2],
        local);
  }

  private static double mean(List<DriverMotion.Seen> of, ToDoubleFunction<DriverMotion.Seen> what) {
    return of.stream().mapToDouble(what).average().orElse(0);
  }
}
