package dev.likeness.synthesis;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A driver's frames as they are retargeted: without what of the head's pitch is the jaw's ({@link
 * JawNod}). Frames around the one that is asked for are kept in memory. Not thread-safe.
 */
final class DriverFrames {
  /** So many frames are kept in memory: a blink and what is around it. */
  private static final int NEAR = 4 * LidMotion.QUICK + 16;

  private final DriverMotion driver;
  private final JawNod nod;
  private final Map<Integer, DriverMotion.Seen> near = new LinkedHashMap<>();

  DriverFrames(DriverMotion driver, JawNod nod) {
    this.driver = driver;
    this.nod = nod;
  }

  int size() {
    return driver.frames();
  }

  /** At a frame; before the first and after the last as there. */
  DriverMotion.Seen at(int frame) {
    int at = Math.max(0, Math.min(frame, driver.frames() - 1));
    DriverMotion.Seen known = near.get(at);
    if (known == null) {
      if (near.size() > NEAR) {
        near.remove(near.keySet().iterator().next());
      }
      known = nod.without(driver.at(at));
      near.put(at, known);
    }
    return known;
  }
}
