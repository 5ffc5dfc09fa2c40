package dev.likeness.answers.tutor;

import dev.likeness.answers.Passage;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Questions about a passage: those that the lesson has ({@code Q:} and {@code A:}), and else
 * sentences with a gap where they tell a number, a reason or what something is called.
 */
final class Questions {
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?im)(?:^|\\n)\\s*Q:\\s*(.+?)\\s*\\n?\\s*A:\\s*(.+?)(?=\\s*(?:\\n\\s*Q:|$))");
  private static final String COUNTS =
      "(?:\\d+(?:[.,:]\\d+)*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty)";

  /** A number with what it counts. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?i)\\b"
              + COUNTS
              + "(?: (?:per cent|percent|%|degrees|[ap]\\.m\\.?|o'clock|pounds?|pence|euros?|dollars?|cents?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|times|metres?|kilometres?|litres?|grams?|kilograms?|ml|cm|mm|km|kg|g|watts?|volts?))?\\b");

  private static final Pattern REASON =
      Pattern.compile("(?i)^(.{15,}?),? \\b(because|since|so that|in order to) (.{8,}?)[.!]?$");
  private static final Pattern CALLED =
      Pattern.compile(
          "(?i)\\b(?:is|are) (?:called|named|known as) ((?:an? |the )?[\\p{L}-]+(?: [\\p{L}-]+)?)");
  private static final int LONGEST = 240;

  private Questions() {}

  static List<Card> of(Passage p) {
    List<Card> out = new ArrayList<>();
    Matcher m = WRITTEN.matcher(p.text());
    while (m.find()) {
      out.add(Card.of(m.group(1), m.group(2).strip(), p, m.group().strip()));
    }
    if (!out.isEmpty()) {
      return out;
    }
    for (String s : sentences(p.text())) {
      if (s.length() <= LONGEST) {
        Card c = made(s, p);
        if (c != null) {
          out.add(c);
        }
      }
    }
    return out;
  }

  private static @Nullable Card made(String s, Passage p) {
    String over = p.title().isEmpty() ? "" : p.title() + ": ";
    Matcher why = REASON.matcher(s);
    if (why.matches() && !why.group(1).matches("(?i).*\\b(it|this|that|they|these)\\b.*")) {
      String what = why.group(1).strip();
      return Card.of(
          over + "complete: “" + what + ", " + why.group(2) + " …”", why.group(3).strip(), p, s);
    }
    for (Pattern gap : List.of(CALLED, NUMBER)) {
      Matcher g = gap.matcher(s);
      if (g.find() && !s.matches("(?i)^(it|this|they|these|he|she)\\b.*")) {
        int group = gap == CALLED ? 1 : 0;
        String with = s.substring(0, g.start(group)) + "____" + s.substring(g.end(group));
        return Card.of(over + "what belongs into the gap? “" + with + "”", g.group(group), p, s);
      }
    }
    return null;
  }

  private static List<String> sentences(String text) {
    List<String> out = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      BreakIterator b = BreakIterator.getSentenceInstance(Locale.ROOT);
      b.setText(line);
      int from = b.first();
      for (int to = b.next(); to != BreakIterator.DONE; from = to, to = b.next()) {
        String s = line.substring(from, to).strip();
        if (!s.isEmpty()) {
          out.add(s);
        }
      }
    }
    return out;
  }
}
