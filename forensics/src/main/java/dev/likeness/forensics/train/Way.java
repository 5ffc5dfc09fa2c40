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
 * The way that a picture has come before it is judged: a camera's noise, a resize, a blur, one or
 * two JPEGs. A real picture and what was made from it go the same way, so that sizes and
 * compression tell nothing.
 */
final class Way {
  private final long seed;

  Way(long seed) {
    this.seed = seed;
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
    if (r.nextDouble() < .45) {
      double by = .55 + .95 * r.nextDouble();
      int w = Math.max(80, (int) Math.round(out.width() * by));
      int h = (int) Math.round((double) w * out.height() / out.width());
      map = new Affine2((double) w / out.width(), 0, 0, 0, (double) h / out.height(), 0);
      out = Edits.resize(out, w, h);
    }
    if (r.nextDouble() < .2) {
      out = Edits.blur(out, .35 + .8 * r.nextDouble());
    }
    double kind = r.nextDouble();
    if (kind < .85) {
      out = Jpeg.through(out, quality(r));
    }
    if (kind < .2) {
      int dx = r.nextInt(8);
      int dy = r.nextInt(8);
      out = out.crop(new Box(dx, dy, out.width() - dx, out.height() - dy));
      map = Affine2.translate(-dx, -dy).after(map);
      out = Jpeg.through(out, quality(r));
    }
    return new Arrived(out, mesh == null ? null : mesh.map(map), map);
  }

  private static int quality(SplittableRandom r) {
    return 45 + r.nextInt(54);
  }
}
