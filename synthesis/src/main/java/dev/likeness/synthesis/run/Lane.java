package dev.likeness.synthesis.run;

import java.util.ArrayDeque;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A short queue between two threads: one puts, one takes. Whoever fails or leaves wakes the other.
 */
final class Lane<T> {
  private final ArrayDeque<T> waiting = new ArrayDeque<>();
  private final int capacity;
  private boolean ended;
  private boolean cancelled;
  private @Nullable Throwable failure;

  Lane(int capacity) {
    this.capacity = capacity;
  }

  /**
   * Waits for room.
   *
   * @return false when the taker has left
   */
  synchronized boolean put(T item) throws InterruptedException {
    while (waiting.size() >= capacity && !cancelled) {
      wait();
    }
    if (cancelled) {
      return false;
    }
    waiting.add(item);
    notifyAll();
    return true;
  }

  /** Nothing more comes. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Nothing more comes, and of what waits this is not wanted. */
  synchronized void endWithout(Predicate<T> unwanted) {
    waiting.removeIf(unwanted);
    end();
  }

  /** Nothing more comes, because of this. */
  synchronized void fail(Throwable why) {
    failure = why;
    end();
  }

  /** The next item, or null after the last; throws what the putter failed with. */
  synchronized @Nullable T take() throws InterruptedException {
    while (waiting.isEmpty() && !ended) {
      wait();
    }
    T item = waiting.poll();
    if (item != null) {
      notifyAll();
      return item;
    }
    switch (failure) {
      case null -> {
        return null;
      }
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  /** The taker leaves. */
  synchronized void cancel() {
    cancelled = true;
    waiting.clear();
    notifyAll();
  }
}
