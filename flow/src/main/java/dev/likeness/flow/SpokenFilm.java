package dev.likeness.flow;

import dev.likeness.core.Progress;
import dev.likeness.core.Timecode;
import dev.likeness.core.YuvFrame;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.SegmentWriter;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A video brought to the length of a speech: cut, or carried on by playing its end back and forth,
 * so that nothing jumps and nothing freezes.
 */
final class SpokenFilm {
  /** So many bytes of pictures of its end are kept. */
  private static final long KEPT = 64L << 20;

  private static final int FEWEST = 2;

  /**
   * It is encoded once more when it is painted on, so it keeps all: grain, too, which OpenH264
   * takes for background and freezes at any quality.
   */
  private static final VideoFormat FORMAT = new VideoFormat(VideoFormat.Codec.VP9, 1);

  private SpokenFilm() {}

  /**
   * Writes the pictures, without sound.
   *
   * @param fps pictures a second of the result; the video's own, on average
   * @param frames how many
   * @param scale of the pictures, above 0 to 1
   */
  static void write(Path video, Path out, int fps, int frames, double scale, Progress progress) {
    try (VideoReader in = VideoReader.open(video);
        SegmentWriter writer = SegmentWriter.create(out, FORMAT, track(in.video(), fps, scale))) {
      Deque<YuvFrame> end = new ArrayDeque<>();
      int n = 0;
      for (VideoPicture p = in.next(); p != null && n < frames; p = in.next()) {
        progress.checkStop();
        YuvFrame picture = HeldScene.scaled(p.picture(), scale);
        end.addLast(picture);
        long bytes = (long) picture.width() * picture.height() * 3 / 2;
        if (end.size() > Math.max(FEWEST, Math.min(2 * fps, KEPT / bytes))) {
          end.removeFirst();
        }
        writer.write(new VideoPicture(n, new Timecode(n, 1, fps), 1, picture));
        n++;
      }
      List<YuvFrame> loop = new ArrayList<>(end);
      int at = loop.size() - 1;
      int step = -1;
      while (n < frames && !loop.isEmpty()) {
        progress.checkStop();
        if (loop.size() > 1) {
          at += step;
          if (at < 0 || at >= loop.size()) {
            step = -step;
            at += 2 * step;
          }
        }
        writer.write(new VideoPicture(n, new Timecode(n, 1, fps), 1, loop.get(at)));
        n++;
      }
      writer.finish();
    }
  }

  private static MediaInfo.Video track(MediaInfo.Video v, int fps, double scale) {
    int w = HeldScene.scaled(v.width(), scale);
    int h = HeldScene.scaled(v.height(), scale);
    return Portrayal.track(v.withSize(w, h), MediaInfo.Video.made(w, h, fps));
  }
}
