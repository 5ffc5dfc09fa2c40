package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.faces.FaceObservation;
import dev.likeness.media.Images;
import dev.likeness.media.Media;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.VideoFormat;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.puppet.Pose;
import dev.likeness.synthesis.Sliders;
import dev.likeness.synthesis.run.Job;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdjustRecipeTest {
  @TempDir private static Path folder;
  private static Workshop shop;
  private static Path photo;

  @BeforeAll
  static void makePersona() {
    shop = Stage.workshop(folder.resolve("home"));
    photo = Stage.photo(folder.resolve("maya.png"), "Maya", Pose.NEUTRAL);
    Stage.persona(shop, "maya", List.of(photo));
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static AdjustRequest request(Path target, Path out, Sliders s) {
    return new AdjustRequest(
        "maya",
        target,
        out,
        BadgeSpec.DEFAULT,
        s,
        VideoFormat.DEFAULT_QUALITY,
        Job.CHUNK_SECONDS,
        "drawn for a test",
        false);
  }

  private static FaceObservation face(Path picture) {
    List<FaceObservation> faces = shop.finder().faces(Images.read(picture));
    assertThat(faces).hasSize(1);
    return faces.get(0);
  }

  @Test
  void aStillIsMovedByEachSlider() {
    Path out = folder.resolve("moved.png");
    Sliders s = new Sliders(0, 0, 0, 0, 1, .8, 10, 0);
    List<String> said = new ArrayList<>();
    new AdjustRecipe(shop, request(photo, out, s))
        .perform(Stage.approval(), said::add, Progress.NONE);
    assertThat(said).isEmpty();
    FaceObservation before = face(photo);
    FaceObservation after = face(out);
    assertThat(after.apertures().mouth()).isGreaterThan(before.apertures().mouth() + .08);
    assertThat(after.apertures().eyes()).isLessThan(.8 * before.apertures().eyes());
    assertThat(FaceGeometry.pose(after.mesh()).yaw())
        .isGreaterThan(FaceGeometry.pose(before.mesh()).yaw() + 4);
    // far from the head nothing changed; the badge stands at the top right
    Frame a = Images.read(photo);
    Frame b = Images.read(out);
    int low = a.height() - 3;
    for (int c = 0; c < 3; c++) {
      assertThat(Math.abs(a.at(2, low, c) - b.at(2, low, c))).isLessThan(12);
    }
  }

  @Test
  void whatThePictureDoesNotSupportIsSaid() {
    List<String> said = new ArrayList<>();
    Path out = folder.resolve("far.png");
    new AdjustRecipe(shop, request(photo, out, new Sliders(0, 0, 0, 0, 0, 0, 60, 0)))
        .perform(Stage.approval(), said::add, Progress.NONE);
    assertThat(said).hasSize(1);
    assertThat(said.get(0)).contains("yaw").contains("instead of 60.0");
  }

  @Test
  void aVideoKeepsItsFrames() {
    Path clip = Stage.clip(folder.resolve("clip.mp4"), "Maya", 12);
    Path out = folder.resolve("clip-out.mp4");
    new AdjustRecipe(shop, request(clip, out, new Sliders(.8, .5, 0, 0, 0, 0, 0, 0)))
        .perform(Stage.approval(), t -> {}, Progress.NONE);
    MediaInfo.Video video = Media.probe(out).video();
    assertThat(video).isNotNull();
    assertThat(video.frames()).isEqualTo(12);
  }

  @Test
  void somebodyElsesPictureIsRefusedAndNothingWritten() {
    Path other = Stage.photo(folder.resolve("finn.png"), "Finn", Pose.NEUTRAL);
    Path out = folder.resolve("none.png");
    AdjustRecipe recipe =
        new AdjustRecipe(shop, request(other, out, new Sliders(1, 0, 0, 0, 0, 0, 0, 0)));
    assertThatThrownBy(() -> recipe.perform(Stage.approval(), t -> {}, Progress.NONE))
        .isInstanceOf(FlowException.class)
        .hasMessageContaining("does not show persona maya");
    assertThat(Files.exists(out)).isFalse();
  }

  @Test
  void nothingToDoAndSlidersBeyondTheirRangeAreRefused() {
    assertThatThrownBy(
            () -> new AdjustRecipe(shop, request(photo, folder.resolve("n.png"), Sliders.NONE)))
        .isInstanceOf(FlowException.class);
    assertThatThrownBy(() -> new Sliders(2, 0, 0, 0, 0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
