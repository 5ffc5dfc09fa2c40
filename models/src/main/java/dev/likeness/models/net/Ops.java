package dev.likeness.models.net;

/**
 * What networks of this project are written in: a network is a method over some {@code Ops<T>}, and
 * the same method is trained where T is a tensor that remembers its gradient, and exported where T
 * is a name in an ONNX graph. Pictures are batch × channels × height × width.
 *
 * @param <T> a value in the network
 */
public interface Ops<T> {
  /** The parameter of that name, in the shape that the network's list of parameters gives it. */
  T parameter(String name);

  /**
   * A convolution with stride 1 that keeps height and width.
   *
   * @param weight out × in × k × k, k odd
   * @param bias one value per output channel
   */
  T conv(T x, T weight, T bias);

  /**
   * {@code x · weightᵀ + bias}.
   *
   * @param x batch × in
   * @param weight out × in
   * @param bias out
   */
  T linear(T x, T weight, T bias);

  /** The sum; sizes of 1 are spread. */
  T add(T a, T b);

  /** The product, element by element; sizes of 1 are spread. */
  T mul(T a, T b);

  T scale(T x, float by);

  /** x where it is positive, else {@code slope · x}. */
  T leaky(T x, float slope);

  /** Divides by the root mean square over axes. */
  T normalise(T x, long... axes);

  /** Twice as large, bilinearly (corners not aligned). */
  T up(T x);

  /** Half as large: the mean of each 2×2. */
  T down(T x);

  /** One behind the other along the second axis. */
  T join(T a, T b);

  /** {@code length} entries of the second axis, from {@code from} on. */
  T part(T x, long from, long length);

  /** Another shape with as many values; −1 once for what is left. */
  T shape(T x, long... sizes);
}
