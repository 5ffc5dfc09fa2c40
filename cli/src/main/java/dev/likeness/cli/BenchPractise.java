package dev.likeness.cli;

import dev.likeness.core.Progress;
import dev.likeness.flow.quality.SpeedWork;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What the launcher runs to make its archive. */
@Command(
    name = "practise",
    hidden = true,
    description = "A short swap of two puppets, and a sentence.")
final class BenchPractise extends Task {
  @Parameters(index = "0", paramLabel = "DIR", description = "An empty folder for what is made.")
  private Path folder = Path.of("");

  BenchPractise(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    SpeedWork.practise(path(folder), Progress.NONE);
  }
}
