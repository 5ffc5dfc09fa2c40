package dev.likeness.provenance.c2pa;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A manifest of a store (C2PA section 11.1.4).
 *
 * @param whole as it lies in the store: what others carry over and hash, compressed or not
 * @param box all of it, decompressed
 * @param assertions by label
 * @param fault why it could not be decompressed; null where it could
 */
record Manifest(
    String label,
    Jumbf.Super whole,
    Jumbf.Super box,
    Map<String, Jumbf.Super> assertions,
    @Nullable String fault) {
  static final String ASSERTIONS = "c2pa.assertions";
  static final String SIGNATURE = "c2pa.signature";
  static final String CLAIM = "c2pa.claim.v2";
  static final String OLD_CLAIM = "c2pa.claim";

  /** Whether a box is a manifest that lies open. */
  static boolean is(Jumbf.Super box) {
    return box.type().equals(Jumbf.MANIFEST)
        || box.type().equals(Jumbf.OLD_MANIFEST)
        || box.type().equals(Jumbf.UPDATE_MANIFEST);
  }

  /** A compressed manifest that cannot be opened. */
  static Manifest broken(Jumbf.Super whole, String fault) {
    return new Manifest(whole.label(), whole, whole, Map.of(), fault);
  }

  static Manifest of(Jumbf.Super whole, Jumbf.Super box) throws Malformed {
    Map<String, Jumbf.Super> assertions = new LinkedHashMap<>();
    Optional<Jumbf.Super> store =
        box.child(ASSERTIONS).filter(s -> s.type().equals(Jumbf.ASSERTIONS));
    if (store.isPresent()) {
      for (Jumbf.Super a : store.get().supers()) {
        if (assertions.put(a.label(), a) != null) {
          throw new Malformed("two assertions are called " + Io.clip(a.label()));
        }
        if (assertions.size() > Limits.REFERENCES) {
          throw new Malformed("more than " + Limits.REFERENCES + " assertions");
        }
      }
    }
    return new Manifest(box.label(), whole, box, assertions, null);
  }

  /** Its claims; a sound manifest has one. */
  List<Jumbf.Super> claims() {
    return box.supers().stream()
        .filter(s -> s.type().equals(Jumbf.CLAIM))
        .filter(s -> s.label().equals(CLAIM) || s.label().equals(OLD_CLAIM))
        .toList();
  }

  /** The box that a path inside the manifest leads to. */
  Optional<Jumbf.Super> at(String path) {
    if (path.isEmpty()) {
      return Optional.of(whole);
    }
    Optional<Jumbf.Super> box = Optional.of(this.box);
    for (String step : path.split("/", -1)) {
      box = box.flatMap(b -> b.child(step));
    }
    return box;
  }

  /** The kind of an assertion: its label without the number of its instance. */
  static String kind(String label) {
    int at = label.indexOf("__");
    return at < 0 ? label : label.substring(0, at);
  }
}
