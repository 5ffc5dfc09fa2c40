package dev.likeness.voice;

import dev.likeness.voice.speech.Phone;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where lips really meet. An alignment places a sound to about two hundredths of a second; while
 * lips are shut a p or b is silent and an m is weaker than the vowels beside it, so the closure is
 * where the sound is weakest there.
 */
final class Closures {
  private static final Set<String> LIPS = Set.of("P", "B", "M");

  /** So far from its place the closure is looked for, seconds. */
  private static final double NEAR = .05;

  /** It lasts at least so long. */
  private static final double LEAST = .04;

  private Closures() {}

  /** The same sounds with p, b and m moved to where the sound is weakest. */
  static List<Phone> placed(List<Phone> phones, SoundFeatures sound) {
    List<Phone> out = new ArrayList<>(phones);
    for (int i = 0; i < out.size(); i++) {
      Phone p = out.get(i);
      if (!LIPS.contains(p.symbol())) {
        continue;
      }
      double first = i == 0 ? p.from() : middle(out.get(i - 1));
      double last = i + 1 == out.size() ? p.to() : middle(out.get(i + 1));
      double at =
          weakest(
              sound.energy(),
              Math.max(first, middle(p) - NEAR),
              Math.min(last, middle(p) + NEAR),
              middle(p));
      double half = Math.max(LEAST, p.to() - p.from()) / 2;
      double from = Math.max(first, at - half);
      double to = Math.max(from, Math.min(last, at + half));
      out.set(i, new Phone(p.symbol(), from, to, p.stressed()));
      if (i > 0) {
        Phone b = out.get(i - 1);
        out.set(i - 1, new Phone(b.symbol(), Math.min(b.from(), from), from, b.stressed()));
      }
      if (i + 1 < out.size()) {
        Phone a = out.get(i + 1);
        out.set(i + 1, new Phone(a.symbol(), to, Math.max(to, a.to()), a.stressed()));
      }
    }
    return out;
  }

  private static double middle(Phone p) {
    return (p.from() + p.to()) / 2;
  }

  /** The weakest moment between two, over three readings; a flat stretch keeps its middle. */
  private static double weakest(double[] energy, double from, double to, double middle) {
    int a = (int) Math.round(from * SoundFeatures.RATE);
    int b = (int) Math.round(to * SoundFeatures.RATE);
    int best = (int) Math.round(middle * SoundFeatures.RATE);
    if (best < 1 || best >= energy.length - 1) {
      return middle;
    }
    double least = level(energy, best) - 1;
    for (int i = Math.max(1, a); i <= Math.min(energy.length - 2, b); i++) {
      if (level(energy, i) < least) {
        least = level(energy, i);
        best = i;
      }
    }
    return least < level(energy, (int) Math.round(middle * SoundFeatures.RATE)) - 1
        ? (double) best / SoundFeatures.RATE
        : middle;
  }

  private static double level(double[] energy, int i) {
    return (energy[i - 1] + energy[i] + energy[i + 1]) / 3;
  }
}
