package dev.likeness.consent;

import dev.likeness.core.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a person agrees to, before they sign it.
 *
 * @param subject pseudonym of the depicted person
 * @param grantedBy who grants it: that person, or a guardian
 * @param uses at least one
 * @param purposes at least one, in words
 * @param issued valid from; whole seconds
 * @param expiry valid until, exclusive, after {@code issued}; whole seconds
 * @param pictures SHA-256 digests of the reference files, at least one
 * @param adult who attests that the person is an adult
 * @param guardian who answers for a person that is no adult, or looks as if they were none
 */
public record GrantTerms(
    String subject,
    String grantedBy,
    Set<Use> uses,
    List<String> purposes,
    Instant issued,
    Instant expiry,
    List<Digest> pictures,
    AdultAttestation adult,
    Optional<Guardian> guardian) {
  /** Without a guardian. */
  public GrantTerms(
      String subject,
      String grantedBy,
      Set<Use> uses,
      List<String> purposes,
      Instant issued,
      Instant expiry,
      List<Digest> pictures,
      AdultAttestation adult) {
    this(subject, grantedBy, uses, purposes, issued, expiry, pictures, adult, Optional.empty());
  }

  public GrantTerms {
    Texts.require("subject", subject);
    Texts.require("granted_by", grantedBy);
    if (uses.isEmpty()) {
      throw new IllegalArgumentException("uses: needs at least one");
    }
    uses = Collections.unmodifiableSet(EnumSet.copyOf(uses));
    if (purposes.isEmpty()) {
      throw new IllegalArgumentException("purposes: needs at least one");
    }
    purposes = List.copyOf(purposes);
    purposes.forEach(p -> Texts.require("purposes", p));
    issued = issued.truncatedTo(ChronoUnit.SECONDS);
    expiry = expiry.truncatedTo(ChronoUnit.SECONDS);
    if (!expiry.isAfter(issued)) {
      throw new IllegalArgumentException("expiry: " + expiry + " is not after issued " + issued);
    }
    pictures = requirePictures(pictures);
  }

  /**
   * These terms with a guardian's signature under them, to be signed by the depicted person next.
   *
   * @param subject the depicted person's public key
   * @param keys the guardian's own
   */
  public GrantTerms guardedBy(String name, String relation, SubjectKeys keys, SubjectKey subject) {
    GrantTerms unsigned = with(new Guardian(name, relation, keys.publicKey(), ""));
    PersonGrant bare = new PersonGrant("none", unsigned, subject, "");
    String signature = keys.sign(bare.guardianText());
    return with(new Guardian(name, relation, keys.publicKey(), signature));
  }

  private GrantTerms with(Guardian g) {
    return new GrantTerms(
        subject, grantedBy, uses, purposes, issued, expiry, pictures, adult, Optional.of(g));
  }

  /** The signed grant; its id follows from the text and the key. */
  public PersonGrant sign(SubjectKeys keys) {
    PersonGrant bare = new PersonGrant("none", this, keys.publicKey(), "");
    Digest text = Digest.of(bare.signedText().getBytes(StandardCharsets.UTF_8));
    PersonGrant named =
        new PersonGrant("grant-" + text.hex().substring(0, 20), this, keys.publicKey(), "");
    return new PersonGrant(named.id(), this, keys.publicKey(), keys.sign(named.signedText()));
  }

  static List<Digest> requirePictures(List<Digest> pictures) {
    if (pictures.isEmpty()) {
      throw new IllegalArgumentException("pictures: needs at least one digest");
    }
    if (pictures.stream().distinct().count() != pictures.size()) {
      throw new IllegalArgumentException("pictures: a digest is named twice");
    }
    return List.copyOf(pictures);
  }
}
