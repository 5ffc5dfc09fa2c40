package dev.likeness.synthesis;

import dev.likeness.core.MouthShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Breathing of somebody who talks: in, quickly, before each phrase, as deep as the pause is long,
 * and out while speaking. In long pauses the lips part for it; never while they are pressed.
 */
final class Breath {
  /** Breathing in takes so long at most, seconds. */
  private static final double IN = .55;

  /** A pause of so much lets no breath in, one of so much a whole one. */
  private static final float NONE = .15f;

  private static final float WHOLE = .5f;

  /** In longer pauses it goes through the mouth, which is open so far. */
  private static final double MOUTH = .4;

  private static final float JAW = .1f;
  private static final float LIP = .08f;

  /** The mouth is back where speech wants it so long before it begins. */
  private static final double BEFORE = .08;

  /** Lips count as pressed from here on. */
  private static final float PRESSED = .1f;

  /** How full the chest is at each frame, 0 to 1. */
  final float[] chest;

  /** The mouth at each frame. */
  final List<MouthShape> mouth;

  Breath(List<MouthShape> speech, List<IdleMotion.Pause> pauses, double fps) {
    chest = new float[speech.size()];
    mouth = new ArrayList<>(speech);
    double length = speech.size() / fps;
    double at = 0;
    double full = 0;
    for (IdleMotion.Pause p : pauses) {
      float deep = Rings.smooth(NONE, WHOLE, (float) (p.to() - p.from()));
      if (deep == 0 || p.to() > length - .3) {
        continue;
      }
      double in = Math.min(IN, p.to() - p.from());
      double rest = Math.min(full, .12);
      fall(at, p.to() - in, full, rest, fps);
      full = Math.max(rest, deep);
      fall(p.to() - in, p.to(), rest, full, fps);
      at = p.to();
      if (p.to() - p.from() > MOUTH) {
        part(p.to() - in, p.to() - BEFORE, fps);
      }
    }
    fall(at, length, full, 0, fps);
  }

  /** From one fullness to another, softly. */
  private void fall(double from, double to, double first, double last, double fps) {
    for (int f = (int) Math.ceil(from * fps); f < chest.length && f / fps <= to; f++) {
      float s = to <= from ? 1 : Rings.smooth((float) from, (float) to, (float) (f / fps));
      chest[f] = (float) (first + s * (last - first));
    }
  }

  private void part(double from, double to, double fps) {
    for (int f = (int) Math.ceil(from * fps); f < chest.length && f / fps < to; f++) {
      MouthShape m = mouth.get(f);
      double t = (f / fps - from) / (to - from);
      float bell = (float) Math.sin(Math.PI * t);
      if (m.press() < PRESSED) {
        float jaw = Math.max(m.jaw(), JAW * bell);
        float upper = Math.max(m.upper(), LIP * bell);
        mouth.set(
            f,
            new MouthShape(
                jaw, m.wide(), m.pucker(), m.funnel(), upper, m.press(), m.lower(), m.tongue()));
      }
    }
  }
}
