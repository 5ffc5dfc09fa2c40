package dev.likeness.synthesis.run;

import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.core.StoppedException;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The last part of a job, on a thread of its own: painted frames are labelled, encoded and entered
 * in their chunks, in the order in which they come, while the next ones are painted. The thread is
 * never interrupted, for it writes files; it looks after each frame whether it is still wanted.
 */
final class Output implements AutoCloseable {
  /** So many bytes of painted pictures may wait: enough for what begins each chunk. */
  private static final long WAITING = 12L << 20;

  private static final int FEWEST = 2;
  private static final int MOST = 48;
  private static final long PATIENCE_MILLIS = 10_000;
  private static final long GLANCE_MILLIS = 20;

  /**
   * A painted frame.
   *
   * @param number of those that this run paints, from 0
   * @param measured by track and name
   */
  private record Item(
      long number,
      Moment moment,
      Shot shot,
      Picture result,
      Map<Integer, Map<String, Double>> measured) {}

  private final IntFunction<Journal.Writer> chunks;
  private final int chunkFrames;
  private final Stopwatch clock;
  private final Lane<Item> lane;
  private final Thread thread = new Thread(this::run, "likeness-write");
  private volatile @Nullable Throwable failure;
  private volatile boolean complete;
  private int chunk;
  private long given;

  /**
   * Begins.
   *
   * @param first the number of the first chunk
   * @param chunks opens a chunk; it is asked on the other thread
   * @param frameBytes of a picture
   */
  Output(
      int first,
      IntFunction<Journal.Writer> chunks,
      int chunkFrames,
      long frameBytes,
      Stopwatch clock) {
    this.chunk = first;
    this.chunks = chunks;
    this.chunkFrames = chunkFrames;
    this.clock = clock;
    lane = new Lane<>((int) Math.clamp(WAITING / Math.max(1, frameBytes), FEWEST, MOST));
    thread.setDaemon(true);
    thread.start();
  }

  /** Hands over the next frame; throws what became of an earlier one. */
  void add(Moment m, Shot shot, Picture result, Map<Integer, Map<String, Double>> measured) {
    try {
      if (!lane.put(new Item(given++, m, shot, result, measured))) {
        thread.join();
        rethrow();
        throw new IllegalStateException("the output has ended");
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /**
   * Waits until all is written; the number of chunks there are then.
   *
   * @throws StoppedException when the user wants it; what is not finished is then given up
   */
  int finish(Progress progress) {
    complete = true;
    lane.end();
    try {
      while (!thread.join(Duration.ofMillis(GLANCE_MILLIS))) {
        progress.checkStop();
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
    rethrow();
    return chunk;
  }

  private static StoppedException interrupted() {
    Thread.currentThread().interrupt();
    return new StoppedException("interrupted");
  }

  private void rethrow() {
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  private void run() {
    try {
      write();
    } catch (RuntimeException | Error e) {
      failure = e;
      lane.cancel();
    } catch (InterruptedException e) {
      failure = e;
      lane.cancel();
    }
  }

  private void write() throws InterruptedException {
    Journal.@Nullable Writer writer = null;
    try {
      for (Item i = lane.take(); i != null; i = lane.take()) {
        long t = System.nanoTime();
        if (writer == null) {
          writer = chunks.apply(chunk);
        }
        writer.add(i.moment, i.shot, i.result, i.measured);
        if (writer.frames() == chunkFrames) {
          writer.finish();
          writer = null;
          chunk++;
        }
        clock.add(Stopwatch.Stage.WRITE, t);
      }
      if (writer != null && complete) {
        writer.finish();
        writer = null;
        chunk++;
      }
    } finally {
      if (writer != null) {
        writer.close();
      }
    }
  }

  /** Without {@link #finish}: chunks of which all is painted are kept, the rest is given up. */
  @Override
  public void close() {
    long whole = given - given % chunkFrames;
    lane.endWithout(i -> !complete && i.number >= whole);
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
