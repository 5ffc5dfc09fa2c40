package dev.likeness.studio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A file is locked while somebody works, so that a worker that only seemed dead does no harm. */
final class Locks {
  private Locks() {}

  /**
   * Works while nobody else does.
   *
   * @param work whether it has to go on later
   * @return the same, or true where somebody else is at work
   */
  static boolean alone(Path file, BooleanSupplier work) {
    try (FileChannel lock = held(file)) {
      return lock == null || work.getAsBoolean();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Held for as long as it is open; null where somebody else has it. */
  private static @Nullable FileChannel held(Path file) throws IOException {
    FileChannel c = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (c.tryLock() != null) {
        return c;
      }
    } catch (OverlappingFileLockException e) {
      // another thread of this process has it
    }
    c.close();
    return null;
  }
}
