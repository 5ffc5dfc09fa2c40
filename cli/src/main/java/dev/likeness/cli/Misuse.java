package dev.likeness.cli;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in the user's words instead of the parser's. */
final class Misuse {
  private static final Pattern VALUE =
      Pattern.compile(
          "Invalid value for (?:option '([^']+)'|positional parameter at index \\d+ \\(([^)]+)\\))"
              + "[^:]*: (.*)",
          Pattern.DOTALL);

  private static final Pattern KIND =
      Pattern.compile("'(.*)' is not an? (int|long|double|float)", Pattern.DOTALL);

  private static final Pattern CHOICE =
      Pattern.compile("expected one of \\[(.*)] \\(case-[a-z]+\\) but was '(.*)'", Pattern.DOTALL);

  private static final Pattern TYPE =
      Pattern.compile("cannot convert '(.*?)' to class ([\\w.]+).*", Pattern.DOTALL);

  private Misuse() {}

  static String said(ParameterException e) {
    if (e instanceof UnmatchedArgumentException u && !u.getUnmatched().isEmpty()) {
      return unmatched(u);
    }
    Matcher m = VALUE.matcher(String.valueOf(e.getMessage()));
    if (!m.matches()) {
      return String.valueOf(e.getMessage());
    }
    return (m.group(1) != null ? m.group(1) : m.group(2)) + ": " + value(m.group(3));
  }

  /** An option that there is not, a word too many, or a command that there is not. */
  private static String unmatched(UnmatchedArgumentException e) {
    List<String> options =
        e.getUnmatched().stream().filter(w -> w.matches("--?[A-Za-z].*")).toList();
    if (!options.isEmpty()) {
      return "there is no option " + String.join(", ", options);
    }
    String word = e.getUnmatched().getFirst();
    return e.getCommandLine().getSubcommands().isEmpty()
        ? "'" + word + "' is one word too many; put words that belong together into quotes"
        : "there is no command '" + word + "'";
  }

  private static String value(String said) {
    Matcher kind = KIND.matcher(said);
    if (kind.matches()) {
      boolean whole = kind.group(2).equals("int") || kind.group(2).equals("long");
      return kind.group(1).matches("[+-]?\\d+")
          ? kind.group(1) + " is too large"
          : "'%s' is no %snumber".formatted(kind.group(1), whole ? "whole " : "");
    }
    Matcher choice = CHOICE.matcher(said);
    if (choice.matches()) {
      return "'%s' is none of %s"
          .formatted(choice.group(2), choice.group(1).toLowerCase(Locale.ROOT));
    }
    Matcher type = TYPE.matcher(said);
    if (type.matches()) {
      return type.group(2).endsWith("LocalDate")
          ? "'%s' is no date; write it like 2027-12-31".formatted(type.group(1))
          : "'%s' cannot be understood".formatted(type.group(1));
    }
    return said;
  }
}
