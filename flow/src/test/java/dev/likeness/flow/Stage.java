package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.consent.NobodyGrant;
import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import dev.likeness.core.Patch;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.core.Timecode;
import dev.likeness.core.YuvFrame;
import dev.likeness.media.Images;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.SegmentWriter;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.provenance.Exporter;
import dev.likeness.provenance.Reviewer;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Performance;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Puppet;
import dev.likeness.puppet.Scene;
import dev.likeness.puppet.Troupe;
import dev.likeness.synthesis.SwapSettings;
import dev.likeness.synthesis.run.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** Puppets before a camera: the media of flow's tests, and requests about them. */
final class Stage {
  static final int SIDE = 224;
  private static final int FPS = 25;
  private static final Map<String, Frame> TALKING = new ConcurrentHashMap<>();

  private Stage() {}

  /** A photo of somebody. */
  static Path photo(Path file, String who, Pose pose) {
    Images.write(still(who, pose), file, 1);
    return file;
  }

  static Frame still(String who, Pose pose) {
    return puppet(who).render(pose, Scene.of(SIDE, SIDE)).frame();
  }

  /** Made once for all tests: that takes a second. */
  static Puppet puppet(String who) {
    return Troupe.member(Identity.named(who));
  }

  /** Somebody talking. */
  static Path clip(Path file, String who, int frames) {
    Performance talk = Performance.talk(new Seed(4));
    LongFunction<Frame> picture =
        i -> TALKING.computeIfAbsent(who + i, k -> still(who, talk.at((double) i / FPS)));
    return film(file, SIDE, SIDE, frames, picture);
  }

  static Path film(Path file, int w, int h, int frames, LongFunction<Frame> picture) {
    MediaInfo.Video track = MediaInfo.Video.made(w, h, FPS);
    try (SegmentWriter out = SegmentWriter.create(file, VideoFormat.h264(), track)) {
      for (long i = 0; i < frames; i++) {
        YuvFrame yuv = YuvFrame.of(picture.apply(i), YuvFrame.Matrix.BT709, false);
        out.write(new VideoPicture(i, new Timecode(i, 1, FPS), 1, yuv));
      }
      out.finish();
    }
    return file;
  }

  /** Several pictures side by side. */
  static Frame row(List<Frame> pictures) {
    int w = pictures.stream().mapToInt(Frame::width).sum();
    Frame all = Frame.black(w, pictures.get(0).height());
    int x = 0;
    for (Frame f : pictures) {
      int n = f.width() * f.height();
      float[][] planes = new float[3][n];
      for (int i = 0; i < n; i++) {
        for (int c = 0; c < 3; c++) {
          planes[c][i] = f.rgb()[3 * i + c] & 255;
        }
      }
      Box box = new Box(x, 0, f.width(), f.height());
      all = all.plus(new Patch(box, planes[0], planes[1], planes[2]));
      x += f.width();
    }
    return all;
  }

  static Workshop workshop(Path home) {
    return new Workshop(new Home(home), Clock.systemUTC());
  }

  /** A persona who does not exist. */
  static void persona(Workshop w, String name, List<Path> photos) {
    w.personas()
        .add(
            name,
            photos,
            p -> NobodyGrant.of(name, "drawn for a test", "tester", w.clock().instant(), p),
            Progress.NONE);
  }

  static SwapRequest request(String persona, Path target, Path out) {
    return new SwapRequest(
        List.of(new SwapRequest.Part(persona, new SwapRequest.Whom.Largest())),
        target,
        out,
        Span.ALL,
        null,
        null,
        SwapSettings.DEFAULT,
        BadgeSpec.DEFAULT,
        VideoFormat.DEFAULT_QUALITY,
        .4,
        "drawn for a test",
        false);
  }

  static SwapRequest with(SwapRequest r, SwapRequest.Whom whom) {
    SwapRequest.Part part = new SwapRequest.Part(r.parts().get(0).persona(), whom);
    return copy(r, List.of(part), r.out(), r.resume(), r.learnt());
  }

  static SwapRequest using(SwapRequest r, SwapRequest.Learnt learnt) {
    return copy(r, r.parts(), r.out(), r.resume(), learnt);
  }

  static SwapRequest resumed(SwapRequest r, Path out) {
    return copy(r, r.parts(), out, true, r.learnt());
  }

  static SwapRequest copy(
      SwapRequest r,
      List<SwapRequest.Part> parts,
      Path out,
      boolean resume,
      SwapRequest.Learnt learnt) {
    return new SwapRequest(
        parts,
        r.target(),
        out,
        r.span(),
        r.alignments(),
        r.saveAlignments(),
        r.settings(),
        r.badge(),
        r.quality(),
        r.chunkSeconds(),
        r.rights(),
        resume,
        learnt);
  }

  static Review approval() {
    return (report, sheet) ->
        new Review.Answer.Approved(new Reviewer("Test Reviewer", Reviewer.How.NAMED));
  }

  /**
   * What a reviewer is told of the same draft the first and the second time, rejecting it twice.
   */
  static List<List<String>> rejectedTwice(Consumer<Review> work) {
    List<List<String>> told = new ArrayList<>();
    Reviewer tess = new Reviewer("Tess", Reviewer.How.ASKED);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(
              () ->
                  work.accept(
                      (report, sheet) -> {
                        told.add(report.remarks());
                        return new Review.Answer.Rejected(tess, "too odd");
                      }))
          .hasMessageContaining("not approved by Tess");
    }
    return told;
  }

  /** The digest of the draft: no two signatures are alike. */
  static String swap(Workshop w, SwapRequest request, Progress progress) {
    try (SwapRecipe recipe = new SwapRecipe(w, request)) {
      recipe.perform(approval(), progress);
    }
    try {
      byte[] record = Files.readAllBytes(Exporter.recordOf(request.out()));
      return CanonicalJson.read(record).at("/approval/draft_sha256").asString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
