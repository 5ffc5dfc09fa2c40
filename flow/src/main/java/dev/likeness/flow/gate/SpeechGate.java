package dev.likeness.flow.gate;

import dev.likeness.core.Digest;
import dev.likeness.flow.gate.SpeechRules.Category;
import dev.likeness.flow.gate.SpeechRules.Rule;
import dev.likeness.provenance.ContentGate;
import dev.likeness.provenance.Examination;
import dev.likeness.provenance.GateRefused;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * What must not be said in somebody's voice: that the speaker holds an office or speaks for an
 * authority or a bank, or a request for money, codes or votes; in English, German, French, Spanish
 * and Italian. It knows phrases, not meaning: what it misses and what it refuses wrongly is
 * measured in {@code docs/gate.md}. Thread-safe.
 */
public final class SpeechGate {
  /** Longer texts are refused unread. */
  public static final int LONGEST = 100_000;

  private static final int LONGEST_SENTENCE = 1000;

  private final SpeechRules rules = SpeechRules.load();
  private final GatePolicy policy;

  /**
   * Something in a text that must not be said.
   *
   * @param category {@code official}, {@code money}, {@code code}, {@code vote}, or {@code word} of
   *     the operator's policy
   * @param language of the rule; empty for a word of the policy
   * @param words what was found, as it was read
   */
  public record Finding(String category, String language, String words) {
    /** What is wrong with it, for people. */
    public String why() {
      return switch (category) {
        case "official" -> "claims an office, or to speak for an authority or a bank";
        case "money" -> "asks for money";
        case "code" -> "asks for a code, password or other secret";
        case "vote" -> "asks for votes, or misleads about an election";
        default -> "is forbidden by the operator's policy";
      };
    }
  }

  public SpeechGate(GatePolicy policy) {
    this.policy = policy;
  }

  /**
   * Words that are looked for in a recording, or in a voice that is brought along, besides
   * following the text: those that forbidden English sentences need, and the policy's own.
   */
  public Set<String> wary() {
    Set<String> out = new HashSet<>(rules.heard());
    policy.words().stream().map(w -> w.toLowerCase(Locale.ROOT)).forEach(out::add);
    return out;
  }

  /** All that is wrong with a text; at most one finding for each category and sentence. */
  public List<Finding> findings(String text) {
    List<Finding> out = new ArrayList<>();
    List<Set<String>> sentences = Folding.sentences(text);
    for (Set<String> readings : sentences) {
      for (String sentence : readings) {
        for (String part : pieces(sentence)) {
          rules.rules().forEach(r -> find(r, part, out));
        }
      }
    }
    // a forbidden phrase may reach across sentences
    for (String word : policy.words()) {
      String folded = Folding.fold(word);
      String all = Folding.fold(text);
      boolean found =
          all.contains(folded)
              || sentences.stream().flatMap(Set::stream).anyMatch(s -> s.contains(folded));
      if (found) {
        out.add(new Finding("word", "", folded));
      }
    }
    return out;
  }

  private static void find(Rule r, String sentence, List<Finding> out) {
    Matcher m = r.pattern().matcher(sentence);
    if (m.find()) {
      String category = name(r.category());
      if (out.stream().noneMatch(f -> f.category().equals(category) && near(f, m.group()))) {
        out.add(new Finding(category, r.language(), m.group()));
      }
    }
  }

  /** Other readings of a sentence find the same again. */
  private static boolean near(Finding f, String words) {
    return f.words().equals(words) || f.words().contains(words) || words.contains(f.words());
  }

  private static String name(Category c) {
    return c.name().toLowerCase(Locale.ROOT);
  }

  /** Very long sentences in overlapping pieces, so that a rule's work is bounded. */
  private static List<String> pieces(String sentence) {
    if (sentence.length() <= LONGEST_SENTENCE) {
      return List.of(sentence);
    }
    List<String> out = new ArrayList<>();
    for (int at = 0; at < sentence.length(); at += LONGEST_SENTENCE / 2) {
      out.add(sentence.substring(at, Math.min(sentence.length(), at + LONGEST_SENTENCE)));
    }
    return out;
  }

  /**
   * Reads the text of a finished draft once more, for the step that lets drafts pass: whatever text
   * the work began with, this is the one that the draft was made from. What the sound says is taken
   * from it and not heard anew: nothing here hears free speech well enough to judge it.
   *
   * @param file digest of the draft
   */
  public Examination.Spoken again(String text, Digest file) {
    List<String> faults = new ArrayList<>();
    if (text.length() > LONGEST) {
      faults.add("has more than %d characters".formatted(LONGEST));
    } else {
      findings(text).forEach(f -> faults.add("%s ('%s')".formatted(f.why(), f.words())));
    }
    return new Examination.Spoken(file, Digest.of(text.getBytes(StandardCharsets.UTF_8)), faults);
  }

  /**
   * Lets a text pass, or refuses it and logs that.
   *
   * @param what the text is for, in the log and the message
   * @throws GateRefused FORBIDDEN_TEXT
   */
  public void require(String text, String what, ContentGate door) {
    if (text.length() > LONGEST) {
      throw refused(what, "has more than %d characters; give it in parts".formatted(LONGEST), door);
    }
    List<Finding> found = findings(text);
    if (!found.isEmpty()) {
      Finding f = found.get(0);
      throw refused(
          what,
          "%s ('%s'); that is not said in anybody's voice here".formatted(f.why(), f.words()),
          door);
    }
  }

  private static GateRefused refused(String what, String why, ContentGate door) {
    return door.refused(
        what,
        new GateRefused(GateRefused.Reason.FORBIDDEN_TEXT, "the text of " + what + " " + why));
  }
}
