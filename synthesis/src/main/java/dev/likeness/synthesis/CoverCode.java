package dev.likeness.synthesis;

import java.util.Arrays;

/**
 * Writes maps of shares as few numbers, for {@link FaceNotes}: each share in sixteen steps, runs of
 * zeros as one. Six steps (4 bits) go into a number, which stays a whole one under 2²⁴, so it
 * survives as a float. A map of zeros takes no number at all; the worst map of n shares takes n /
 * 3.
 */
final class CoverCode {
  private static final int STEPS = 15;
  private static final int EACH = 6;
  private static final int LONGEST = 255;

  private CoverCode() {}

  static float[] encode(float[] map) {
    int[] q = new int[map.length];
    int last = 0;
    for (int i = 0; i < q.length; i++) {
      q[i] = Math.round(Math.max(0, Math.min(1, map[i])) * STEPS);
      last = q[i] > 0 ? i + 1 : last;
    }
    Nibbles out = new Nibbles();
    for (int i = 0; i < last; ) {
      if (q[i] > 0) {
        out.add(q[i++]);
        continue;
      }
      int run = 1;
      while (run < LONGEST && q[i + run] == 0) {
        run++;
      }
      out.add(0);
      out.add(run >> 4);
      out.add(run & 15);
      i += run;
    }
    return out.done();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @param from the first of the {@code count} numbers
   */
  static float[] decode(float[] code, int from, int count, int size) {
    float[] out = new float[size];
    int n = EACH * count;
    int at = 0;
    for (int k = 0; k < n && at < size; k++) {
      int v = nibble(code, from, k);
      if (v > 0) {
        out[at++] = (float) v / STEPS;
      } else if (k + 2 < n) {
        at += nibble(code, from, k + 1) << 4 | nibble(code, from, k + 2);
        k += 2;
      }
    }
    return out;
  }

  private static int nibble(float[] code, int from, int k) {
    return (int) code[from + k / EACH] >> 4 * (k % EACH) & 15;
  }

  private static final class Nibbles {
    private float[] out = new float[64];
    private int count;
    private int now;

    void add(int nibble) {
      now |= nibble << 4 * (count % EACH);
      count++;
      if (count % EACH == 0) {
        put(count / EACH - 1);
      }
    }

    private void put(int i) {
      if (i >= out.length) {
        out = Arrays.copyOf(out, 2 * out.length);
      }
      out[i] = now;
      now = 0;
    }

    float[] done() {
      int n = (count + EACH - 1) / EACH;
      if (count % EACH != 0) {
        put(n - 1);
      }
      return Arrays.copyOf(out, n);
    }
  }
}
