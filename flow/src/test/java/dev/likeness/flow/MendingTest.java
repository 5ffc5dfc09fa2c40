package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.consent.FileDigest;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Progress;
import dev.likeness.core.StoppedException;
import dev.likeness.faces.Corrections;
import dev.likeness.faces.FaceObservation;
import dev.likeness.flow.mend.Faces;
import dev.likeness.flow.mend.Mending;
import dev.likeness.media.VideoReader;
import dev.likeness.puppet.Pose;
import dev.likeness.synthesis.KeptAreas;
import dev.likeness.synthesis.run.Base;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A draft that is mended: what nothing was changed in is taken over, bit for bit. */
class MendingTest {
  private static final int FRAMES = 44;
  private static final Review LATER = (report, sheet) -> new Review.Answer.Later();

  @TempDir private Path folder;

  private static SwapRequest request(Path clip, Path out, Path corrected, boolean resume) {
    SwapRequest r = Stage.request("maya", clip, out);
    return new SwapRequest(
        r.parts(),
        r.target(),
        r.out(),
        r.span(),
        corrected,
        null,
        r.settings(),
        r.badge(),
        r.quality(),
        r.chunkSeconds(),
        r.rights(),
        resume);
  }

  private static String draft(Workshop shop, SwapRequest r, Progress p) {
    try (SwapRecipe recipe = new SwapRecipe(shop, r)) {
      assertThatThrownBy(() -> recipe.perform(LATER, p)).isInstanceOf(FlowException.class);
    }
    return shop.jobs().list().getFirst().id();
  }

  private static Mending of(List<Corrections.Key> points, List<Mending.Brush> brush) {
    return new Mending(List.of(), Map.of(), Set.of(), points, brush);
  }

  private static String chunk(Workshop shop, String job, int n) {
    return FileDigest.of(shop.home().jobs().resolve(job).resolve("chunk-0000%d.mp4".formatted(n)))
        .hex();
  }

  private static long pictures(Path film) {
    try (VideoReader in = VideoReader.open(film)) {
      long n = 0;
      while (in.next() != null) {
        n++;
      }
      return n;
    }
  }

  @Test
  void onlyWhatWasChangedIsPaintedAnew() throws IOException {
    try (Workshop shop = Stage.workshop(folder.resolve("home"))) {
      Path clip = Stage.clip(folder.resolve("clip.mp4"), "Finn", FRAMES);
      Path photo = Stage.photo(folder.resolve("maya.png"), "Maya", Pose.NEUTRAL);
      Stage.persona(shop, "maya", List.of(photo));
      String first =
          draft(shop, Stage.request("maya", clip, folder.resolve("a.mp4")), Progress.NONE);
      Path job = shop.home().jobs().resolve(first);
      Path seen = folder.resolve("seen.jsonl");
      assertThat(Base.writeSeen(job, seen)).isTrue();
      FaceObservation face = Faces.in(seen, 42).getFirst();
      FaceMesh mesh = face.mesh();

      // the mouth stays the target's from frame 42 on
      double[] mouth = {mesh.x(13), mesh.y(13)};
      var stroke = new KeptAreas.Stroke(true, .5 * mesh.eyeDistance(), mouth);
      var brush =
          new Mending.Brush(42, new Mending.Frames(face.track(), 42, FRAMES), 0, List.of(stroke));
      Path corrected = folder.resolve("corrected.jsonl");
      of(List.of(), List.of(brush)).write(shop.home(), first, KeptAreas.NONE, corrected);
      Path out = folder.resolve("b.mp4");
      AtomicInteger painted = new AtomicInteger();
      Progress counts =
          new Progress() {
            @Override
            public void report(String stage, long done, long total) {
              painted.addAndGet(stage.equals("Painting") && done < total ? 1 : 0);
            }

            @Override
            public boolean stopRequested() {
              return false;
            }
          };
      String second = draft(shop, request(clip, out, corrected, false), counts);
      assertThat(second).isNotEqualTo(first);
      assertThat(painted.get()).as("frames painted").isLessThan(16);
      for (int n = 0; n < 3; n++) {
        assertThat(chunk(shop, second, n)).as("chunk %d", n).isEqualTo(chunk(shop, first, n));
      }
      assertThat(chunk(shop, second, 4)).isNotEqualTo(chunk(shop, first, 4));
      assertThat(pictures(shop.home().jobs().resolve(second).resolve("draft.mp4")))
          .isEqualTo(FRAMES);

      // mended again, in the middle: both ends stand, what was kept before stays kept
      double[] chin = {mesh.x(152), mesh.y(152) + 6};
      var key = new Corrections.Key(face.track(), 15, 2, Map.of(152, chin));
      Path again = folder.resolve("again.jsonl");
      KeptAreas kept = KeptAreas.read(KeptAreas.beside(corrected));
      of(List.of(key), List.of()).write(shop.home(), second, kept, again);
      assertThat(KeptAreas.read(KeptAreas.beside(again)).areas()).hasSize(1);
      Path last = folder.resolve("c.mp4");
      SwapRequest third = request(clip, last, again, false);
      AtomicInteger seenFrames = new AtomicInteger();
      Progress stops =
          new Progress() {
            @Override
            public void report(String stage, long done, long total) {
              seenFrames.addAndGet(stage.equals("Painting") ? 1 : 0);
            }

            @Override
            public boolean stopRequested() {
              return seenFrames.get() > 14;
            }
          };
      try (SwapRecipe recipe = new SwapRecipe(shop, third)) {
        assertThatThrownBy(() -> recipe.perform(LATER, stops)).isInstanceOf(StoppedException.class);
      }
      // it goes on, and leaves by the same door
      String name;
      try (SwapRecipe recipe = new SwapRecipe(shop, request(clip, last, again, true))) {
        Review looks =
            (report, sheet) -> {
              Path at = Objects.requireNonNull(sheet.toAbsolutePath().getParent());
              String id = String.valueOf(at.getFileName());
              for (int n : new int[] {3, 4}) {
                assertThat(chunk(shop, id, n)).as("%d", n).isEqualTo(chunk(shop, second, n));
              }
              assertThat(chunk(shop, id, 1)).isNotEqualTo(chunk(shop, second, 1));
              return Stage.approval().ask(report, sheet);
            };
        name = recipe.perform(looks, Progress.NONE).job();
      }
      assertThat(pictures(last)).isEqualTo(FRAMES);
      assertThat(
              JsonMapper.shared()
                  .readTree(Files.readString(shop.home().jobs().resolve(name).resolve("job.json")))
                  .path("mends")
                  .path("root")
                  .asString())
          .isEqualTo(first);
    }
  }

  @Test
  void whoIsNotThereCannotBeMended() throws IOException {
    try (Workshop shop = Stage.workshop(folder.resolve("home"))) {
      Path corrected = folder.resolve("corrected.jsonl");
      Mending m =
          new Mending(
              List.of(new Mending.Frames(1, 0, 2)), Map.of(), Set.of(), List.of(), List.of());
      assertThatThrownBy(() -> m.write(shop.home(), "0123456789ab", KeptAreas.NONE, corrected))
          .isInstanceOf(FlowException.class)
          .hasMessageContaining("nothing is kept");
      assertThat(folder.toFile().list((d, n) -> n.startsWith("corrected"))).isEmpty();
    }
  }
}
