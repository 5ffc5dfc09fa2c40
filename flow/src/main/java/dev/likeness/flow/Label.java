package dev.likeness.flow;

import dev.likeness.core.Picture;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.provenance.BadgedSegment;
import dev.likeness.provenance.BadgedWriter;
import dev.likeness.provenance.DraftFile;
import dev.likeness.provenance.Labeller;
import dev.likeness.synthesis.run.Sinks;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets a maker's frames out through the labeller only. */
final class Label implements Sinks {
  private static final double STILL_QUALITY = .95;

  private final Labeller labeller;
  private @Nullable DraftFile still;

  Label(Labeller labeller) {
    this.labeller = labeller;
  }

  Labeller labeller() {
    return labeller;
  }

  /** The still that was written last. */
  Optional<DraftFile> still() {
    return Optional.ofNullable(still);
  }

  /** A finished segment. */
  Optional<BadgedSegment> segment(Path file) {
    return labeller.reopen(file);
  }

  @Override
  public Segment segment(Path file, VideoFormat format, MediaInfo.Video track) {
    BadgedWriter writer = labeller.segment(file, format, track);
    return new Segment() {
      @Override
      public void write(VideoPicture picture) {
        writer.write(picture);
      }

      @Override
      public void finish() {
        writer.finish();
      }

      @Override
      public void close() {
        writer.close();
      }
    };
  }

  @Override
  public boolean finished(Path segment) {
    return segment(segment).isPresent();
  }

  @Override
  public void still(Path file, Picture picture) {
    still = labeller.still(picture, file, STILL_QUALITY);
  }

  @Override
  public String text() {
    return labeller.disclosure().wording() + " " + labeller.badgeSpec().describe();
  }
}
