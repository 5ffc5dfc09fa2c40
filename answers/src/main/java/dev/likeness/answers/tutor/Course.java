package dev.likeness.answers.tutor;

import dev.likeness.answers.AnswersException;
import dev.likeness.answers.Documents;
import dev.likeness.answers.Passage;
import dev.likeness.core.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Lessons, each a document of a folder, in the order of their names.
 *
 * @param cards in the order in which they are learned
 */
public record Course(String name, List<Card> cards) {
  public Course {
    cards = List.copyOf(cards);
  }

  /**
   * Reads a folder.
   *
   * @throws AnswersException READ, EMPTY, KIND
   */
  public static Course read(String name, Path folder) {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(Files::isRegularFile).filter(Documents::known).sorted().toList();
    } catch (IOException e) {
      throw new AnswersException(
          AnswersException.Code.READ,
          "the lessons in %s cannot be read (%s)".formatted(folder, Trouble.of(e)),
          e);
    }
    Map<String, Card> cards = new LinkedHashMap<>();
    for (Path f : files) {
      boolean pairs = String.valueOf(f.getFileName()).endsWith(".csv");
      for (Passage p : Documents.passages(f)) {
        (pairs ? List.of(Card.of(p.title(), p.text(), p, p.text())) : Questions.of(p))
            .forEach(c -> cards.putIfAbsent(c.id(), c));
      }
    }
    if (cards.isEmpty()) {
      throw new AnswersException(
          AnswersException.Code.EMPTY,
          "%s holds no lesson that something can be asked of; lessons end in .md, .html, .pdf, .docx,"
                  .formatted(folder)
              + " .txt or .csv, and questions stand in them as lines 'Q: ...' and 'A: ...'");
    }
    return new Course(name, new ArrayList<>(cards.values()));
  }
}
