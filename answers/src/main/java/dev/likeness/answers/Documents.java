package dev.likeness.answers;

import dev.likeness.answers.AnswersException.Code;
import dev.likeness.core.Trouble;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The kinds of documents that can be read, told by their names' endings. */
public final class Documents {
  /** Larger files are not read: 64 MB. */
  private static final long LARGEST = 64L << 20;

  private static final Map<String, DocumentReader> READERS = new LinkedHashMap<>();

  static {
    READERS.put(".md", new MarkdownReader());
    READERS.put(".markdown", new MarkdownReader());
    READERS.put(".html", new HtmlReader());
    READERS.put(".htm", new HtmlReader());
    READERS.put(".pdf", new PdfReader());
    READERS.put(".docx", new DocxReader());
    READERS.put(".txt", new TextReader());
    READERS.put(".csv", new PairsReader());
  }

  private Documents() {}

  /** Whether a file's name ends like that of a document. */
  public static boolean known(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return READERS.keySet().stream().anyMatch(name::endsWith);
  }

  /**
   * A file's passages in their order.
   *
   * @throws AnswersException KIND, READ, EMPTY
   */
  public static List<Passage> passages(Path file) {
    return Chopper.passages(String.valueOf(file.getFileName()), read(file));
  }

  /**
   * Reads a file.
   *
   * @throws AnswersException KIND, READ, EMPTY
   */
  static List<Block> read(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    DocumentReader reader =
        READERS.entrySet().stream()
            .filter(e -> name.endsWith(e.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow(
                () ->
                    new AnswersException(
                        Code.KIND,
                        "%s: documents end in %s"
                            .formatted(file, String.join(", ", READERS.keySet()))));
    try {
      if (Files.size(file) > LARGEST) {
        throw new AnswersException(
            Code.READ, "%s is larger than %d MB; divide it".formatted(file, LARGEST >> 20));
      }
      List<Block> blocks = reader.read(file);
      if (blocks.stream().noneMatch(b -> b.level() == 0 && !b.text().isEmpty())) {
        throw new AnswersException(
            Code.EMPTY,
            file + " holds no text; a scanned document needs its letters recognised first");
      }
      return blocks;
    } catch (CharacterCodingException e) {
      throw new AnswersException(
          Code.READ, file + " is no text in UTF-8; save it so, and add it again", e);
    } catch (IOException e) {
      throw new AnswersException(
          Code.READ, "%s cannot be read (%s)".formatted(file, Trouble.of(e)), e);
    }
  }
}
