package dev.likeness.provenance.c2pa;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages files the way an attacker would: numbers that lie, parts cut, doubled and moved. */
final class Mutator {
  private static final int[] ODD = {
    0, 1, 7, 8, 9, 15, 16, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, -1, -2, -8
  };

  /** Bytes that begin long, open or tagged items in CBOR, and DER. */
  private static final int[] HEADS = {
    0x1B, 0x3B, 0x5B, 0x5F, 0x7B, 0x7F, 0x9B, 0x9F, 0xBB, 0xBF, 0xDB, 0xFB, 0xFF, 0x30, 0x84, 0xA0
  };

  private final Random random;

  Mutator(long seed) {
    random = new Random(seed);
  }

  byte[] mutate(byte[] file, List<Range> store) {
    byte[] b = file.clone();
    int rounds = 1 + random.nextInt(4);
    for (int i = 0; i < rounds && b.length > 16; i++) {
      b = once(b, store);
    }
    return b;
  }

  private int place(byte[] b, List<Range> store) {
    if (!store.isEmpty() && random.nextInt(5) > 0) {
      Range r = store.get(random.nextInt(store.size()));
      // most of what can be believed wrongly is near the beginnings of boxes
      int at = (int) (r.from() + random.nextInt((int) Math.max(1, r.length())));
      return Math.min(at, b.length - 9);
    }
    return random.nextInt(Math.min(b.length, 400) - 9 > 0 ? Math.min(b.length, 400) - 9 : 1);
  }

  private byte[] once(byte[] b, List<Range> store) {
    int at = Math.max(0, place(b, store));
    int odd = ODD[random.nextInt(ODD.length)];
    switch (random.nextInt(10)) {
      case 0 -> b[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> b[at] = (byte) random.nextInt(256);
      case 2 -> {
        for (int i = 0; i < 4; i++) {
          b[at + i] = (byte) (odd >> (24 - 8 * i));
        }
      }
      case 3 -> {
        for (int i = 0; i < 8; i++) {
          b[at + i] = (byte) ((long) odd >> (56 - 8 * i));
        }
      }
      case 4 -> b[at] = (byte) HEADS[random.nextInt(HEADS.length)];
      case 5 -> {
        return Arrays.copyOf(b, Math.max(16, at));
      }
      case 6 -> {
        int n = Math.min(random.nextInt(64) + 1, b.length - at);
        return Samples.join(Arrays.copyOf(b, at), Arrays.copyOfRange(b, at, at + n), tail(b, at));
      }
      case 7 -> {
        int n = Math.min(random.nextInt(64) + 1, b.length - at);
        return Samples.join(Arrays.copyOf(b, at), tail(b, at + n));
      }
      case 8 -> {
        int from = random.nextInt(b.length - 8);
        System.arraycopy(b.clone(), from, b, at, Math.min(8, b.length - at));
      }
      default -> {
        byte[] noise = new byte[random.nextInt(16) + 1];
        Arrays.fill(noise, (byte) HEADS[random.nextInt(HEADS.length)]);
        return Samples.join(Arrays.copyOf(b, at), noise, tail(b, at));
      }
    }
    return b;
  }

  private static byte[] tail(byte[] b, int from) {
    return Arrays.copyOfRange(b, Math.min(from, b.length), b.length);
  }
}
