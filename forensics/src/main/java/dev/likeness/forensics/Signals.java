package dev.likeness.forensics;

import org.jspecify.annotations.Nullable;

/** The numbers that the experts look at, for whoever teaches them. Thread-safe. */
public final class Signals {
  /** How many numbers tell the texture of a region at one size. */
  static final int TEXTURE = 78;

  private Signals() {}

  /** What the spectrum expert sees; null where the region is too small. */
  public static float @Nullable [] spectrum(Subject s) {
    return small(s) ? null : TraceFeatures.of(Planes.of(s.picture(), s.region()));
  }

  private static boolean small(Subject s) {
    return Math.min(s.region().width(), s.region().height()) < Spectrum.SIDE;
  }

  /** That a region is too small for it. */
  static Opinion small(Expert by, Subject s) {
    return Opinion.none(
        by,
        "the face is only %d×%d pixels large; its %s needs %d"
            .formatted(s.region().width(), s.region().height(), by.name(), Spectrum.SIDE));
  }

  /** How much of what the spectrum expert says of a region counts, 0 to 1. */
  public static double worth(Subject s) {
    Planes p = Planes.of(s.picture(), s.region());
    return SpectrumExpert.worth(p, Softness.of(p));
  }

  /** What the texture expert sees of a film's frame; null where the region is too small. */
  public static float @Nullable [] texture(Subject s) {
    return small(s) ? null : TextureFeatures.of(Planes.of(s.picture(), s.region()));
  }

  /** What it sees of a picture: texture at its size and at half of it, and the spectrum. */
  public static float @Nullable [] drawn(Subject s) {
    if (small(s)) {
      return null;
    }
    Planes p = Planes.of(s.picture(), s.region());
    Features f = new Features();
    f.addAll(TextureFeatures.of(p));
    f.addAll(TextureFeatures.of(p.half()));
    f.addAll(TraceFeatures.of(p));
    return f.done();
  }

  /** Whether a verdict could be given at all: large, sharp and rich enough. */
  public static boolean clear(Subject s, boolean film) {
    Planes p = Planes.of(s.picture(), s.region());
    return Ruling.obstacles(s, Softness.of(p), p.contrast(), film).isEmpty();
  }

  /** What the inset expert sees; null where there is no face or a small one. */
  public static InsetExpert.@Nullable Differences inset(Subject s) {
    return InsetExpert.differences(s);
  }

  /** What the graft expert sees; likewise. */
  public static float @Nullable [] graft(Subject s) {
    return GraftExpert.differences(s);
  }

  /** What the noise expert sees; null where face or surroundings are too small. */
  public static float @Nullable [] noise(Subject s) {
    return NoiseExpert.features(s);
  }
}
