package dev.likeness.core;

import java.util.SplittableRandom;

/** Where every random choice comes from; handed in, never taken from the air. */
public record Seed(long value) {
  public SplittableRandom random() {
    return new SplittableRandom(value);
  }

  /** A seed of its own for a part, the same each time. */
  public Seed derive(String part) {
    long h = value;
    for (int i = 0; i < part.length(); i++) {
      h = (h ^ part.charAt(i)) * 0x9E3779B97F4A7C15L;
      h ^= h >>> 32;
    }
    return new Seed(h);
  }
}
