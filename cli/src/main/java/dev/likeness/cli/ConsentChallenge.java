package dev.likeness.cli;

import dev.likeness.consent.Challenge;
import dev.likeness.core.Trouble;
import dev.likeness.flow.AnswerRecipe;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.Workshop;
import dev.likeness.voice.ChallengeSpeech;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sets a challenge. */
@Command(
    name = "challenge",
    description = {
      "Draw words that a person is to say before a camera, to show that it is they who consent.",
      "",
      "A challenge takes one answer, within 15 minutes: 'likeness consent answer'."
    },
    footer = {
      "",
      "@|bold Example|@",
      "  likeness consent challenge --person ann",
      "  likeness consent answer ann.mp4 --challenge challenge-… \\",
      "      --pictures ann1.jpg ann2.jpg",
      "  likeness consent grant --challenge challenge-… --key ann.key --person ann …"
    })
final class ConsentChallenge extends Task {
  @Option(
      names = "--person",
      paramLabel = "PSEUDONYM",
      required = true,
      description = "Who is to answer.")
  private String person = "";

  @Mixin private OutFile out = new OutFile();

  ConsentChallenge(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    Optional<Path> file = out.checked(this);
    try (Workshop workshop = workshop()) {
      Challenge c = new AnswerRecipe(workshop).set(person);
      String text = text(c);
      file.ifPresent(f -> write(f, text));
      say(text);
      ObjectNode o =
          object()
              .put("challenge", c.id())
              .put("person", c.subject())
              .put("date", c.date().toString())
              .put("issued", c.issued().toString())
              .put("expires", c.expires().toString());
      ArrayNode words = o.putArray("words");
      c.words().forEach(words::add);
      ArrayNode date = o.putArray("date_words");
      ChallengeSpeech.date(c.date()).forEach(date::add);
      print(o);
    }
  }

  private static String text(Challenge c) {
    return """
        Challenge %s for %s

        Record one take with sound: face to the camera, alone, nothing cut. Say in English:

            %s

            %s

        Bring the video until %s: likeness consent answer VIDEO --challenge %s --pictures FILE…"""
        .formatted(
            c.id(),
            c.subject(),
            String.join(" ", ChallengeSpeech.date(c.date())),
            String.join(", ", c.words()),
            c.expires(),
            c.id());
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text + "\n");
    } catch (IOException e) {
      throw new FlowException(
          FlowException.Code.IO, "cannot write " + file + ": " + Trouble.of(e), e);
    }
  }
}
