package dev.likeness.flow;

import dev.likeness.core.Trouble;
import dev.likeness.flow.FlowException.Code;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the store does with files and folders. */
final class Folders {
  private Folders() {}

  /** Removes a folder with all that is in it; does nothing where there is none. */
  static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path f, BasicFileAttributes a) throws IOException {
              Files.delete(f);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path d, @Nullable IOException e)
                throws IOException {
              if (e != null) {
                throw e;
              }
              Files.delete(d);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw failed("removed", folder, e);
    }
  }

  /** The folders in a folder that bear no hidden name, by name. */
  static List<Path> in(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isDirectory)
          .filter(f -> !f.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw failed("read", folder, e);
    }
  }

  /** The files in a folder, by name. */
  static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw failed("read", folder, e);
    }
  }

  static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw failed("made", folder, e);
    }
  }

  /** Writes a text beside its place and renames it. */
  static void write(Path file, String text) {
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      Files.writeString(part, text);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      part.toFile().delete();
      throw failed("written", file, e);
    }
  }

  static FlowException failed(String what, Path file, IOException e) {
    return new FlowException(
        Code.IO,
        "%s cannot be %s (%s); check the folder, its rights and the space on the disk"
            .formatted(file, what, Trouble.of(e)),
        e);
  }
}
