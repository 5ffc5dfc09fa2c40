package dev.likeness.answers;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a document, as its author set it apart.
 *
 * @param level of a heading, 1 the highest; 0 for text
 * @param text without markup, on one line
 * @param places where its words stand; the first begins at 0
 * @param alone whether it is a passage of its own and not to be joined with others
 */
record Block(int level, String text, List<Passage.Mark> places, boolean alone) {
  Block {
    places = List.copyOf(places);
    if (places.isEmpty()) {
      throw new IllegalArgumentException("a block without a place");
    }
  }

  static Block heading(int level, String text, String place) {
    return of(level, List.of(new Line(text, place)), false);
  }

  static Block text(String text, String place) {
    return of(0, List.of(new Line(text, place)), false);
  }

  /** One that is a passage by itself. */
  static Block alone(String text, String place) {
    return of(0, List.of(new Line(text, place)), true);
  }

  /** A paragraph, at least one line: one block, and one more for each question in it. */
  static List<Block> paragraph(List<Line> lines) {
    List<Block> out = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= lines.size(); i++) {
      if (i == lines.size() || lines.get(i).asks()) {
        out.add(of(0, lines.subList(from, i), false));
        from = i;
      }
    }
    return out;
  }

  private static Block of(int level, List<Line> lines, boolean alone) {
    StringBuilder text = new StringBuilder();
    List<Passage.Mark> places = new ArrayList<>();
    for (Line l : lines) {
      String flat = l.text().replaceAll("[\\s\\u00a0]+", " ").strip();
      if (flat.isEmpty() && !text.isEmpty()) {
        continue;
      }
      text.append(text.isEmpty() ? "" : " ");
      places.add(new Passage.Mark(text.length(), l.place()));
      text.append(flat);
    }
    return new Block(level, text.toString(), places, alone);
  }

  /** Where a letter of it stands. */
  String placeAt(int letter) {
    return placesFrom(letter, 1, 0).getFirst().place();
  }

  /** The places of some letters, with the first of them at {@code to}. */
  List<Passage.Mark> placesFrom(int from, int letters, int to) {
    List<Passage.Mark> out = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      Passage.Mark m = places.get(i);
      boolean over = i + 1 < places.size() && places.get(i + 1).at() <= from;
      if (!over && m.at() < from + letters) {
        out.add(new Passage.Mark(to + Math.max(0, m.at() - from), m.place()));
      }
    }
    return out;
  }

  /** Where it begins, for people: {@code line 12}, {@code page 3}, {@code row 4}. */
  String place() {
    return places.getFirst().place();
  }
}
