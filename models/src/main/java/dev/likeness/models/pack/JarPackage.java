package dev.likeness.models.pack;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A pinned package of Maven's registry that Maven has put on this step's class path.
 *
 * @param name {@code group:artifact}
 */
record JarPackage(String name, String version, String sha256) implements PinnedPackage {
  @Override
  public Map<String, byte[]> files(Path work, Set<String> wanted) throws IOException {
    String jar = name.substring(name.indexOf(':') + 1) + "-" + version + ".jar";
    Path place =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(p -> p.endsWith(jar))
            .findFirst()
            .orElseThrow(
                () -> new PackException(jar + " is not on the class path; see models/pom.xml"));
    byte[] all = Files.readAllBytes(place);
    check(all, place, "If it may be damaged, delete it and build again.");
    Map<String, byte[]> out = new HashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(all))) {
      for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        if (wanted.contains(e.getName())) {
          out.put(e.getName(), in.readAllBytes());
        }
      }
    }
    for (String w : wanted) {
      if (!out.containsKey(w)) {
        throw new PackException(id() + " has no file " + w);
      }
    }
    return out;
  }
}
