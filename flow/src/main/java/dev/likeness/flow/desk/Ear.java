package dev.likeness.flow.desk;

import dev.likeness.core.AudioClip;
import dev.likeness.voice.Aligner;
import dev.likeness.voice.Heard;
import dev.likeness.voice.Listener;
import dev.likeness.voice.SpeechModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Hears English questions: CMU Sphinx with a model of what people are likely to ask, made from the
 * documents' own words and from the ways in which questions begin. What was heard is then followed
 * through the sound; where it does not fit, it counts as not understood. Opening takes about 2 s
 * and 150 MB. One thread.
 */
public final class Ear {
  /** Seconds of speech that are listened to. */
  public static final double LONGEST = 20;

  private static final double SHORTEST = .4;

  private final Listener listener = new Listener();
  private final Aligner aligner = listener.aligner();
  private final SpeechModel model;

  /**
   * @param texts sentences and headings of the documents
   */
  public Ear(List<String> texts) {
    model = SpeechModel.of(examples(texts), listener::knows);
  }

  /**
   * What was heard.
   *
   * @param sure whether the words fit the sound, as far as that can be told
   */
  public record Understood(String text, boolean sure) {}

  /**
   * Hears a question.
   *
   * @param clip of 16 kHz in one channel
   * @throws IllegalArgumentException where it is of another kind, or longer than {@value #LONGEST}
   *     s
   */
  public Understood hear(AudioClip clip) {
    if (clip.seconds() > LONGEST) {
      throw new IllegalArgumentException(
          "%.0f s of speech; at most %.0f s are listened to".formatted(clip.seconds(), LONGEST));
    }
    if (clip.seconds() < SHORTEST) {
      return new Understood("", false);
    }
    Heard heard = listener.listen(clip, model);
    List<Aligner.Word> words = new ArrayList<>();
    for (String w : heard.texts()) {
      words.add(new Aligner.Word(w, aligner.pronunciations(w)));
    }
    Aligner.Aligned a = words.isEmpty() ? null : aligner.align(clip, words);
    return new Understood(String.join(" ", heard.texts()), a != null && a.fits());
  }

  private static List<String> examples(List<String> texts) {
    List<String> out = new ArrayList<>(texts);
    Set<String> things = new LinkedHashSet<>();
    for (String t : texts) {
      for (String w : t.toLowerCase(java.util.Locale.ROOT).split("[^a-z']+")) {
        if (w.length() > 2) {
          things.add(w);
        }
      }
    }
    List<String> frames = frames();
    int k = 0;
    for (String thing : things) {
      // each word in some of the frames: all of all would drown the documents
      for (int i = 0; i < 3; i++) {
        out.add(frames.get(k++ % frames.size()).replace("X", thing));
      }
    }
    for (String f : frames) {
      for (int i = 0; i < 20; i++) {
        out.add(f.replace("X", ""));
      }
    }
    return out;
  }

  private static List<String> frames() {
    try (InputStream in = Objects.requireNonNull(Ear.class.getResourceAsStream("questions.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(l -> !l.isBlank() && !l.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
