package dev.likeness.synthesis.run;

import java.util.Locale;

/** Which people of a clip a persona's face is put on. */
public sealed interface Who {
  /**
   * The person who shows most, in a clip the one with the largest sum of face sizes over all
   * frames; nobody else. Between two who show about as much it is the one whose face is larger
   * where the first one shows.
   */
  record Largest() implements Who {}

  /** Everybody. */
  record Everyone() implements Who {}

  /**
   * The person with this number, as the alignments file and {@code likeness faces} count them.
   *
   * @param track from 1
   */
  record Numbered(int track) implements Who {
    public Numbered {
      if (track < 1) {
        throw new IllegalArgumentException("people are numbered from 1, not " + track);
      }
    }
  }

  /**
   * The person that a reference picture shows. Every track is decided once, by the embedding of its
   * first key frame, so that the choice does not depend on what comes later.
   *
   * @param name what the reference is called in records
   * @param embedding a unit vector of the same network as the tracker's
   */
  record Like(String name, float[] embedding) implements Who {}

  /** How it is written in records. */
  default String text() {
    return switch (this) {
      case Largest l -> "largest";
      case Everyone e -> "all";
      case Numbered n -> String.format(Locale.ROOT, "person %d", n.track);
      case Like l -> "like " + l.name;
    };
  }
}
