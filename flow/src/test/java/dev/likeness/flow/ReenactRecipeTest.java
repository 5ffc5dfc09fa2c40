package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.faces.Apertures;
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
import dev.likeness.synthesis.DriverMotion;
import dev.likeness.synthesis.run.Job;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReenactRecipeTest {
  private static final int FRAMES = 50;

  @TempDir private static Path folder;
  private static Workshop shop;

  @BeforeAll
  static void makePersona() {
    shop = Stage.workshop(folder.resolve("home"));
    Stage.persona(
        shop, "maya", List.of(Stage.photo(folder.resolve("maya.png"), "Maya", Pose.NEUTRAL)));
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static ReenactRequest request(Path driver, Path out, DriverMotion.Amounts amounts) {
    return new ReenactRequest(
        "maya",
        driver,
        out,
        BadgeSpec.DEFAULT,
        amounts,
        false,
        VideoFormat.DEFAULT_QUALITY,
        Job.CHUNK_SECONDS,
        "drawn for a test",
        false);
  }

  private static List<double[]> read(Path video) {
    List<double[]> out = new ArrayList<>();
    FaceTracker tracker = new FaceTracker(shop.finder(), FaceTracker.Options.DEFAULT);
    try (VideoReader in = VideoReader.open(video)) {
      for (VideoPicture p = in.next(); p != null; p = in.next()) {
        List<FaceObservation> faces = tracker.next(p.picture(), p.index());
        assertThat(faces).hasSize(1);
        Apertures a = FaceGeometry.apertures(faces.get(0).mesh());
        out.add(new double[] {a.mouth(), a.eyes(), faces.get(0).pose().yaw()});
      }
    }
    return out;
  }

  private static double correlation(List<double[]> a, List<double[]> b, int k) {
    double ma = a.stream().mapToDouble(v -> v[k]).average().orElse(0);
    double mb = b.stream().mapToDouble(v -> v[k]).average().orElse(0);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.size(); i++) {
      double x = a.get(i)[k] - ma;
      double y = b.get(i)[k] - mb;
      ab += x * y;
      aa += x * x;
      bb += y * y;
    }
    return ab / Math.sqrt(aa * bb);
  }

  @Test
  void thePictureMovesAsTheDriverDoes() {
    Path driver = Stage.clip(folder.resolve("driver.mp4"), "Finn", FRAMES);
    Path out = folder.resolve("out.mp4");
    new ReenactRecipe(shop, request(driver, out, DriverMotion.Amounts.ALL))
        .perform(Stage.approval(), Progress.NONE);
    List<double[]> before = read(driver);
    List<double[]> after = read(out);
    assertThat(after).hasSameSizeAs(before);
    assertThat(correlation(before, after, 0)).isGreaterThan(.9);
    assertThat(correlation(before, after, 2)).isGreaterThan(.8);
    MediaInfo.Video video = Media.probe(out).video();
    assertThat(video).isNotNull();
    assertThat(video.frames()).isEqualTo(FRAMES);
  }

  @Test
  void aDriverWithoutAFaceIsTold() {
    Frame grey = Frame.black(96, 96);
    Path driver = Stage.film(folder.resolve("empty.mp4"), 96, 96, 5, i -> grey);
    Path out = folder.resolve("none.mp4");
    ReenactRecipe recipe = new ReenactRecipe(shop, request(driver, out, DriverMotion.Amounts.ALL));
    assertThatThrownBy(() -> recipe.perform(Stage.approval(), Progress.NONE))
        .hasMessageContaining("no face")
        .hasMessageContaining("empty.mp4");
    assertThat(Files.exists(out)).isFalse();
  }

  @Test
  void amountsOutsideTheirRangeAreRefused() {
    assertThatThrownBy(() -> new DriverMotion.Amounts(1, 1, 1, 3, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
