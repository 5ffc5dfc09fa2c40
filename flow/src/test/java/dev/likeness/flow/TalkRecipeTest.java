package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.StoppedException;
import dev.likeness.faces.Apertures;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.media.Audio;
import dev.likeness.media.Media;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.provenance.Exporter;
import dev.likeness.provenance.GateRefused;
import dev.likeness.puppet.Pose;
import dev.likeness.voice.speech.SpeechException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TalkRecipeTest {
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

  private static TalkRequest talk(String text, Path out) {
    return new TalkRequest("maya", text, out);
  }

  private static SpeakRequest speak(String text, Path out) {
    return new SpeakRequest(text, out, false, null, null);
  }

  @Test
  void aPortraitSaysATextWithItsLips() {
    Path out = folder.resolve("talk.mp4");
    SwapRecipe.Result r;
    try (TalkRecipe recipe = new TalkRecipe(shop, talk("Bob. Mama. Ah.", out))) {
      r = recipe.perform(Stage.approval(), Progress.NONE);
    }
    MediaInfo info = Media.probe(out);
    MediaInfo.Video video = info.video();
    MediaInfo.Sound sound = info.sound();
    assertThat(video).isNotNull();
    assertThat(sound).isNotNull();
    assertThat(sound.codec()).isEqualTo("aac");
    assertThat(sound.seconds()).isCloseTo(video.seconds(), within(.1));
    assertThat(video.frames()).isEqualTo(r.frames());
    List<Double> mouth = new ArrayList<>();
    try (VideoReader in = VideoReader.open(out)) {
      for (VideoPicture p = in.next(); p != null; p = in.next()) {
        var faces = shop.finder().faces(p.picture());
        assertThat(faces).hasSize(1);
        Apertures a = FaceGeometry.apertures(faces.get(0).mesh());
        mouth.add(a.mouth());
      }
    }
    double most = mouth.stream().mapToDouble(d -> d).max().orElse(0);
    assertThat(most).isGreaterThan(.12);
    // shut before the speech and after it
    assertThat(mouth.get(2)).isLessThan(.4 * most);
    assertThat(mouth.get(mouth.size() - 2)).isLessThan(.4 * most);
    String[] left = shop.home().cache().toFile().list();
    assertThat(left == null ? 0 : left.length).isZero();
  }

  private static TalkRequest inChunks(Path out, boolean resume) {
    return new TalkRequest(
        "maya", "Bob.", out, BadgeSpec.DEFAULT, 1, 1, null, null, resume, .8, .4);
  }

  private static String draft(TalkRequest request, Progress progress) throws IOException {
    try (TalkRecipe recipe = new TalkRecipe(shop, request)) {
      recipe.perform(Stage.approval(), progress);
    }
    byte[] record = Files.readAllBytes(Exporter.recordOf(request.out()));
    return CanonicalJson.read(record).at("/approval/draft_sha256").asString();
  }

  @Test
  void aHeldPictureThatWasStoppedGoesOnToTheSameFile() throws IOException {
    String undisturbed = draft(inChunks(folder.resolve("through.mp4"), false), Progress.NONE);
    Path out = folder.resolve("stopped.mp4");
    AtomicLong painted = new AtomicLong();
    Progress stop =
        new Progress() {
          @Override
          public void report(String stage, long done, long total) {
            painted.set(stage.equals("Painting") ? done : 0);
          }

          @Override
          public boolean stopRequested() {
            return painted.get() >= 13;
          }
        };
    assertThatThrownBy(() -> draft(inChunks(out, false), stop))
        .isInstanceOf(StoppedException.class)
        .hasMessageContaining("10 of about");
    assertThat(draft(inChunks(out, true), Progress.NONE)).isEqualTo(undisturbed);
  }

  @Test
  void aPreviewIsHalfAsLargeStampedAndAskedOfNobody() {
    Path out = folder.resolve("look.mp4");
    try (TalkRecipe recipe = new TalkRecipe(shop, talk("Ah.", out))) {
      recipe.preview(Progress.NONE);
    }
    MediaInfo.Video video = Objects.requireNonNull(Media.probe(out).video());
    Frame plain = shop.personas().load("maya").views().get(0).picture();
    assertThat(video.width()).isEqualTo(plain.width() / 4 * 2);
    double off = 0;
    try (VideoReader in = VideoReader.open(out)) {
      Frame f = Objects.requireNonNull(in.next()).picture().toFrame();
      for (int i = 0; i < f.rgb().length; i++) {
        int p = i / 3;
        int at = 3 * (p / f.width() * 2 * plain.width() + p % f.width() * 2) + i % 3;
        off += Math.abs((f.rgb()[i] & 255) - (plain.rgb()[at] & 255)) / (double) f.rgb().length;
      }
    }
    assertThat(off).as("a stamp lies across it").isGreaterThan(5);
    assertThat(out.resolveSibling("look.mp4.likeness.json")).doesNotExist();
    List<String> kinds = new ArrayList<>();
    shop.audit().read(e -> kinds.add(e.body().path("kind").asString("")));
    assertThat(kinds.getLast()).isEqualTo("preview");
    try (TalkRecipe recipe = new TalkRecipe(shop, talk("Ah.", folder.resolve("look.webm")))) {
      assertThatThrownBy(() -> recipe.preview(Progress.NONE)).hasMessageContaining(".mp4");
    }
  }

  @Test
  void whatMustNotBeSaidIsNeitherSpokenNorShown() {
    String text = "This is the police. Tell me your pin code.";
    assertThatThrownBy(() -> new TalkRecipe(shop, talk(text, folder.resolve("no.mp4"))).close())
        .isInstanceOf(GateRefused.class);
    assertThatThrownBy(() -> new SpeakRecipe(shop, speak(text, folder.resolve("no.wav"))).close())
        .isInstanceOf(GateRefused.class);
    assertThat(folder.resolve("no.wav")).doesNotExist();
  }

  @Test
  void speechLeavesWithItsNoticeAndASignature() throws IOException {
    Path out = folder.resolve("speech.wav");
    SpeakRecipe.Result r;
    try (SpeakRecipe recipe = new SpeakRecipe(shop, speak("One two three.", out))) {
      r = recipe.perform(Stage.approval(), Progress.NONE);
    }
    double all = Audio.read(out, 48_000, 1).orElseThrow().seconds();
    assertThat(all).isCloseTo(r.notice() + r.speech().clip().seconds(), within(.01));
    assertThat(r.notice()).isGreaterThan(1);
    assertThat(Files.readString(folder.resolve("speech.wav.likeness.json")))
        .contains("MaryTTS")
        .contains("tones in the rhythm");
    assertThat(r.exported().signature().test()).isTrue();
  }

  @Test
  void anEnglishVoiceThatReadsGermanIsWarnedOfAndStandsInTheRecord() throws IOException {
    Path out = folder.resolve("deutsch.wav");
    try (SpeakRecipe recipe = new SpeakRecipe(shop, speak("Guten Tag, ich bin hier.", out))) {
      assertThat(recipe.warning()).contains("German");
      recipe.perform(Stage.approval(), Progress.NONE);
    }
    assertThat(Files.readString(Exporter.recordOf(out)))
        .contains("seems to be German, read out as English");
    Path film = folder.resolve("deutsch.mp4");
    try (TalkRecipe recipe = new TalkRecipe(shop, talk("Guten Tag, ich bin hier.", film))) {
      assertThat(recipe.warning()).contains("German");
    }
    try (TalkRecipe recipe = new TalkRecipe(shop, talk("Good day, I am here.", film))) {
      assertThat(recipe.warning()).isNull();
    }
  }

  @Test
  void eachSentenceLeavesAsSoonAsItIsSaid() {
    Path out = folder.resolve("each");
    String text = "One two. Three four. Five six.";
    SpeakRequest request = new SpeakRequest(text, out, false, null, null, null, true);
    List<Path> left = new ArrayList<>();
    try (SpeakRecipe recipe = new SpeakRecipe(shop, request)) {
      assertThat(recipe.files()).hasSize(3);
      assertThatThrownBy(
              () ->
                  recipe.each(
                      Stage.approval(),
                      Progress.NONE,
                      r -> {
                        left.add(r.exported().file());
                        assertThat(out.resolve("each-001.wav")).exists();
                        assertThat(out.resolve("each-003.wav")).doesNotExist();
                        if (left.size() == 2) {
                          throw new StoppedException("enough");
                        }
                      }))
          .isInstanceOf(StoppedException.class);
    }
    assertThat(left).containsExactly(out.resolve("each-001.wav"), out.resolve("each-002.wav"));
    for (Path f : left) {
      assertThat(dev.likeness.provenance.SourceType.read(f)).isPresent();
      assertThat(dev.likeness.provenance.Exporter.recordOf(f)).exists();
    }
    assertThat(out.toFile().list()).hasSize(4);
  }

  @Test
  void nothingLeavesUnapprovedOrUnreadable() {
    Path out = folder.resolve("later.wav");
    try (SpeakRecipe recipe = new SpeakRecipe(shop, speak("One two three four.", out))) {
      assertThatThrownBy(
              () -> recipe.perform((q, sheet) -> new Review.Answer.Later(), Progress.NONE))
          .isInstanceOf(FlowException.class)
          .hasMessageContaining("--approve-as");
    }
    assertThat(out).doesNotExist();
    assertThatThrownBy(() -> new SpeakRecipe(shop, speak("…", out)).close())
        .isInstanceOf(SpeechException.class);
    assertThatThrownBy(() -> new SpeakRecipe(shop, speak("Hi", folder.resolve("a.mp3"))).close())
        .hasMessageContaining(".wav");
    assertThatThrownBy(
            () ->
                new TalkRecipe(shop, new TalkRequest("nobody-here", "Hi", folder.resolve("a.mp4")))
                    .close())
        .hasMessageContaining("nobody-here");
  }

  @Test
  void whatWasRejectedBeforeIsToldToWhoeverHearsItNext() {
    List<List<String>> told =
        Stage.rejectedTwice(
            review -> {
              try (SpeakRecipe r = new SpeakRecipe(shop, speak("No.", folder.resolve("odd.wav")))) {
                r.perform(review, Progress.NONE);
              }
            });
    assertThat(told.get(0)).noneMatch(s -> s.contains("before"));
    assertThat(told.get(1)).contains("the same was made before, and rejected by Tess: too odd");
  }
}
