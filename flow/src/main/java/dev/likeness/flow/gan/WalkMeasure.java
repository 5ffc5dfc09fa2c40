package dev.likeness.flow.gan;

import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.flow.Workshop;
import dev.likeness.synthesis.duel.GeneratorFile;
import dev.likeness.synthesis.duel.PictureMaker;
import dev.likeness.synthesis.style.Flow;

/**
 * Whether what a generator draws moves as a whole on the way from face to face, and does not stick
 * to its places. Drawn pictures stay in memory.
 */
public final class WalkMeasure {
  /** Seconds of a walk and pictures a second, as {@link WalkRecipe} makes them, there only. */
  private static final int STEPS = 75;

  private static final int EVERY = 3;

  /** The part of the picture, around its middle, that a face fills. */
  private static final double FACE = .4;

  /** Faces are moved by up to so much, in sides. */
  private static final double FAR = .03;

  private static final int SHIFTS = 4;

  private WalkMeasure() {}

  /**
   * What was measured; brightness from 0 to 255, inside the middle {@value #FACE} of the picture.
   *
   * @param warp mean change of brightness from picture to picture of a walk after the movement that
   *     is seen (TV-L1) is taken out
   * @param dissolve the same of a plain baseline: the walk's two ends faded into each other
   * @param edges how strong edges are halfway, against the ends' mean: below 1 where they blur or
   *     double
   * @param dissolveEdges the same of the baseline
   * @param equivariance in dB: how near a face that is moved by its form is to the face moved as a
   *     picture, by parts of a pixel (as EQ-T of Karras et al. 2021, "Alias-free generative
   *     adversarial networks", appendix E.3, with the form in place of the input, and bicubic
   *     resampling)
   * @param gridEquivariance the same of a baseline whose texture sticks to the network's pixels: it
   *     moves by whole ones only
   */
  public record Result(
      int walks,
      double warp,
      double dissolve,
      double edges,
      double dissolveEdges,
      double equivariance,
      double gridEquivariance) {}

  /**
   * Draws walks and measures them.
   *
   * @param walks how many
   * @throws FlowException BAD_REQUEST for a generator without a form, which moves nothing
   */
  public static Result of(
      Workshop workshop,
      GeneratorFile file,
      int walks,
      Seed seed,
      double variety,
      Progress progress) {
    if (file.form() == null) {
      throw new FlowException(
          Code.BAD_REQUEST,
          "'%s' has no form: what it draws stays in place, so there is no movement to measure"
              .formatted(file.note(GeneratorFile.TITLE)));
    }
    double[] sum = new double[6];
    try (PictureMaker maker = new PictureMaker(workshop.models(), file)) {
      for (int i = 0; i < walks; i++) {
        progress.checkStop();
        float[] a = maker.style(maker.latent(seed.derive("walk from " + i), 0), 0, variety);
        float[] b = maker.style(maker.latent(seed.derive("walk to " + i), 0), 0, variety);
        walk(maker, a, b, sum);
        moved(maker, a, seed.derive("shift " + i), sum);
        progress.report("walking", i + 1, walks);
      }
    }
    return new Result(
        walks,
        sum[0] / walks,
        sum[1] / walks,
        sum[2] / walks,
        sum[3] / walks,
        -10 * Math.log10(sum[4] / walks / (255.0 * 255)),
        -10 * Math.log10(sum[5] / walks / (255.0 * 255)));
  }

  private static void walk(PictureMaker maker, float[] a, float[] b, double[] sum) {
    Frame first = maker.draw(a);
    int side = first.width();
    float[] from = light(first);
    float[] to = light(maker.draw(b));
    int n = 0;
    double warp = 0;
    double dissolve = 0;
    for (int i = 0; i < STEPS; i += EVERY, n++) {
      float[] now = light(maker.draw(PictureMaker.between(a, b, (double) i / STEPS)));
      float[] next = light(maker.draw(PictureMaker.between(a, b, (i + 1.0) / STEPS)));
      warp += change(next, now, side);
      dissolve +=
          change(mixed(from, to, (i + 1.0) / STEPS), mixed(from, to, (double) i / STEPS), side);
    }
    double ends = .5 * (edges(from, side) + edges(to, side));
    sum[0] += warp / n;
    sum[1] += dissolve / n;
    sum[2] += edges(light(maker.draw(PictureMaker.between(a, b, .5))), side) / ends;
    sum[3] += edges(mixed(from, to, .5), side) / ends;
  }

  private static void moved(PictureMaker maker, float[] style, Seed seed, double[] sum) {
    var random = seed.random();
    Frame still = maker.draw(style, 0, 0);
    int side = still.width();
    int grid = maker.file().size().side();
    float[] plane = light(still);
    for (int k = 0; k < SHIFTS; k++) {
      double dx = (2 * random.nextDouble() - 1) * FAR;
      double dy = (2 * random.nextDouble() - 1) * FAR;
      float[] shifted = new float[plane.length];
      for (int y = 0, i = 0; y < side; y++) {
        for (int x = 0; x < side; x++, i++) {
          shifted[i] = cubic(plane, side, x - dx * side, y - dy * side);
        }
      }
      double gx = Math.round(dx * grid) / (double) grid;
      double gy = Math.round(dy * grid) / (double) grid;
      sum[4] += square(light(maker.draw(style, dx, dy)), shifted, side) / SHIFTS;
      sum[5] += square(light(maker.draw(style, gx, gy)), shifted, side) / SHIFTS;
    }
  }

  private static float[] light(Frame f) {
    float[] out = new float[f.width() * f.height()];
    for (int i = 0; i < out.length; i++) {
      out[i] =
          .299f * (f.rgb()[3 * i] & 255)
              + .587f * (f.rgb()[3 * i + 1] & 255)
              + .114f * (f.rgb()[3 * i + 2] & 255);
    }
    return out;
  }

  private static float[] mixed(float[] a, float[] b, double t) {
    float[] out = new float[a.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (a[i] + t * (b[i] - a[i]));
    }
    return out;
  }

  private static double change(float[] now, float[] then, int side) {
    float[] was = Flow.between(now, then, side, side).carried(then);
    double sum = 0;
    int n = 0;
    for (int y = low(side); y < high(side); y++) {
      for (int x = low(side); x < high(side); x++, n++) {
        sum += Math.abs(now[y * side + x] - was[y * side + x]);
      }
    }
    return sum / n;
  }

  private static double square(float[] a, float[] b, int side) {
    double sum = 0;
    int n = 0;
    for (int y = low(side); y < high(side); y++) {
      for (int x = low(side); x < high(side); x++, n++) {
        double d = a[y * side + x] - b[y * side + x];
        sum += d * d;
      }
    }
    return sum / n;
  }

  /** The mean length of the gradient. */
  private static double edges(float[] p, int side) {
    double sum = 0;
    int n = 0;
    for (int y = low(side); y < high(side); y++) {
      for (int x = low(side); x < high(side); x++, n++) {
        int i = y * side + x;
        sum += Math.hypot(p[i + 1] - p[i - 1], p[i + side] - p[i - side]) / 2;
      }
    }
    return sum / n;
  }

  private static int low(int side) {
    return (int) Math.round(side * (1 - FACE) / 2);
  }

  private static int high(int side) {
    return side - low(side);
  }

  /** Catmull and Rom's spline through the pixels (Keys 1981, a = −½). */
  private static float cubic(float[] p, int side, double x, double y) {
    int ix = (int) Math.floor(x);
    int iy = (int) Math.floor(y);
    double[] wx = weights(x - ix);
    double[] wy = weights(y - iy);
    double sum = 0;
    for (int j = 0; j < 4; j++) {
      int row = Math.clamp(iy - 1 + j, 0, side - 1) * side;
      for (int i = 0; i < 4; i++) {
        sum += wy[j] * wx[i] * p[row + Math.clamp(ix - 1 + i, 0, side - 1)];
      }
    }
    return (float) sum;
  }

  private static double[] weights(double t) {
    double u = 1 - t;
    return new double[] {
      -.5 * t * u * u,
      1 - 2.5 * t * t + 1.5 * t * t * t,
      1 - 2.5 * u * u + 1.5 * u * u * u,
      -.5 * u * t * t
    };
  }
}
