package dev.likeness.models.onnx;

import java.util.Arrays;

/**
 * A constant tensor, row by row, and how it is kept in the file.
 *
 * @param shape sizes; empty for a single number
 * @param values one value per cell
 * @param packing the precision in the file; values must be what that precision can hold
 */
public record Weights(long[] shape, float[] values, Packing packing) {
  /** How values are kept in the file; the network always computes in 32 bits. */
  public sealed interface Packing {}

  /** IEEE 754 binary32. */
  public record F32() implements Packing {}

  /** IEEE 754 binary16. */
  public record F16() implements Packing {}

  /** One byte q a value, which stands for {@code q · scale + min}. */
  public record U8(float scale, float min) implements Packing {}

  public Weights {
    long n = 1;
    for (long d : shape) {
      n = Math.multiplyExact(n, d);
    }
    if (n != values.length) {
      throw new IllegalArgumentException(
          "shape %s with %d values".formatted(Arrays.toString(shape), values.length));
    }
  }

  public static Weights of(float[] values, long... shape) {
    return new Weights(shape, values, new F32());
  }

  public int rank() {
    return shape.length;
  }

  public Weights reshape(long... to) {
    return new Weights(to, values, packing);
  }

  /** The same values with the axes in another order: new axis i is old axis {@code axes[i]}. */
  public Weights permute(int... axes) {
    int rank = shape.length;
    if (axes.length != rank) {
      throw new IllegalArgumentException(
          "axes %s for shape %s".formatted(Arrays.toString(axes), Arrays.toString(shape)));
    }
    int[] stride = new int[rank];
    int s = 1;
    for (int i = rank - 1; i >= 0; i--) {
      stride[i] = s;
      s *= (int) shape[i];
    }
    long[] to = new long[rank];
    for (int i = 0; i < rank; i++) {
      to[i] = shape[axes[i]];
    }
    float[] out = new float[values.length];
    int[] at = new int[rank];
    for (int o = 0; o < out.length; o++) {
      int from = 0;
      for (int i = 0; i < rank; i++) {
        from += at[i] * stride[axes[i]];
      }
      out[o] = values[from];
      for (int i = rank - 1; i >= 0 && ++at[i] == to[i]; i--) {
        at[i] = 0;
      }
    }
    return new Weights(to, out, packing);
  }
}
