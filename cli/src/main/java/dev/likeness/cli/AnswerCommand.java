package dev.likeness.cli;

import dev.likeness.answers.Reply;
import dev.likeness.flow.SwapRecipe;
import dev.likeness.flow.TalkRecipe;
import dev.likeness.flow.TalkRequest;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.desk.Counter;
import dev.likeness.flow.desk.Talks;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Answers a question from documents. */
@Command(
    name = "answer",
    sortOptions = false,
    description = {
      "Answer a question from a collection of documents.",
      "",
      "One to three sentences, word for word (or in the words of a language model, where"
          + " LIKENESS_MODEL_URL names one and the documents say the same), with the place where they stand; a question back where"
          + " two things could be meant; where the documents do not say, a person has to take over."
          + " Numbers of cards and accounts, passwords and codes are hidden before anything else."
          + " With --persona the answer is spoken by a portrait, under the persona's grant, labelled"
          + " and approved like everything that talks."
    },
    footer = {
      "",
      "@|bold Examples|@",
      "  likeness answer --know library \"How long may I keep a book?\"",
      "  likeness answer --know library \"What does a print cost?\" --persona vera \\",
      "      --out answer.mp4"
    })
final class AnswerCommand extends Task {
  @Parameters(paramLabel = "QUESTION", description = "What is asked.")
  private String question = "";

  @Option(
      names = "--know",
      paramLabel = "NAME",
      required = true,
      description = "The collection that it is answered from.")
  private String know = "";

  @Option(names = "--persona", paramLabel = "NAME", description = "Who says the answer.")
  private @Nullable String persona;

  @Option(names = "--out", paramLabel = "FILE", description = "The film in which it is said.")
  private @Nullable Path out;

  @Mixin private WordingOptions wording = new WordingOptions();

  @Mixin private Approval approval = new Approval();

  @Mixin private Overwrite overwrite = new Overwrite();

  AnswerCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if ((persona == null) != (out == null)) {
      throw usage("--persona and --out go together: who says it, and in which film");
    }
    if (question.isBlank()) {
      throw usage("the question is empty");
    }
    Path film = out == null ? null : overwrite.file(path(out));
    approval.check(this);
    try (Workshop workshop = workshop();
        WordingOptions.Open open = wording.open(this, workshop, know, persona)) {
      Counter.Answered a = open.counter().ask(question);
      tell(a.reply());
      ObjectNode o = json(a);
      if (persona != null && film != null) {
        o.put("out", spoken(workshop, persona, a.reply().text(), film));
      }
      print(o);
    }
  }

  private void tell(Reply r) {
    say(r.text());
    for (Reply.Citation c : r.citations()) {
      say("  " + place(c));
    }
  }

  static String place(Reply.Citation c) {
    return "%s, %s%s"
        .formatted(c.source(), c.place(), c.heading().isEmpty() ? "" : " (" + c.heading() + ")");
  }

  private String spoken(Workshop workshop, String who, String text, Path film) {
    try (ProgressLine progress = progress();
        TalkRecipe recipe = new TalkRecipe(workshop, new TalkRequest(who, text, film))) {
      SwapRecipe.Result r = recipe.perform(approval.review(this, progress), progress);
      progress.close();
      say("Film: " + out);
      return r.exported().file().toString();
    }
  }

  private static ObjectNode json(Counter.Answered a) {
    Reply r = a.reply();
    ObjectNode o =
        object()
            .put("question", a.question())
            .put("answer", r.text())
            .put("kind", r.kind().name().toLowerCase(java.util.Locale.ROOT))
            .put("handover", r.handover())
            .put("wording", r.wording().name().toLowerCase(java.util.Locale.ROOT))
            .put("confidence", Math.round(1000 * r.confidence()) / 1000.0)
            .put("artificial", true);
    Talks.sources(o, r.citations());
    return o;
  }
}
