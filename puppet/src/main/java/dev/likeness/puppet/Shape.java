package dev.likeness.puppet;

import java.util.Arrays;

/** The form of a head: one value a {@link Trait}, −3 to 3. Immutable. */
public final class Shape {
  /** The canonical mesh as it is. */
  public static final Shape AVERAGE = new Shape(new double[Trait.values().length]);

  private final double[] values;

  private Shape(double[] values) {
    this.values = values;
  }

  public double get(Trait trait) {
    return values[trait.ordinal()];
  }

  /** This form with one trait changed. */
  public Shape with(Trait trait, double value) {
    Check.range(trait.name(), value, -3, 3);
    double[] v = values.clone();
    v[trait.ordinal()] = value;
    return new Shape(v);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Shape s && Arrays.equals(values, s.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    StringBuilder b = new StringBuilder("Shape[");
    for (Trait t : Trait.values()) {
      if (get(t) != 0) {
        b.append(b.length() > 6 ? ", " : "").append(t).append('=').append(get(t));
      }
    }
    return b.append(']').toString();
  }
}
