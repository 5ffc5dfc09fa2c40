package dev.likeness.forensics.train;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import java.util.SplittableRandom;

/**
 * What a film does to a face that moves before a still wall: blocks that change are coded anew and
 * coarsely, the others were refined from frame to frame. The border between them runs around the
 * face and is no seam.
 */
final class Patchy {
  private static final int BLOCK = 16;

  /** Of the blocks, which are coded as those on the other side are. */
  private static final double STRAY = .12;

  private Patchy() {}

  /** The same seed makes the same of a picture and of what was made of it. */
  static Frame through(Frame f, FaceMesh mesh, long seed) {
    SplittableRandom r = new Seed(seed).derive("patchy").random();
    double step = 6 * Math.pow(5, r.nextDouble());
    Frame coarse = FilmLoss.through(f, step, 8);
    Frame fine = r.nextBoolean() ? f : FilmLoss.through(f, step / 4, 8);
    boolean face = r.nextDouble() < .75;
    double e = mesh.eyeDistance();
    double cx = mesh.x(1) + .3 * e * r.nextGaussian();
    double cy = mesh.y(1) + .3 * e * r.nextGaussian();
    double rx = e * (.9 + .9 * r.nextDouble());
    double ry = e * (1.2 + 1.1 * r.nextDouble());
    int w = f.width();
    int across = (w + BLOCK - 1) / BLOCK;
    boolean[] anew = new boolean[across * ((f.height() + BLOCK - 1) / BLOCK)];
    for (int i = 0; i < anew.length; i++) {
      double x = (i % across + .5) * BLOCK;
      double y = (i / across + .5) * BLOCK;
      boolean in = Math.hypot((x - cx) / rx, (y - cy) / ry) < 1;
      anew[i] = (in == face) != (r.nextDouble() < STRAY);
    }
    byte[] out = fine.rgb().clone();
    for (int i = 0; i < w * f.height(); i++) {
      if (anew[i / w / BLOCK * across + i % w / BLOCK]) {
        System.arraycopy(coarse.rgb(), 3 * i, out, 3 * i, 3);
      }
    }
    return new Frame(w, f.height(), out);
  }
}
