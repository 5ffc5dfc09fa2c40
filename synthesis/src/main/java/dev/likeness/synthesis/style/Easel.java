package dev.likeness.synthesis.style;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * All that depends on the size of the pictures: the works as large as their strokes will be, and
 * the search for places in them.
 *
 * @param width of the target and the result, pixels
 * @param height likewise
 * @param w the size that places are searched at
 * @param h likewise
 * @param looks of the works at each size, the finest first
 * @param fine the works as large as the result needs them
 */
record Easel(
    int width,
    int height,
    int w,
    int h,
    Atlas atlas,
    List<Match.Look> looks,
    Planes fine,
    Repainter.Settings settings) {
  /** The long side that places are searched at; results have the target's own size. */
  private static final int FILM = 640;

  private static final int STILL = 880;
  private static final int LEAST = 40;
  private static final int MOST_DEPTH = 4;

  /**
   * What the look of the paint counts, against {@link Repainter.Settings#guide} for tone and
   * colour.
   */
  private static final float TEXTURE = 1;

  /** How much of what is wanted comes in once more before the last size is painted. */
  private static final float DETAIL = .35f;

  /** A new place has to be so much better than the one that was carried along. */
  private static final float BETTER = .6f;

  /**
   * @param film whether pictures follow each other
   */
  static Easel of(Works works, Repainter.Settings settings, boolean film, int width, int height) {
    double scale = Math.min(1, (film ? FILM : STILL) / (double) Math.max(width, height));
    int w = Math.max(LEAST, (int) Math.round(width * scale));
    int h = Math.max(LEAST, (int) Math.round(height * scale));
    int depth = 1;
    while (depth < MOST_DEPTH && Math.min(w, h) >> depth >= LEAST) {
      depth++;
    }
    int high = (int) Math.round(Math.min(w, h) * works.share() * settings.stroke());
    Atlas atlas = new Atlas(works.pieces(), Math.max(high, 8 << depth), depth);
    List<Match.Look> looks = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      looks.add(look(atlas.level(i).paint(), atlas.level(i).tone(), settings));
    }
    return new Easel(
        width, height, w, h, atlas, looks, atlas.enlarged((double) width / w), settings);
  }

  /** How much larger the result is than the size of the search. */
  double ratio() {
    return (double) width / w;
  }

  private static Match.Look look(Planes paint, Planes tone, Repainter.Settings settings) {
    int n = settings.channels();
    return new Match.Look(interleaved(paint, n, TEXTURE), interleaved(tone, n, settings.guide()));
  }

  private static float[] interleaved(Planes p, int n, float scale) {
    float[] out = new float[p.c()[0].length * n];
    for (int k = 0; k < n; k++) {
      float[] in = p.c()[k];
      for (int i = 0; i < in.length; i++) {
        out[n * i + k] = scale * in[i];
      }
    }
    return out;
  }

  /** Places for a picture that follows no other, from coarse to fine. */
  Match fresh(Planes wanted) {
    List<Planes> sizes = new ArrayList<>(List.of(wanted));
    for (int i = 1; i < atlas.depth(); i++) {
      sizes.add(sizes.getLast().half());
    }
    Match m = null;
    for (int i = atlas.depth() - 1; i >= 0; i--) {
      Planes want = sizes.get(i);
      Atlas.Level level = atlas.level(i);
      Match finer =
          new Match(level, looks.get(i), settings.channels(), want.width(), want.height());
      Planes now = want;
      if (m == null) {
        finer.scatter(1);
      } else {
        finer.from(m);
        now = finer.painted(level.paint(), 1.2);
      }
      m = finer;
      if (i == 0) {
        now = mixed(now, want, DETAIL);
      }
      int times = i == 0 ? 2 : 3;
      for (int k = 0; k < times; k++) {
        m.look(look(now, want, settings));
        m.search(i == 0 ? 3 : k == 0 ? 6 : 4, 100L * i + k, 1);
        now = m.painted(level.paint(), 1.2);
      }
    }
    return Objects.requireNonNull(m);
  }

  private static Planes mixed(Planes a, Planes b, float share) {
    Planes out = new Planes(a.width(), a.height());
    for (int k = 0; k < 3; k++) {
      for (int i = 0; i < out.c()[k].length; i++) {
        out.c()[k][i] = a.c()[k][i] + share * (b.c()[k][i] - a.c()[k][i]);
      }
    }
    return out;
  }

  /**
   * Places carried along from the last picture, and changed where others fit clearly better.
   *
   * @param sure how far each is believed, 0 to 1
   */
  Match carried(int[] sx, int[] sy, Flow flow, float[] sure, Planes wanted) {
    Atlas.Level level = atlas.level(0);
    Match m = new Match(level, looks.getFirst(), settings.channels(), w, h);
    m.from(sx, sy, flow);
    Planes now = m.painted(level.paint(), 1);
    for (int k = 0; k < 3; k++) {
      float[] p = now.c()[k];
      for (int i = 0; i < p.length; i++) {
        p[i] = wanted.c()[k][i] + sure[i] * (p[i] - wanted.c()[k][i]);
      }
    }
    m.look(look(now, wanted, settings));
    m.search(3, 17, BETTER);
    return m;
  }
}
