package dev.likeness.flow.quality;

import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Timecode;
import dev.likeness.core.YuvFrame;
import dev.likeness.media.Images;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.SegmentWriter;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Performance;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Puppet;
import dev.likeness.puppet.PuppetShot;
import dev.likeness.puppet.Scene;
import dev.likeness.puppet.Troupe;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Films puppets: clips of people who do not exist, with everything that is true in each frame. */
public final class PuppetFilm {
  private static final int AT_ONCE = 8;
  private static final double QUALITY = .9;

  private PuppetFilm() {}

  /**
   * What is filmed.
   *
   * @param scene what stands around at a time, in seconds; all of one size
   */
  public record Script(
      Identity who, Performance acts, DoubleFunction<Scene> scene, double seconds, int fps) {
    int frames() {
      return (int) Math.round(seconds * fps);
    }
  }

  /**
   * Renders a clip, several frames at once, as MP4 without sound.
   *
   * @param truth where what is true goes, see {@link TruthFile}; null for nowhere
   */
  public static void shoot(Script s, Path out, @Nullable Path truth, Progress progress) {
    Puppet puppet = Troupe.member(s.who());
    Scene first = s.scene().apply(0);
    MediaInfo.Video track = MediaInfo.Video.made(first.width(), first.height(), s.fps());
    VideoFormat format = new VideoFormat(VideoFormat.Codec.H264, QUALITY);
    try (SegmentWriter writer = SegmentWriter.create(out, format, track);
        TruthFile.Writer told = truth == null ? null : new TruthFile.Writer(truth)) {
      for (int from = 0; from < s.frames(); from += AT_ONCE) {
        progress.checkStop();
        int to = Math.min(s.frames(), from + AT_ONCE);
        List<PuppetShot> shots =
            IntStream.range(from, to).parallel().mapToObj(i -> shot(puppet, s, i)).toList();
        for (int i = from; i < to; i++) {
          PuppetShot shot = shots.get(i - from);
          YuvFrame yuv = YuvFrame.of(shot.frame(), YuvFrame.Matrix.BT709, false);
          writer.write(new VideoPicture(i, new Timecode(i, 1, s.fps()), 1, yuv));
          if (told != null) {
            told.add(shot);
          }
        }
        progress.report("filming " + s.who().name(), to, s.frames());
      }
      writer.finish();
    }
  }

  private static PuppetShot shot(Puppet puppet, Script s, int frame) {
    double t = (double) frame / s.fps();
    return puppet.render(s.acts().at(t), s.scene().apply(t));
  }

  /** Takes stills of somebody, as PNG. */
  public static void portraits(Identity who, List<Pose> poses, Scene scene, List<Path> out) {
    Puppet puppet = Troupe.member(who);
    List<Frame> frames = poses.parallelStream().map(p -> puppet.render(p, scene).frame()).toList();
    for (int i = 0; i < frames.size(); i++) {
      Images.write(frames.get(i), out.get(i), 1);
    }
  }
}
