package dev.likeness.cli;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.flow.FlowException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** What commands that write files have in common: nothing that is there is replaced unasked. */
final class Overwrite {
  @Option(names = "--overwrite", description = "Replace what is there under the result's name.")
  private boolean on;

  /**
   * Refuses to replace a file, before any work.
   *
   * @throws FlowException EXISTS
   */
  Path checked(Path out) {
    if (!on && Files.exists(out) && !Files.isDirectory(out)) {
      throw new FlowException(
          FlowException.Code.EXISTS,
          out + " is there already; name another file, or give --overwrite to replace it");
    }
    return out;
  }

  boolean on() {
    return on;
  }

  static String text(JsonNode value) {
    return CanonicalJson.pretty(value);
  }

  /** Writes a small text beside and renames it. */
  static void write(Path out, JsonNode value) {
    Path part = out.resolveSibling("." + out.getFileName() + ".part");
    try {
      try {
        Files.writeString(part, text(value));
        Files.move(part, out, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
