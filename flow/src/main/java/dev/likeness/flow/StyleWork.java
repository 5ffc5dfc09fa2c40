package dev.likeness.flow;

import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.core.StoppedException;
import dev.likeness.core.YuvFrame;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.media.Images;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.Muxer;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import dev.likeness.provenance.BadgedSegment;
import dev.likeness.provenance.DraftFile;
import dev.likeness.provenance.Examination;
import dev.likeness.provenance.Preview;
import dev.likeness.synthesis.run.Sinks;
import dev.likeness.synthesis.style.Repainter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of one repainting in the job's folder: chunks of film, each with what goes on to the
 * next one ({@code ….state}: which places of the style were painted with, no picture) and with what
 * was measured. A job that was stopped or killed goes on after its last finished chunk, with the
 * same result.
 */
final class StyleWork {
  /** A chunk is no longer than this: painting takes its time, and no more than that is lost. */
  private static final double LONGEST = 2;

  private static final int FEWEST = 2;
  private static final int MOST = 600;
  private static final int GLANCES = 4;

  private final StyleRequest request;
  private final Label label;
  private final Path folder;
  private final List<Path> chunks = new ArrayList<>();
  private long frames;
  private long measured;
  private double before;
  private double after;
  private @Nullable String damage;
  private boolean odd;

  StyleWork(StyleRequest request, Label label, Path folder) {
    this.request = request;
    this.label = label;
    this.folder = folder;
  }

  long frames() {
    return frames;
  }

  void still(Picture painted, Picture target) {
    label.still(folder.resolve("draft" + Results.ending(request.out())), painted);
    glance(0, target, painted);
    frames = 1;
  }

  private Path chunk(int i, String ending) {
    return folder.resolve(String.format(Locale.ROOT, "chunk-%05d%s", i, ending));
  }

  /** Paints what is not painted yet. */
  void film(VideoReader in, Repainter painter, Progress progress) {
    MediaInfo.Video track = in.video();
    odd = (track.width() | track.height()) % 2 != 0;
    double fps = track.fps() > 0 ? track.fps() : 25;
    int length =
        (int) Math.clamp(Math.round(Math.min(LONGEST, request.chunkSeconds()) * fps), FEWEST, MOST);
    long expected = expected(track);
    int done = recall(Results.segmentEnding(request.out()));
    long skip = frames;
    Chunk open = null;
    try {
      double zero = Double.NaN;
      long seen = 0;
      for (VideoPicture p = in.next(); p != null; p = in.next()) {
        zero = Double.isNaN(zero) ? p.time().seconds() : zero;
        double at = p.time().seconds() - zero;
        if (at < request.span().from()) {
          continue;
        }
        if (at >= request.span().to()) {
          break;
        }
        progress.checkStop();
        if (++seen <= skip) {
          if (seen == skip) {
            painter.restore(read(chunk(done - 1, ".state")), p.picture());
          }
          continue;
        }
        if (open == null) {
          open = new Chunk(done, track);
        }
        open.add(p, painter, expected);
        progress.report("Painting", frames, expected);
        if (open.pictures == length) {
          open.finish(painter);
          open = null;
          done++;
        }
      }
      if (open != null) {
        open.finish(painter);
        open = null;
      }
      damage = in.damage().orElse(null);
    } catch (StoppedException e) {
      long kept = frames - (open == null ? 0 : open.pictures);
      throw new StoppedException(
          kept == 0
              ? "stopped before a first part was finished: nothing is kept"
              : "stopped; %d of about %d frames are kept".formatted(kept, expected),
          kept > 0);
    } finally {
      if (open != null) {
        open.segment.close();
      }
    }
    if (frames == 0) {
      throw new FlowException(
          Code.BAD_REQUEST,
          "%s has no frame %s; give another time range"
              .formatted(request.target(), request.span()));
    }
  }

  private long expected(MediaInfo.Video v) {
    if (v.frames() <= 0 || !(v.fps() > 0)) {
      return 0;
    }
    double seconds = v.frames() / v.fps();
    double part = Math.min(seconds, request.span().to()) - Math.min(seconds, request.span().from());
    return Math.round(part * v.fps());
  }

  /** Takes up what earlier runs finished; returns how many chunks. */
  private int recall(String ending) {
    int n = 0;
    while (Files.exists(chunk(n, ".state"))
        && Files.exists(chunk(n, ".json"))
        && label.finished(chunk(n, ending))) {
      var o = Json.read(chunk(n, ".json"));
      frames += o.path("frames").asLong();
      measured += o.path("measured").asLong();
      before += o.path("before").asDouble();
      after += o.path("after").asDouble();
      chunks.add(chunk(n, ending));
      n++;
    }
    return n;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw Folders.failed("read", file, e);
    }
  }

  /** One chunk in the making. */
  private final class Chunk {
    private final int number;
    private final Path file;
    private final Sinks.Segment segment;
    private int pictures;
    private int steps;
    private double moved;
    private double painted;

    Chunk(int number, MediaInfo.Video track) {
      this.number = number;
      file = chunk(number, Results.segmentEnding(request.out()));
      VideoFormat.Codec codec = VideoFormat.forFile(request.out()).codec();
      segment = label.segment(file, new VideoFormat(codec, request.quality()), track);
    }

    void add(VideoPicture p, Repainter painter, long expected) {
      Repainter.Painted r = painter.next(p.picture());
      // what stays is painted all the same, so that the strokes after it hang together
      Picture shown = request.untouched().holds(frames) ? p.picture() : r.picture();
      if (!(shown instanceof YuvFrame yuv)) {
        throw new IllegalStateException("a frame of a film came back as another kind of picture");
      }
      segment.write(p.with(yuv));
      if (frames == 0 || frames % Math.max(1, expected / GLANCES) == 0) {
        glance(frames, p.picture(), yuv);
      }
      if (!Double.isNaN(r.before())) {
        steps++;
        moved += r.before();
        painted += r.after();
      }
      pictures++;
      frames++;
    }

    /** Puts the chunk in its place, the segment last. */
    void finish(Repainter painter) {
      Path part = chunk(number, ".state.part");
      try {
        Files.write(part, painter.state());
        Files.move(part, chunk(number, ".state"), StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw Folders.failed("written", part, e);
      }
      Folders.write(
          chunk(number, ".json"),
          Json.text(
              Json.object()
                  .put("frames", pictures)
                  .put("measured", steps)
                  .put("before", moved)
                  .put("after", painted)));
      segment.finish();
      segment.close();
      chunks.add(file);
      measured += steps;
      before += moved;
      after += painted;
    }
  }

  private void glance(long frame, Picture target, Picture painted) {
    Images.write(small(target), glance(frame, "before"), 1);
    Images.write(small(painted), glance(frame, "after"), 1);
  }

  private Path glance(long frame, String what) {
    return folder.resolve(String.format(Locale.ROOT, "glance-%07d-%s.png", frame, what));
  }

  private static Frame small(Picture p) {
    double shrink = Math.max(1, (double) Math.max(p.width(), p.height()) / Preview.CELL);
    return p.sample(
        Affine2.scale(shrink),
        Math.max(1, (int) (p.width() / shrink)),
        Math.max(1, (int) (p.height() / shrink)),
        (int) Math.ceil(shrink));
  }

  /** Pairs of before and after. */
  Preview sheet() {
    List<Frame> pictures = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "glance-*-after.png")) {
      List<Path> sorted = new ArrayList<>();
      all.forEach(sorted::add);
      Collections.sort(sorted);
      for (Path p : sorted) {
        String before = String.valueOf(p.getFileName()).replace("-after", "-before");
        pictures.add(Images.read(folder.resolve(before)));
        pictures.add(Images.read(p));
      }
    } catch (IOException e) {
      throw Folders.failed("read", folder, e);
    }
    return Preview.sheet(pictures, Math.min(pictures.size(), 4));
  }

  DraftFile draft() {
    if (chunks.isEmpty()) {
      return label.still().orElseThrow();
    }
    List<BadgedSegment> segments = new ArrayList<>();
    for (Path p : chunks) {
      segments.add(
          label
              .segment(p)
              .orElseThrow(
                  () ->
                      new FlowException(
                          Code.IO, p + " was changed after it was made; make the job again")));
    }
    Muxer.Options how = request.span().whole() ? Muxer.Options.WHOLE : Muxer.Options.CUT;
    Path draft = folder.resolve("draft" + Results.ending(request.out()));
    return label.labeller().join(segments, request.target(), draft, how);
  }

  /** What the gate saw. */
  List<Examination.Part> seen() {
    if (chunks.isEmpty()) {
      return label.stillSeen().stream().toList();
    }
    return chunks.stream()
        .flatMap(f -> label.segment(f).stream())
        .flatMap(s -> label.seen(s.file(), s.digest()).stream())
        .toList();
  }

  QualityReport report() {
    Map<String, Double> f = new LinkedHashMap<>();
    List<String> remarks = new ArrayList<>();
    f.put("frames", (double) frames);
    if (measured > 0) {
      f.put("unrest_target", before / measured);
      f.put("unrest_result", after / measured);
    }
    if (request.rights() == null) {
      remarks.add("nobody stated by what right style and target are used (--rights)");
    }
    if (damage != null) {
      remarks.add("the target is damaged: " + damage);
    }
    if (odd && VideoFormat.forFile(request.out()).codec() == VideoFormat.Codec.H264) {
      remarks.add("the target's size is odd: H.264 adds a row or column");
    }
    return new QualityReport(f, remarks);
  }
}
