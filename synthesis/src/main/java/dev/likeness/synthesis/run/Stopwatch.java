package dev.likeness.synthesis.run;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** Adds up how long each stage of a job takes. Thread-safe. */
final class Stopwatch {
  /** What is measured; stages run at the same time, so that their sum is more than the whole. */
  enum Stage {
    /** Waiting for the decoder. */
    READ,
    TRACK,
    MEASURE,
    PAINT,
    /** Labelling and handing over to the encoder, with waiting for it. */
    WRITE
  }

  private final Map<Stage, LongAdder> nanos = new EnumMap<>(Stage.class);

  Stopwatch() {
    for (Stage s : Stage.values()) {
      nanos.put(s, new LongAdder());
    }
  }

  /**
   * Adds the time since {@code began} (System.nanoTime) to a stage.
   *
   * @return now
   */
  long add(Stage stage, long began) {
    long now = System.nanoTime();
    LongAdder sum = nanos.get(stage);
    if (sum != null) {
      sum.add(now - began);
    }
    return now;
  }

  /** Milliseconds by stage, in all. */
  Map<String, Double> millis() {
    Map<String, Double> all = new TreeMap<>();
    nanos.forEach((s, n) -> all.put(s.name().toLowerCase(Locale.ROOT), n.sum() / 1e6));
    return all;
  }
}
