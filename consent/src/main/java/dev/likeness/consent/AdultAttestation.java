package dev.likeness.consent;

/**
 * Who says that the depicted person is an adult.
 *
 * @param attested whether it is said at all
 * @param by by whom
 */
public record AdultAttestation(boolean attested, String by) {
  public AdultAttestation {
    Texts.require("adult.by", by);
  }
}
