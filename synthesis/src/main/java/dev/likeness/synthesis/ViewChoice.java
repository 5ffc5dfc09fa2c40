package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.faces.Apertures;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.faces.Pose;
import java.util.List;

/**
 * Which of a persona's views to draw from: the one whose head pose and mouth fit best, decided for
 * each frame from the frames around it and cross-faded, so that views change softly and seldom: no
 * two were taken in quite the same light.
 */
public final class ViewChoice {
  /** Frames each side whose choice is blended in. */
  private static final int FADE = 3;

  /** By how much another view has to fit better than the main one: 3 degrees, say. */
  private static final double BETTER = .3;

  /** Pixels between the eyes from which on a view is as good as one with more. */
  private static final double CLEAR = 100;

  private final Fit[] fits;

  /** The view that is drawn unless another fits better: the most frontal of the clear ones. */
  private final int main;

  private final float[] shape = new float[FaceShape.SIZE];

  /** Degrees, degrees, mouth opening in eye distances, mouth width likewise. */
  private record Fit(double yaw, double pitch, double mouth, double wide) {
    static Fit of(FaceMesh m) {
      Pose p = FaceGeometry.pose(m);
      Apertures a = FaceGeometry.apertures(m, p);
      return new Fit(p.yaw(), p.pitch(), a.mouth(), a.mouthWidth());
    }

    double distance(Fit o) {
      return Math.hypot(
          Math.hypot((yaw - o.yaw) / 10, (pitch - o.pitch) / 10),
          Math.hypot((mouth - o.mouth) / .25, (wide - o.wide) / .2));
    }
  }

  /**
   * @param views at least one
   */
  public ViewChoice(List<View> views) {
    fits = new Fit[views.size()];
    double total = 0;
    double most = 0;
    int first = 0;
    for (int k = 0; k < fits.length; k++) {
      View v = views.get(k);
      fits[k] = Fit.of(v.mesh());
      double w = 1 / (1 + Math.pow(Math.hypot(fits[k].yaw, fits[k].pitch) / 10, 2));
      total += w;
      double worth = w * Math.min(1, v.eyes() / CLEAR);
      if (worth > most) {
        most = worth;
        first = k;
      }
      for (int i = 0; i < shape.length; i++) {
        shape[i] += (float) (w * v.shape()[i]);
      }
    }
    main = first;
    for (int i = 0; i < shape.length; i++) {
      shape[i] /= (float) total;
    }
  }

  /** The persona's feature shape, from its views, frontal ones first. */
  float[] shape() {
    return shape;
  }

  /** The number of the view to draw on a mesh of which nothing is known before or after. */
  public int best(FaceMesh mesh) {
    return best(new Fit[] {Fit.of(mesh)}, 0);
  }

  /** How much of each view to draw; adds up to 1, at most a few are not 0. */
  float[] shares(List<FaceMesh> around, int centre) {
    float[] out = new float[fits.length];
    if (fits.length == 1) {
      out[0] = 1;
      return out;
    }
    Fit[] frames = new Fit[around.size()];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = Fit.of(around.get(i));
    }
    int from = Math.max(0, centre - FADE);
    int to = Math.min(frames.length - 1, centre + FADE);
    for (int i = from; i <= to; i++) {
      out[best(frames, i)] += 1f / (to - from + 1);
    }
    return out;
  }

  /** The number of the view of which most is drawn. */
  static int most(float[] shares) {
    int most = 0;
    for (int k = 1; k < shares.length; k++) {
      most = shares[k] > shares[most] ? k : most;
    }
    return most;
  }

  /** The best view for frame i by the mean of the frames around it. */
  private int best(Fit[] frames, int i) {
    int best = 0;
    double least = Double.MAX_VALUE;
    for (int k = 0; k < fits.length; k++) {
      double cost = 0;
      double total = 0;
      for (int j = 0; j < frames.length; j++) {
        double w = Math.exp(-.5 * (j - i) * (j - i) / 16.0);
        cost += w * fits[k].distance(frames[j]);
        total += w;
      }
      double mean = cost / total + (k == main ? 0 : BETTER);
      if (mean < least) {
        least = mean;
        best = k;
      }
    }
    return best;
  }
}
