package dev.likeness.flow;

import dev.likeness.faces.FaceFinder;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.faces.FaceObservation;
import dev.likeness.synthesis.refine.RefineTraining.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far mouths open and shut in swaps of held-out moments, against the moments themselves:
 * deviation of the mouth's aperture over that of the target's own. 1 is right; more is a mouth that
 * opens too far. It decides what is kept and is no part of any loss.
 *
 * @param warp of the warp alone
 * @param learnt of what was learnt
 */
record MouthRange(double warp, double learnt) {
  /** So many moments are looked at. */
  static final int LOOKED = 40;

  /** By so much two readings of the same moments may differ: half of what a bar of ±.1 leaves. */
  static final double NOISE = .05;

  /** A mouth that moves less than this, in its own widths, shows nothing. */
  private static final double STILL = .01;

  private static final int LEAST = 8;

  /** Measures; empty where too few faces are seen, or the target's mouth stands still. */
  static Optional<MouthRange> of(FaceFinder finder, List<Shown> held) {
    List<double[]> seen = new ArrayList<>();
    for (Shown s : held) {
      OptionalDouble warp = aperture(finder.faces(s.warp()));
      OptionalDouble learnt = aperture(finder.faces(s.refined()));
      OptionalDouble real = aperture(finder.faces(s.real()));
      if (warp.isPresent() && learnt.isPresent() && real.isPresent()) {
        seen.add(new double[] {warp.getAsDouble(), learnt.getAsDouble(), real.getAsDouble()});
      }
    }
    double real = deviation(seen, 2);
    return seen.size() < LEAST || real < STILL
        ? Optional.empty()
        : Optional.of(new MouthRange(deviation(seen, 0) / real, deviation(seen, 1) / real));
  }

  private static OptionalDouble aperture(List<FaceObservation> faces) {
    return faces.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(FaceGeometry.apertures(faces.getFirst().mesh()).mouth());
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
