package dev.likeness.answers;

import java.util.List;

/**
 * What is found and cited: a few sentences that belong together.
 *
 * @param source the document's name
 * @param place where it begins there, for people
 * @param heading the headings above it, from the highest, joined by {@code " › "}; empty where
 *     there are none
 * @param text its sentences
 * @param ordinal its number within the document, from 0
 * @param marks where its words stand, in their order; empty where only {@code place} is known
 */
public record Passage(
    String source, String place, String heading, String text, int ordinal, List<Mark> marks) {
  /**
   * From a letter of a text on, up to the next mark, words stand at a place.
   *
   * @param at letters before it
   * @param place for people: {@code line 12}
   */
  public record Mark(int at, String place) {}

  public Passage {
    marks = List.copyOf(marks);
  }

  /** The last heading. */
  public String title() {
    return heading.substring(heading.lastIndexOf('›') + 1).strip();
  }

  /**
   * Where sentences of it stand, for people: {@code line 15}, {@code lines 15 to 17}.
   *
   * @param sentences word for word and in their order; what is not found is left out, and the
   *     passage's own place is the answer where nothing is
   */
  public String place(List<String> sentences) {
    int first = marks.size();
    int last = -1;
    int from = 0;
    for (String s : sentences) {
      int at = text.indexOf(s, from);
      at = at < 0 ? text.indexOf(s) : at;
      if (at >= 0 && !s.isEmpty()) {
        from = at + s.length();
        first = Math.min(first, mark(at));
        last = Math.max(last, mark(from - 1));
      }
    }
    return last < 0 ? place : together(marks.get(first).place(), marks.get(last).place());
  }

  /** The mark that holds for a letter; -1 where none does. */
  private int mark(int letter) {
    int i = marks.size() - 1;
    while (i >= 0 && marks.get(i).at() > letter) {
      i--;
    }
    return i;
  }

  private static String together(String first, String last) {
    int space = first.lastIndexOf(' ');
    return first.equals(last) || space < 0
        ? first
        : "%ss %s to %s"
            .formatted(
                first.substring(0, space),
                first.substring(space + 1),
                last.substring(last.lastIndexOf(' ') + 1));
  }
}
