package dev.likeness.answers;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Sentences of a text; each paragraph (line) is by itself. */
final class Sentences {
  /** After these a full stop ends no sentence. */
  private static final Set<String> SHORT =
      Set.of(
          "e.g.", "i.e.", "etc.", "approx.", "no.", "mr.", "mrs.", "ms.", "dr.", "st.", "vs.",
          "z.b.", "bzw.", "nr.", "ca.", "p.ex.", "env.", "ej.", "es.", "max.", "min.", "a.m.",
          "p.m.");

  private Sentences() {}

  static List<String> of(String text) {
    List<String> out = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
      breaks.setText(line);
      StringBuilder open = new StringBuilder();
      int from = breaks.first();
      for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
        open.append(line, from, to);
        String s = open.toString().strip();
        String last = s.substring(s.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
        if (!SHORT.contains(last) && !s.isEmpty()) {
          out.add(s);
          open.setLength(0);
        }
      }
      if (!open.toString().isBlank()) {
        out.add(open.toString().strip());
      }
    }
    return out;
  }
}
