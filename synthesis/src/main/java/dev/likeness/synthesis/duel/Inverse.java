package dev.likeness.synthesis.duel;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.Seed;
import dev.likeness.faces.FaceCrop;
import dev.likeness.models.onnx.Weights;

/**
 * Finds the numbers whose face is nearest to a given one: the codes by least squares on the ground
 * and the form, held to what is likely (they are N(0, 1)); of the numbers of chance the best of
 * some that were drawn. Not thread-safe; borrows the maker.
 */
public final class Inverse {
  /** How strongly codes are held to what is likely: against squares summed over all pixels. */
  private static final double HOLD = 20;

  /** No code lies farther out. */
  private static final float FAR = 3;

  /** So many numbers of chance are tried. */
  private static final int TRIES = 24;

  private final PictureMaker maker;
  private final Form form;
  private final float[] mean;
  private final float[] parts;

  /**
   * @throws DuelException RUN where the generator has no ground, or makes no faces
   */
  public Inverse(PictureMaker maker) {
    this.maker = maker;
    GeneratorFile file = maker.file();
    Weights ground = file.weights().get(Ground.MEAN);
    Weights with = file.weights().get(Ground.PARTS);
    if (ground == null || with == null || file.form() == null) {
      throw new DuelException(
          DuelException.Code.RUN,
          "'%s' cannot be inverted: it was trained without components (--codes) or on other things"
                  .formatted(file.note(GeneratorFile.TITLE))
              + " than faces");
    }
    form = file.form();
    mean = ground.values();
    parts = with.values();
  }

  /**
   * The style of a face.
   *
   * @param photo what shows it
   * @param mesh the face, in pixels of the photo
   */
  public float[] style(Picture photo, FaceMesh mesh) {
    int side = maker.file().size().side();
    int codes = maker.file().size().codes();
    Affine2 map = FaceCrop.map(mesh, 2 * side);
    CommonShape.Face face = CommonShape.Face.of(FaceCrop.of(photo, mesh, 2 * side), mesh, map);
    float[] beside = new float[form.shape().length];
    for (int i = 0; i < beside.length; i++) {
      beside[i] = face.points()[i] - form.shape()[i];
    }
    Frame even = new Bend(form.shape(), beside).of(face.crop(), side);
    float[] wanted = new float[mean.length];
    new PictureSet(side, java.util.List.of(new PictureSet.Item("", 0, even.rgb())))
        .put(0, false, wanted, 0);
    float[] found = codes(wanted, codes);
    return nearest(found, wanted);
  }

  private float[] codes(float[] wanted, int n) {
    double[][] a = new double[n][n + 1];
    for (int k = 0; k < mean.length; k++) {
      double off = wanted[k] - mean[k];
      for (int i = 0; i < n; i++) {
        double p = parts[k * n + i];
        for (int j = 0; j <= i; j++) {
          a[i][j] += p * parts[k * n + j];
        }
        a[i][n] += p * off;
      }
    }
    for (int i = 0; i < n; i++) {
      a[i][i] += HOLD;
      for (int j = 0; j < i; j++) {
        a[j][i] = a[i][j];
      }
    }
    double[] x = solved(a);
    float[] out = new float[n];
    for (int i = 0; i < n; i++) {
      out[i] = (float) Math.max(-FAR, Math.min(FAR, x[i]));
    }
    return out;
  }

  /** Gauss and Jordan; the matrix is positive definite, so no rows change places. */
  private static double[] solved(double[]... a) {
    int n = a.length;
    for (int c = 0; c < n; c++) {
      for (int r = 0; r < n; r++) {
        double f = r == c ? 0 : a[r][c] / a[c][c];
        for (int k = c; f != 0 && k <= n; k++) {
          a[r][k] -= f * a[c][k];
        }
      }
    }
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = a[i][n] / a[i][i];
    }
    return x;
  }

  private float[] nearest(float[] codes, float[] wanted) {
    float[] best = maker.file().middle().clone();
    double least = Double.MAX_VALUE;
    for (int t = 0; t < TRIES; t++) {
      float[] z = maker.latent(new Seed(1).derive("inverse " + t), 0);
      System.arraycopy(codes, 0, z, 0, codes.length);
      float[] style = maker.style(z, 0, 1);
      System.arraycopy(codes, 0, style, 0, codes.length);
      double off = maker.off(style, wanted);
      if (off < least) {
        least = off;
        best = style;
      }
    }
    return best;
  }
}
