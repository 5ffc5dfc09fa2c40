package dev.likeness.provenance;

import dev.likeness.consent.Clearance;
import dev.likeness.core.Digest;
import java.util.List;

/**
 * What was seen, or read, of a draft before anybody is asked about it.
 *
 * @param parts one for each file that a draft with pictures was made of, in order
 * @param spoken likewise for a draft of sound
 * @param ages of every persona and, where they could be seen, of the faces that were painted over
 * @param limits in force
 */
public record Examination(
    List<Part> parts, List<Spoken> spoken, List<Age> ages, GateLimits limits) {
  /** Of a draft with pictures. */
  public Examination(List<Part> parts, List<Age> ages, GateLimits limits) {
    this(parts, List.of(), ages, limits);
  }

  /**
   * What a draft of sound says, read once more when it is there.
   *
   * @param file digest of the draft
   * @param text digest of the text in UTF-8
   * @param faults why it must not be said; none where it may
   */
  public record Spoken(Digest file, Digest text, List<String> faults) {
    public Spoken {
      faults = List.copyOf(faults);
    }
  }

  /**
   * A run of pictures.
   *
   * @param file digest of the segment or still they were encoded to
   * @param pictures how many it has
   * @param looks how many of them were looked at
   * @param worst the highest share for sexual content
   * @param confirmed the highest share of hits among the pictures after a hit; 0 without hits
   */
  public record Part(Digest file, long pictures, int looks, double worst, double confirmed) {}

  /** What stands for a face's age besides its looks. */
  public enum Standing {
    /** Nothing: somebody in a target. */
    NONE,
    /** A signed grant attests an adult, or the ledger holds that the person does not exist. */
    ATTESTED,
    /** A guardian has signed. */
    GUARDED,
    /** There is no face: a picture that a program made up shows some other thing. */
    FACELESS;

    /** What a persona's grant says of it. */
    public static Standing of(Clearance c) {
      return c.guarded() ? GUARDED : c.adultAttested() || c.nobody() ? ATTESTED : NONE;
    }
  }

  /**
   * How old a face looks.
   *
   * @param whose for people to read, such as "persona ann"
   * @param years the median of the looks
   */
  public record Age(String whose, Standing standing, double years, int looks) {
    /** The face of a persona. */
    public static Age ofPersona(Clearance c, double years, int looks) {
      return new Age(persona(c), Standing.of(c), years, looks);
    }

    /**
     * No face was found in a picture that shows nobody by recorded statement.
     *
     * @throws IllegalArgumentException where the grant is a person's
     */
    public static Age ofNoFace(Clearance c) {
      if (!c.nobody()) {
        throw new IllegalArgumentException(c.persona().name() + " is a person, and has a face");
      }
      return new Age(persona(c), Standing.FACELESS, 0, 1);
    }

    static String persona(Clearance c) {
      return "persona " + c.persona().name();
    }

    /** Whether it looks too young for what it stands on. */
    public boolean tooYoung(GateLimits limits) {
      return switch (standing) {
        case NONE -> years < limits.youngest();
        case ATTESTED -> years < limits.youngestAttested();
        case GUARDED, FACELESS -> false;
      };
    }
  }

  public Examination {
    parts = List.copyOf(parts);
    spoken = List.copyOf(spoken);
    ages = List.copyOf(ages);
  }

  /** How many pictures were looked at. */
  public int looks() {
    return parts.stream().mapToInt(Part::looks).sum();
  }

  /** The highest share for sexual content in any of them. */
  public double worst() {
    return parts.stream().mapToDouble(Part::worst).max().orElse(0);
  }
}
