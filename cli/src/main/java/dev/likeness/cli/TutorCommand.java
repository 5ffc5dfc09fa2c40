package dev.likeness.cli;

import dev.likeness.answers.AnswerCheck;
import dev.likeness.answers.tutor.Course;
import dev.likeness.answers.tutor.Tutor;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.desk.Learners;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Teaches a folder of lessons. */
@Command(
    name = "tutor",
    sortOptions = false,
    description = {
      "Teach the lessons in a folder: explain, ask, check the answer, and ask again when it is due.",
      "",
      "Lessons are documents as 'know add' takes them, learned in the order of their names. Questions"
          + " stand in them as lines 'Q: ...' and 'A: ...'; of other lessons they are made from"
          + " sentences that tell a number, a name or a reason. Answers are free text. What was"
          + " answered is due again by the algorithm SM-2; how far a learner is lies in"
          + " LIKENESS_HOME/tutor. With --json each step is one line of JSON."
    },
    footer = {"", "@|bold Example|@", "  likeness tutor lessons/ --learner ann"})
final class TutorCommand extends Task {
  @Parameters(paramLabel = "FOLDER", description = "The lessons.")
  private Path folder = Path.of("");

  @Option(
      names = "--learner",
      paramLabel = "NAME",
      required = true,
      description = "Whose progress it is.")
  private String learner = "";

  @Option(
      names = "--course",
      paramLabel = "NAME",
      description = "What the course is called (default: the folder's name).")
  private @Nullable String course;

  TutorCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    Path lessons = path(folder);
    if (!Files.isDirectory(lessons)) {
      throw usage(folder + " is no folder of lessons");
    }
    String name = course == null ? String.valueOf(lessons.getFileName()) : course;
    try (Workshop workshop = workshop()) {
      Learners learners = new Learners(workshop, name);
      Tutor tutor =
          new Tutor(
              Course.read(name, lessons),
              learners.read(learner),
              new AnswerCheck(workshop::sentences),
              LocalDate.now(workshop.clock()),
              learners::keep);
      teach(tutor);
      tell(tutor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void teach(Tutor tutor) throws IOException {
    BufferedReader in = terminal().input();
    for (Optional<Tutor.Ask> ask = tutor.next(); ask.isPresent(); ask = tutor.next()) {
      Tutor.Ask a = ask.get();
      if (!a.explanation().isEmpty()) {
        say("");
        say(a.explanation());
        say("  (%s, %s)".formatted(a.card().passage().source(), a.card().passage().place()));
      }
      say("");
      say(a.card().question());
      line(
          object()
              .put("step", "ask")
              .put("explanation", a.explanation())
              .put("question", a.card().question())
              .put("left", tutor.left()));
      String answer = in.readLine();
      if (answer == null) {
        return;
      }
      Tutor.Feedback f = tutor.answer(answer);
      say(f.text());
      line(
          object()
              .put("step", "feedback")
              .put("verdict", f.verdict().name().toLowerCase(Locale.ROOT))
              .put("text", f.text())
              .put("file", f.card().passage().source())
              .put("place", f.card().place())
              .put("due", f.due().toString()));
    }
  }

  private void tell(Tutor tutor) {
    Optional<LocalDate> next =
        tutor.progress().cards().values().stream().map(m -> m.due()).min(LocalDate::compareTo);
    int many = tutor.progress().cards().size();
    say("");
    say(
        "%s asked so far%s"
            .formatted(
                many == 1 ? "1 thing" : many + " things",
                next.map(d -> "; the next is due on " + d).orElse("")));
    line(
        object()
            .put("step", "end")
            .put("known", many)
            .put("due", next.map(LocalDate::toString).orElse("")));
  }

  private void line(ObjectNode o) {
    if (json()) {
      terminal().out().println(o);
    }
    terminal().out().flush();
  }
}
