package dev.likeness.cli;

import dev.likeness.flow.Home;
import dev.likeness.studio.Studio;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Brings a back-up back. */
@Command(
    name = "restore",
    description = "Bring a back-up back into LIKENESS_HOME, which must not be there yet.")
final class StudioRestore extends Task {
  @Parameters(paramLabel = "FILE", description = "What 'studio backup' has written.")
  private Path file = Path.of("");

  StudioRestore(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    Home home = Home.of(terminal().environment());
    int n = Studio.restore(path(file), home);
    say("Restored: %d files in %s".formatted(n, home.folder()));
    print(object().put("files", n).put("home", home.folder().toString()));
  }
}
