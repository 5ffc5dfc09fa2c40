package dev.likeness.forensics.text;

import dev.likeness.forensics.ForensicsException;
import dev.likeness.forensics.ForensicsException.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Texts by writer.
 *
 * @param people texts of each, by name, in the order of names
 */
public record Authors(Map<String, List<String>> people) {
  private static final long MOST = 16 << 20;

  public Authors {
    people = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(people));
  }

  /**
   * Reads a folder: each folder in it is a person with one text or several, each file in it a
   * person with one text.
   *
   * @throws ForensicsException DATA where a file cannot be read as UTF-8
   */
  public static Authors read(Path folder) {
    Map<String, List<String>> out = new LinkedHashMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path p : all.sorted().toList()) {
        List<String> texts = texts(p);
        if (!texts.isEmpty()) {
          out.put(String.valueOf(p.getFileName()), texts);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read", e);
    }
    return new Authors(out);
  }

  /** The texts of a file or a folder, in the order of their names. */
  public static List<String> texts(Path from) {
    List<String> out = new ArrayList<>();
    try (Stream<Path> all = Files.walk(from)) {
      for (Path f : all.filter(Files::isRegularFile).sorted().toList()) {
        if (Files.size(f) > MOST) {
          throw new ForensicsException(
              Code.DATA, "%s: more than %d MB of text".formatted(f, MOST >> 20));
        }
        out.add(text(f));
      }
    } catch (IOException e) {
      throw new ForensicsException(Code.DATA, from + " cannot be read", e);
    }
    return out;
  }

  private static String text(Path f) throws IOException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Files.readAllBytes(f)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new ForensicsException(
          Code.DATA, f + ": no plain text in UTF-8; save it as such, one file or more a person", e);
    }
  }
}
