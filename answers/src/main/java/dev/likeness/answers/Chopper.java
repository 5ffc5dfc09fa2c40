package dev.likeness.answers;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Cuts a document into passages: never across a heading, and of about the same length. */
final class Chopper {
  /** Words after which a paragraph begins the next passage. */
  private static final int FULL = 90;

  /** A single paragraph of more words is divided between sentences. */
  private static final int MOST = 160;

  /** A passage never goes on over a page's end: it is cited by its page. */
  private static final String PAGE = "page ";

  private Chopper() {}

  static List<Passage> passages(String source, List<Block> blocks) {
    List<Passage> out = new ArrayList<>();
    Deque<Block> headings = new ArrayDeque<>();
    StringBuilder text = new StringBuilder();
    List<Passage.Mark> marks = new ArrayList<>();
    String place = "";
    for (Block b : blocks) {
      boolean turned = b.place().startsWith(PAGE) && !b.place().equals(place);
      boolean full = b.alone() || turned || words(text.toString()) + words(b.text()) > FULL;
      if (b.level() > 0 || full) {
        add(out, source, place, headings, text, marks);
      }
      if (b.level() > 0) {
        while (!headings.isEmpty() && headings.getLast().level() >= b.level()) {
          headings.removeLast();
        }
        headings.addLast(b);
        continue;
      }
      for (Part part : parts(b)) {
        if (text.isEmpty()) {
          place = b.placeAt(part.at());
          marks.clear();
        }
        text.append(text.isEmpty() ? "" : "\n");
        marks.addAll(b.placesFrom(part.at(), part.text().length(), text.length()));
        text.append(part.text());
        if (words(text.toString()) > FULL) {
          add(out, source, place, headings, text, marks);
        }
      }
    }
    add(out, source, place, headings, text, marks);
    return out;
  }

  private static void add(
      List<Passage> out,
      String source,
      String place,
      Deque<Block> headings,
      StringBuilder text,
      List<Passage.Mark> marks) {
    if (!text.isEmpty()) {
      StringBuilder path = new StringBuilder();
      for (Iterator<Block> i = headings.iterator(); i.hasNext(); ) {
        path.append(i.next().text()).append(i.hasNext() ? " › " : "");
      }
      out.add(new Passage(source, place, path.toString(), text.toString(), out.size(), marks));
      text.setLength(0);
    }
  }

  /**
   * Some sentences of a block.
   *
   * @param at letters of the block before them
   */
  private record Part(String text, int at) {}

  private static List<Part> parts(Block b) {
    String paragraph = b.text();
    if (words(paragraph) <= MOST) {
      return List.of(new Part(paragraph, 0));
    }
    List<Part> out = new ArrayList<>();
    int from = 0;
    int to = 0;
    for (String s : Sentences.of(paragraph)) {
      to = paragraph.indexOf(s, to) + s.length();
      if (words(paragraph.substring(from, to)) > FULL) {
        out.add(part(paragraph, from, to));
        from = to;
      }
    }
    if (from < to) {
      out.add(part(paragraph, from, to));
    }
    return out;
  }

  private static Part part(String paragraph, int from, int to) {
    String text = paragraph.substring(from, to).stripLeading();
    return new Part(text, to - text.length());
  }

  private static int words(String text) {
    return text.isBlank() ? 0 : text.strip().split("\\s+").length;
  }
}
