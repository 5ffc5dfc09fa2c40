package dev.likeness.consent;

/**
 * Who answers for a person that is no adult: the guardian signs the grant beside that person, with
 * a key of their own.
 *
 * @param name the guardian
 * @param relation what they are to the depicted person, such as "mother"
 * @param key the guardian's Ed25519 key; not the depicted person's
 * @param signature Ed25519 over {@link PersonGrant#guardianText}, base64url without padding
 */
public record Guardian(String name, String relation, SubjectKey key, String signature) {
  public Guardian {
    Texts.require("guardian.name", name);
    Texts.require("guardian.relation", relation);
  }
}
