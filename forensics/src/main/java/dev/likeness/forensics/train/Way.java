package dev.likeness.forensics.train;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import dev.likeness.forensics.Edits;
import dev.likeness.forensics.Jpeg;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The way that a picture has come before it is judged: a camera's noise, a resize, a blur, a film's
 * loss, one or two JPEGs. A real picture and what was made from it go the same way, so that sizes
 * and compression tell nothing.
 */
final class Way {
  /** How much pictures are resized, from and to. */
  private static final double LEAST = .4;

  private static final double MOST = 1.9;

  /** Of the far ones, those that were frames of films before they were resized, and after. */
  private static final double BEFORE = .25;

  private static final double AFTER = .15;

  private final long seed;
  private final boolean far;

  /** A way that leaves the finest traces: what is learnt on it is sharp. */
  Way(long seed) {
    this(seed, false);
  }

  /**
   * @param far whether much may happen: any size from .4 to 1.9 by any program's filter, stronger
   *     blur, the loss of films
   */
  Way(long seed, boolean far) {
    this.seed = seed;
    this.far = far;
  }

  /**
   * A picture and where its face has come to.
   *
   * @param map from the pixels before to those after
   */
  record Arrived(Frame frame, @Nullable FaceMesh mesh, Affine2 map) {}

  /** What a camera adds, before anything is made of the picture. */
  Frame camera(Frame f) {
    SplittableRandom r = new Seed(seed).derive("camera").random();
    Frame out = f;
    if (r.nextDouble() < .5) {
      out = Edits.noise(out, .3 + 3 * r.nextDouble() * r.nextDouble(), r);
    }
    if (r.nextDouble() < .3) {
      out = Edits.sharpen(out, .6 + .6 * r.nextDouble(), .2 + .8 * r.nextDouble());
    }
    if (r.nextDouble() < .35) {
      out = Jpeg.through(out, 75 + r.nextInt(24));
    }
    return out;
  }

  /** The way itself. */
  Arrived go(Frame f, @Nullable FaceMesh mesh) {
    SplittableRandom r = new Seed(seed).derive("way").random();
    Frame out = f;
    Affine2 map = Affine2.IDENTITY;
    if (far && r.nextDouble() < BEFORE) {
      out = film(out, r);
    }
    if (r.nextDouble() < (far ? .6 : .45)) {
      double by = far ? LEAST * Math.pow(MOST / LEAST, r.nextDouble()) : .55 + .95 * r.nextDouble();
      int w = Math.max(80, (int) Math.round(out.width() * by));
      int h = Math.max(80, (int) Math.round((double) w * out.height() / out.width()));
      map = new Affine2((double) w / out.width(), 0, 0, 0, (double) h / out.height(), 0);
      out = far ? resized(out, w, h, r) : Edits.resize(out, w, h);
    }
    if (r.nextDouble() < (far ? .25 : .2)) {
      out = Edits.blur(out, .35 + (far ? 1.2 : .8) * r.nextDouble());
    }
    if (far && r.nextDouble() < AFTER) {
      out = film(out, r);
    }
    double kind = r.nextDouble();
    if (kind < (far ? .8 : .85)) {
      out = Jpeg.through(out, quality(r, far));
    }
    if (kind < .2) {
      int dx = r.nextInt(8);
      int dy = r.nextInt(8);
      out = out.crop(new Box(dx, dy, out.width() - dx, out.height() - dy));
      map = Affine2.translate(-dx, -dy).after(map);
      out = Jpeg.through(out, quality(r, far));
    }
    return new Arrived(out, mesh == null ? null : mesh.map(map), map);
  }

  private static Frame resized(Frame f, int w, int h, SplittableRandom r) {
    int kind = r.nextInt(Kernel.values().length + 1);
    boolean wide = r.nextDouble() < .8;
    return kind == Kernel.values().length
        ? Edits.resize(f, w, h)
        : Kernel.values()[kind].resize(f, w, h, wide);
  }

  private static Frame film(Frame f, SplittableRandom r) {
    return FilmLoss.through(f, 2 * Math.pow(12, r.nextDouble()), r.nextBoolean() ? 4 : 8);
  }

  private static int quality(SplittableRandom r, boolean far) {
    int least = far ? 30 : 45;
    return least + r.nextInt(99 - least);
  }
}
