package dev.likeness.forensics.train;

/** How training pictures are made false. */
enum Method {
  /** The whole picture drawn anew by an autoencoder, with each kind of up-sampling. */
  NEAREST,
  BILINEAR,
  SHUFFLE,
  TRANSPOSED,
  /** Likewise by uneven filters. */
  PHASES,
  /** The face laid upon itself. */
  BLEND,
  /** The face drawn anew, small, and laid upon the picture. */
  SPLICE,
  /** Somebody else's face laid into a picture that is coarser than it. */
  GRAFT,
  /** A picture that was false when it was brought. */
  GIVEN,
  /** An untouched picture that somebody else's network had drawn anew when it was brought. */
  REDRAWN;

  /** Those that are made here. */
  static Method[] made() {
    return new Method[] {NEAREST, BILINEAR, SHUFFLE, TRANSPOSED, PHASES, BLEND, SPLICE};
  }

  boolean whole() {
    return this != BLEND && this != SPLICE && this != GRAFT;
  }
}
