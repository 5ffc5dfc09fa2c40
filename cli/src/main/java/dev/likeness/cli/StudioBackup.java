package dev.likeness.cli;

import dev.likeness.flow.Home;
import dev.likeness.studio.Studio;
import dev.likeness.studio.StudioOptions;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Backs a home up. */
@Command(
    name = "backup",
    description = {
      "Write all of LIKENESS_HOME into one ZIP file: ledger, log, keys, personas, jobs, media,"
          + " accounts.",
      "",
      "The studio must not be running. Whoever has that file has your keys. With --database, back"
          + " that up besides (pg_dump)."
    })
final class StudioBackup extends Task {
  @Parameters(paramLabel = "FILE", description = "Where it goes; must not be there yet.")
  private Path file = Path.of("");

  @Mixin private StudioDatabase database = new StudioDatabase();

  StudioBackup(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    StudioOptions options =
        new StudioOptions(0, database.url(terminal().environment()), StudioOptions.KEPT);
    Studio.backup(Home.of(terminal().environment()), Clock.systemUTC(), options, path(file));
    say("Backed up: " + file);
    print(object().put("file", path(file).toString()));
  }
}
