package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.StoppedException;
import dev.likeness.media.Images;
import dev.likeness.media.Media;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.puppet.Pose;
import dev.likeness.synthesis.Untouched;
import dev.likeness.synthesis.run.Span;
import dev.likeness.synthesis.style.Repainter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StyleRecipeTest {
  @TempDir private static Path folder;
  private static Workshop shop;
  private static Path photo;
  private static Path clip;
  private static Path style;

  @BeforeAll
  static void draw() {
    shop = Stage.workshop(folder.resolve("home"));
    photo = Stage.photo(folder.resolve("maya.png"), "Maya", Pose.NEUTRAL);
    clip = Stage.clip(folder.resolve("maya.mp4"), "Maya", 14);
    style = folder.resolve("stripes.png");
    Images.write(stripes(160), style, 1);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  /** Blue stripes, wider from left to right. */
  private static Frame stripes(int side) {
    byte[] rgb = new byte[3 * side * side];
    for (int i = 0; i < side * side; i++) {
      boolean ink = (i % side + i / side) % 6 < 7.0 * (i % side) / side;
      rgb[3 * i] = (byte) (ink ? 20 : 250);
      rgb[3 * i + 1] = (byte) (ink ? 30 : 245);
      rgb[3 * i + 2] = (byte) (ink ? 120 : 235);
    }
    return new Frame(side, side, rgb);
  }

  private static StyleRequest request(Path target, Path out, boolean resume) {
    return new StyleRequest(
        style,
        target,
        out,
        Span.ALL,
        Repainter.Settings.USUAL,
        BadgeSpec.DEFAULT,
        VideoFormat.DEFAULT_QUALITY,
        .2,
        "drawn for a test",
        Untouched.NONE,
        resume);
  }

  @Test
  void aPictureLeavesByTheOneDoor() throws IOException {
    Path out = folder.resolve("painted.png");
    StyleRecipe.Result r =
        new StyleRecipe(shop, request(photo, out, false)).perform(Stage.approval(), Progress.NONE);
    Frame f = Images.read(out);
    assertThat(f.width()).isEqualTo(Stage.SIDE);
    // it is painted in the style's blue
    double red = 0;
    double blue = 0;
    for (int i = 0; i < f.rgb().length; i += 3) {
      red += f.rgb()[i] & 255;
      blue += f.rgb()[i + 2] & 255;
    }
    assertThat(blue).isGreaterThan(1.05 * red);
    String record = Files.readString(r.exported().record());
    assertThat(record)
        .contains(
            "compositeWithTrainedAlgorithmicMedia", "drawn for a test", "\"style\"", "stripes.png");
    assertThat(record).doesNotContain(folder.toString());
    assertThat(r.exported().signature().manifest()).startsWith("urn:c2pa:");
  }

  @Test
  void aStoppedFilmGoesOnWithTheSamePictures() throws IOException {
    Path whole = folder.resolve("whole.mp4");
    StyleRecipe.Result w =
        new StyleRecipe(shop, request(clip, whole, false)).perform(Stage.approval(), Progress.NONE);
    Path out = folder.resolve("resumed.mp4");
    StopAfter stop = new StopAfter(8);
    assertThatThrownBy(
            () -> new StyleRecipe(shop, request(clip, out, false)).perform(Stage.approval(), stop))
        .isInstanceOf(StoppedException.class)
        .hasMessageContaining("--resume");
    assertThat(out).doesNotExist();
    StyleRecipe.Result r =
        new StyleRecipe(shop, request(clip, out, true)).perform(Stage.approval(), Progress.NONE);
    assertThat(r.frames()).isEqualTo(14);
    assertThat(draft(r)).isEqualTo(draft(w));
    assertThat(Objects.requireNonNull(Media.probe(out).video()).frames()).isEqualTo(14);
  }

  @Test
  void framesThatAreLeftOutStayAsTheyWereFilmed() {
    StyleRequest r = request(clip, folder.resolve("partly.mp4"), false);
    StyleRequest partly =
        new StyleRequest(
            style,
            clip,
            r.out(),
            Span.ALL,
            r.settings(),
            r.badge(),
            r.quality(),
            r.chunkSeconds(),
            r.rights(),
            new Untouched(List.of(new Untouched.Frames(4, 6))),
            false);
    new StyleRecipe(shop, partly).perform(Stage.approval(), Progress.NONE);
    try (VideoReader made = VideoReader.open(r.out());
        VideoReader film = VideoReader.open(clip)) {
      for (int i = 0; i < 14; i++) {
        double off = apart(made.next(), film.next());
        if (i >= 4 && i <= 6) {
          assertThat(off).as("frame %d", i).isLessThan(4);
        } else {
          assertThat(off).as("frame %d", i).isGreaterThan(8);
        }
      }
    }
  }

  /** Mean difference below the badge, 0 to 255. */
  private static double apart(@Nullable VideoPicture a, @Nullable VideoPicture b) {
    Frame x = Objects.requireNonNull(a).picture().toFrame();
    Frame y = Objects.requireNonNull(b).picture().toFrame();
    long sum = 0;
    int from = x.rgb().length / 2;
    for (int i = from; i < x.rgb().length; i++) {
      sum += Math.abs((x.rgb()[i] & 255) - (y.rgb()[i] & 255));
    }
    return (double) sum / (x.rgb().length - from);
  }

  /** The digest of the draft: no two signatures are alike. */
  private static String draft(StyleRecipe.Result r) throws IOException {
    byte[] record = Files.readAllBytes(r.exported().record());
    return CanonicalJson.read(record).at("/approval/draft_sha256").asString();
  }

  /** Stops once so many pictures are painted. */
  private static final class StopAfter implements Progress {
    private final long most;
    private long done;

    StopAfter(long most) {
      this.most = most;
    }

    @Override
    public void report(String stage, long now, long total) {
      done = stage.equals("Painting") ? now : done;
    }

    @Override
    public boolean stopRequested() {
      return done >= most;
    }
  }

  @Test
  void aFolderOfWorksBecomesAStyle() throws IOException {
    Path works = Files.createDirectories(folder.resolve("works"));
    Images.write(stripes(300), works.resolve("a.png"), 1);
    Files.copy(works.resolve("a.png"), works.resolve("b.png"));
    Files.writeString(works.resolve("c.png"), "no picture");
    Images.write(stripes(40), works.resolve("d.png"), 1);
    List<String> said = new ArrayList<>();
    Path model = folder.resolve("stripes.safetensors");
    StyleStudy.Learnt l =
        new StyleStudy(shop, said::add)
            .perform(works, model, 6, Map.of("title", "stripes"), Progress.NONE);
    assertThat(l).isEqualTo(new StyleStudy.Learnt(1, 3, 6));
    assertThat(said).hasSize(3);
    Path out = folder.resolve("learnt.png");
    StyleRequest r = request(photo, out, false);
    new StyleRecipe(
            shop,
            new StyleRequest(
                model,
                photo,
                out,
                Span.ALL,
                r.settings(),
                r.badge(),
                r.quality(),
                r.chunkSeconds(),
                null,
                Untouched.NONE,
                false))
        .perform(Stage.approval(), Progress.NONE);
    assertThat(out).exists();
  }

  @Test
  void whatIsNoStyleIsSaidAndNothingIsWritten() throws IOException {
    Path no = Files.writeString(folder.resolve("no.safetensors"), "nothing");
    Path out = folder.resolve("never.png");
    StyleRequest r = request(photo, out, false);
    StyleRequest bad =
        new StyleRequest(
            no, photo, out, Span.ALL, r.settings(), r.badge(), 1, 1, null, Untouched.NONE, false);
    assertThatThrownBy(() -> new StyleRecipe(shop, bad).perform(Stage.approval(), Progress.NONE))
        .hasMessageContaining("no.safetensors");
    assertThat(out).doesNotExist();
  }

  @Test
  void whatWasRejectedBeforeIsToldToWhoeverLooksNext() {
    StyleRequest r = request(photo, folder.resolve("odd.png"), false);
    List<List<String>> told =
        Stage.rejectedTwice(review -> new StyleRecipe(shop, r).perform(review, Progress.NONE));
    assertThat(told.get(0)).noneMatch(s -> s.contains("before"));
    assertThat(told.get(1)).contains("the same was made before, and rejected by Tess: too odd");
  }
}
