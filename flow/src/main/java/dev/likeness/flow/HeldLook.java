package dev.likeness.flow;

import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.core.Timecode;
import dev.likeness.core.YuvFrame;
import dev.likeness.flow.gate.Gate;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.SegmentWriter;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.synthesis.Cutout;
import dev.likeness.synthesis.FaceMotion;
import dev.likeness.synthesis.PortraitPainter;
import dev.likeness.synthesis.run.Job;
import dev.likeness.synthesis.run.Who;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks at single frames of a moving portrait. Its film holds one picture, which the encoder writes
 * alike from key picture to key picture: so a film of two such stretches shows each frame as the
 * whole film would, pixel for pixel, however far into it the frame lies.
 */
final class HeldLook implements AutoCloseable {
  private final Frame picture;
  private final Portrayal portrayal;
  private final Path folder;
  private final Path scene;
  private final int stretch;

  /**
   * Writes the film and lets persona and film pass the content gate.
   *
   * @param picture the persona's, as large as the film
   * @param fps pictures a second
   */
  HeldLook(Portrayal portrayal, Frame picture, int fps, Progress progress) {
    this.picture = picture;
    this.portrayal = portrayal;
    stretch = VideoFormat.keyDistance(fps);
    folder = portrayal.lookFolder();
    scene = folder.resolve("held.mp4");
    try {
      write(picture, fps, progress);
      portrayal.enter(scene, new Gate.Wanted.Largest(), progress);
    } catch (RuntimeException e) {
      Folders.remove(folder);
      throw e;
    }
  }

  private void write(Frame picture, int fps, Progress progress) {
    MediaInfo.Video track = MediaInfo.Video.made(picture.width(), picture.height(), fps);
    YuvFrame yuv = YuvFrame.of(picture, YuvFrame.Matrix.BT709, false);
    try (SegmentWriter out =
        SegmentWriter.create(scene, new VideoFormat(VideoFormat.Codec.H264, .9), track)) {
      for (int i = 0; i < 2 * stretch; i++) {
        progress.checkStop();
        out.write(new VideoPicture(i, new Timecode(i, 1, fps), 1, yuv));
      }
      out.finish();
    }
  }

  /** Lets a painted frame out, small and stamped. */
  void show(Picture painted, Path out) {
    portrayal.show(painted, out);
  }

  /** A folder that is kept as long as this. */
  Path folder() {
    return folder;
  }

  /**
   * Paints one frame.
   *
   * @param state what the face does in it
   * @param job of a film
   */
  Picture painted(
      FaceMotion.State state,
      @Nullable Cutout cutout,
      Function<Path, Job> job,
      long frame,
      Progress progress) {
    long alike = frame < stretch ? frame : stretch + frame % stretch;
    FaceMotion motion = new FaceMotion(List.of(state));
    try (PortraitPainter painter =
        new PortraitPainter(portrayal.clearance(), motion, cutout, portrayal.refiner())
            .holding(picture)) {
      return portrayal.painted(job.apply(scene), new Who.Largest(), painter, alike, 0, progress);
    }
  }

  @Override
  public void close() {
    Folders.remove(folder);
  }
}
