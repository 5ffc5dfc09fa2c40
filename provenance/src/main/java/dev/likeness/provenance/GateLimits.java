package dev.likeness.provenance;

/**
 * From where on the content gate refuses. They can be made stricter and never looser than {@link
 * #DEFAULT}; how they were measured stands in {@code docs/gate.md}.
 *
 * @param sexual the share for sexual content from which on a picture is a hit; at most .8
 * @param youngest how old a face must look about which nothing has been signed or stated, in years;
 *     at least 20
 * @param youngestAttested likewise where a signed grant attests an adult, or the ledger holds that
 *     the person does not exist; at least 18
 */
public record GateLimits(double sexual, double youngest, double youngestAttested) {
  public static final GateLimits DEFAULT = new GateLimits(.8, 20, 18);

  /** A hit counts from this share of the pictures on that are looked at after it. */
  public static final double CONFIRMED = .25;

  public GateLimits {
    if (!(sexual > 0 && sexual <= .8)) {
      throw new IllegalArgumentException(
          "sexual: needs a number above 0 and up to 0.8, not " + sexual);
    }
    if (!(youngest >= 20 && youngest <= 99)) {
      throw new IllegalArgumentException("youngest: needs 20 to 99 years, not " + youngest);
    }
    if (!(youngestAttested >= 18 && youngestAttested <= 99)) {
      throw new IllegalArgumentException(
          "youngest_attested: needs 18 to 99 years, not " + youngestAttested);
    }
  }
}
