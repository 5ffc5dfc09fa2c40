package dev.likeness.forensics;

import dev.likeness.core.Frame;
import dev.likeness.core.Sketch;
import dev.likeness.core.Sketch.Weight;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.List;

/** Looks for what up-sampling leaves in the fine detail of a generated picture. */
public final class SpectrumExpert implements Expert {
  public static final String NAME = "spectrum";

  private static final Opinion.Words WORDS =
      new Opinion.Words(
          "the fine detail repeats and falls off as in pictures that a network has enlarged",
          "the fine detail falls off as it does in photographs",
          "the fine detail speaks neither for a photograph nor for a network");

  private static final int WIDE = 480;
  private static final int HIGH = 260;

  /** Pixels of a region's side at which its word counts nothing. */
  private static final double FADED = 122;

  /** Likewise from which on it counts whole. */
  private static final double WHOLE = 205;

  /** Softer than any that was only shrunk. */
  private static final double BLURRED = 1;

  private final Linear model;

  public SpectrumExpert(Linear model) {
    this.model = model;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Family family() {
    return Family.GENERATION;
  }

  @Override
  public Opinion look(Subject s, boolean draw) {
    float[] f = Signals.spectrum(s);
    if (f == null) {
      return Signals.small(this, s);
    }
    double worth = Signals.worth(s);
    List<String> flags =
        worth < 1
            ? List.of(
                "a small face has mostly been shrunk, which takes these traces away: it counts"
                    + " less")
            : List.of();
    return Opinion.of(this, model, f, worth, WORDS, draw ? plot(f) : null, flags);
  }

  /**
   * How much its word counts, 0 to 1, by the region's size: on faces that were shrunk to half the
   * spectrum told nothing, and its word was no more than noise in the sum (docs/judge.md). Where a
   * picture is far too soft for a verdict nothing is taken off, so that such compare alike.
   */
  static double worth(Planes p, double softness) {
    return softness > BLURRED ? 1 : worth(Math.sqrt((double) p.width() * p.height()));
  }

  /** Likewise by the side alone, pixels. */
  static double worth(double side) {
    return Math.clamp((side - FADED) / (WHOLE - FADED), 0, 1);
  }

  /** The azimuthal spectrum (blue) and what pictures usually show (grey: mean ± spread). */
  private Frame plot(float[] f) {
    int n = TraceFeatures.RINGS - 3;
    byte[] white = new byte[WIDE * HIGH * 3];
    java.util.Arrays.fill(white, (byte) 255);
    return Sketch.draw(
        new Frame(WIDE, HIGH, white),
        g -> {
          Path2D band = new Path2D.Double();
          for (int i = 0; i < n; i++) {
            at(band, i, n, model.mean()[i] + model.spread()[i]);
          }
          for (int i = n - 1; i >= 0; i--) {
            at(band, i, n, model.mean()[i] - model.spread()[i]);
          }
          band.closePath();
          g.setColor(new Color(0xdddddd));
          g.fill(band);
          Path2D line = new Path2D.Double();
          for (int i = 0; i < n; i++) {
            at(line, i, n, f[i]);
          }
          g.setColor(new Color(0x1f5fbf));
          g.setStroke(new BasicStroke(2));
          g.draw(line);
          g.setColor(new Color(0x333333));
          g.fill(Sketch.text("strength by fineness of detail", 12, 20, 13, Weight.BOLD));
          g.fill(Sketch.text("coarse", 12, HIGH - 8, 12, Weight.REGULAR));
          g.fill(Sketch.text("finest", WIDE - 52, HIGH - 8, 12, Weight.REGULAR));
          g.fill(Sketch.text("grey: usual; blue: this face", WIDE - 190, 20, 12, Weight.REGULAR));
        });
  }

  private static void at(Path2D p, int i, int n, double v) {
    double x = 12 + (WIDE - 24.0) * i / (n - 1);
    double y = Math.max(28, Math.min(HIGH - 28, 56 - 36 * v));
    if (p.getCurrentPoint() == null) {
      p.moveTo(x, y);
    } else {
      p.lineTo(x, y);
    }
  }
}
