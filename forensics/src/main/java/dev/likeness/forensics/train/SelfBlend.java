package dev.likeness.forensics.train;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.FaceTopology.Ring;
import dev.likeness.core.Frame;
import dev.likeness.forensics.Edits;
import dev.likeness.forensics.Jpeg;
import dev.likeness.forensics.Outline;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/**
 * A face laid upon itself with other colours, sharpness and place (Shiohara and Yamasaki 2022): the
 * seam of every swap without anybody's swap.
 */
final class SelfBlend {
  private SelfBlend() {}

  /**
   * A blended picture.
   *
   * @param mask how much of each pixel was replaced, 0 to 1
   */
  record Blended(Frame frame, float[] mask) {}

  /**
   * @param over what is laid over the picture, of its size; the picture itself for a self-blend
   */
  static Blended of(Frame f, Frame over, FaceMesh mesh, SplittableRandom r) {
    int w = f.width();
    int h = f.height();
    boolean inner = r.nextBoolean();
    Frame under = inner ? f : jitter(f, r);
    Frame top = inner ? jitter(over, r) : over;
    top = move(top, mesh, r);
    float[] mask = mask(mesh, w, h, r);
    double[] alphas = {.25, .5, .75, 1, 1, 1};
    float alpha = (float) alphas[r.nextInt(alphas.length)];
    float[] out = new float[3 * w * h];
    for (int i = 0; i < w * h; i++) {
      float a = mask[i] * alpha;
      mask[i] = a;
      for (int c = 0; c < 3; c++) {
        int u = under.rgb()[3 * i + c] & 255;
        int t = top.rgb()[3 * i + c] & 255;
        out[3 * i + c] = u + a * (t - u);
      }
    }
    return new Blended(Edits.frame(out, w, h), mask);
  }

  /** Other colours, and other sharpness or another compression. */
  private static Frame jitter(Frame f, SplittableRandom r) {
    double[] shift = new double[3];
    double[] gain = new double[3];
    double all = 1 + .12 * r.nextGaussian();
    for (int c = 0; c < 3; c++) {
      shift[c] = 7 * r.nextGaussian();
      gain[c] = all * (1 + .05 * r.nextGaussian());
    }
    float[] v = new float[f.rgb().length];
    for (int i = 0; i < v.length; i++) {
      int c = i % 3;
      v[i] = (float) (128 + gain[c] * ((f.rgb()[i] & 255) - 128) + shift[c]);
    }
    Frame out = Edits.frame(v, f.width(), f.height());
    double kind = r.nextDouble();
    if (kind < .4) {
      double by = .3 + .55 * r.nextDouble();
      return Edits.resize(Edits.scale(out, by), f.width(), f.height());
    }
    if (kind < .6) {
      return Edits.sharpen(out, .8, .3 + .7 * r.nextDouble());
    }
    if (kind < .75) {
      return Jpeg.through(out, 40 + r.nextInt(45));
    }
    if (kind < .85) {
      return Edits.noise(out, .5 + 2 * r.nextDouble(), r);
    }
    return out;
  }

  private static Frame move(Frame f, FaceMesh mesh, SplittableRandom r) {
    double e = mesh.eyeDistance();
    double cx = mesh.x(1);
    double cy = mesh.y(1);
    double s = 1 + .05 * (2 * r.nextDouble() - 1);
    double t = .04 * r.nextGaussian();
    double dx = .06 * e * r.nextGaussian();
    double dy = .06 * e * r.nextGaussian();
    double cos = s * Math.cos(t);
    double sin = s * Math.sin(t);
    Affine2 m =
        new Affine2(
            cos, -sin, cx + dx - cos * cx + sin * cy, sin, cos, cy + dy - sin * cx - cos * cy);
    return f.sample(m, f.width(), f.height());
  }

  /** The outline of the face, or of its middle, larger or smaller, with a soft border. */
  private static float[] mask(FaceMesh m, int w, int h, SplittableRandom r) {
    int[] oval = FaceTopology.canonical().ring(Ring.FACE_OVAL);
    double sx = .62 + .5 * r.nextDouble();
    double sy = Math.max(.6, Math.min(1.12, sx + .12 * r.nextGaussian()));
    double lower = r.nextDouble() < .25 ? .2 + .6 * r.nextDouble() : 1;
    double wave = .06 * r.nextDouble();
    double phase = 6 * r.nextDouble();
    int waves = 2 + r.nextInt(4);
    Path2D path =
        Outline.of(
            oval,
            m::x,
            m::y,
            (i, x, y, dx, dy) -> {
              double k = 1 + wave * Math.sin(phase + waves * 2 * Math.PI * i / oval.length);
              return new double[] {x + sx * k * dx, y + sy * k * (dy < 0 ? lower * dy : dy)};
            });
    BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fill(path);
    g.dispose();
    float[] mask = new float[w * h];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (image.getRaster().getSample(i % w, i / w, 0)) / 255f;
    }
    Edits.smooth(mask, w, h, 1, Math.max(.5, m.eyeDistance() * (.01 + .14 * r.nextDouble())));
    return mask;
  }
}
