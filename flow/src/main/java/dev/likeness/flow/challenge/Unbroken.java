package dev.likeness.flow.challenge;

import dev.likeness.core.AudioClip;
import java.util.Arrays;
import java.util.List;

/**
 * What speaks against one take.
 *
 * @param cuts places where the face came, jumped or went: cuts, and faces that left the picture
 * @param gaps places where the frames' times jump
 * @param holes places inside the speech where the sound is digital silence, as no microphone gives
 * @param offset seconds by which picture and sound differ in length
 */
public record Unbroken(int cuts, int gaps, int holes, double offset) {
  /** Frames this many times as far apart as usual are a gap. */
  private static final double FAR = 3.5;

  /** Picture and sound may differ by this much in length. */
  public static final double SLACK = .5;

  /** Samples of exact silence in a row that no microphone gives: 50 ms. */
  private static final int SILENT = 800;

  public static Unbroken of(Take take) {
    return new Unbroken(cuts(take.moments()), gaps(take.moments()), holes(take), offset(take));
  }

  /** The number of things that speak against it. */
  public int breaks() {
    return cuts + gaps + holes + (offset > SLACK ? 1 : 0);
  }

  private static int cuts(List<Take.Moment> moments) {
    int n = 0;
    boolean before = false;
    boolean ever = false;
    for (Take.Moment m : moments) {
      Take.Look face = m.face();
      boolean here = face != null;
      if (ever && (face != null ? face.broken() || !before : before)) {
        n++;
      }
      ever |= here;
      before = here;
    }
    return n;
  }

  private static int gaps(List<Take.Moment> moments) {
    double[] steps = new double[Math.max(0, moments.size() - 1)];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = moments.get(i + 1).seconds() - moments.get(i).seconds();
    }
    double[] sorted = steps.clone();
    Arrays.sort(sorted);
    double usual = steps.length == 0 ? 0 : sorted[steps.length / 2];
    return (int) Arrays.stream(steps).filter(s -> s > FAR * usual).count();
  }

  private static int holes(Take take) {
    AudioClip sound = take.sound();
    if (sound == null) {
      return 0;
    }
    float[] s = sound.samples();
    int from = 0;
    int to = s.length;
    while (from < to && s[from] == 0) {
      from++;
    }
    while (to > from && s[to - 1] == 0) {
      to--;
    }
    int n = 0;
    int run = 0;
    for (int i = from; i < to; i++) {
      run = s[i] == 0 ? run + 1 : 0;
      n += run == SILENT ? 1 : 0;
    }
    return n;
  }

  private static double offset(Take take) {
    AudioClip sound = take.sound();
    return sound == null ? 0 : Math.abs(sound.seconds() - take.seconds());
  }
}
