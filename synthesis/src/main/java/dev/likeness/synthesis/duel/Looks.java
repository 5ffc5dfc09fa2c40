package dev.likeness.synthesis.duel;

import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import dev.likeness.faces.FaceCrop;
import dev.likeness.models.FaceAttributes;
import dev.likeness.models.Models;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a picture looks like, as a unit vector: a face as the FaceRes descriptor has it (1024
 * numbers), anything else as its colours at 16×16. Not thread-safe; owns a session.
 */
public final class Looks implements AutoCloseable {
  private static final int SMALL = 16;

  /** Of pairs of training pictures one in a hundred is nearer than what counts as too near. */
  private static final double RARE = .99;

  private final @Nullable FaceAttributes faces;

  /**
   * @param faces whether pictures are aligned faces
   */
  public Looks(Models models, boolean faces) {
    this.faces = faces ? new FaceAttributes(models) : null;
  }

  /** What it looks with, for people. */
  public String describe() {
    return faces == null ? "colours at 16×16" : "FaceRes descriptor, 1024 numbers";
  }

  /** The picture's vector. */
  public float[] of(Frame picture) {
    if (faces != null) {
      return FaceCrop.embed(faces, picture);
    }
    int n = Math.max(1, picture.width() / SMALL);
    Affine2 map = Affine2.scale((double) picture.width() / SMALL);
    byte[] rgb = picture.sample(map, SMALL, SMALL, n).rgb();
    float[] v = new float[rgb.length];
    double mean = 0;
    for (int i = 0; i < v.length; i++) {
      v[i] = rgb[i] & 255;
      mean += v[i] / v.length;
    }
    double length = 1e-6;
    for (int i = 0; i < v.length; i++) {
      v[i] -= (float) mean;
      length += v[i] * v[i];
    }
    for (int i = 0; i < v.length; i++) {
      v[i] /= (float) Math.sqrt(length);
    }
    return v;
  }

  /** The cosine that only one in a hundred pairs exceeds. */
  static double tooNear(List<float[]> known) {
    double[] cosines = new double[known.size() * (known.size() - 1) / 2];
    int o = 0;
    for (int i = 0; i < known.size(); i++) {
      for (int j = 0; j < i; j++) {
        cosines[o++] = dot(known.get(i), known.get(j));
      }
    }
    Arrays.sort(cosines);
    return cosines.length == 0 ? 1 : cosines[(int) (RARE * (cosines.length - 1))];
  }

  static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @Override
  public void close() {
    if (faces != null) {
      faces.close();
    }
  }
}
