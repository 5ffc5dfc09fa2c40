package dev.likeness.flow;

import dev.likeness.faces.Identity;
import java.util.Locale;

/**
 * A figure of a report in a reviewer's words.
 *
 * @param what it is
 * @param value with its unit, and what to hold it against
 */
public record Figure(String what, String value) {
  /** Of a name and a number as the report for machines has them. */
  static Figure of(String name, double v) {
    return switch (name) {
      case "identity_source" ->
          new Figure(
              "likeness to the persona",
              say(
                  "%.2f (1 is the same; two pictures of one person: %.1f or more)",
                  v, Identity.SAME));
      case "identity_old_face" -> new Figure("likeness to the old face", say("%.2f", v));
      case "frames_sampled" -> new Figure("frames compared for it", say("%.0f", v));
      case "confidence_mean" -> new Figure("new face shows, mean", say("%.0f %%", 100 * v));
      case "confidence_lowest" -> new Figure("new face shows, least", say("%.0f %%", 100 * v));
      case "enlargement" -> new Figure("face enlarged", say("%.1f ×", v));
      case "seconds" -> new Figure("length", say("%.1f s", v));
      case "words_per_minute" -> new Figure("words a minute", say("%.0f", v));
      case "peak" -> new Figure("loudest", say("%.0f %% of full scale", 100 * v));
      default -> new Figure(name.replace('_', ' '), say(v == Math.rint(v) ? "%.0f" : "%.3f", v));
    };
  }

  private static String say(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
