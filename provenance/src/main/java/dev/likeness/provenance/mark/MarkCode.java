package dev.likeness.provenance.mark;

import java.util.Arrays;
import java.util.Optional;

/**
 * The mark's error-correcting code: 64 bits of id, 16 of checksum (CRC-16/CCITT), 8 zeros to end in
 * a known state, all through the convolutional code of rate 1/3 and constraint length 9 with
 * generators 557, 663, 711 (octal; Proakis, Digital Communications, table 8.2-2). Read by a list
 * Viterbi decoder (Seshadri and Sundberg 1994): of the {@value #LIST} likeliest messages the first
 * whose checksum is right.
 */
final class MarkCode {
  /** How many bits a mark is coded in. */
  static final int BITS = 3 * (64 + 16 + 8);

  private static final int LIST = 24;
  private static final int STEPS = BITS / 3;
  private static final int STATES = 256;
  private static final int[] GENERATORS = {0557, 0663, 0711};

  private MarkCode() {}

  /** The coded bits, each +1 or −1. */
  static int[] encode(MarkId id) {
    int[] out = new int[BITS];
    int register = 0;
    for (int t = 0; t < STEPS; t++) {
      register = register >> 1 | bit(id, t) << 8;
      for (int g = 0; g < 3; g++) {
        out[3 * t + g] = sign(register, g);
      }
    }
    return out;
  }

  private static int bit(MarkId id, int t) {
    if (t < 64) {
      return (int) (id.value() >>> (63 - t)) & 1;
    }
    return t < 80 ? crc(id.value()) >> (79 - t) & 1 : 0;
  }

  private static int sign(int register, int generator) {
    return 1 - 2 * (Integer.bitCount(register & GENERATORS[generator]) & 1);
  }

  private static int crc(long value) {
    int c = 0xFFFF;
    for (int i = 63; i >= 0; i--) {
      int top = (c >> 15 ^ (int) (value >>> i)) & 1;
      c = (c << 1 ^ (top == 1 ? 0x1021 : 0)) & 0xFFFF;
    }
    return c;
  }

  /**
   * The id in what was received.
   *
   * @param soft for each coded bit how surely it is +1; only ratios count
   */
  static Optional<MarkId> decode(float[] soft) {
    // per step, state and rank: the cost so far, and where it came from (rank, then state's low
    // bit)
    float[] best = new float[STATES * LIST];
    float[] next = new float[STATES * LIST];
    Arrays.fill(best, Float.NEGATIVE_INFINITY);
    best[0] = 0;
    byte[][] from = new byte[STEPS][STATES * LIST];
    for (int t = 0; t < STEPS; t++) {
      step(soft, t, best, next, from[t]);
      float[] swap = best;
      best = next;
      next = swap;
    }
    for (int rank = 0; rank < LIST && best[rank] > Float.NEGATIVE_INFINITY; rank++) {
      long value = trace(from, rank);
      int check = (int) (traceLow(from, rank) >> 8) & 0xFFFF;
      if (crc(value) == check) {
        return Optional.of(new MarkId(value));
      }
    }
    return Optional.empty();
  }

  /**
   * A state holds the last 8 bits, the latest highest; its two forerunners differ in the lowest.
   */
  private static void step(float[] soft, int t, float[] best, float[] next, byte[] from) {
    for (int state = 0; state < STATES; state++) {
      int at = state * LIST;
      if (t >= 80 && state >= 128) {
        Arrays.fill(next, at, at + LIST, Float.NEGATIVE_INFINITY);
        continue;
      }
      int input = state >> 7;
      int a = (state << 1 & 255) * LIST;
      int b = (state << 1 & 255 | 1) * LIST;
      int ra = input << 8 | (state << 1 & 255);
      float ga = gain(soft, t, ra);
      float gb = gain(soft, t, ra | 1);
      int i = 0;
      int j = 0;
      for (int rank = 0; rank < LIST; rank++) {
        float va = best[a + i] + ga;
        float vb = best[b + j] + gb;
        if (va >= vb) {
          next[at + rank] = va;
          from[at + rank] = (byte) (2 * i);
          i++;
        } else {
          next[at + rank] = vb;
          from[at + rank] = (byte) (2 * j + 1);
          j++;
        }
      }
    }
  }

  private static float gain(float[] soft, int t, int register) {
    float sum = 0;
    for (int g = 0; g < 3; g++) {
      sum += soft[3 * t + g] * sign(register, g);
    }
    return sum;
  }

  private static long trace(byte[][] from, int rank) {
    return walk(from, rank, 0);
  }

  /** The last 24 bits: checksum and tail. */
  private static long traceLow(byte[][] from, int rank) {
    return walk(from, rank, 64);
  }

  /** Up to 64 message bits from {@code first} on, of the path that ends in state 0 at a rank. */
  private static long walk(byte[][] from, int rank, int first) {
    long bits = 0;
    int state = 0;
    int r = rank;
    int last = Math.min(first + 64, STEPS) - 1;
    for (int t = STEPS - 1; t >= first; t--) {
      if (t <= last) {
        bits |= (long) (state >> 7) << (last - t);
      }
      int step = from[t][state * LIST + r];
      state = state << 1 & 255 | step & 1;
      r = step >> 1;
    }
    return bits;
  }
}
