package dev.likeness.answers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.IndexWord;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.data.PointerType;
import net.sf.extjwnl.data.PointerUtils;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.data.Word;
import net.sf.extjwnl.data.list.PointerTargetNode;
import net.sf.extjwnl.dictionary.Dictionary;
import org.jspecify.annotations.Nullable;

/**
 * Other words for an English word, from Princeton WordNet 3.1: of its most usual senses those that
 * mean the same, those that are derived from it, and what it is a kind of. Thread-safe.
 */
final class Thesaurus {
  /** How much less another word says than the very word, by the sense's rank. */
  private static final double[] SAME = {.8, .7, .6, .5, .45};

  private static final double DERIVED = .8;
  private static final double[] KIND = {.5, .4};

  /** A word that was counted so often in WordNet's texts says next to nothing by itself. */
  private static final double USUAL = 400;

  private final Dictionary dictionary;
  private final Map<String, Map<String, Double>> found = new LinkedHashMap<>();
  private final Map<String, Double> rare = new LinkedHashMap<>();

  Thesaurus() {
    try {
      dictionary = Dictionary.getDefaultResourceInstance();
    } catch (JWNLException e) {
      throw new IllegalStateException("WordNet is missing from the program", e);
    }
  }

  /** Single words, in small letters, with how much of the word's meaning each has (0 to 1). */
  synchronized Map<String, Double> of(String word) {
    return found.computeIfAbsent(word, this::look);
  }

  /**
   * Words that mean the same as a verb of two words, such as "turn on": the first words of others,
   * such as "switch"; none where it is no verb.
   */
  synchronized Map<String, Double> ofVerb(String verb) {
    return found.computeIfAbsent(
        verb,
        v -> {
          Map<String, Double> out = new LinkedHashMap<>();
          try {
            IndexWord w = dictionary.getIndexWord(POS.VERB, v);
            if (w != null && w.getLemma().equals(v)) {
              add(out, w, true);
            }
          } catch (JWNLException e) {
            throw damaged(e);
          }
          return out;
        });
  }

  /**
   * How seldom a word is used in English, from 0 to 1; 1 where it is not known. By the counts that
   * come with WordNet.
   */
  synchronized double rarity(String word) {
    return rare.computeIfAbsent(
        word,
        k -> {
          double uses = 0;
          try {
            for (IndexWord w : dictionary.lookupAllIndexWords(k).getIndexWordArray()) {
              for (Synset s : w.getSenses()) {
                uses += uses(s, w.getLemma());
              }
            }
          } catch (JWNLException e) {
            throw damaged(e);
          }
          return Math.max(0, 1 - Math.log1p(uses) / Math.log1p(USUAL));
        });
  }

  private static double uses(Synset s, String lemma) {
    for (Word w : s.getWords()) {
      if (w.getLemma().equalsIgnoreCase(lemma)) {
        return w.getUseCount();
      }
    }
    return 0;
  }

  private Map<String, Double> look(String word) {
    Map<String, Double> out = new LinkedHashMap<>();
    try {
      for (IndexWord w : dictionary.lookupAllIndexWords(word).getIndexWordArray()) {
        add(out, w, false);
        Synset s = w.getSenses().getFirst();
        for (double share : KIND) {
          Synset above = s == null ? null : above(s);
          if (above != null) {
            add(out, above, share, false);
          }
          s = above;
        }
      }
    } catch (JWNLException e) {
      throw damaged(e);
    }
    out.remove(word);
    return out;
  }

  private static @Nullable Synset above(Synset s) throws JWNLException {
    for (PointerTargetNode n : PointerUtils.getDirectHypernyms(s)) {
      return n.getSynset();
    }
    return null;
  }

  private static void add(Map<String, Double> out, IndexWord w, boolean phrases)
      throws JWNLException {
    List<Synset> senses = w.getSenses();
    for (int i = 0; i < SAME.length && i < senses.size(); i++) {
      add(out, senses.get(i), SAME[i], phrases);
      for (Word one : senses.get(i).getWords()) {
        if (one.getLemma().equalsIgnoreCase(w.getLemma())) {
          derived(out, one);
        }
      }
    }
  }

  private static void derived(Map<String, Double> out, Word word) throws JWNLException {
    for (var pointer : word.getPointers(PointerType.DERIVATION)) {
      if (pointer.getTarget() instanceof Word w) {
        put(out, w.getLemma(), DERIVED, false);
      }
    }
  }

  private static void add(Map<String, Double> out, Synset s, double share, boolean phrases) {
    s.getWords().forEach(w -> put(out, w.getLemma(), share, phrases));
  }

  private static void put(Map<String, Double> out, String lemma, double share, boolean phrases) {
    int space = lemma.indexOf(' ');
    if (space < 0 || phrases) {
      String word = space < 0 ? lemma : lemma.substring(0, space);
      out.merge(word.toLowerCase(Locale.ROOT), share, Math::max);
    }
  }

  private static IllegalStateException damaged(JWNLException e) {
    return new IllegalStateException("WordNet in the program is damaged", e);
  }
}
