package dev.likeness.models.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** A folder of packed networks, sealed with a stamp of what they were made from. */
record Store(Path folder) {
  private static final String STAMP = "STAMP";

  /** Whether all of it was made from what the stamp stands for. */
  boolean holds(String stamp) throws IOException {
    Path file = folder.resolve(STAMP);
    return Files.exists(file) && Files.readString(file).equals(stamp);
  }

  /** Makes it empty: the stamp goes too, as what follows may be cut short. */
  void clear() throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> old = Files.list(folder)) {
      for (Path f : old.toList()) {
        Files.delete(f);
      }
    }
  }

  void write(String name, byte[] bytes) throws IOException {
    Path beside = folder.resolve(name + ".part");
    Files.write(beside, bytes);
    Files.move(beside, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  void seal(String stamp) throws IOException {
    write(STAMP, stamp.getBytes(StandardCharsets.UTF_8));
  }
}
