package dev.likeness.flow.gate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The rules of {@code speech-rules.txt}, which says how they are written.
 *
 * @param heard English words without which few of the forbidden sentences can be said
 */
record SpeechRules(List<Rule> rules, Set<String> heard) {
  private static final Pattern USE = Pattern.compile("\\{([A-Z]+)}");
  private static final Pattern DEFINITION = Pattern.compile("def ([A-Z]+) = (.+)");
  private static final Pattern HEARD = Pattern.compile("heard = (.+)");
  private static final Pattern RULE = Pattern.compile("([A-Z]+) ([a-z]{2}) = (.+)");

  /** What a text may not do. */
  enum Category {
    OFFICIAL,
    MONEY,
    CODE,
    VOTE
  }

  /** What a text may not say. */
  record Rule(Category category, String language, Pattern pattern) {}

  /** The rules of the jar. */
  static SpeechRules load() {
    try (InputStream in = SpeechRules.class.getResourceAsStream("speech-rules.txt")) {
      if (in == null) {
        throw new IllegalStateException("speech-rules.txt is not in the jar; build again");
      }
      return parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SpeechRules parse(BufferedReader in) throws IOException {
    Map<String, String> definitions = new HashMap<>();
    List<Rule> rules = new ArrayList<>();
    Set<String> words = new LinkedHashSet<>();
    int number = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      Matcher definition = DEFINITION.matcher(line);
      Matcher rule = RULE.matcher(line);
      Matcher heard = HEARD.matcher(line);
      try {
        if (definition.matches()) {
          definitions.put(definition.group(1), expand(definition.group(2), definitions));
        } else if (heard.matches()) {
          words.addAll(List.of(heard.group(1).split(" ")));
        } else if (rule.matches()) {
          Pattern p =
              Pattern.compile("(?<!\\S)(?:" + expand(rule.group(3), definitions) + ")(?!\\S)");
          rules.add(new Rule(Category.valueOf(rule.group(1)), rule.group(2), p));
        } else {
          throw new IllegalArgumentException(
              "is neither a rule, a definition nor words to be heard");
        }
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + number + " " + e.getMessage(), e);
      }
    }
    return new SpeechRules(List.copyOf(rules), Set.copyOf(words));
  }

  private static String expand(String pattern, Map<String, String> definitions) {
    return USE.matcher(pattern)
        .replaceAll(
            m -> {
              String value = definitions.get(m.group(1));
              if (value == null) {
                throw new IllegalArgumentException(
                    "uses {" + m.group(1) + "}, which is not defined");
              }
              return Matcher.quoteReplacement(value);
            });
  }
}
