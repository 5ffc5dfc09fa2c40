package dev.likeness.provenance.c2pa;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The manifests of a file, in order; the last is the active one (C2PA section 11.1.4.2).
 *
 * @param bytes the store as it is in the file
 */
record ManifestStore(byte[] bytes, Map<String, Manifest> manifests) {

  static ManifestStore read(byte[] bytes) throws Malformed {
    Jumbf.Budget budget = new Jumbf.Budget();
    Jumbf.Super root = Jumbf.read(bytes, budget);
    Compressed compressed = new Compressed(budget);
    if (!root.type().equals(Jumbf.STORE) || !root.label().equals("c2pa")) {
      throw new Malformed("a superbox that is not a C2PA manifest store");
    }
    Map<String, Manifest> out = new LinkedHashMap<>();
    for (Jumbf.Super s : root.supers()) {
      boolean packed = s.type().equals(Jumbf.COMPRESSED_MANIFEST);
      if (!packed && !Manifest.is(s)) {
        continue;
      }
      if (out.put(s.label(), packed ? compressed.open(s) : Manifest.of(s, s)) != null) {
        throw new Malformed("two manifests are called " + Io.clip(s.label()));
      }
      if (out.size() > Limits.MANIFESTS) {
        throw new Malformed("more than " + Limits.MANIFESTS + " manifests");
      }
    }
    if (out.isEmpty()) {
      throw new Malformed("a manifest store without a manifest");
    }
    return new ManifestStore(bytes, out);
  }

  Manifest active() {
    return new ArrayList<>(manifests.values()).getLast();
  }

  Optional<Manifest> manifest(String label) {
    return Optional.ofNullable(manifests.get(label));
  }

  List<Manifest> all() {
    return List.copyOf(manifests.values());
  }
}
