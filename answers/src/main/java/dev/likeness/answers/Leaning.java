package dev.likeness.answers;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a sentence leans on the one before: it begins with a word that points back ("It …", "In
 * this case …"), or it has a pronoun in its first clause, where nothing else can be meant
 * ("Students may keep them for eight weeks").
 */
final class Leaning {
  private static final Pattern BEGINS =
      Pattern.compile(
          "^(it|this|that|these|those|they|he|she|then|otherwise|also|however|in this case|if so|"
              + "if not|both|such|after that|afterwards|er|sie|dies|danach|il|elle|ils|ello|esto|esso)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** "Press the button and hold it": in a later clause it is the button. */
  private static final Pattern CLAUSE =
      Pattern.compile(
          "[,;:–—]|\\b(and|or|but|so|if|when|where|while|because|since|that|which|who|until|before|after|unless|to)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern POINTS =
      Pattern.compile("(?<!\\b(make|makes|made|find|finds|take|takes) )\\b(them|it)\\b");

  private Leaning() {}

  /** Whether it begins with a word that points back. */
  static boolean begins(String sentence) {
    return BEGINS.matcher(sentence).matches();
  }

  /** Whether a pronoun in it means something in the sentence before. English only. */
  static boolean points(String sentence) {
    Matcher clause = CLAUSE.matcher(sentence);
    int end = clause.find(Math.min(1, sentence.length())) ? clause.start() : sentence.length();
    return POINTS.matcher(sentence.substring(0, end)).find();
  }
}
