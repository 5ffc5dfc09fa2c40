package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.FaceTracker;
import dev.likeness.media.Media;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.puppet.Pose;
import dev.likeness.synthesis.Untouched;
import dev.likeness.synthesis.run.Job;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LipsyncRecipeTest {
  @TempDir private static Path folder;
  private static Workshop shop;
  private static Path clip;

  @BeforeAll
  static void makeMedia() {
    shop = Stage.workshop(folder.resolve("home"));
    clip = Stage.clip(folder.resolve("finn.mp4"), "Finn", 30);
    Stage.persona(
        shop, "finn", List.of(Stage.photo(folder.resolve("finn.png"), "Finn", Pose.NEUTRAL)));
    Stage.persona(
        shop, "maya", List.of(Stage.photo(folder.resolve("maya.png"), "Maya", Pose.NEUTRAL)));
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static LipsyncRequest request(String persona, String text, Path out) {
    return new LipsyncRequest(
        persona,
        clip,
        text,
        null,
        out,
        BadgeSpec.DEFAULT,
        VideoFormat.DEFAULT_QUALITY,
        Job.CHUNK_SECONDS,
        "drawn for a test",
        Untouched.NONE,
        false);
  }

  @Test
  void aShorterVideoIsCarriedOnAndItsMouthSaysTheText() {
    Path out = folder.resolve("new.mp4");
    try (LipsyncRecipe recipe = new LipsyncRecipe(shop, request("finn", "Ah. Mama. Bob.", out))) {
      recipe.perform(Stage.approval(), Progress.NONE);
    }
    MediaInfo info = Media.probe(out);
    MediaInfo.Video video = info.video();
    MediaInfo.Sound sound = info.sound();
    assertThat(video).isNotNull();
    assertThat(sound).isNotNull();
    assertThat(video.seconds()).isGreaterThan(1.5).isCloseTo(sound.seconds(), within(.1));
    double most = 0;
    double beginning = 0;
    int n = 0;
    FaceTracker tracker = new FaceTracker(shop.finder(), FaceTracker.Options.DEFAULT);
    try (VideoReader in = VideoReader.open(out)) {
      for (VideoPicture p = in.next(); p != null; p = in.next()) {
        List<FaceObservation> faces = tracker.next(p.picture(), p.index());
        assertThat(faces).hasSize(1);
        double mouth = FaceGeometry.apertures(faces.get(0).mesh()).mouth();
        most = Math.max(most, mouth);
        beginning += n++ < 5 ? mouth / 5 : 0;
      }
    }
    assertThat(most).isGreaterThan(.12);
    assertThat(beginning).isLessThan(.4 * most);
  }

  @Test
  void whoStandsBesideThePersonaIsLeftAlone() {
    Frame maya = Stage.still("Maya", Pose.NEUTRAL);
    Frame finn = Stage.still("Finn", Pose.NEUTRAL);
    Frame both = Stage.row(List.of(maya, finn));
    Path two = Stage.film(folder.resolve("two.mp4"), both.width(), both.height(), 8, i -> both);
    Path out = folder.resolve("beside.mp4");
    LipsyncRequest alone = request("finn", "Ah. Ah.", out);
    LipsyncRequest request =
        new LipsyncRequest(
            alone.persona(),
            two,
            alone.text(),
            null,
            out,
            alone.badge(),
            alone.quality(),
            alone.chunkSeconds(),
            alone.rights(),
            Untouched.NONE,
            false);
    try (LipsyncRecipe recipe = new LipsyncRecipe(shop, request)) {
      recipe.perform(Stage.approval(), Progress.NONE);
    }
    double left = 0;
    double right = 0;
    try (VideoReader in = VideoReader.open(out)) {
      for (VideoPicture p = in.next(); p != null; p = in.next()) {
        Frame f = p.picture().toFrame();
        left = Math.max(left, apart(f, both, 0));
        right = Math.max(right, apart(f, both, Stage.SIDE));
      }
    }
    assertThat(left).isLessThan(4);
    assertThat(right).isGreaterThan(2 * left);
  }

  @Test
  void framesThatAreLeftOutKeepTheirMouth() {
    Frame finn = Stage.still("Finn", Pose.NEUTRAL);
    Path still = Stage.film(folder.resolve("still.mp4"), Stage.SIDE, Stage.SIDE, 8, i -> finn);
    Path out = folder.resolve("partly.mp4");
    LipsyncRequest all = request("finn", "Ah. Ah.", out);
    LipsyncRequest request =
        new LipsyncRequest(
            all.persona(),
            still,
            all.text(),
            null,
            out,
            all.badge(),
            all.quality(),
            all.chunkSeconds(),
            all.rights(),
            new Untouched(List.of(new Untouched.Frames(0, 12))),
            false);
    try (LipsyncRecipe recipe = new LipsyncRecipe(shop, request)) {
      recipe.perform(Stage.approval(), Progress.NONE);
    }
    double left = 0;
    double spoken = 0;
    try (VideoReader in = VideoReader.open(out)) {
      for (VideoPicture p = in.next(); p != null; p = in.next()) {
        double off = apart(p.picture().toFrame(), finn, 0);
        left = p.index() <= 12 ? Math.max(left, off) : left;
        spoken = p.index() > 12 ? Math.max(spoken, off) : spoken;
      }
    }
    assertThat(left).isLessThan(4);
    assertThat(spoken).isGreaterThan(2 * left);
  }

  /** Mean difference of green in the lower middle of one half. */
  private static double apart(Frame a, Frame b, int from) {
    double sum = 0;
    int n = 0;
    for (int y = Stage.SIDE / 2; y < Stage.SIDE * 7 / 8; y++) {
      for (int x = from + Stage.SIDE / 3; x < from + Stage.SIDE * 2 / 3; x++) {
        sum += Math.abs(a.at(x, y, 1) - b.at(x, y, 1));
        n++;
      }
    }
    return sum / n;
  }

  @Test
  void anotherPersonsVideoIsRefused() {
    Path out = folder.resolve("no.mp4");
    try (LipsyncRecipe recipe = new LipsyncRecipe(shop, request("maya", "Hello.", out))) {
      assertThatThrownBy(() -> recipe.perform(Stage.approval(), Progress.NONE))
          .isInstanceOf(FlowException.class)
          .hasMessageContaining("does not show persona maya");
    }
    assertThat(out).doesNotExist();
  }
}
