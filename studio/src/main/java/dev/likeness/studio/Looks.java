package dev.likeness.studio;

import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.core.Sketch;
import dev.likeness.flow.Home;
import dev.likeness.flow.SwapRecipe;
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
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;

/**
 * Single frames to look at: as they were brought, and, small and stamped, as they would be painted.
 * One at a time, since each takes memory. Thread-safe.
 */
final class Looks {
  /** The long side of a picture, in pixels. */
  private static final int SIDE = 640;

  private final Home home;
  private final Clock clock;
  private final Uploads uploads;
  private final Semaphore turn = new Semaphore(1);

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
      return new Answer.Picture(out.toByteArray());
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
   * A frame as an order would have it, stamped; logged as every preview is. Swaps only: other
   * makers draw from their first frame on.
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
    if (o.maker() != Order.Maker.SWAP) {
      throw new StudioException(
          StudioException.Code.CONFLICT, "only of a face on a film can one frame be looked at");
    }
    Path out = uploads.look();
    turn.acquireUninterruptibly();
    try (Workshop shop = new Workshop(home, clock);
        SwapRecipe recipe =
            SwapRecipe.ofPreviews(shop, new Wish(uploads, o).swap(out, corrected, false))) {
      recipe.preview(frame, out, Progress.NONE);
      return new Answer.Picture(Files.readAllBytes(out));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      turn.release();
      Uploads.remove(out);
    }
  }
}
