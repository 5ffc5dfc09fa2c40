package dev.likeness.forensics.train;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.FaceTopology.Ring;
import dev.likeness.core.Frame;
import dev.likeness.forensics.Edits;
import dev.likeness.forensics.Outline;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/** Faces set into pictures, whose texture is not the picture's: what insets are learnt from. */
final class Inlay {
  /** The nose's tip and its base. */
  private static final int TIP = 1;

  private static final int BASE = 2;

  private Inlay() {}

  /**
   * The face itself, drawn small, as swaps by autoencoders are, and made large again.
   *
   * @param mouth whether it is set in from the nose down only, as where lips are made to speak
   */
  static Frame small(Frame f, FaceMesh m, boolean mouth, SplittableRandom r) {
    Box b = within(m.bounds().grow(m.bounds().width() / 8), f);
    int side = Math.min(64 + r.nextInt(80), (int) (.75 * b.width()));
    Frame drawn = Edits.resize(f.crop(b), side, Math.max(1, side * b.height() / b.width()));
    drawn = Edits.blur(drawn, .35 + .35 * r.nextDouble());
    Kernel[] all = Kernel.values();
    Frame large = all[r.nextInt(all.length)].resize(drawn, b.width(), b.height(), true);
    float[] mask = mask(f, m, mouth, r);
    double[] shift = {5 * r.nextGaussian(), 5 * r.nextGaussian(), 5 * r.nextGaussian()};
    float[] out = new float[f.rgb().length];
    for (int i = 0; i < out.length; i++) {
      out[i] = f.rgb()[i] & 255;
    }
    for (int y = 0; y < b.height(); y++) {
      for (int x = 0; x < b.width(); x++) {
        int i = (b.y() + y) * f.width() + b.x() + x;
        for (int c = 0; c < 3; c++) {
          out[3 * i + c] += (float) (mask[i] * (large.at(x, y, c) + shift[c] - out[3 * i + c]));
        }
      }
    }
    return Edits.frame(out, f.width(), f.height());
  }

  /** Somebody else's face, at its own size or smaller, brought to the colours of this one. */
  static Frame other(Frame f, FaceMesh m, Base from, FaceMesh mesh, SplittableRandom r) {
    double by = Math.min(1, (64 + 192 * r.nextDouble()) / mesh.bounds().width());
    Frame g = from.frame();
    g = Edits.resize(Edits.scale(g, by), g.width(), g.height());
    Affine2 map = Affine2.similarity(three(m), three(mesh));
    int samples = Math.clamp((int) Math.ceil(Math.hypot(map.a(), map.d())), 1, 4);
    Frame over = g.sample(map, f.width(), f.height(), samples);
    double[] shift = shift(f, over, m);
    float[] out = new float[over.rgb().length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) ((over.rgb()[i] & 255) + shift[i % 3]);
    }
    return SelfBlend.of(f, Edits.frame(out, f.width(), f.height()), m, r).frame();
  }

  /** Outer corners of the eyes and the nose's tip. */
  private static double[] three(FaceMesh m) {
    return new double[] {m.x(33), m.y(33), m.x(263), m.y(263), m.x(TIP), m.y(TIP)};
  }

  /** How much brighter a picture is than another in the middle half of the face, by colour. */
  private static double[] shift(Frame f, Frame over, FaceMesh m) {
    Box b = within(m.bounds(), f);
    double[] sum = new double[3];
    int n = 0;
    for (int y = b.y() + b.height() / 4; y < b.bottom() - b.height() / 4; y++) {
      for (int x = b.x() + b.width() / 4; x < b.right() - b.width() / 4; x++, n++) {
        for (int c = 0; c < 3; c++) {
          sum[c] += f.at(x, y, c) - over.at(x, y, c);
        }
      }
    }
    for (int c = 0; c < 3; c++) {
      sum[c] /= Math.max(1, n);
    }
    return sum;
  }

  /** The face without most of its forehead, or from the nose down, with a soft border. */
  private static float[] mask(Frame f, FaceMesh m, boolean mouth, SplittableRandom r) {
    double k = .8 + .15 * r.nextDouble();
    double nose = m.y(TIP) + .1 * (m.y(BASE) - m.y(TIP));
    int[] oval = FaceTopology.canonical().ring(Ring.FACE_OVAL);
    Path2D path =
        Outline.of(
            oval,
            m::x,
            m::y,
            (i, x, y, dx, dy) ->
                mouth
                    ? new double[] {x + .72 * k * dx, Math.max(nose, y + .95 * dy)}
                    : new double[] {x + k * dx, y + (dy < 0 ? .75 : k) * dy});
    BufferedImage image = new BufferedImage(f.width(), f.height(), BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fill(path);
    g.dispose();
    float[] mask = new float[f.width() * f.height()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = image.getRaster().getSample(i % f.width(), i / f.width(), 0) / 255f;
    }
    Edits.smooth(mask, f.width(), f.height(), 1, m.eyeDistance() * (.03 + .08 * r.nextDouble()));
    return mask;
  }

  private static Box within(Box b, Frame f) {
    return b.intersect(new Box(0, 0, f.width(), f.height()));
  }
}
