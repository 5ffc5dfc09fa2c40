package dev.likeness.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who approves. */
final class Approval {
  @Option(
      names = "--approve-as",
      paramLabel = "NAME",
      description = "Approve the result as this person, without being asked.")
  private @Nullable String name;

  /** Refuses an empty name, before any work. */
  void check(Task task) {
    if (name != null && name.isBlank()) {
      throw task.usage("--approve-as needs the name of the person who approves");
    }
  }

  /** Whether somebody has approved beforehand. */
  boolean given() {
    return name != null;
  }

  /** Whoever will show the report and ask; tells beforehand where nobody can be asked. */
  TerminalReview review(Task task, ProgressLine progress) {
    if (name == null && task.terminal().in() == null) {
      task.terminal()
          .err()
          .println(
              "likeness: nobody can be asked here and --approve-as says nobody's name: the result"
                  + " will be made and kept, and leaves once somebody approves");
    }
    return new TerminalReview(task.terminal(), progress, name);
  }
}
