package dev.likeness.forensics.text;

import java.util.ArrayList;
import java.util.List;

/** Cuts texts at spaces. */
final class Pieces {
  private Pieces() {}

  /** Pieces of so many words; what is left over goes with the last one. */
  static List<String> of(String text, int words) {
    List<String> out = new ArrayList<>();
    int start = 0;
    int count = 0;
    boolean space = true;
    for (int i = 0; i < text.length(); i++) {
      boolean now = Character.isWhitespace(text.charAt(i));
      if (space && !now) {
        if (count == words) {
          out.add(text.substring(start, i));
          start = i;
          count = 0;
        }
        count++;
      }
      space = now;
    }
    String rest = text.substring(start);
    if (out.isEmpty() || count > words / 2) {
      out.add(rest);
    } else {
      out.set(out.size() - 1, out.getLast() + rest);
    }
    return out;
  }
}
