package dev.likeness.consent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.EnumSet;

/** One at a time, among threads and among processes. */
public final class ChainLock {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private ChainLock() {}

  /** What is done under the lock. */
  public interface Action<T> {
    T run() throws IOException;
  }

  /**
   * Runs with nobody else under the same lock file; waits 30 seconds at most.
   *
   * <p>A lock of the operating system holds between processes only, and closing any channel on the
   * file would end it for the whole process (POSIX fcntl); so threads first meet at a monitor that
   * belongs to the name, which an interned string is, with no registry to keep.
   */
  public static <T> T under(Path lockFile, Action<T> action) throws IOException {
    Path folder = lockFile.toAbsolutePath().getParent();
    String name = (folder == null ? lockFile : folder.toRealPath()) + "/" + lockFile.getFileName();
    synchronized (("dev.likeness chain " + name).intern()) {
      try (FileChannel c =
              PrivateFiles.open(
                  lockFile, EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
          FileLock lock = acquire(c, lockFile)) {
        return action.run();
      }
    }
  }

  private static FileLock acquire(FileChannel c, Path lockFile) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      FileLock lock = c.tryLock();
      if (lock != null) {
        return lock;
      }
      if (System.nanoTime() > deadline) {
        throw busy(lockFile);
      }
      try {
        Thread.sleep(3);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw busy(lockFile);
      }
    }
  }

  private static ConsentException busy(Path lockFile) {
    return new ConsentException(
        ConsentException.Code.BUSY,
        "another process holds " + lockFile + "; wait for it to end, then try again");
  }
}
