package dev.likeness.voice;

import edu.cmu.sphinx.decoder.search.Token;
import edu.cmu.sphinx.linguist.HMMSearchState;
import edu.cmu.sphinx.linguist.WordSearchState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads words and phones off the recogniser's best path, from its end to its beginning. Read that
 * way, a word's token comes before its units' tokens, and a unit's exit state before its frames.
 */
final class PathReader {
  private static final double FRAME = .01;

  private final List<Heard.Word> words = new ArrayList<>();
  private final List<Heard.Phone> phones = new ArrayList<>();
  private @Nullable String word;
  private double wordStart;
  private double wordEnd;
  private @Nullable String phone;
  private double phoneStart;
  private double phoneEnd;

  Heard read(Token last) {
    for (Token t = last; t != null; t = t.getPredecessor()) {
      if (t.getSearchState() instanceof WordSearchState w) {
        closePhone();
        closeWord();
        var spoken = w.getPronunciation().getWord();
        word = spoken.isFiller() ? null : spoken.getSpelling();
      } else if (t.getSearchState() instanceof HMMSearchState h) {
        if (t.isEmitting()) {
          frame(t.getCollectTime() / 1000.0, h);
        } else {
          closePhone();
        }
      }
    }
    closePhone();
    closeWord();
    Collections.reverse(words);
    Collections.reverse(phones);
    return new Heard(words, phones);
  }

  private void frame(double time, HMMSearchState state) {
    if (word == null) {
      return;
    }
    if (phone == null) {
      phone = state.getHMMState().getHMM().getBaseUnit().getName();
      phoneEnd = time + FRAME;
    }
    phoneStart = time;
    if (wordEnd == 0) {
      wordEnd = time + FRAME;
    }
    wordStart = time;
  }

  private void closePhone() {
    if (phone != null) {
      phones.add(new Heard.Phone(phone, phoneStart, phoneEnd));
    }
    phone = null;
  }

  private void closeWord() {
    if (word != null && wordEnd > 0) {
      words.add(new Heard.Word(word, wordStart, wordEnd));
    }
    word = null;
    wordEnd = 0;
  }
}
