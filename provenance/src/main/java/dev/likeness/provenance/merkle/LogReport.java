package dev.likeness.provenance.merkle;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What was found in a log.
 *
 * @param entries that are as they were signed
 * @param head the newest head
 * @param unacknowledged bytes behind the last head: a crash left them, they count for nothing
 */
public record LogReport(
    long entries, Optional<TreeHead> head, long unacknowledged, List<Problem> problems) {
  public LogReport {
    problems = List.copyOf(problems);
  }

  public boolean whole() {
    return problems.isEmpty();
  }

  /**
   * Something that is not as it was left.
   *
   * @param line from 1; 0 for the file as a whole
   */
  public record Problem(Path file, long line, String what) {
    @Override
    public String toString() {
      return line == 0 ? file + " " + what : "%s, line %d, %s".formatted(file, line, what);
    }
  }
}
