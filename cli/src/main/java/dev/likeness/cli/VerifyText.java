package dev.likeness.cli;

import dev.likeness.forensics.text.AuthorModel;
import dev.likeness.forensics.text.Authors;
import dev.likeness.forensics.text.TextJudge;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Compares a message with a person's known ones. */
@Command(
    name = "verify-text",
    description = {
      "Say whether a message is written as somebody writes, from texts that are known to be theirs.",
      "",
      "It compares small words, groups of characters and habits of punctuation, never what is said."
          + " --others brings texts of at least 5 other people of the same kind (messages with"
          + " messages) and language: each file or folder in it is one person. Without them a message"
          + " can be found unlike, but not consistent. English only, so far.",
      "",
      "It is a hint, not a proof: under 50 words nothing is compared, under 200 no verdict is given"
          + " against others' texts, and who imitates a style, or has a language model do it, can"
          + " pass. Call the person back on a number that you know."
    },
    footer = {
      "",
      "Example",
      "  likeness verify-text --known ann/ --others colleagues/ --message strange.txt"
    })
final class VerifyText extends Task {
  @Option(
      names = "--known",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files or folders of the person's own texts, UTF-8; 300 words at least.")
  private List<Path> known = List.of();

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Message message = new Message();

  @Option(names = "--others", paramLabel = "DIR", description = "Texts of others, by person.")
  private @Nullable Path others;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "Of 'likeness judge train-text' (default: the one in the program).")
  private @Nullable Path model;

  /** Where the message is. */
  static final class Message {
    @Option(names = "--message", paramLabel = "FILE", description = "The message in question.")
    private @Nullable Path file;

    @Option(names = "--text", paramLabel = "TEXT", description = "Or its words.")
    private @Nullable String text;
  }

  VerifyText(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    AuthorModel m = model == null ? AuthorModel.shipped() : AuthorModel.read(path(model));
    StringBuilder all = new StringBuilder();
    for (Path p : known) {
      Authors.texts(there(p)).forEach(t -> all.append(t).append('\n'));
    }
    String words =
        message.text != null
            ? message.text
            : String.join(
                "\n", Authors.texts(there(java.util.Objects.requireNonNull(message.file))));
    TextJudge.Finding f;
    try {
      f = new TextJudge(m).compare(all.toString(), words, others());
    } catch (IllegalArgumentException e) {
      throw usage("--others " + others + ": " + e.getMessage());
    }
    tell(f);
    print(json(f).put("judge_sha256", m.digest().hex()));
  }

  private Path there(Path p) {
    if (!Files.exists(path(p))) {
      throw usage(p + " is not there");
    }
    return path(p);
  }

  private List<String> others() {
    if (others == null) {
      return List.of();
    }
    if (!Files.isDirectory(path(others))) {
      throw usage(others + " is no folder");
    }
    return Authors.read(path(others)).people().values().stream()
        .map(t -> String.join("\n", t))
        .toList();
  }

  private void tell(TextJudge.Finding f) {
    say(
        switch (f.verdict()) {
          case CONSISTENT -> "written as the known writer writes, as far as style tells";
          case UNLIKE -> "NOT written as the known writer writes, as far as style tells";
          case INCONCLUSIVE -> "it cannot be told";
        });
    f.why().forEach(w -> say("  " + w));
    f.contributions().forEach((n, v) -> say(String.format(Locale.ROOT, "  %-28s %+5.2f", n, v)));
    if (f.auc() > 0) {
      say(
          String.format(
              Locale.ROOT,
              "  sum, log-odds for another writer  %+5.2f (measured at this length: AUC %.2f, on"
                  + " speeches)",
              f.logOdds(),
              f.auc()));
    }
    f.habits().forEach(h -> say("  differs: " + h));
  }

  private ObjectNode json(TextJudge.Finding f) {
    ObjectNode o = object().put("verdict", f.verdict().name().toLowerCase(Locale.ROOT));
    o.put("log_odds", f.logOdds()).put("words", f.words()).put("known_words", f.knownWords());
    o.put("others", f.people()).put("auc", f.auc());
    ArrayNode why = o.putArray("why");
    f.why().forEach(why::add);
    ObjectNode parts = o.putObject("contributions");
    f.contributions().forEach(parts::put);
    ArrayNode habits = o.putArray("differs");
    f.habits().forEach(habits::add);
    return o;
  }
}
