package dev.likeness.flow;

import dev.likeness.core.Frame;
import dev.likeness.faces.FaceFinder;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.Identity;
import dev.likeness.synthesis.refine.RefineTraining.Shown;
import java.util.List;

/**
 * How like a person faces are that were held out of a training, by the embedder of {@link
 * Identity}: mean cosines. It decides what is kept and is no part of any loss, so nothing is
 * trained to please it.
 *
 * @param warp of the warp alone
 * @param learnt of what was learnt
 * @param faces how many were compared
 */
record Alike(double warp, double learnt, int faces) {
  /** Nothing is compared where no face is found by the warp either. */
  static final Alike NONE = new Alike(0, 0, 0);

  /** So many faces are looked at. */
  static final int LOOKED = 16;

  /** Measures. */
  static Alike of(FaceFinder finder, List<Shown> held, float[] person) {
    double warp = 0;
    double learnt = 0;
    int n = 0;
    for (Shown s : held) {
      List<FaceObservation> before = finder.faces(s.warp());
      if (before.isEmpty()) {
        continue;
      }
      warp += Identity.likeness(before.getFirst().embedding(), person);
      learnt += likeness(finder, s.refined(), person);
      n++;
    }
    return n == 0 ? NONE : new Alike(warp / n, learnt / n, n);
  }

  /** What is no face any more is like nobody. */
  private static double likeness(FaceFinder finder, Frame face, float[] person) {
    List<FaceObservation> f = finder.faces(face);
    return f.isEmpty() ? 0 : Identity.likeness(f.getFirst().embedding(), person);
  }

  /** Whether what was learnt is less like the person than the warp, by more than {@code noise}. */
  boolean worse(double noise) {
    return learnt < warp - noise;
  }
}
