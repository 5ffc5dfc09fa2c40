package dev.likeness.flow;

import dev.likeness.consent.FileDigest;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.core.YuvFrame;
import dev.likeness.faces.Alignments;
import dev.likeness.faces.Coverage;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.FaceTracker;
import dev.likeness.faces.Overlay;
import dev.likeness.faces.Tracks;
import dev.likeness.media.Images;
import dev.likeness.media.Muxer;
import dev.likeness.media.SegmentWriter;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds and follows the faces of a picture or clip and says what is there. */
public final class FacesRecipe {
  private final Workshop workshop;

  public FacesRecipe(Workshop workshop) {
    this.workshop = workshop;
  }

  /** Where a clip's alignments file is looked for: beside it. */
  public static Path beside(Path medium) {
    return medium.resolveSibling(medium.getFileName() + ".faces.jsonl");
  }

  /**
   * What is wanted.
   *
   * @param save where the alignments file goes; null for none
   * @param overlay where a copy of the medium goes with what was found drawn on it; null for none
   * @param coverage where a picture goes of which head angles, expressions and lights the person
   *     who shows most has, PNG; null for none
   */
  public record Request(
      Path medium, @Nullable Path save, @Nullable Path overlay, @Nullable Path coverage) {}

  /**
   * What was found.
   *
   * @param tracks those that show most first
   * @param coverage of the first track; null where nobody is seen
   * @param damage what is wrong with the file; empty where nothing is
   */
  public record Found(
      Path medium,
      String sha256,
      int width,
      int height,
      long frames,
      List<Tracks.Summary> tracks,
      @Nullable Coverage coverage,
      String damage) {

    /** For machines. */
    public ObjectNode toJson() {
      ObjectNode o = Json.object();
      o.put("file", medium.toString()).put("sha256", sha256);
      o.put("width", width).put("height", height).put("frames", frames);
      ArrayNode all = o.putArray("tracks");
      for (Tracks.Summary t : tracks) {
        ObjectNode one = all.addObject();
        one.put("track", t.track()).put("first", t.first()).put("last", t.last());
        one.put("frames", t.count()).put("runs", t.runs());
        one.put("eye_distance", round(t.meanSize()));
        FaceObservation best = t.best();
        one.putObject("best")
            .put("frame", best.frame())
            .put("yaw", round(best.pose().yaw()))
            .put("pitch", round(best.pose().pitch()))
            .put("roll", round(best.pose().roll()))
            .put("sharpness", round(best.quality().sharpness()));
        var box = best.box();
        one.putArray("box").add(box.x()).add(box.y()).add(box.width()).add(box.height());
      }
      if (coverage != null) {
        ObjectNode covered = o.putObject("coverage");
        ArrayNode present = covered.putArray("present");
        coverage.present().forEach(present::add);
        ArrayNode missing = covered.putArray("missing");
        coverage.missing().forEach(missing::add);
      }
      if (!damage.isEmpty()) {
        o.put("damage", damage);
      }
      return o;
    }

    private static double round(double v) {
      return Math.round(v * 100) / 100.0;
    }
  }

  /**
   * Looks through a medium.
   *
   * @throws dev.likeness.media.MediaException where it is no picture or video
   */
  public Found look(Request request, Progress progress) {
    Path file = request.medium();
    if (request.overlay() != null) {
      Results.requirePlace(file, request.overlay());
    }
    return Images.isImage(file) ? still(request) : video(request, progress);
  }

  private Found still(Request request) {
    Path file = request.medium();
    Frame f = Images.read(file);
    Seen seen = new Seen(FileDigest.of(file).hex(), f.width(), f.height());
    List<FaceObservation> faces = workshop.finder().faces(f);
    seen.add(f, faces);
    try (Saving saving = new Saving(request, seen)) {
      saving.add(faces);
      saving.finish();
    }
    if (request.overlay() != null) {
      Images.write(new Overlay().draw(f, faces), request.overlay(), .95);
    }
    return seen.found(request, "");
  }

  private Found video(Request request, Progress progress) {
    Path file = request.medium();
    String stage = "Looking at " + file.getFileName();
    FaceTracker tracker = new FaceTracker(workshop.finder(), FaceTracker.Options.DEFAULT);
    try (VideoReader in = VideoReader.open(file)) {
      Seen seen = new Seen(FileDigest.of(file).hex(), in.video().width(), in.video().height());
      try (Saving saving = new Saving(request, seen);
          Drawing drawing = new Drawing(request, in)) {
        for (VideoPicture p = in.next(); p != null; p = in.next()) {
          progress.checkStop();
          List<FaceObservation> faces = tracker.next(p.picture(), p.index());
          seen.add(p.picture(), faces);
          saving.add(faces);
          drawing.add(p, faces);
          progress.report(stage, seen.frames, in.video().frames());
        }
        saving.finish();
        drawing.finish();
      }
      progress.report(stage, seen.frames, seen.frames);
      return seen.found(request, in.damage().orElse(""));
    }
  }

  /** What adds up while the frames go by. */
  private static final class Seen {
    final String sha;
    final int width;
    final int height;
    final Tracks tracks = new Tracks();
    final Map<Integer, Coverage> coverage = new HashMap<>();
    long frames;

    Seen(String sha, int width, int height) {
      this.sha = sha;
      this.width = width;
      this.height = height;
    }

    void add(Picture picture, List<FaceObservation> faces) {
      frames++;
      for (FaceObservation f : faces) {
        tracks.add(f);
        coverage.computeIfAbsent(f.track(), t -> new Coverage()).add(picture, f);
      }
    }

    Found found(Request request, String damage) {
      List<Tracks.Summary> all = tracks.summaries();
      Coverage first = all.isEmpty() ? null : coverage.get(all.get(0).track());
      if (request.coverage() != null && first != null) {
        Images.write(first.chart(), request.coverage(), 1);
      }
      return new Found(request.medium(), sha, width, height, frames, all, first, damage);
    }
  }

  /** The alignments file, where one is wanted. */
  private static final class Saving implements AutoCloseable {
    private final Alignments.@Nullable Writer out;

    Saving(Request request, Seen seen) {
      out =
          request.save() == null
              ? null
              : Alignments.write(
                  request.save(),
                  new Alignments.Header(
                      request.medium().getFileName().toString(),
                      seen.sha,
                      seen.width,
                      seen.height,
                      Alignments.Precision.READABLE));
    }

    void add(List<FaceObservation> faces) {
      if (out != null) {
        faces.forEach(out::add);
      }
    }

    void finish() {
      if (out != null) {
        out.finish();
      }
    }

    @Override
    public void close() {
      if (out != null) {
        out.close();
      }
    }
  }

  /** The copy with drawings, where one is wanted. */
  private static final class Drawing implements AutoCloseable {
    private final Request request;
    private final @Nullable SegmentWriter out;
    private final Path part;
    private final Overlay overlay = new Overlay();

    Drawing(Request request, VideoReader in) {
      this.request = request;
      Path to = request.overlay() == null ? request.medium() : request.overlay();
      part = to.resolveSibling("." + to.getFileName() + ".part" + Results.segmentEnding(to));
      out =
          request.overlay() == null
              ? null
              : SegmentWriter.create(part, VideoFormat.forFile(to), in.video());
    }

    void add(VideoPicture p, List<FaceObservation> faces) {
      if (out != null) {
        YuvFrame was = p.picture();
        Picture drawn = overlay.draw(was, faces);
        out.write(p.with(YuvFrame.of(drawn.toFrame(), was.matrix(), was.fullRange())));
      }
    }

    void finish() {
      if (out != null && request.overlay() != null) {
        out.finish();
        Muxer.join(List.of(part), request.medium(), request.overlay(), Muxer.Options.WHOLE);
      }
    }

    @Override
    public void close() {
      if (out != null) {
        out.close();
        try {
          Files.deleteIfExists(part);
        } catch (IOException e) {
          throw Folders.failed("removed", part, e);
        }
      }
    }
  }
}
