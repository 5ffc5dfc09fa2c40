package dev.likeness.consent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files that only their owner may read (0600 where the file system knows such bits). */
public final class PrivateFiles {
  private PrivateFiles() {}

  /** Opens a file, made with mode 0600 where it does not exist and {@code options} create it. */
  public static FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
    return FileChannel.open(file, options, mode(file));
  }

  /** Writes a file beside and renames it into place, so that it is whole or not there. */
  public static void replace(Path file, byte[] bytes) throws IOException {
    replace(file, bytes, true);
  }

  /** Likewise, for what can be made again: a loss of power may leave the file empty. */
  public static void replaceLazily(Path file, byte[] bytes) throws IOException {
    replace(file, bytes, false);
  }

  private static void replace(Path file, byte[] bytes, boolean force) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    try (FileChannel c =
        open(part, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      writeAll(c, bytes);
      if (force) {
        c.force(true);
      }
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Writes a file that must not exist yet. */
  public static void create(Path file, byte[] bytes) throws IOException {
    try (FileChannel c =
        open(file, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      writeAll(c, bytes);
      c.force(true);
    }
  }

  /** Whether group or others may do anything with the file. */
  public static boolean openToOthers(Path file) throws IOException {
    if (!posix(file)) {
      return false;
    }
    Set<PosixFilePermission> p = EnumSet.copyOf(Files.getPosixFilePermissions(file));
    p.removeAll(PosixFilePermissions.fromString("rwx------"));
    return !p.isEmpty();
  }

  /** Writes all bytes where the channel stands. */
  public static void writeAll(FileChannel c, byte[] bytes) throws IOException {
    ByteBuffer b = ByteBuffer.wrap(bytes);
    while (b.hasRemaining()) {
      c.write(b);
    }
  }

  private static boolean posix(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    return Files.getFileStore(parent == null ? file : parent).supportsFileAttributeView("posix");
  }

  private static FileAttribute<?>[] mode(Path file) throws IOException {
    return posix(file)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
