package dev.likeness.voice.speech;

import dev.likeness.core.AudioClip;
import java.util.ArrayList;
import java.util.List;

/**
 * Spoken text. Immutable but for the samples.
 *
 * @param clip how it sounds, one channel
 * @param phones every sound and pause in order, without gaps; empty where the engine does not tell
 *     them
 * @param words every word in order; empty likewise
 */
public record Speech(AudioClip clip, List<Phone> phones, List<Word> words) {

  /**
   * A word and when it is said.
   *
   * @param text as it was read out, e.g. {@code twelve} for a written 12
   * @param from seconds from the beginning of the sound
   * @param to likewise
   */
  public record Word(String text, double from, double to) {
    Word later(double seconds) {
      return new Word(text, from + seconds, to + seconds);
    }
  }

  public Speech {
    if (clip.channels() != 1) {
      throw new IllegalArgumentException("speech of " + clip.channels() + " channels");
    }
    phones = List.copyOf(phones);
    words = List.copyOf(words);
  }

  /** Whether the engine told when which sound is said. */
  public boolean timed() {
    return !phones.isEmpty();
  }

  /** Nothing, for some seconds. */
  public static Speech silence(int rate, double seconds) {
    int frames = (int) Math.round(seconds * rate);
    double exactly = (double) frames / rate;
    List<Phone> pause =
        frames == 0 ? List.of() : List.of(new Phone(Phone.SILENCE, 0, exactly, false));
    return new Speech(new AudioClip(rate, 1, new float[frames]), pause, List.of());
  }

  /**
   * One after the other.
   *
   * @throws IllegalArgumentException where the rates differ, or nothing is given
   */
  public static Speech join(List<Speech> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("no speech to join");
    }
    int rate = parts.get(0).clip.rate();
    int frames = 0;
    List<Phone> phones = new ArrayList<>();
    List<Word> words = new ArrayList<>();
    boolean timed = parts.stream().allMatch(p -> p.timed() || p.clip.frames() == 0);
    for (Speech p : parts) {
      if (p.clip.rate() != rate) {
        throw new IllegalArgumentException("speech of %d and %d Hz".formatted(rate, p.clip.rate()));
      }
      double at = (double) frames / rate;
      if (timed) {
        p.phones.forEach(x -> phones.add(x.later(at)));
        p.words.forEach(x -> words.add(x.later(at)));
      }
      frames += p.clip.frames();
    }
    float[] all = new float[frames];
    int at = 0;
    for (Speech p : parts) {
      System.arraycopy(p.clip.samples(), 0, all, at, p.clip.frames());
      at += p.clip.frames();
    }
    return new Speech(new AudioClip(rate, 1, all), phones, words);
  }
}
