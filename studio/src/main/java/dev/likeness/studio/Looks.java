package dev.likeness.studio;

import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.core.Sketch;
import dev.likeness.flow.FrameLook;
import dev.likeness.flow.Home;
import dev.likeness.flow.Workshop;
import dev.likeness.media.Images;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Single frames to look at: as they were brought, and, small and stamped, as they would be painted.
 * One at a time, since each takes memory; what a look was made ready with is kept a minute for the
 * next one of the same. Thread-safe.
 */
final class Looks implements AutoCloseable {
  /** The long side of a picture, in pixels. */
  private static final int SIDE = 640;

  private static final Duration KEPT = Duration.ofMinutes(1);

  private final Home home;
  private final Clock clock;
  private final Uploads uploads;
  private final Semaphore turn = new Semaphore(1);
  private final ScheduledExecutorService clearing =
      Executors.newSingleThreadScheduledExecutor(
          r -> Thread.ofPlatform().name("studio-looks").daemon().unstarted(r));

  /** Both guarded by {@link #turn}. */
  private @Nullable Ready held;

  private @Nullable ScheduledFuture<?> ending;

  /**
   * A recipe that is kept.
   *
   * @param what all that it was made after
   */
  private record Ready(String what, Workshop shop, FrameLook look) {}

  Looks(Home home, Clock clock, Uploads uploads) {
    this.home = home;
    this.clock = clock;
    this.uploads = uploads;
  }

  /**
   * A frame's number from a path.
   *
   * @throws StudioException BAD_REQUEST
   */
  static long frame(String text) {
    if (!text.matches("\\d{1,7}")) {
      throw Call.bad("a frame is a number from 0 on");
    }
    return Long.parseLong(text);
  }

  /**
   * A frame of a file, PNG.
   *
   * @throws StudioException UNKNOWN where there is no such frame
   */
  Answer before(Path file, long frame) {
    turn.acquireUninterruptibly();
    try {
      Picture p = Images.isImage(file) ? Images.read(file) : picture(file, frame);
      double scale = Math.max(1, (double) Math.max(p.width(), p.height()) / SIDE);
      Frame small =
          p.sample(
              Affine2.scale(scale),
              Math.max(1, (int) (p.width() / scale)),
              Math.max(1, (int) (p.height() / scale)));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(Sketch.image(small), "png", out);
      return new Answer.Picture(out.toByteArray(), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      turn.release();
    }
  }

  private static Picture picture(Path file, long frame) {
    try (VideoReader in = VideoReader.open(file)) {
      in.skipTo(frame);
      VideoPicture p = in.next();
      if (p == null) {
        throw new StudioException(StudioException.Code.UNKNOWN, "there is no frame " + frame);
      }
      return p.picture();
    }
  }

  /**
   * A frame as an order would have it, stamped; logged as every preview is.
   *
   * @throws StudioException UNKNOWN where the order's files are not there any more
   */
  Answer after(Order o, long frame) {
    return after(o, frame, uploads.corrected(o.id()));
  }

  /**
   * Likewise, with faces as they are corrected in a file.
   *
   * @param corrected need not be there
   */
  Answer after(Order o, long frame, Path corrected) {
    Path out = uploads.look();
    turn.acquireUninterruptibly();
    try {
      FrameLook.Seen seen = ready(o, corrected).look().look(frame, out, Progress.NONE);
      return new Answer.Picture(Files.readAllBytes(out), seen);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      idle();
      turn.release();
      Uploads.remove(out);
    }
  }

  /** What was made ready for the last look, where this one is of the same; else made now. */
  private Ready ready(Order o, Path corrected) throws IOException {
    String what =
        String.join(
            "\n",
            o.maker().word(),
            o.persona(),
            o.text(),
            o.file(),
            o.settings(),
            Files.exists(corrected) ? corrected + " " + Files.getLastModifiedTime(corrected) : "");
    Ready known = held;
    if (known != null && known.what().equals(what)) {
      return known;
    }
    forget();
    Workshop shop = new Workshop(home, clock);
    try {
      Ready made = new Ready(what, shop, new Making(uploads, shop).look(o, corrected));
      held = made;
      return made;
    } catch (RuntimeException e) {
      shop.close();
      throw e;
    }
  }

  private void forget() {
    Ready known = held;
    held = null;
    if (known != null) {
      try (Workshop shop = known.shop()) {
        known.look().close();
      }
    }
  }

  /** What is not looked at again for a while takes no memory any more. */
  private void idle() {
    if (ending != null) {
      ending.cancel(false);
      ending = null;
    }
    if (held != null) {
      ending = clearing.schedule(this::clear, KEPT.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void clear() {
    turn.acquireUninterruptibly();
    try {
      forget();
    } finally {
      turn.release();
    }
  }

  @Override
  public void close() {
    clearing.shutdownNow();
    clear();
  }
}
