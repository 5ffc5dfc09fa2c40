package dev.likeness.cli;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.core.Trouble;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.Results;
import java.io.IOException;
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

  /**
   * The same of a single file, before any work: its folder must be there, and be open to writing.
   *
   * @throws FlowException EXISTS, BAD_REQUEST
   */
  Path file(Path out) {
    Results.requirePlace(out);
    return checked(out);
  }

  /**
   * Refuses a folder of results, made if need be, into which nobody may write: before any work.
   *
   * @throws FlowException BAD_REQUEST
   */
  static void requireFolder(Path out) {
    Path there = out.toAbsolutePath();
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      throw new FlowException(
          FlowException.Code.BAD_REQUEST, there + " is no folder; name another place");
    }
    if (!Files.isWritable(there)) {
      throw new FlowException(
          FlowException.Code.BAD_REQUEST,
          "there is no right to write into " + there + "; name another folder");
    }
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
      throw new FlowException(
          FlowException.Code.IO, "cannot write %s (%s)".formatted(out, Trouble.of(e)), e);
    }
  }
}
