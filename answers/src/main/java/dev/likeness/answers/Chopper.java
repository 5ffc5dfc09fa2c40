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
    String place = "";
    for (Block b : blocks) {
      boolean turned = b.place().startsWith(PAGE) && !b.place().equals(place);
      boolean full = b.alone() || turned || words(text.toString()) + words(b.text()) > FULL;
      if (b.level() > 0 || full) {
        add(out, source, place, headings, text);
      }
      if (b.level() > 0) {
        while (!headings.isEmpty() && headings.getLast().level() >= b.level()) {
          headings.removeLast();
        }
        headings.addLast(b);
        continue;
      }
      for (String part : parts(b.text())) {
        if (text.isEmpty()) {
          place = b.place();
        }
        text.append(text.isEmpty() ? "" : "\n").append(part);
        if (words(text.toString()) > FULL) {
          add(out, source, place, headings, text);
        }
      }
    }
    add(out, source, place, headings, text);
    return out;
  }

  private static void add(
      List<Passage> out, String source, String place, Deque<Block> headings, StringBuilder text) {
    if (!text.isEmpty()) {
      StringBuilder path = new StringBuilder();
      for (Iterator<Block> i = headings.iterator(); i.hasNext(); ) {
        path.append(i.next().text()).append(i.hasNext() ? " › " : "");
      }
      out.add(new Passage(source, place, path.toString(), text.toString(), out.size()));
      text.setLength(0);
    }
  }

  private static List<String> parts(String paragraph) {
    if (words(paragraph) <= MOST) {
      return List.of(paragraph);
    }
    List<String> out = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (String s : Sentences.of(paragraph)) {
      part.append(part.isEmpty() ? "" : " ").append(s);
      if (words(part.toString()) > FULL) {
        out.add(part.toString());
        part.setLength(0);
      }
    }
    if (!part.isEmpty()) {
      out.add(part.toString());
    }
    return out;
  }

  private static int words(String text) {
    return text.isBlank() ? 0 : text.strip().split("\\s+").length;
  }
}
