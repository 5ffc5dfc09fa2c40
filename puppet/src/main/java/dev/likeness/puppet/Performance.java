package dev.likeness.puppet;

import dev.likeness.core.Seed;

/**
 * What a person does: a pose for every moment, the same each time it is asked. Defined for all t ≥
 * 0, so clips of any length can be made.
 */
@FunctionalInterface
public interface Performance {
  /** The pose at {@code seconds} after the start. */
  Pose at(double seconds);

  /** Stands still but lives: breath, small head movement, glances, blinks. */
  static Performance idle(Seed seed) {
    return new Acting(seed)::idle;
  }

  /** Talks: syllables with pauses, nods and brows in their rhythm, blinks, glances. */
  static Performance talk(Seed seed) {
    return new Acting(seed)::talk;
  }

  /** Eyes first, then head, to one point after another. */
  static Performance lookAround(Seed seed) {
    return new Acting(seed)::lookAround;
  }

  /** Head still, blinks in many rhythms, winks among them. */
  static Performance blinking(Seed seed) {
    return new Acting(seed)::blinking;
  }

  /** Turns from −40° to 40° of yaw and back in eight seconds, with some pitch and roll. */
  static Performance turning() {
    return Acting::turning;
  }

  /** Shakes and nods fast and moves through the picture. */
  static Performance fast(Seed seed) {
    return new Acting(seed)::fast;
  }

  /** Smiles, then laughs out loud, then calms, every six seconds. */
  static Performance laughing(Seed seed) {
    return new Acting(seed)::laughing;
  }

  /** A little of everything: idle, talk, a smile, a turn, in a loop of twenty seconds. */
  static Performance showreel(Seed seed) {
    return new Acting(seed)::showreel;
  }

  /** This performance, with another mouth laid over it (speech that is known from elsewhere). */
  default Performance speaking(java.util.function.DoubleFunction<Mouth> mouth) {
    return t -> at(t).with(mouth.apply(t));
  }
}
