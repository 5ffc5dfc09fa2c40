package dev.likeness.cli;

import dev.likeness.core.Trouble;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The text that is said. */
final class Said {
  @Option(names = "--say", paramLabel = "TEXT", description = "What is said; plain or SSML.")
  private @Nullable String text;

  @Option(names = "--file", paramLabel = "FILE", description = "Take the text from a UTF-8 file.")
  private @Nullable Path file;

  /** Whether a text was given by an option. */
  boolean given() {
    return text != null || file != null;
  }

  /**
   * @param besides a text that was given without an option's name; null for none
   */
  String text(Task task, @Nullable String besides) {
    String here = text == null ? besides : text;
    if ((here == null) == (file == null) || (text != null && besides != null)) {
      throw task.usage("say what is said, once: with --say TEXT, or --file FILE");
    }
    try {
      return file == null ? String.valueOf(here) : Files.readString(task.path(file));
    } catch (CharacterCodingException e) {
      throw task.usage(file + " is not UTF-8; save it as such");
    } catch (IOException e) {
      throw task.usage("the text cannot be read from " + file + ": " + Trouble.of(e));
    }
  }
}
