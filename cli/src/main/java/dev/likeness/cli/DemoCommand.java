package dev.likeness.cli;

import dev.likeness.flow.demo.Demo;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole way, without a file from the user. */
@Command(
    name = "demo",
    description = {
      "See a face swap made from beginning to end, with nobody real in it.",
      "",
      "A rendered head acts in a short film; the pictures of another one become a persona, which is"
          + " put on the film, measured, approved, labelled, signed and exported. A page shows before,"
          + " after, the figures and what was recorded. Your own ledger and log are not touched; test keys for signing"
          + " are made if you have none."
    })
final class DemoCommand extends Task {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the page and the files go (default: likeness-demo).")
  private Path out = Path.of("likeness-demo");

  DemoCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    try (ProgressLine progress = progress()) {
      Demo.Made made = new Demo(path(out), signingKeys(), Clock.systemUTC(), progress).run();
      progress.close();
      say(String.format(Locale.ROOT, "Done in %.0f s. Open %s", made.seconds(), made.page()));
      print(
          object()
              .put("page", made.page().toString())
              .put("before", made.before().toString())
              .put("after", made.after().toString())
              .put("record", made.record().toString())
              .put("seconds", made.seconds()));
    }
  }
}
