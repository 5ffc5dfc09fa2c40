package dev.likeness.cli;

import dev.likeness.answers.Reply;
import dev.likeness.answers.dialogue.Turn;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.desk.Talks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Talks with somebody from a collection. */
@Command(
    name = "dialogue",
    sortOptions = false,
    description = {
      "Talk from a collection of documents: a line in, an answer out, until the input ends.",
      "",
      "Questions may lean on the one before (\"and for students?\"). Forms (\"record a complaint\") are"
          + " asked field by field, read back, and kept when they are confirmed; 'know form' adds"
          + " more. Numbers of cards and accounts, passwords and codes are hidden before anything"
          + " else. What a person has to take over lies with all that was said in"
          + " LIKENESS_HOME/handovers. With --json each turn is one line of JSON."
    },
    footer = {
      "",
      "@|bold Examples|@",
      "  likeness dialogue --know library",
      "  printf 'How long may I keep a film?\\nand books?\\n' \\",
      "      | likeness dialogue --know library --json"
    })
final class DialogueCommand extends Task {
  @Option(
      names = "--know",
      paramLabel = "NAME",
      required = true,
      description = "The collection that is answered from.")
  private String know = "";

  @Mixin private WordingOptions wording = new WordingOptions();

  DialogueCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    try (Workshop workshop = workshop();
        WordingOptions.Open open = wording.open(this, workshop, know, null)) {
      Talks.Talk talk = new Talks(workshop, open.counter()).open();
      tell(talk.greeting());
      BufferedReader in = terminal().input();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        tell(talk.say(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tell(Turn t) {
    if (json()) {
      terminal().out().println(Talks.json(t));
    } else {
      say(t.text());
      for (Reply.Citation c : t.sources()) {
        say("  " + AnswerCommand.place(c));
      }
    }
    terminal().out().flush();
  }
}
