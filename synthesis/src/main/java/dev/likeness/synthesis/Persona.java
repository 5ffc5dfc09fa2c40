package dev.likeness.synthesis;

import dev.likeness.consent.PersonaRef;
import dev.likeness.core.FaceTopology;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An appearance that may be used: views of one person with their face meshes, and the grant that
 * covers them. Immutable.
 *
 * @param views at least one; the same person in each
 * @param refiner what was learnt of the person; null where nothing was
 */
public record Persona(PersonaRef ref, List<View> views, @Nullable RefinerFile refiner) {
  public Persona {
    if (views.isEmpty()) {
      throw new IllegalArgumentException("persona " + ref.name() + " has no views");
    }
    views = List.copyOf(views);
    if (refiner != null && refiner.view() >= views.size()) {
      throw new IllegalArgumentException(
          "a refiner of view %d of %d".formatted(refiner.view(), views.size()));
    }
  }

  /** What records say of what was learnt: the file's digest, or {@code none}. */
  public String learnt() {
    return refiner == null ? "none" : refiner.digest().hex();
  }

  /** With views that are exposed well, for faces in another's light. */
  Persona exposed() {
    float[] gains = Exposure.gains(views, new MeshAreas(FaceTopology.canonical()));
    List<View> bright =
        IntStream.range(0, gains.length).mapToObj(k -> views.get(k).exposed(gains[k])).toList();
    return new Persona(ref, bright, refiner);
  }

  /** Without what was learnt: drawn from its views alone. */
  public Persona plain() {
    return new Persona(ref, views, null);
  }
}
