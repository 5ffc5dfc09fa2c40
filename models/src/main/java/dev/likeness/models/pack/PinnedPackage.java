package dev.likeness.models.pack;

import dev.likeness.core.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** A package of a registry in one version, known by its checksum. */
interface PinnedPackage {
  String name();

  String version();

  /** Of the whole package. */
  String sha256();

  /** The wanted files by their path inside the package, which is checked first. */
  Map<String, byte[]> files(Path work, Set<String> wanted) throws IOException;

  default String id() {
    return name() + "@" + version();
  }

  /**
   * @param place where it was fetched to
   * @param remedy what may help where it is damaged
   * @throws PackException where it is another one than was reviewed
   */
  default void check(byte[] whole, Path place, String remedy) {
    String found = Digest.of(whole).hex();
    if (!found.equals(sha256())) {
      throw new PackException(
          """
          wrong checksum of package %s (fetched as %s)
            expected %s
            found    %s
          The package is not the one that was reviewed, so nothing is built from it. %s \
          If it happens again, do not use this package; only after looking at what changed, change \
          the checksum in models/src/main/models/packages.json."""
              .formatted(id(), place.getFileName(), sha256(), found, remedy));
    }
  }
}
