package dev.likeness.flow;

import dev.likeness.synthesis.SwapPainter;
import dev.likeness.synthesis.run.Draft;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How much larger a face was drawn than the pictures of the persona that it was drawn from show it:
 * means over the frames in which it was painted.
 *
 * @param eyes pixels between the eyes as drawn
 * @param source the same in the persona's pictures
 */
record Coarseness(double eyes, double source) {
  /** From here on a reviewer is told: half as large again is hardly seen, twice plainly. */
  private static final double SOFT = 1.8;

  /** What is summed up for a face. */
  private static final class Sums {
    private double eyes;
    private double source;
    private long frames;
  }

  /** Of a draft's coarsest face; empty where no painter measured it. */
  static Optional<Coarseness> of(Draft draft) {
    Map<Integer, Sums> faces = new TreeMap<>();
    draft.measures(
        (frame, track, name, value) -> {
          if (name.equals(SwapPainter.EYES)) {
            Sums s = faces.computeIfAbsent(track, t -> new Sums());
            s.eyes += value;
            s.frames++;
          } else if (name.equals(SwapPainter.SOURCE_EYES)) {
            faces.computeIfAbsent(track, t -> new Sums()).source += value;
          }
        });
    return faces.values().stream()
        .map(s -> new Coarseness(s.eyes / s.frames, s.source / s.frames))
        .max(Comparator.comparingDouble(Coarseness::times));
  }

  /** How many times larger. */
  double times() {
    return eyes / source;
  }

  void tell(Map<String, Double> figures, List<String> remarks) {
    figures.put("enlargement", times());
    if (times() >= SOFT) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "the face is drawn %.1f times larger than in the persona's pictures (%.0f pixels"
                  + " between the eyes, %.0f there): expect it to look soft; larger pictures of the"
                  + " persona would help",
              times(),
              eyes,
              source));
    }
  }
}
