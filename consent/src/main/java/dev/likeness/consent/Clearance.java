package dev.likeness.consent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of a passed check: who asks for a maker's work shows one. Only {@link Consents} makes
 * it, and it is asked for again before export, since it can have ended meanwhile. Thread-safe.
 */
public final class Clearance {
  private final Grant grant;
  private final PersonaRef persona;
  private final Use use;
  private final Instant given;

  Clearance(Grant grant, PersonaRef persona, Use use, Instant given) {
    this.grant = grant;
    this.persona = persona;
    this.use = use;
    this.given = given;
  }

  public String grantId() {
    return grant.id();
  }

  /** The pseudonym of who is depicted. */
  public String subject() {
    return grant.subject();
  }

  public PersonaRef persona() {
    return persona;
  }

  public Use use() {
    return use;
  }

  public List<String> purposes() {
    return grant.purposes();
  }

  /** Until when the grant holds; empty where it does not end by itself. */
  public Optional<Instant> expiry() {
    return grant.ends();
  }

  /** When the check was passed. */
  public Instant given() {
    return given;
  }

  /** Whether the persona shows nobody real, by recorded statement. */
  public boolean nobody() {
    return grant instanceof NobodyGrant;
  }

  /** Whether somebody attests in the grant, signed by the person, that they are an adult. */
  public boolean adultAttested() {
    return grant instanceof PersonGrant p && p.terms().adult().attested();
  }

  /** Whether the grant says that the person passed a challenge. */
  public boolean challenged() {
    return grant instanceof PersonGrant p && p.challenge().isPresent();
  }

  /** Whether a guardian signed the grant beside the depicted person. */
  public boolean guarded() {
    return grant instanceof PersonGrant p && p.guarded();
  }

  @Override
  public String toString() {
    return "Clearance[" + grantId() + " for " + use.word() + " with " + persona.name() + "]";
  }
}
