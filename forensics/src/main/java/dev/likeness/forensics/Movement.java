package dev.likeness.forensics;

import dev.likeness.core.AudioClip;
import dev.likeness.core.Frame;
import dev.likeness.faces.FaceFinder;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.faces.FaceObservation;
import dev.likeness.media.Decoder;
import dev.likeness.media.MediaException;
import dev.likeness.media.VideoPicture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a film's largest face moves in its first seconds: how steady it is ({@link Flicker}), blinks,
 * and whether the mouth follows the sound. Told, never counted: rules on blinks and mouths tell
 * false from real little better than chance (shared facts: about .55), and untouched faces change
 * as much against their surroundings as false ones do (docs/judge.md). But people ask for them, and
 * a mouth that moves to other words is seen here.
 */
final class Movement {
  static final String TIME = "time";
  static final String SYNC = "sync";
  static final String FLICKER = "flicker";

  private static final double SECONDS = 12;

  /**
   * Logarithms that no untouched film of 27 reached, encoded again or not: of the change inside the
   * face, 1.59 at most, and of its colour's trembling, 1.37 (docs/judge.md).
   */
  private static final double UNSTEADY = 1.8;

  private static final double TREMBLING = 1.6;

  /** Pictures a second: a blink lasts two of them at least. */
  private static final double RATE = 15;

  /** Shorter films say nothing of how often somebody blinks. */
  private static final double LEAST_BLINKING = 8;

  /** People who talk blink about 8 to 40 times a minute (Bentivoglio et al. 1997). */
  private static final double MOST_BLINKS = 45;

  private static final double LEAST_SPEAKING = 2;

  /** A lag is told where without it so little of the correlation is left: short films vary. */
  private static final double KEPT = .5;

  private static final int MOST_LAG = 6;
  private static final int SOUND = 16_000;

  private final List<Double> times = new ArrayList<>();
  private final List<Double> eyes = new ArrayList<>();
  private final List<Double> mouth = new ArrayList<>();

  private final Flicker flicker = new Flicker();

  private Movement() {}

  /** All opinions; none counts. */
  static List<Opinion> of(Path film, double fps, FaceFinder finder, Decoder decoder, boolean draw) {
    Movement m = new Movement();
    long step = Math.max(1, Math.round(fps / RATE));
    try (Decoder.Film r = decoder.film(film)) {
      for (VideoPicture p = r.next(); p != null && p.time().seconds() < SECONDS; p = r.next()) {
        m.add(p, finder, p.index() % step == 0);
        if (!m.flicker.wants()) {
          r.skipTo((p.index() / step + 1) * step);
        }
      }
    } catch (MediaException e) {
      // what was seen until then counts; the damage is told elsewhere
    }
    return List.of(m.blinks(draw), m.sync(film, decoder, draw), m.steadiness(draw));
  }

  /**
   * @param counts whether it is one of those from which blinks and mouth are read
   */
  private void add(VideoPicture p, FaceFinder finder, boolean counts) {
    Frame f = p.picture().toFrame();
    Optional<FaceObservation> face =
        finder.meshes(f).stream().max(Comparator.comparingDouble(o -> o.mesh().eyeDistance()));
    if (face.isEmpty()) {
      flicker.cut();
    } else if (flicker.wants()) {
      flicker.add(f, face.get().mesh(), p.time().seconds());
    }
    if (face.isPresent() && counts) {
      var a = FaceGeometry.apertures(face.get().mesh());
      times.add(p.time().seconds());
      eyes.add(a.eyes());
      mouth.add(a.mouth());
    }
  }

  private double span() {
    return times.isEmpty() ? 0 : times.getLast() - times.getFirst();
  }

  private Opinion blinks(boolean draw) {
    if (span() < LEAST_BLINKING) {
      return none(
          TIME,
          "a face was seen for %.0f s; blinks are counted from %.0f s on"
              .formatted(span(), LEAST_BLINKING));
    }
    double[] sorted = eyes.stream().mapToDouble(v -> v).sorted().toArray();
    double open = sorted[(int) (.7 * (sorted.length - 1))];
    int n = count(eyes, .6 * open, .8 * open);
    double minute = 60 * n / span();
    String says =
        String.format(Locale.ROOT, "%d blink%s in %.0f s", n, n == 1 ? "" : "s", span())
            + (n == 0
                ? ": unusual, but some people do so"
                : minute > MOST_BLINKS ? ", more than most people do" : ", as people do");
    return told(TIME, says, draw ? Plot.of(List.of(eyes), times) : null);
  }

  /** Falls below one limit that are followed by a rise above the other. */
  static int count(List<Double> values, double shut, double open) {
    int n = 0;
    boolean is = false;
    for (double v : values) {
      if (!is && v < shut) {
        is = true;
      } else if (is && v > open) {
        is = false;
        n++;
      }
    }
    return n;
  }

  private Opinion steadiness(boolean draw) {
    Flicker.Found f = flicker.found();
    if (f == null) {
      return none(FLICKER, "no face was seen in enough frames in a row");
    }
    String says =
        String.format(
            Locale.ROOT,
            "from frame to frame the face (blue) changes %.1f times as much as what is around it,"
                + " its border (orange) %.1f times, its colour %.1f times: %s",
            Math.exp(.5 * f.face()),
            Math.exp(.5 * f.edge()),
            Math.exp(.5 * f.colour()),
            f.face() > UNSTEADY || f.colour() > TREMBLING
                ? "more than in any untouched film that this was measured on"
                : "as in untouched films too");
    return told(FLICKER, says, draw ? Plot.of(List.of(f.inner(), f.border()), f.times()) : null);
  }

  private Opinion sync(Path film, Decoder decoder, boolean draw) {
    Optional<AudioClip> sound;
    try {
      sound = decoder.sound(film, SOUND, 1, SECONDS);
    } catch (MediaException e) {
      sound = Optional.empty();
    }
    if (sound.isEmpty() || span() < LEAST_SPEAKING) {
      return none(
          SYNC, sound.isEmpty() ? "the film has no sound" : "a face was seen for under 2 s");
    }
    List<Double> loud = loudness(sound.get());
    double[] found = follow(mouth, loud);
    if (Double.isNaN(found[0])) {
      return none(SYNC, "mouth or sound does not change");
    }
    String says =
        found[0] < .15
            ? String.format(
                Locale.ROOT,
                "the mouth does not follow the sound (correlation %.2f at best); somebody else may"
                    + " speak",
                found[0])
            : String.format(
                Locale.ROOT,
                "the mouth (blue) follows the sound (orange; correlation %.2f), %s",
                found[0],
                found[2] > KEPT * found[0]
                    ? "about at the same time"
                    : "%.1f s %s"
                        .formatted(Math.abs(found[1]) / RATE, found[1] > 0 ? "late" : "early"));
    return told(SYNC, says, draw ? Plot.of(List.of(mouth, loud), times) : null);
  }

  /** Decibels around each picture's time, nothing under −60. */
  private List<Double> loudness(AudioClip clip) {
    float[] s = clip.samples();
    int half = clip.rate() / 25;
    List<Double> out = new ArrayList<>();
    for (double t : times) {
      int at = (int) (t * clip.rate());
      double sum = 1e-6;
      int n = 1;
      for (int i = Math.max(0, at - half); i < Math.min(s.length, at + half); i++) {
        sum += s[i] * s[i];
        n++;
      }
      out.add(Math.max(-60, 10 * Math.log10(sum / n)));
    }
    return out;
  }

  /**
   * The highest correlation of two curves, at which lag of the first, in values, and the
   * correlation without a lag; NaN where one does not change.
   */
  static double[] follow(List<Double> mouth, List<Double> loud) {
    double best = Double.NaN;
    double at = 0;
    double none = 0;
    for (int lag = -MOST_LAG; lag <= MOST_LAG; lag++) {
      int from = Math.max(0, lag);
      int to = Math.min(mouth.size(), loud.size() + lag);
      double r =
          to - from < 10
              ? Double.NaN
              : correlation(mouth.subList(from, to), loud.subList(from - lag, to - lag));
      none = lag == 0 ? r : none;
      if (!Double.isNaN(r) && !(r <= best)) {
        best = r;
        at = lag;
      }
    }
    return new double[] {best, at, none};
  }

  private static double correlation(List<Double> a, List<Double> b) {
    double ma = a.stream().mapToDouble(v -> v).average().orElse(0);
    double mb = b.stream().mapToDouble(v -> v).average().orElse(0);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.size(); i++) {
      ab += (a.get(i) - ma) * (b.get(i) - mb);
      aa += (a.get(i) - ma) * (a.get(i) - ma);
      bb += (b.get(i) - mb) * (b.get(i) - mb);
    }
    return aa < 1e-9 || bb < 1e-9 ? Double.NaN : ab / Math.sqrt(aa * bb);
  }

  private static Opinion none(String name, String why) {
    return new Opinion(name, Family.MOVEMENT, false, 0, 0, why, null, List.of());
  }

  private static Opinion told(
      String name, String says, @org.jspecify.annotations.Nullable Frame plot) {
    return new Opinion(
        name,
        Family.MOVEMENT,
        true,
        0,
        0,
        says,
        plot,
        List.of("told, not counted: a rule of thumb that is often wrong"));
  }
}
