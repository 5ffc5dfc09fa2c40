package dev.likeness.synthesis;

import java.util.Arrays;

/**
 * The light in which drawn eyes are seen. The white of an eye is about as white in every face, so
 * where two skins differ their light says little about it: eyes would turn grey in a dark face and
 * glare in a light one. They get the brightness and tint that the target's own eyes have instead.
 * Buffers are reused. Not thread-safe.
 */
final class EyeLight {
  /** How far, as a logarithm, the skins' brightness differs where this begins, and is whole. */
  private static final float ALIKE = .2f;

  private static final float UNLIKE = .5f;

  /** The least and the most that a drawn eye's brightness is changed by. */
  private static final float LEAST = .35f;

  private static final float MOST = 2;

  /** Pixels of eyes: which, how far within, and the persona's red, green and blue. */
  private int[] at = new int[0];

  private float[] inside = new float[0];
  private final float[][] drawn = new float[3][0];

  /** Where each eye's pixels begin, and end. */
  private final int[] start = new int[3];

  /** The next pixel of each eye. */
  private final int[] next = new int[2];

  private final float[] gain = new float[3];
  private float part;

  /** Starts a picture, in which no eye is drawn so far. */
  void start() {
    Arrays.fill(start, 0);
    part = 0;
  }

  /** Adds pixel {@code i}, which was just drawn; the right eye's first, by rows. */
  void add(int eye, int i, float within, float[][] planes) {
    int k = start[2];
    if (k == at.length) {
      grow();
    }
    at[k] = i;
    inside[k] = within;
    for (int c = 0; c < 3; c++) {
      drawn[c][k] = planes[c][i];
    }
    start[2]++;
    if (eye == 0) {
      start[1]++;
    }
  }

  private void grow() {
    int n = 2 * at.length + 64;
    at = Arrays.copyOf(at, n);
    inside = Arrays.copyOf(inside, n);
    for (int c = 0; c < 3; c++) {
      drawn[c] = Arrays.copyOf(drawn[c], n);
    }
  }

  /**
   * Compares the eyes with the target's.
   *
   * @param apart by how much the skins' brightness differs, as a logarithm
   */
  void solve(float[][] before, float apart) {
    part = Rings.smooth(ALIKE, UNLIKE, Math.abs(apart));
    next[0] = 0;
    next[1] = start[1];
    for (int c = 0; c < 3 && part > 0; c++) {
      gain[c] = Math.max(LEAST, Math.min(white(before[c], true) / white(drawn[c], false), MOST));
    }
  }

  /** How bright the bright parts of eyes are: their mean, each weighed by itself. */
  private float white(float[] plane, boolean whole) {
    double one = 1;
    double two = 1;
    for (int k = 0; k < start[2]; k++) {
      float v = plane[whole ? at[k] : k];
      one += inside[k] * v;
      two += inside[k] * v * v;
    }
    return (float) (two / one);
  }

  /** Gives the pixels of a row that lie in {@code from} to {@code end} that light. */
  void light(int from, int end, float[][] planes) {
    for (int eye = 0; eye < 2 && part > 0; eye++) {
      int k = next[eye];
      for (; k < start[eye + 1] && at[k] < end; k++) {
        float w = at[k] < from ? 0 : part * inside[k];
        for (int c = 0; c < 3 && w > 0; c++) {
          float v = planes[c][at[k]];
          planes[c][at[k]] = v + w * (Math.min(250, gain[c] * drawn[c][k]) - v);
        }
      }
      next[eye] = k;
    }
  }
}
