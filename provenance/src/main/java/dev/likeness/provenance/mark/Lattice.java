package dev.likeness.provenance.mark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where a repeating pattern may lie in a picture, found without a key: where it falls on itself,
 * the picture's autocorrelation peaks, and the peaks of a turned, scaled, stretched or mirrored
 * pattern form a lattice that was turned, scaled and stretched alike.
 */
final class Lattice {
  private static final int[][] STEPS = {
    {1, 0}, {0, 1}, {1, 1}, {1, -1}, {2, 0}, {0, 2}, {2, 1}, {1, 2}, {2, -1}, {1, -2}, {2, 2},
    {2, -2}, {3, 0}, {0, 3}, {3, 1}, {1, 3}, {3, -1}, {1, -3}, {3, 2}, {2, 3}, {3, -2}, {2, -3}
  };
  private static final double SCALE_STEP = 1.008;
  private static final double MOST_STRETCH = 1.35;
  private static final double MOST_ANGLE = Math.toRadians(6);
  private static final double ANGLE_STEP = Math.toRadians(.4);
  private static final int RIVALS = 20;

  /** A place and how clearly the lattice shows there. */
  record Guess(Place place, double score) {}

  /** Here pictures are brought to this short side: the mark has no finer detail. */
  private static final int SIDE = 384;

  private static final double SHRUNK = (double) SIDE / Tile.SIDE;

  /** In frequency space, how far around a power is compared with what is usual. */
  private static final int AROUND = 8;

  private static final float MOST_POWER = 6;

  /** Tiles between two scales are looked for where the mark then has its frequencies. */
  private record Band(double fromScale, double toScale) {
    double low() {
      return Tile.LOW / Tile.PERIOD / toScale / SHRUNK;
    }

    double high() {
      return Tile.HIGH / Tile.PERIOD / fromScale / SHRUNK;
    }
  }

  private static final List<Band> BANDS =
      List.of(new Band(.45, .75), new Band(.75, 1.15), new Band(1.15, 1.6), new Band(1.6, 2.4));

  private final Band band;
  private final int w;
  private final int h;
  private final int reachX;
  private final int reachY;
  private final float[] r;

  private Lattice(Band band, int w, int h, int reachX, int reachY, float[] r) {
    this.band = band;
    this.w = w;
    this.h = h;
    this.reachX = reachX;
    this.reachY = reachY;
    this.r = r;
  }

  /**
   * The clearest places in a picture, whitened and with a short side of {@link Tile#SIDE}.
   *
   * @param most for each band of scales
   */
  static List<Guess> guesses(Plane white, int most) {
    Plane p =
        white.resized(
            (int) Math.round(white.width() * SHRUNK), (int) Math.round(white.height() * SHRUNK));
    int w = power(p.width() + p.width() / 4);
    int h = power(p.height() + p.height() / 4);
    float[] re = new float[w * h];
    float[] im = new float[w * h];
    for (int y = 0; y < p.height(); y++) {
      System.arraycopy(p.v(), y * p.width(), re, y * w, p.width());
    }
    Fft.transform(re, im, w, h, false);
    for (int i = 0; i < re.length; i++) {
      re[i] = re[i] * re[i] + im[i] * im[i];
    }
    flatten(re, w, h);
    List<Guess> all = new ArrayList<>();
    for (Band band : BANDS) {
      float[] r = correlation(re, w, h, band);
      all.addAll(new Lattice(band, w, h, p.width() * 3 / 5, p.height() * 3 / 5, r).guesses(most));
    }
    return all;
  }

  private static int power(int n) {
    return n <= 1 ? 1 : 2 * Integer.highestOneBit(n - 1);
  }

  /**
   * Divides the power spectrum by what is usual around, since a repeating pattern shows as lines in
   * it and all else should not count.
   */
  private static void flatten(float[] power, int w, int h) {
    float[] mean = new Plane(w, h, power).blurred(AROUND).v();
    for (int i = 0; i < power.length; i++) {
      power[i] = Math.min(power[i] / (mean[i] + 1e-20f), MOST_POWER) - 1;
    }
  }

  /** Of one band, with a mean square of 1 away from the middle. */
  private static float[] correlation(float[] power, int w, int h, Band band) {
    float[] re = new float[w * h];
    for (int y = 0; y < h; y++) {
      double fy = (double) Math.min(y, h - y) / h;
      for (int x = 0; x < w; x++) {
        double fx = (double) Math.min(x, w - x) / w;
        double f = Math.hypot(fx, fy);
        re[y * w + x] = f < band.low() || f > band.high() ? 0 : power[y * w + x];
      }
    }
    Fft.transform(re, new float[w * h], w, h, true);
    double sum = 0;
    long n = 0;
    for (int y = 18; y < h / 2; y++) {
      for (int x = 18; x < w / 2; x++) {
        sum += (double) re[y * w + x] * re[y * w + x];
        n++;
      }
    }
    float scale = (float) (1 / Math.sqrt(sum / Math.max(n, 1) + 1e-30));
    for (int i = 0; i < re.length; i++) {
      re[i] *= scale;
    }
    return re;
  }

  private List<Guess> guesses(int most) {
    List<Guess> found = new ArrayList<>();
    double threshold = 0;
    for (double s = band.fromScale; s <= band.toScale; s *= SCALE_STEP) {
      for (double q = 1 / MOST_STRETCH; q <= MOST_STRETCH * 1.001; q *= SCALE_STEP) {
        double sx = s * Math.sqrt(q);
        double sy = s / Math.sqrt(q);
        for (double angle = -MOST_ANGLE; angle <= MOST_ANGLE + 1e-9; angle += ANGLE_STEP) {
          Place place = Place.of(sx, sy, angle);
          double score = score(place);
          if (score > threshold) {
            found.add(new Guess(place, score));
            if (found.size() > 60 * RIVALS) {
              threshold = thinned(found);
            }
          }
        }
      }
    }
    thinned(found);
    return distinct(found, most);
  }

  private static double thinned(List<Guess> found) {
    found.sort(Comparator.comparingDouble(Guess::score).reversed());
    while (found.size() > 30 * RIVALS) {
      found.removeLast();
    }
    return found.isEmpty() ? 0 : found.getLast().score();
  }

  /** Climbs from each to its peak and keeps one of those that meet. */
  private List<Guess> distinct(List<Guess> sorted, int most) {
    List<Guess> out = new ArrayList<>();
    for (Guess g : sorted) {
      if (out.size() >= most) {
        break;
      }
      if (out.stream().noneMatch(o -> near(o.place(), g.place(), 5))) {
        out.add(climbed(g));
      }
    }
    out.sort(Comparator.comparingDouble(Guess::score).reversed());
    return out;
  }

  static boolean near(Place p, Place q, double pixels) {
    return Math.abs(p.a() - q.a()) < pixels
        && Math.abs(p.b() - q.b()) < pixels
        && Math.abs(p.c() - q.c()) < pixels
        && Math.abs(p.d() - q.d()) < pixels;
  }

  private Guess climbed(Guess start) {
    Guess best = start;
    for (double step = .8; step > .15; step /= 2) {
      boolean better = true;
      for (int rounds = 0; better && rounds < 8; rounds++) {
        better = false;
        for (int i = 0; i < 8; i++) {
          Place p = best.place().moved(i / 2, i % 2 == 0 ? step : -step);
          double score = score(p);
          if (score > best.score()) {
            best = new Guess(p, score);
            better = true;
          }
        }
      }
    }
    return best;
  }

  private double score(Place p) {
    double sum = 0;
    double n = 0;
    for (int[] k : STEPS) {
      double x = SHRUNK * (p.a() * k[0] + p.b() * k[1]);
      double y = SHRUNK * (p.c() * k[0] + p.d() * k[1]);
      if (Math.abs(x) < reachX && Math.abs(y) < reachY) {
        sum += at(x, y);
        n++;
      }
    }
    return n == 0 ? 0 : sum / Math.sqrt(n);
  }

  private double at(double x, double y) {
    int i = (int) Math.floor(x);
    int j = (int) Math.floor(y);
    double fx = x - i;
    double fy = y - j;
    int x0 = i & w - 1;
    int x1 = i + 1 & w - 1;
    int y0 = (j & h - 1) * w;
    int y1 = (j + 1 & h - 1) * w;
    double top = r[y0 + x0] + fx * (r[y0 + x1] - r[y0 + x0]);
    double low = r[y1 + x0] + fx * (r[y1 + x1] - r[y1 + x0]);
    return top + fy * (low - top);
  }
}
