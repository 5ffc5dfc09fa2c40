package dev.likeness.models.net;

import java.util.Locale;

/** How exactly convolutions are computed while a network learns; parameters always have 32 bits. */
public enum Precision {
  /** 32-bit floats. */
  FULL,
  /** 16-bit brain floats, channels last: about twice as quick on a processor that knows them. */
  HALF;

  /** As it is written in records. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
