package dev.likeness.answers.dialogue;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Questions that lean on the one before: "and for students?", "how long does it last?" */
final class FollowUp {
  private static final Pattern MORE =
      Pattern.compile(
          "(?iu)^\\s*(?:(?:and|but|or|also|then|so)\\b[ ,]*)?(?:(?:what|how) about|what if it(?:'s| is)|what if|and if|if it(?:'s| is)|the same for|(?:for|with|without|on|at|in|after|before|during|as)(?! (?:how|what|which|whom|who|when|where)\\b))\\b(.{2,})$");
  private static final Pattern AND =
      Pattern.compile("(?iu)^\\s*(?:and|but|or|also)\\b[ ,]+(?:also )?(.{2,})$");
  private static final Pattern LEANS =
      Pattern.compile(
          "(?iu)\\b(?:it|its|those|these|they|them|their|this one|that one|the same|he|she)\\b");
  private static final Pattern ELLIPSIS =
      Pattern.compile(
          "(?iu)^\\s*(?:why|why not|when|where|how|how so|how long|how much|how many|how often|since when|until when|who|which ones?|really|in which case)\\s*\\??\\s*$");

  private FollowUp() {}

  /**
   * A question as it would be by itself.
   *
   * @param surely whether it cannot stand alone; else it only may lean on the one before
   */
  record Whole(String text, boolean surely) {}

  /**
   * The question as it would be by itself.
   *
   * @param before what was asked before, as it was looked up; empty at the beginning
   */
  static Optional<Whole> whole(String said, String before) {
    if (before.isEmpty()) {
      return Optional.empty();
    }
    String base = bare(before);
    Matcher more = MORE.matcher(bare(said));
    if (more.matches() && said.split("\\s+").length <= 7) {
      String rest = bare(said).replaceFirst("(?iu)^(?:and|but|or|also|then|so)\\b[ ,]*", "");
      rest = rest.replaceFirst("(?iu)^(?:what|how) about\\s+", "");
      return surely(base + " " + (rest.isEmpty() ? more.group(1).strip() : rest) + "?");
    }
    if (ELLIPSIS.matcher(said).matches()) {
      return surely(
          bare(said)
              + " "
              + base.replaceFirst(
                      "(?iu)^(?:when|where|how long|how much|how many|how often|how|why)\\b", "")
                  .strip()
              + "?");
    }
    Matcher and = AND.matcher(bare(said));
    if (and.matches()) {
      return surely(base + " " + and.group(1).strip() + "?");
    }
    return LEANS.matcher(said).find()
        ? Optional.of(new Whole(base + " " + bare(said) + "?", false))
        : Optional.empty();
  }

  private static Optional<Whole> surely(String text) {
    return Optional.of(new Whole(text, true));
  }

  private static String bare(String s) {
    return s.strip().replaceAll("[?.!\\s]+$", "");
  }
}
