package dev.likeness.cli;

import dev.likeness.core.StoppedException;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What a command sees of the world around it: where it prints, what it may ask, the environment,
 * and whether the user wants it to stop.
 *
 * @param out results, and nothing but results
 * @param err messages and progress
 * @param in answers; null where nobody can be asked
 * @param live whether err is a terminal that a progress bar may redraw
 * @param environment variables
 * @param directory relative paths start here
 * @param stop set when the user wants the work to end
 */
record Terminal(
    PrintStream out,
    PrintStream err,
    @Nullable BufferedReader in,
    boolean live,
    Map<String, String> environment,
    Path directory,
    AtomicBoolean stop) {

  /**
   * The terminal that this process was started from. Java 21 cannot tell whether a single stream is
   * one; the launcher can, and says so in the property {@code likeness.terminal}.
   */
  static Terminal system() {
    return system(new ResultStream(new FileOutputStream(FileDescriptor.out)));
  }

  /** The same, with results printed elsewhere. */
  static Terminal system(ResultStream results) {
    String streams = System.getProperty("likeness.terminal", "");
    return new Terminal(
        results.printer(),
        new PrintStream(System.err, true, StandardCharsets.UTF_8),
        streams.contains("in")
            ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
            : null,
        streams.contains("err") && !"dumb".equals(System.getenv("TERM")),
        System.getenv(),
        Path.of("").toAbsolutePath(),
        new AtomicBoolean());
  }

  boolean debug() {
    return !environment.getOrDefault("LIKENESS_DEBUG", "").isEmpty();
  }

  /** What is typed, or comes through a pipe. */
  BufferedReader input() {
    return in == null
        ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
        : in;
  }

  /**
   * Asks a question.
   *
   * @return the answer without surrounding blanks; null where nobody can be asked or the input
   *     ended
   */
  @Nullable String ask(String question) {
    if (in == null) {
      return null;
    }
    err.print(question);
    err.flush();
    try {
      String answer = in.readLine();
      if (stop.get()) {
        throw new StoppedException("stopped at a question");
      }
      return answer == null ? null : answer.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
