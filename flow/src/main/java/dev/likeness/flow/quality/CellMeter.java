package dev.likeness.flow.quality;

/**
 * Takes the moments of one clip in order and keeps every measure of it; memory is a few numbers a
 * frame.
 */
final class CellMeter {
  final Jitter jitter = new Jitter();
  final Flicker flicker = new Flicker();
  final BorderStep border = new BorderStep();
  final ContourLeak leak = new ContourLeak();
  final Gaze gaze = new Gaze();
  private final Pair mouth = new Pair();
  private final Pair mouth68 = new Pair();
  private final Pair eyes = new Pair();
  private final Pair eyes68 = new Pair();
  private int faces;
  private int lost;

  void add(Moment m) {
    jitter.add(m);
    gaze.add(m);
    Reading in = m.in();
    if (in == null) {
      flicker.restart();
    } else {
      Contour outline = Contour.of(in.mesh());
      flicker.add(m, in.mesh(), outline);
      border.add(m, outline);
      leak.add(m, outline);
    }
    Reading out = m.out();
    faces += in != null ? 1 : 0;
    lost += in != null && out == null ? 1 : 0;
    double none = Double.NaN;
    mouth.add(in == null ? none : in.mouth(), out == null ? none : out.mouth());
    mouth68.add(in == null ? none : in.mouth68(), out == null ? none : out.mouth68());
    eyes.add(in == null ? none : in.eyes(), out == null ? none : out.eyes());
    eyes68.add(in == null ? none : in.eyes68(), out == null ? none : out.eyes68());
  }

  Motion mouth() {
    return mouth.motion();
  }

  Motion mouth68() {
    return mouth68.motion();
  }

  Motion eyes() {
    return eyes.motion();
  }

  Motion eyes68() {
    return eyes68.motion();
  }

  /** Frames of the clip that have a face. */
  int faces() {
    return faces;
  }

  /** Those of them in whose result the landmarker sees none. */
  int lost() {
    return lost;
  }

  private static final class Pair {
    private final Numbers before = new Numbers();
    private final Numbers after = new Numbers();

    void add(double b, double a) {
      before.add(b);
      after.add(a);
    }

    Motion motion() {
      return new Motion(before.toArray(), after.toArray());
    }
  }
}
