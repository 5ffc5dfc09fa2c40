package dev.likeness.cli;

import dev.likeness.core.Progress;
import dev.likeness.flow.quality.Sitter;
import dev.likeness.flow.quality.SpeedWork;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What {@link BenchSpeed} runs in a process of its own. */
@Command(name = "work", hidden = true, description = "A part of 'bench speed'.")
final class BenchWork extends Task {
  @Parameters(index = "0", paramLabel = "PERSONA", description = "Pictures, joined by '+'.")
  private String persona = "";

  @Parameters(index = "1", paramLabel = "CLIP", description = "A video.")
  private Path clip = Path.of("");

  @Parameters(index = "2", paramLabel = "DIR", description = "Where results go.")
  private Path folder = Path.of("");

  @Parameters(index = "3", paramLabel = "TRANSCODES", description = "How often.")
  private int transcodes = 0;

  @Parameters(index = "4", paramLabel = "SWAPS", description = "How often.")
  private int swaps = 0;

  BenchWork(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    Sitter sitter = Sitter.of(persona, terminal().directory(), null).getFirst();
    terminal()
        .out()
        .println(SpeedWork.run(sitter, path(clip), path(folder), transcodes, swaps, Progress.NONE));
  }
}
