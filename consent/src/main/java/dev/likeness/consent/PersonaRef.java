package dev.likeness.consent;

import dev.likeness.core.Digest;
import java.util.List;

/**
 * What of a persona matters for consent.
 *
 * @param name as the operator calls it
 * @param grantId the grant it stands on
 * @param pictures SHA-256 digests of all files that it was made from, at least one
 */
public record PersonaRef(String name, String grantId, List<Digest> pictures) {
  public PersonaRef {
    Texts.require("name", name);
    Texts.require("grantId", grantId);
    if (pictures.isEmpty()) {
      throw new IllegalArgumentException("persona " + name + " names no pictures");
    }
    pictures = List.copyOf(pictures);
  }
}
