package dev.likeness.synthesis.run;

import dev.likeness.core.Progress;
import dev.likeness.core.StoppedException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first half of a job, on a thread of its own: reads frames, has them looked at, and hands them
 * on.
 */
final class Analysis implements AutoCloseable {
  /** Frames that wait between the halves; the decoder and the encoder keep a few of their own. */
  private static final int WAITING = 3;

  private static final long PATIENCE_MILLIS = 1500;

  private final Target target;
  private final Lookout lookout;
  private final Span span;
  private final boolean fromStart;
  private final Progress progress;
  private final Stopwatch clock;
  private final Lane<Moment> lane = new Lane<>(WAITING);
  private final Thread thread = new Thread(this::run, "likeness-analysis");
  private long from;
  private double begin;
  private volatile Optional<String> damage = Optional.empty();

  /**
   * @param target stays the caller's
   * @param fromStart whether faces are followed from the clip's beginning, also where the span
   *     begins later
   */
  Analysis(
      Target target,
      Lookout lookout,
      Span span,
      boolean fromStart,
      Progress progress,
      Stopwatch clock) {
    this.target = target;
    this.lookout = lookout;
    this.span = span;
    this.fromStart = fromStart;
    this.progress = progress;
    this.clock = clock;
    thread.setDaemon(true);
  }

  /** Begins with this frame of the target. */
  void start(long frame) {
    from = frame;
    thread.start();
  }

  /** The next frame, or null after the last. */
  @Nullable Moment next() {
    try {
      return lane.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException("interrupted");
    }
  }

  /** What was wrong with the target, known after the last frame. */
  Optional<String> damage() {
    return damage;
  }

  private void run() {
    try {
      Shot shot = target.next();
      begin = shot == null ? 0 : time(shot);
      target.skipTo(from);
      for (; shot != null && seconds(shot) < span.to(); shot = read()) {
        boolean due = shot.frame() >= from && seconds(shot) >= span.from();
        if (due && !lane.put(lookout.look(shot))) {
          return;
        }
        if (!due && fromStart && shot.frame() >= from) {
          lookout.pass(shot);
        }
      }
      damage = target.damage();
      lane.end();
    } catch (InterruptedException e) {
      lane.fail(new StoppedException("interrupted"));
    } catch (RuntimeException | Error e) {
      lane.fail(e);
    }
  }

  private @Nullable Shot read() {
    progress.checkStop();
    long t = System.nanoTime();
    Shot shot = target.next();
    clock.add(Stopwatch.Stage.READ, t);
    return shot;
  }

  /** Since the clip's first frame. */
  private double seconds(Shot shot) {
    return time(shot) - begin;
  }

  private static double time(Shot shot) {
    return shot.video() == null ? 0 : shot.video().time().seconds();
  }

  /** Ends the thread and closes the lookout. */
  @Override
  public void close() {
    lane.cancel();
    if (thread.isAlive()) {
      thread.interrupt();
      try {
        thread.join(PATIENCE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (!thread.isAlive()) {
      lookout.close();
    }
  }
}
