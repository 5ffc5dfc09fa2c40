package dev.likeness.flow;

import dev.likeness.faces.Alignments;
import dev.likeness.faces.FaceFinder;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.FaceTracker;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.VideoPicture;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The faces of a driver, frame by frame: from a file that a person has corrected, or found and
 * followed. What is seen can be kept in another file, exactly.
 */
final class DriverFaces implements AutoCloseable {
  private final FaceFinder finder;
  private final Alignments.@Nullable Reader reader;
  private final @Nullable FaceTracker tracker;
  private final Alignments.@Nullable Writer writer;

  /**
   * @param corrected null: they are looked for
   * @param keep where what is seen goes; null for nowhere
   * @param digest of the driver's file
   */
  DriverFaces(
      FaceFinder finder,
      @Nullable Path corrected,
      @Nullable Path keep,
      MediaInfo.Video video,
      Path driver,
      String digest) {
    this.finder = finder;
    reader = corrected == null ? null : Alignments.read(corrected);
    tracker = corrected == null ? new FaceTracker(finder, FaceTracker.Options.DEFAULT) : null;
    writer =
        keep == null
            ? null
            : Alignments.write(
                keep,
                new Alignments.Header(
                    String.valueOf(driver.getFileName()),
                    digest,
                    video.width(),
                    video.height(),
                    Alignments.Precision.EXACT));
  }

  /** Those of the next frame. */
  List<FaceObservation> in(VideoPicture p) {
    List<FaceObservation> faces;
    if (tracker != null) {
      faces = tracker.next(p.picture(), p.index());
    } else if (reader != null) {
      faces = finder.resolve(p.picture(), reader.frame(p.index()));
    } else {
      throw new IllegalStateException("neither found nor told");
    }
    if (writer != null) {
      faces.forEach(writer::add);
    }
    return faces;
  }

  /** All frames were seen. */
  void finish() {
    if (writer != null) {
      writer.finish();
    }
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
    }
    if (writer != null) {
      writer.close();
    }
  }
}
