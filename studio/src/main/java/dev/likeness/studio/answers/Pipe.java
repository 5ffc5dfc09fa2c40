package dev.likeness.studio.answers;

import dev.likeness.core.StoppedException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes files from who makes them, on a thread of its own, to who sends them: a visitor who takes
 * them in slowly keeps nobody else waiting.
 */
final class Pipe {
  /** A file, or how it ended: with a failure or, where both are null, well. */
  private record Part(byte @Nullable [] file, @Nullable RuntimeException failure) {}

  private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
  private volatile boolean left;

  private Pipe() {}

  /**
   * Makes files and sends them on as they come.
   *
   * @param maker gives each file to its argument
   * @param to what it throws ends the making at the next file
   */
  static void run(Consumer<Consumer<byte[]>> maker, Consumer<byte[]> to) {
    Pipe pipe = new Pipe();
    Thread.ofPlatform().daemon().name("likeness-say").start(() -> pipe.make(maker));
    try {
      pipe.send(to);
    } finally {
      pipe.left = true;
    }
  }

  private void make(Consumer<Consumer<byte[]>> maker) {
    RuntimeException failure = null;
    try {
      maker.accept(this::add);
    } catch (RuntimeException e) {
      failure = e;
    } catch (Error e) {
      failure = new IllegalStateException(e);
    }
    parts.add(new Part(null, failure));
  }

  private void add(byte[] file) {
    if (left) {
      throw new StoppedException("nobody listens any more");
    }
    parts.add(new Part(file, null));
  }

  private void send(Consumer<byte[]> to) {
    try {
      for (Part p = parts.take(); ; p = parts.take()) {
        if (p.file == null) {
          if (p.failure != null) {
            throw p.failure;
          }
          return;
        }
        to.accept(p.file);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException("interrupted");
    }
  }
}
