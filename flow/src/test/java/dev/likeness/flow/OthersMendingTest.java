package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.consent.FileDigest;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.faces.Corrections;
import dev.likeness.faces.FaceObservation;
import dev.likeness.flow.mend.Faces;
import dev.likeness.flow.mend.Mending;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Scene;
import dev.likeness.synthesis.DriverMotion;
import dev.likeness.synthesis.KeptAreas;
import dev.likeness.synthesis.Untouched;
import dev.likeness.synthesis.run.Base;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drafts of other makers than the swap, put right by hand. */
class OthersMendingTest {
  private static final int FRAMES = 60;
  private static final double CHUNK = .4;
  private static final Review LATER = (report, sheet) -> new Review.Answer.Later();

  @TempDir private static Path folder;
  private static Workshop shop;

  @BeforeAll
  static void draw() {
    shop = Stage.workshop(folder.resolve("home"));
    Stage.persona(
        shop, "finn", List.of(Stage.photo(folder.resolve("finn.png"), "Finn", Pose.NEUTRAL)));
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static ReenactRequest reenact(Path driver, @Nullable Path corrected, Path seen) {
    return new ReenactRequest(
        "finn",
        driver,
        folder.resolve("re.mp4"),
        BadgeSpec.DEFAULT,
        DriverMotion.Amounts.ALL,
        false,
        VideoFormat.DEFAULT_QUALITY,
        CHUNK,
        null,
        "drawn for a test",
        false,
        corrected,
        seen,
        true);
  }

  private static String draft(ReenactRequest r) {
    try (ReenactRecipe recipe = new ReenactRecipe(shop, r)) {
      assertThatThrownBy(() -> recipe.perform(LATER, Progress.NONE))
          .isInstanceOf(FlowException.class)
          .hasMessageContaining("approve");
    }
    return shop.jobs().list().getFirst().id();
  }

  private static String chunk(String job, int n) {
    return FileDigest.of(shop.home().jobs().resolve(job).resolve("chunk-0000%d.mp4".formatted(n)))
        .hex();
  }

  private static Mending excluding(Mending.Frames frames) {
    return new Mending(List.of(frames), Map.of(), Set.of(), List.of(), List.of());
  }

  @Test
  void aDriverIsPassedOverWhereItIsLeftOutAndOnlyThatIsPaintedAnew() {
    Path clip = Stage.clip(folder.resolve("ada.mp4"), "Ada", FRAMES);
    Path seen = folder.resolve("seen.jsonl");
    String first = draft(reenact(clip, null, seen));
    int track = Faces.in(seen, 0).getFirst().track();

    Path corrected = folder.resolve("corrected.jsonl");
    Path none = folder.resolve("none");
    excluding(new Mending.Frames(track, 22, 24))
        .writeDriver(shop.home(), first, seen, none, corrected);
    Path again = folder.resolve("again.jsonl");
    String second = draft(reenact(clip, corrected, again));
    assertThat(second).isNotEqualTo(first);
    for (int n : new int[] {0, 4, 5}) {
      assertThat(chunk(second, n)).as("chunk %d", n).isEqualTo(chunk(first, n));
    }
    assertThat(chunk(second, 2)).isNotEqualTo(chunk(first, 2));
    assertThat(Faces.in(again, 24)).isEmpty();
    assertThat(Base.root(shop.home().jobs().resolve(second), second)).isEqualTo(first);

    // mended again by a landmark, elsewhere: the first correction and both ends stand
    FaceMesh mesh = Faces.in(again, 52).getFirst().mesh();
    double[] brow = {mesh.x(105), mesh.y(105) - .1 * mesh.eyeDistance()};
    var key = new Corrections.Key(track, 52, 1, Map.of(105, brow));
    Path last = folder.resolve("last.jsonl");
    new Mending(List.of(), Map.of(), Set.of(), List.of(key), List.of())
        .writeDriver(shop.home(), second, again, Mending.before(corrected), last);
    String third = draft(reenact(clip, last, folder.resolve("third.jsonl")));
    for (int n : new int[] {0, 1, 2, 3}) {
      assertThat(chunk(third, n)).as("chunk %d", n).isEqualTo(chunk(second, n));
    }
    assertThat(chunk(third, 5)).isNotEqualTo(chunk(second, 5));

    var stroke = new KeptAreas.Stroke(true, 9, new double[] {1, 1});
    var brush = new Mending.Brush(3, new Mending.Frames(track, 3, 4), 0, List.of(stroke));
    Mending painted = new Mending(List.of(), Map.of(), Set.of(), List.of(), List.of(brush));
    assertThatThrownBy(() -> painted.writeDriver(shop.home(), first, seen, none, last))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whoIsLeftOutDoesNotDriveAndTheOtherDoes() {
    Frame ada = Stage.puppet("Ada").render(Pose.NEUTRAL, Scene.of(224, 224)).frame();
    Path two =
        Stage.film(
            folder.resolve("two.mp4"),
            400,
            224,
            12,
            i ->
                Stage.row(
                    List.of(
                        ada,
                        Stage.puppet("Maya")
                            .render(Pose.NEUTRAL.turned(2 * i, 0, 0), Scene.of(176, 224))
                            .frame())));
    Path seen = folder.resolve("two.jsonl");
    String first = draft(reenact(two, null, seen));
    FaceObservation large = Objects.requireNonNull(Portrayal.largest(Faces.in(seen, 0)));
    Path corrected = folder.resolve("other.jsonl");
    new Mending(List.of(), Map.of(), Set.of(large.track()), List.of(), List.of())
        .writeDriver(shop.home(), first, seen, folder.resolve("none"), corrected);
    String second = draft(reenact(two, corrected, folder.resolve("two-again.jsonl")));
    assertThat(chunk(second, 0)).as("somebody else moves").isNotEqualTo(chunk(first, 0));
    assertThat(chunk(second, 1)).isNotEqualTo(chunk(first, 1));
  }

  private static LipsyncRequest lipsync(Path clip, @Nullable Path corrected) {
    return new LipsyncRequest(
        "finn",
        clip,
        "Ah. Mama. Bob. Papa.",
        null,
        folder.resolve("lip.mp4"),
        BadgeSpec.DEFAULT,
        VideoFormat.DEFAULT_QUALITY,
        CHUNK,
        "drawn for a test",
        Untouched.NONE,
        corrected,
        null,
        false);
  }

  private static String draft(LipsyncRequest r) {
    try (LipsyncRecipe recipe = new LipsyncRecipe(shop, r)) {
      assertThatThrownBy(() -> recipe.perform(LATER, Progress.NONE))
          .isInstanceOf(FlowException.class)
          .hasMessageContaining("approve");
    }
    return shop.jobs().list().getFirst().id();
  }

  private static Frame frame(String job, int chunk, int n) {
    Path file = shop.home().jobs().resolve(job).resolve("chunk-0000%d.mp4".formatted(chunk));
    try (VideoReader in = VideoReader.open(file)) {
      in.skipTo(n);
      VideoPicture p = Objects.requireNonNull(in.next());
      return p.picture().toFrame();
    }
  }

  /** Around a point of a face. */
  private static double apart(Frame a, Frame b, FaceMesh m, int point) {
    double sum = 0;
    int n = 0;
    int r = (int) (.15 * m.eyeDistance());
    for (int y = -r; y <= r; y++) {
      for (int x = -r; x <= r; x++) {
        int i = 3 * (((int) m.y(point) + y) * a.width() + (int) m.x(point) + x);
        sum += Math.abs((a.rgb()[i] & 255) - (b.rgb()[i] & 255));
        n++;
      }
    }
    return sum / n;
  }

  @Test
  void ofNewWordsWhatIsPaintedOverOrLeftOutStaysAsItWasFilmed() {
    Frame finn = Stage.still("Finn", Pose.NEUTRAL);
    Path still = Stage.film(folder.resolve("still.mp4"), Stage.SIDE, Stage.SIDE, 8, i -> finn);
    String first = draft(lipsync(still, null));
    Path seen = folder.resolve("lip.jsonl");
    assertThat(Base.writeSeen(shop.home().jobs().resolve(first), seen)).isTrue();
    FaceObservation face = Faces.in(seen, 14).getFirst();
    FaceMesh mesh = face.mesh();
    // of what is encoded twice some 5 to 7 differ anyhow
    assertThat(apart(frame(first, 1, 3), finn, mesh, 14)).as("says Ah").isGreaterThan(25);

    double[] mouth = {mesh.x(13), mesh.y(13)};
    var stroke = new KeptAreas.Stroke(true, .9 * mesh.eyeDistance(), mouth);
    var brush = new Mending.Brush(14, new Mending.Frames(face.track(), 13, 15), 0, List.of(stroke));
    Mending mending =
        new Mending(
            List.of(new Mending.Frames(face.track(), 17, 19)),
            Map.of(),
            Set.of(),
            List.of(),
            List.of(brush));
    mending.requireOwn(seen);
    Path corrected = folder.resolve("lip-corrected.jsonl");
    mending.write(shop.home(), first, KeptAreas.NONE, corrected);
    String second = draft(lipsync(still, corrected));
    assertThat(chunk(second, 0)).isEqualTo(chunk(first, 0));
    assertThat(chunk(second, 3)).isEqualTo(chunk(first, 3));
    assertThat(apart(frame(second, 1, 3), finn, mesh, 14)).as("painted over").isLessThan(8);
    assertThat(apart(frame(second, 1, 8), finn, mesh, 14)).as("left out").isLessThan(8);

    Mending renamed = new Mending(List.of(), Map.of(2, 1), Set.of(), List.of(), List.of());
    assertThatThrownBy(() -> renamed.requireOwn(seen)).hasMessageContaining("own mouth");
    double[] away = {mesh.x(14) + 2 * mesh.eyeDistance(), mesh.y(14)};
    var key = new Corrections.Key(face.track(), 14, 1, Map.of(14, away));
    Mending pulled = new Mending(List.of(), Map.of(), Set.of(), List.of(key), List.of());
    assertThatThrownBy(() -> pulled.requireOwn(seen)).hasMessageContaining("off the face");
  }
}
