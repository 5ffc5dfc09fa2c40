package dev.likeness.forensics;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import java.util.List;

/**
 * Compares the two eyes as a person would: light that falls into one should be seen in the other,
 * and both are mostly of one colour. Such rules hold for many real and many false pictures, so they
 * weigh little; what they say is meant to be looked at.
 */
public final class EyeExpert implements Expert {
  public static final String NAME = "eyes";
  private static final int SIDE = 32;

  /** Fewer pixels from an iris's middle to its rim show no reflection. */
  private static final double LEAST = 6;

  private static final double MOST = .8;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Family family() {
    return Family.EYE;
  }

  @Override
  public Opinion look(Subject s, boolean draw) {
    FaceMesh m = s.mesh();
    if (m == null || !m.hasIris()) {
      return Opinion.none(this, "no face was found");
    }
    double right = radius(m, FaceMesh.POINTS);
    double left = radius(m, FaceMesh.POINTS + FaceMesh.IRIS);
    if (Math.min(right, left) < LEAST) {
      return Opinion.none(
          this,
          "the irises are %.0f pixels wide; reflections show from %.0f on"
              .formatted(2 * Math.min(right, left), 2 * LEAST));
    }
    Frame a = patch(s.picture(), m, FaceMesh.POINTS, right);
    Frame b = patch(s.picture(), m, FaceMesh.POINTS + FaceMesh.IRIS, left);
    double[] p = light(a);
    double[] q = light(b);
    double apart = Math.hypot(p[0] - q[0], p[1] - q[1]);
    double colour = Math.abs(p[3] - q[3]) + Math.abs(p[4] - q[4]);
    boolean lit = p[2] > 25 && q[2] > 25;
    double score = lit ? 2.5 * (apart - .3) + .03 * (colour - 14) : 0;
    String says =
        !lit
            ? "no reflections to compare in the eyes"
            : apart > .45
                ? "light is reflected at different places in the two eyes"
                : "light is reflected alike in both eyes";
    return new Opinion(
        NAME,
        family(),
        true,
        Math.max(-MOST, Math.min(MOST, score)),
        0,
        says,
        draw ? pair(a, b) : null,
        List.of("a rule of thumb that is often wrong"));
  }

  private static double radius(FaceMesh m, int centre) {
    double sum = 0;
    for (int i = 1; i < FaceMesh.IRIS; i++) {
      sum += m.distance(centre, centre + i) / 4;
    }
    return sum;
  }

  private static Frame patch(Frame f, FaceMesh m, int centre, double radius) {
    return f.sample(Affine2.squareTo(m.x(centre), m.y(centre), 2.4 * radius, 0, SIDE), SIDE, SIDE);
  }

  /** Where the brightest part lies (−1 to 1), how far above the mean it is, and two colours. */
  private static double[] light(Frame f) {
    double mean = 0;
    double cb = 0;
    double cr = 0;
    Planes p = Planes.of(f, new Box(0, 0, SIDE, SIDE));
    int n = 0;
    float most = 0;
    for (int i = 0; i < SIDE * SIDE; i++) {
      if (Math.hypot(i % SIDE - 15.5, i / SIDE - 15.5) < 11) {
        mean += p.y()[i];
        cb += p.cb()[i];
        cr += p.cr()[i];
        most = Math.max(most, p.y()[i]);
        n++;
      }
    }
    mean /= n;
    double x = 0;
    double y = 0;
    double w = 1e-6;
    double cut = mean + .7 * (most - mean);
    for (int i = 0; i < SIDE * SIDE; i++) {
      if (Math.hypot(i % SIDE - 15.5, i / SIDE - 15.5) < 11 && p.y()[i] > cut) {
        double k = p.y()[i] - cut;
        x += k * (i % SIDE - 15.5) / 11;
        y += k * (i / SIDE - 15.5) / 11;
        w += k;
      }
    }
    return new double[] {x / w, y / w, most - mean, cb / n, cr / n};
  }

  private static Frame pair(Frame a, Frame b) {
    int k = 5;
    byte[] rgb = new byte[2 * SIDE * k * SIDE * k * 3];
    for (int y = 0; y < SIDE * k; y++) {
      for (int x = 0; x < 2 * SIDE * k; x++) {
        Frame f = x < SIDE * k ? a : b;
        for (int c = 0; c < 3; c++) {
          rgb[(y * 2 * SIDE * k + x) * 3 + c] = (byte) f.at(x % (SIDE * k) / k, y / k, c);
        }
      }
    }
    return new Frame(2 * SIDE * k, SIDE * k, rgb);
  }
}
