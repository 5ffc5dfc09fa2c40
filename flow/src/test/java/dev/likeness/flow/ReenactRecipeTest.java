package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.consent.AdultAttestation;
import dev.likeness.consent.ConsentRecord;
import dev.likeness.consent.FileDigest;
import dev.likeness.consent.GrantTerms;
import dev.likeness.consent.Operator;
import dev.likeness.consent.PersonGrant;
import dev.likeness.consent.SubjectKeys;
import dev.likeness.consent.Use;
import dev.likeness.core.AudioClip;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.faces.Apertures;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.FaceTracker;
import dev.likeness.media.Audio;
import dev.likeness.media.Media;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.Muxer;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Puppet;
import dev.likeness.puppet.Scene;
import dev.likeness.synthesis.DriverMotion;
import dev.likeness.synthesis.run.Job;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
        null,
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
  void aRealPersonsPortraitSaysNothingThatNobodyHasRead() {
    Path photo = Stage.photo(folder.resolve("ella.png"), "Elena", Pose.NEUTRAL);
    SubjectKeys keys = SubjectKeys.generate();
    Instant now = Instant.now();
    GrantTerms terms =
        new GrantTerms(
            "ella",
            "ella",
            Set.of(Use.REENACT),
            List.of("a test"),
            now.minusSeconds(60),
            now.plus(Duration.ofDays(1)),
            List.of(FileDigest.of(photo)),
            new AdultAttestation(true, "tester"));
    PersonGrant grant = ConsentRecord.sign(terms, new Operator("test", "tester", "EU"), null, keys);
    shop.personas().add("ella", List.of(photo), p -> grant, Progress.NONE);
    Path silent = Stage.clip(folder.resolve("mute.mp4"), "Finn", 6);
    Path hum = folder.resolve("hum.wav");
    float[] tone = new float[16_000];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) (.3 * Math.sin(i * .2));
    }
    Audio.writeWav(new AudioClip(16_000, 1, tone), hum);
    Path driver = folder.resolve("loud.mp4");
    Muxer.join(List.of(silent), hum, driver, Muxer.Options.WHOLE);
    Path out = folder.resolve("ella.mp4");
    ReenactRequest plain = request(driver, out, DriverMotion.Amounts.ALL);
    List<String> told = new ArrayList<>();
    new ReenactRecipe(shop, by("ella", plain, null))
        .perform(Stage.approval(), told::add, Progress.NONE);
    assertThat(Media.probe(out).sound()).isNull();
    assertThat(told).anyMatch(t -> t.contains("without sound"));
    ReenactRequest stated = by("ella", plain, "Good morning, everybody.");
    assertThatThrownBy(
            () -> new ReenactRecipe(shop, stated).perform(Stage.approval(), Progress.NONE))
        .as("a hum says nothing")
        .isInstanceOf(FlowException.class);
  }

  private static ReenactRequest by(String persona, ReenactRequest r, @Nullable String said) {
    return new ReenactRequest(
        persona,
        r.driver(),
        r.out(),
        r.badge(),
        r.amounts(),
        r.absolute(),
        r.quality(),
        r.chunkSeconds(),
        said,
        r.rights(),
        r.resume());
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
  void aStillIsNoDriver() {
    Path still = Stage.photo(folder.resolve("still.png"), "Finn", Pose.NEUTRAL);
    Path out = folder.resolve("still-out.mp4");
    assertThatThrownBy(() -> new ReenactRecipe(shop, request(still, out, DriverMotion.Amounts.ALL)))
        .isInstanceOf(FlowException.class)
        .hasMessageContaining("still picture");
  }

  @Test
  void ofTwoFacesOneDrivesAndThatIsSaidAndOddSizesAreNoMatter() {
    Puppet large = Stage.puppet("Finn");
    Puppet small = Stage.puppet("Ada");
    Frame aside = small.render(Pose.NEUTRAL.turned(0, 0, 12), Scene.of(150, 211)).frame();
    Path driver =
        Stage.film(
            folder.resolve("two.mp4"),
            361,
            211,
            8,
            i -> Stage.row(List.of(large.render(Pose.NEUTRAL, Scene.of(211, 211)).frame(), aside)));
    Path out = folder.resolve("two-out.mp4");
    List<String> said = new ArrayList<>();
    new ReenactRecipe(shop, request(driver, out, DriverMotion.Amounts.ALL))
        .perform(Stage.approval(), said::add, Progress.NONE);
    assertThat(said).anyMatch(t -> t.contains("several faces"));
    assertThat(read(out)).hasSize(8);
  }

  @Test
  void amountsOutsideTheirRangeAreRefused() {
    assertThatThrownBy(() -> new DriverMotion.Amounts(1, 1, 1, 3, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
