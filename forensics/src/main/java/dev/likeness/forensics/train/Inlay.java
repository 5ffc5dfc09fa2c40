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

  /**
   * Somebody else's face as it is, brought to the colours of this one and laid into a picture that
   * may be coarser than it.
   */
  static Frame graft(Frame f, FaceMesh m, Base from, FaceMesh mesh, SplittableRandom r) {
    Frame over = over(f, m, from.frame(), mesh);
    return lay(f, over, mask(f, m, false, r), shift(f, over, m));
  }

  /** The picture with what is behind and beside the head out of focus: nothing was set in. */
  static Frame focused(Frame f, FaceMesh m, SplittableRandom r) {
    double k = 1.25 + .35 * r.nextDouble();
    double up = 1.3 + .3 * r.nextDouble();
    Outline.Place head =
        (i, x, y, dx, dy) -> new double[] {x + k * dx, y + (dy < 0 ? up : 1.4 * k) * dy};
    float[] mask = mask(f, m, head, m.eyeDistance() * (.08 + .2 * r.nextDouble()));
    Frame behind = Edits.blur(f, 1 + 4 * r.nextDouble() * r.nextDouble());
    return lay(behind, f, mask, new double[3]);
  }

  /** Somebody else's face, at its own size or smaller, brought to the colours of this one. */
  static Frame other(Frame f, FaceMesh m, Base from, FaceMesh mesh, SplittableRandom r) {
    double by = Math.min(1, (64 + 192 * r.nextDouble()) / mesh.bounds().width());
    Frame g = from.frame();
    g = Edits.resize(Edits.scale(g, by), g.width(), g.height());
    Frame over = over(f, m, g, mesh);
    double[] shift = shift(f, over, m);
    float[] out = new float[over.rgb().length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) ((over.rgb()[i] & 255) + shift[i % 3]);
    }
    return SelfBlend.of(f, Edits.frame(out, f.width(), f.height()), m, r).frame();
  }

  /** A picture as large as this one, its face where this one's is. */
  private static Frame over(Frame f, FaceMesh m, Frame other, FaceMesh mesh) {
    Affine2 map = Affine2.similarity(three(m), three(mesh));
    int samples = Math.clamp((int) Math.ceil(Math.hypot(map.a(), map.d())), 1, 4);
    return other.sample(map, f.width(), f.height(), samples);
  }

  /** One picture in another's mask, all of it brighter by so much. */
  private static Frame lay(Frame under, Frame over, float[] mask, double[] shift) {
    float[] out = new float[under.rgb().length];
    for (int i = 0; i < out.length; i++) {
      int u = under.rgb()[i] & 255;
      out[i] = (float) (u + mask[i / 3] * ((over.rgb()[i] & 255) + shift[i % 3] - u));
    }
    return Edits.frame(out, under.width(), under.height());
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
    Outline.Place place =
        (i, x, y, dx, dy) ->
            mouth
                ? new double[] {x + .72 * k * dx, Math.max(nose, y + .95 * dy)}
                : new double[] {x + k * dx, y + (dy < 0 ? .75 : k) * dy};
    return mask(f, m, place, m.eyeDistance() * (.03 + .08 * r.nextDouble()));
  }

  /**
   * @param soft deviation of the Gaussian at its border, pixels
   */
  private static float[] mask(Frame f, FaceMesh m, Outline.Place place, double soft) {
    int[] oval = FaceTopology.canonical().ring(Ring.FACE_OVAL);
    Path2D path = Outline.of(oval, m::x, m::y, place);
    BufferedImage image = new BufferedImage(f.width(), f.height(), BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fill(path);
    g.dispose();
    float[] mask = new float[f.width() * f.height()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = image.getRaster().getSample(i % f.width(), i / f.width(), 0) / 255f;
    }
    Edits.smooth(mask, f.width(), f.height(), 1, soft);
    return mask;
  }

  private static Box within(Box b, Frame f) {
    return b.intersect(new Box(0, 0, f.width(), f.height()));
  }
}
