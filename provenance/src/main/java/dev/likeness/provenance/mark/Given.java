package dev.likeness.provenance.mark;

import java.util.List;

/**
 * A mark that was given out.
 *
 * @param looks imprints of what it was given to; none where they are not at hand
 */
public record Given(MarkId id, List<Imprint> looks) {
  public Given {
    looks = List.copyOf(looks);
  }

  /** One of which it is not known what it looks like. */
  public static Given of(MarkId id) {
    return new Given(id, List.of());
  }
}
