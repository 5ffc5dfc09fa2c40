package dev.likeness.cli;

import dev.likeness.consent.ChallengeAnswer;
import dev.likeness.consent.ConsentRecord;
import dev.likeness.consent.ConsentRefused;
import dev.likeness.consent.Grant;
import dev.likeness.consent.GrantFormat;
import dev.likeness.consent.PersonGrant;
import dev.likeness.consent.SubjectKeys;
import dev.likeness.flow.AnswerRecipe;
import dev.likeness.flow.Workshop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Judges the answer to a challenge. */
@Command(
    name = "answer",
    description = {
      "Check a video that answers a challenge: the words, the face, the mouth with the sound, one"
          + " take.",
      "",
      "Good or bad, it uses the challenge up. With --grant and --key the terms of a grant are signed"
          + " anew with the outcome in them; otherwise 'likeness consent grant --challenge ID' does"
          + " that. It does not tell a person from a good forgery of that person made on the spot."
    })
final class ConsentAnswer extends Task {
  @Parameters(paramLabel = "VIDEO", description = "The recorded answer.")
  private Path video = Path.of("");

  @Option(
      names = "--challenge",
      paramLabel = "ID",
      required = true,
      description = "The challenge that it answers.")
  private String challenge = "";

  @Option(
      names = "--pictures",
      paramLabel = "FILE",
      arity = "1..*",
      required = true,
      description = "Reference pictures of the person, those of the grant.")
  private List<Path> pictures = new ArrayList<>();

  @Option(
      names = "--grant",
      paramLabel = "GRANT",
      description = "A grant file whose terms are signed anew.")
  private @Nullable Path grant;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The depicted person's secret key, to sign it with.")
  private @Nullable Path key;

  @Option(names = "--out", paramLabel = "FILE", description = "Where the new grant goes.")
  private @Nullable Path out;

  @Mixin private OperatorOptions operator = new OperatorOptions();

  @Mixin private Overwrite overwrite = new Overwrite();

  ConsentAnswer(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if ((grant == null) != (key == null) || (grant == null) != (out == null)) {
      throw usage("--grant, --key and --out go together: the terms, who signs, where it goes");
    }
    if (out != null) {
      overwrite.file(path(out));
    }
    PersonGrant old = grant == null ? null : person(grant);
    SubjectKeys keys = key == null ? null : SubjectKeys.load(path(key));
    try (Workshop workshop = workshop();
        ProgressLine line = progress()) {
      AnswerRecipe.Judged judged =
          new AnswerRecipe(workshop)
              .answer(challenge, path(video), pictures.stream().map(this::path).toList(), line);
      line.close();
      ChallengeAnswer a = judged.answer();
      boolean passed = a.passed();
      exit(passed ? ExitCode.OK : ExitCode.REFUSED);
      judged.lines().forEach(this::say);
      say("Heard: " + String.join(" ", judged.heard()));
      say(
          passed
              ? "Challenge %s is passed.".formatted(challenge)
              : "Challenge %s is not passed, and used up; set a new one.".formatted(challenge));
      ObjectNode o = json(judged);
      if (passed && old != null && keys != null && out != null) {
        if (!a.pictures().containsAll(old.terms().pictures())) {
          throw new ConsentRefused(
              ConsentRefused.Reason.CHALLENGE,
              grant
                  + " names more than the pictures that the face was compared with; sign the terms"
                  + " anew with 'likeness consent grant --challenge "
                  + challenge
                  + "'");
        }
        PersonGrant signed =
            ConsentRecord.sign(
                    old.terms(),
                    old.record().map(ConsentRecord::operator).orElseGet(operator::get),
                    a,
                    keys)
                .countersign(workshop.home().operatorKey().pair());
        workshop.spend(challenge, signed);
        workshop.record(signed);
        GrantFormat.write(signed, path(out));
        say("Grant %s: %s".formatted(signed.id(), out));
        o.put("grant", signed.id());
      }
      print(o);
    }
  }

  private PersonGrant person(Path file) {
    Grant g = GrantFormat.read(path(file));
    if (g instanceof PersonGrant p) {
      return p;
    }
    throw new ConsentRefused(
        ConsentRefused.Reason.CHALLENGE, file + " shows nobody, and nobody can answer for them");
  }

  private static ObjectNode json(AnswerRecipe.Judged judged) {
    ChallengeAnswer a = judged.answer();
    ObjectNode o =
        object()
            .put("challenge", a.challenge().id())
            .put("passed", a.passed())
            .put("video", a.video().hex());
    ArrayNode scores = o.putArray("scores");
    for (ChallengeAnswer.Score s : a.scores()) {
      scores
          .addObject()
          .put("check", s.check())
          .put("value", s.value())
          .put("bar", s.bar())
          .put("passed", s.passed());
    }
    ArrayNode heard = o.putArray("heard");
    judged.heard().forEach(heard::add);
    return o;
  }
}
