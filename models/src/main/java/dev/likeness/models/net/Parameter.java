package dev.likeness.models.net;

import java.util.List;

/**
 * A network's parameter before it has learnt anything.
 *
 * @param name unique in its network, parts separated by dots
 * @param shape sizes
 * @param spread standard deviation of the values that it starts with; 0 where all are alike
 * @param middle their mean
 * @param learnt whether training changes it
 */
public record Parameter(String name, List<Long> shape, float spread, float middle, boolean learnt) {
  public Parameter {
    shape = List.copyOf(shape);
  }

  /** Values that start from a normal distribution. */
  public static Parameter random(String name, float spread, long... shape) {
    return new Parameter(name, boxed(shape), spread, 0, true);
  }

  /** Values that all start alike. */
  public static Parameter constant(String name, float value, long... shape) {
    return new Parameter(name, boxed(shape), 0, value, true);
  }

  /** Values that are computed before anything is learnt, and stay. */
  public static Parameter given(String name, long... shape) {
    return new Parameter(name, boxed(shape), 0, 0, false);
  }

  /** How many values it has. */
  public int size() {
    return shape.stream().mapToInt(Math::toIntExact).reduce(1, Math::multiplyExact);
  }

  private static List<Long> boxed(long... shape) {
    return java.util.Arrays.stream(shape).boxed().toList();
  }
}
