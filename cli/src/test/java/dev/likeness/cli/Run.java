package dev.likeness.cli;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What one command line printed and returned. */
record Run(int code, String out, String err) {
  static Run of(String... args) {
    return in(Path.of(""), null, args);
  }

  /**
   * @param home LIKENESS_HOME of the run
   * @param answers what the user types; null where nobody can be asked
   */
  static Run in(Path home, @Nullable String answers, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            answers == null ? null : new BufferedReader(new StringReader(answers)),
            false,
            Map.of("LIKENESS_HOME", home.toString()),
            Path.of("").toAbsolutePath(),
            new AtomicBoolean());
    int code = Likeness.run(terminal, args);
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
