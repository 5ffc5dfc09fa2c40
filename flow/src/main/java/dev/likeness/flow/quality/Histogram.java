package dev.likeness.flow.quality;

/** Counts of values from 0 to a limit in equal bins: mean and quantiles in constant memory. */
final class Histogram {
  private final double limit;
  private final long[] bins;
  private double sum;
  private long n;

  Histogram(double limit, int bins) {
    this.limit = limit;
    this.bins = new long[bins];
  }

  void add(double v) {
    bins[(int) Math.clamp(v / limit * bins.length, 0, bins.length - 1)]++;
    sum += v;
    n++;
  }

  long count() {
    return n;
  }

  double mean() {
    return n == 0 ? Double.NaN : sum / n;
  }

  /** The middle of the bin where {@code share} of the values is reached; NaN when empty. */
  double quantile(double share) {
    long left = (long) Math.ceil(share * n);
    for (int i = 0; i < bins.length && n > 0; i++) {
      left -= bins[i];
      if (left <= 0) {
        return (i + .5) * limit / bins.length;
      }
    }
    return Double.NaN;
  }
}
