package dev.likeness.consent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

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
    synchronized (monitor(lockFile)) {
      try (FileChannel c = writable(lockFile);
          FileLock lock = acquire(c, lockFile, false)) {
        return action.run();
      }
    }
  }

  /**
   * Likewise for who only reads: where the lock file cannot be written, it is shared with others
   * who read, and where there is none, nothing is locked.
   */
  public static <T> T reading(Path lockFile, Action<T> action) throws IOException {
    synchronized (monitor(lockFile)) {
      try (Opened o = opened(lockFile)) {
        if (o.channel == null) {
          return action.run();
        }
        try (FileLock lock = acquire(o.channel, lockFile, o.shared)) {
          return action.run();
        }
      }
    }
  }

  private record Opened(@Nullable FileChannel channel, boolean shared) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      if (channel != null) {
        channel.close();
      }
    }
  }

  private static Opened opened(Path lockFile) throws IOException {
    try {
      return new Opened(writable(lockFile), false);
    } catch (FileSystemException e) {
      return Files.isReadable(lockFile)
          ? new Opened(FileChannel.open(lockFile, StandardOpenOption.READ), true)
          : new Opened(null, true);
    }
  }

  private static FileChannel writable(Path lockFile) throws IOException {
    return PrivateFiles.open(
        lockFile, EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }

  private static String monitor(Path lockFile) throws IOException {
    Path folder = lockFile.toAbsolutePath().getParent();
    String name = (folder == null ? lockFile : folder.toRealPath()) + "/" + lockFile.getFileName();
    return ("dev.likeness chain " + name).intern();
  }

  private static FileLock acquire(FileChannel c, Path lockFile, boolean shared) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      FileLock lock = c.tryLock(0, Long.MAX_VALUE, shared);
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
