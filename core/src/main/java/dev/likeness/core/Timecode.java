package dev.likeness.core;

/** A moment in a medium: {@code ticks · num / den} seconds, exact as the container keeps it. */
public record Timecode(long ticks, int num, int den) implements Comparable<Timecode> {
  public Timecode {
    if (num <= 0 || den <= 0) {
      throw new IllegalArgumentException("time base " + num + "/" + den);
    }
  }

  public double seconds() {
    return (double) ticks * num / den;
  }

  @Override
  public int compareTo(Timecode o) {
    return Double.compare(seconds(), o.seconds());
  }
}
