package dev.likeness.flow;

import dev.likeness.core.Digest;
import dev.likeness.core.Picture;
import dev.likeness.flow.gate.ContentWatch;
import dev.likeness.flow.gate.Gate;
import dev.likeness.flow.gate.GateNote;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.provenance.BadgedSegment;
import dev.likeness.provenance.BadgedWriter;
import dev.likeness.provenance.DraftFile;
import dev.likeness.provenance.Examination.Part;
import dev.likeness.provenance.Labeller;
import dev.likeness.synthesis.run.Sinks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a maker's frames out through the labeller only, past the content gate. What the gate saw of
 * a finished segment stands in a note beside it ({@code ….gate}).
 */
final class Label implements Sinks {
  private static final double STILL_QUALITY = .95;

  private static final String DRAFT = "the draft";

  private final Labeller labeller;
  private final Gate gate;
  private @Nullable DraftFile still;
  private @Nullable Part stillSeen;

  Label(Labeller labeller, Gate gate) {
    this.labeller = labeller;
    this.gate = gate;
  }

  Labeller labeller() {
    return labeller;
  }

  /** The still that was written last. */
  Optional<DraftFile> still() {
    return Optional.ofNullable(still);
  }

  /** What the gate saw of the still that was written last. */
  Optional<Part> stillSeen() {
    return Optional.ofNullable(stillSeen);
  }

  /** What the gate saw of a finished segment, if it is this very one and under these limits. */
  Optional<Part> seen(Path segment, Digest digest) {
    Path note = note(segment);
    return Files.exists(note)
        ? GateNote.read(Json.read(note), limit()).filter(p -> p.file().equals(digest))
        : Optional.empty();
  }

  private double limit() {
    return gate.policy().limits().sexual();
  }

  private static Path note(Path segment) {
    return segment.resolveSibling(segment.getFileName() + ".gate");
  }

  /** A finished segment. */
  Optional<BadgedSegment> segment(Path file) {
    return labeller.reopen(file);
  }

  @Override
  public Segment segment(Path file, VideoFormat format, MediaInfo.Video track) {
    BadgedWriter writer = labeller.segment(file, format, track);
    ContentWatch watch = gate.watch(DRAFT);
    return new Segment() {
      @Override
      public void write(VideoPicture picture) {
        watch.look(picture.time().seconds(), picture.picture());
        writer.write(picture);
      }

      @Override
      public void finish() {
        watch.end();
        Part seen = watch.seen(writer.finish().digest());
        Folders.write(note(file), Json.text(GateNote.write(seen, limit())));
      }

      @Override
      public void close() {
        writer.close();
      }
    };
  }

  @Override
  public boolean finished(Path segment) {
    return segment(segment).flatMap(s -> seen(s.file(), s.digest())).isPresent();
  }

  @Override
  public void still(Path file, Picture picture) {
    ContentWatch watch = gate.picture(picture, DRAFT);
    DraftFile written = labeller.still(picture, file, STILL_QUALITY);
    still = written;
    stillSeen = watch.seen(written.digest());
  }

  @Override
  public String text() {
    return labeller.disclosure().wording() + " " + labeller.badgeSpec().describe();
  }
}
