package dev.likeness.flow;

import dev.likeness.faces.FaceFinder;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.Identity;
import dev.likeness.synthesis.refine.RefineTraining.Shown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How far mouths open and shut in swaps of a target, against the target itself: deviation of the
 * mouth's aperture over that of the target's own. 1 is right; more is a mouth that opens too far.
 * It decides what is kept and is no part of any loss.
 *
 * @param warp of the warp alone
 * @param learnt of what was learnt
 */
record MouthRange(double warp, double learnt) {
  /** By so much two readings of the same moments may differ: half of what a bar of ±.1 leaves. */
  static final double NOISE = .05;

  /** A mouth that moves less than this, in its own widths, shows nothing. */
  private static final double STILL = .01;

  private static final int LEAST = 8;

  /**
   * Measures; empty where too few faces are seen, or the target's mouth stands still.
   *
   * @param target embedding of the person who is swapped
   */
  static Optional<MouthRange> of(FaceFinder finder, List<Shown> held, float[] target) {
    List<double[]> seen = new ArrayList<>();
    for (Shown s : held) {
      FaceObservation real =
          best(finder.faces(s.real()), f -> Identity.likeness(f.embedding(), target));
      FaceObservation warp = near(finder.faces(s.warp()), real);
      FaceObservation learnt = near(finder.faces(s.refined()), real);
      if (real != null && warp != null && learnt != null) {
        seen.add(new double[] {aperture(warp), aperture(learnt), aperture(real)});
      }
    }
    double real = deviation(seen, 2);
    return seen.size() < LEAST || real < STILL
        ? Optional.empty()
        : Optional.of(new MouthRange(deviation(seen, 0) / real, deviation(seen, 1) / real));
  }

  /** The face that stands where {@code there} does; null where none is seen. */
  private static @Nullable FaceObservation near(
      List<FaceObservation> faces, @Nullable FaceObservation there) {
    return there == null ? null : best(faces, f -> f.box().iou(there.box()));
  }

  private static @Nullable FaceObservation best(
      List<FaceObservation> faces, ToDoubleFunction<FaceObservation> by) {
    return faces.stream().max(Comparator.comparingDouble(by)).orElse(null);
  }

  private static double aperture(FaceObservation face) {
    return FaceGeometry.apertures(face.mesh()).mouth();
  }

  private static double deviation(List<double[]> of, int which) {
    double mean = of.stream().mapToDouble(v -> v[which]).average().orElse(0);
    return Math.sqrt(
        of.stream().mapToDouble(v -> (v[which] - mean) * (v[which] - mean)).average().orElse(0));
  }

  /** Whether what was learnt is farther from right than the warp, by more than noise. */
  boolean worse() {
    return Math.abs(learnt - 1) > Math.abs(warp - 1) + NOISE;
  }
}
