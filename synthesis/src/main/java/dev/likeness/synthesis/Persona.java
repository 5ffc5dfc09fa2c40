package dev.likeness.synthesis;

import dev.likeness.consent.PersonaRef;
import java.util.List;

/**
 * An appearance that may be used: views of one person with their face meshes, and the grant that
 * covers them. Immutable.
 *
 * @param views at least one; the same person in each
 */
public record Persona(PersonaRef ref, List<View> views) {
  public Persona {
    if (views.isEmpty()) {
      throw new IllegalArgumentException("persona " + ref.name() + " has no views");
    }
    views = List.copyOf(views);
  }
}
