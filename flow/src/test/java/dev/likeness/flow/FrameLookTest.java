package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.consent.Clearance;
import dev.likeness.consent.Use;
import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.core.YuvFrame;
import dev.likeness.media.Images;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.SegmentWriter;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.puppet.Pose;
import dev.likeness.synthesis.DriverMotion;
import dev.likeness.synthesis.FaceMotion;
import dev.likeness.synthesis.Persona;
import dev.likeness.synthesis.PortraitPainter;
import dev.likeness.synthesis.Untouched;
import dev.likeness.synthesis.View;
import dev.likeness.synthesis.run.Job;
import dev.likeness.synthesis.run.Maker;
import dev.likeness.synthesis.run.MakerException;
import dev.likeness.synthesis.run.Role;
import dev.likeness.synthesis.run.Sinks;
import dev.likeness.synthesis.run.Span;
import dev.likeness.synthesis.run.Who;
import dev.likeness.synthesis.style.Repainter;
import dev.likeness.voice.speech.Speech;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameLookTest {
  @TempDir private static Path folder;
  private static Workshop shop;
  private static Path clip;

  @BeforeAll
  static void draw() {
    shop = Stage.workshop(folder.resolve("home"));
    clip = Stage.clip(folder.resolve("finn.mp4"), "Finn", 40);
    Stage.persona(
        shop, "finn", List.of(Stage.photo(folder.resolve("finn.png"), "Finn", Pose.NEUTRAL)));
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  /** Keeps pictures on their way to the encoder, some of them. */
  private record Kept(List<Long> wanted, Map<Long, Frame> frames) implements Sinks {
    Frame at(long frame) {
      return Objects.requireNonNull(frames.get(frame));
    }

    @Override
    public Segment segment(Path file, VideoFormat format, MediaInfo.Video track) {
      SegmentWriter out = SegmentWriter.create(file, format, track);
      return new Segment() {
        @Override
        public void write(VideoPicture p) {
          if (wanted.contains(p.index())) {
            // as looks are taken, which are made small where they are large
            YuvFrame f = p.picture();
            frames.put(p.index(), f.sample(Affine2.scale(1), f.width(), f.height()));
          }
          out.write(p);
        }

        @Override
        public void finish() {
          out.finish();
        }

        @Override
        public void close() {
          out.close();
        }
      };
    }

    @Override
    public boolean finished(Path segment) {
      return Files.exists(segment);
    }

    @Override
    public void still(Path file, Picture picture) {
      throw new AssertionError("a film gives no still");
    }

    @Override
    public String text() {
      return "no label";
    }
  }

  @Test
  void aLookAtATalkingPortraitIsTheDraftsFramePixelForPixel() {
    TalkRequest request =
        new TalkRequest(
            "finn",
            "The harbour lies open to the west, and when the wind comes up from there in the"
                + " evening, the boats turn at their moorings, all of them at once, and look out"
                + " to sea. Nobody has ever told them to do so, and yet they do it every day.",
            folder.resolve("talk.mp4"));
    Portrayal portrayal = new Portrayal(shop, "finn", Use.TALK, BadgeSpec.DEFAULT, true);
    Frame picture = HeldScene.picture(HeldScene.best(portrayal.persona()));
    TalkFilm film = new TalkFilm(portrayal, picture, request);
    try (Utterance text =
        Utterance.of(shop, request.text(), "a test", null, portrayal.voice(), null)) {
      Speech speech = text.timed(true, Progress.NONE);
      Path scene = film.scene(portrayal.folder("whole"), speech, Progress.NONE);
      FaceMotion motion = film.motion(speech);
      assertThat(motion.states().size())
          .as("beyond two stretches of key pictures")
          .isGreaterThan(290);
      List<Long> at = List.of(0L, 1L, 60L, 124L, 125L, 200L, 251L, 280L);
      Kept kept = new Kept(at, new TreeMap<>());
      Clearance clearance = portrayal.clearance();
      try (PortraitPainter painter = new PortraitPainter(clearance, motion).holding(picture)) {
        Maker maker = new Maker(shop.finder(), shop.cards());
        maker.perform(
            maker.plan(
                film.job(text, scene, ""), List.of(new Role(new Who.Largest(), painter)), kept),
            folder.resolve("job"),
            Progress.NONE);
      }
      try (TalkLook look = film.look(text, speech, Progress.NONE)) {
        for (long i : at) {
          assertThat(apart(look.painted(i, Progress.NONE).toFrame(), kept.at(i)))
              .as("frame %d", i)
              .isZero();
        }
        Path png = folder.resolve("look.png");
        assertThat(look.look(280, png, Progress.NONE))
            .isEqualTo(new FrameLook.Seen(motion.states().size(), ""));
        assertThat(Images.read(png).rgb()).as("stamped").isNotEqualTo(kept.at(280).rgb());
        assertThatThrownBy(() -> look.look(100_000, png, Progress.NONE))
            .isInstanceOf(FlowException.class)
            .hasMessageContaining("ends before");
      }
    }
  }

  @Test
  void looksAreLoggedAndLeaveNothingInTheCache() throws Exception {
    Path png = folder.resolve("logged.png");
    long before = previews();
    TalkRequest request = new TalkRequest("finn", "Good morning.", folder.resolve("t.mp4"));
    try (TalkRecipe recipe = new TalkRecipe(shop, request)) {
      recipe.look(3, png, Progress.NONE);
      recipe.look(9, png, Progress.NONE);
    }
    assertThat(previews()).isEqualTo(before + 2);
    try (var left = Files.list(shop.home().cache())) {
      assertThat(left.filter(f -> f.getFileName().toString().startsWith("look-"))).isEmpty();
    }
  }

  private static long previews() {
    long[] n = {0};
    shop.audit().read(e -> n[0] += e.body().path("kind").asString("").equals("preview") ? 1 : 0);
    return n[0];
  }

  private static ReenactRequest reenact() {
    return new ReenactRequest(
        "finn",
        clip,
        folder.resolve("re.mp4"),
        BadgeSpec.DEFAULT,
        DriverMotion.Amounts.ALL,
        false,
        VideoFormat.DEFAULT_QUALITY,
        Job.CHUNK_SECONDS,
        null,
        "drawn for a test",
        false);
  }

  @Test
  void aLongDriverIsReadNearTheFrameOnlyAndMovesTheFaceNearlyAsAWholeOneDoes() throws Exception {
    Path png = folder.resolve("re.png");
    try (ReenactRecipe recipe = new ReenactRecipe(shop, reenact())) {
      assertThat(recipe.look(25, png, Progress.NONE)).isEqualTo(new FrameLook.Seen(40, ""));
      assertThatThrownBy(() -> recipe.look(40, png, Progress.NONE))
          .isInstanceOf(FlowException.class)
          .hasMessageContaining("no frame 40");
    }
    Persona finn = shop.personas().load("finn");
    Clearance clearance = Production.clear(shop, finn, Use.REENACT);
    Path one = Files.createDirectories(folder.resolve("one"));
    Path two = Files.createDirectories(folder.resolve("two"));
    try (DriverLook whole = look(clearance, HeldScene.best(finn), one, 100);
        DriverLook near = look(clearance, HeldScene.best(finn), two, 10)) {
      assertThat(whole.inFull()).isTrue();
      assertThat(near.inFull()).isFalse();
      FaceMotion.State a = whole.at(25, Progress.NONE);
      FaceMotion.State b = near.at(25, Progress.NONE);
      // this clip has one key picture, so what is usual is what is seen there
      FaceMotion.State first = whole.at(0, Progress.NONE);
      FaceMotion.State second = near.at(0, Progress.NONE);
      assertThat(b.yaw() - second.yaw()).isCloseTo(a.yaw() - first.yaw(), within(2f));
      assertThat(b.pitch() - second.pitch()).isCloseTo(a.pitch() - first.pitch(), within(2f));
    }
  }

  private DriverLook look(Clearance clearance, View view, Path where, long most) {
    return new DriverLook(
        shop.finder(),
        clearance,
        reenact(),
        where,
        view.picture(),
        view.mesh(),
        most,
        Progress.NONE);
  }

  @Test
  void lipsOfASingleFrameLieWhereTheDraftHasThem() {
    LipsyncRequest request =
        new LipsyncRequest(
            "finn",
            clip,
            "Ah. Mama. Bob.",
            null,
            folder.resolve("lip.mp4"),
            BadgeSpec.DEFAULT,
            VideoFormat.DEFAULT_QUALITY,
            Job.CHUNK_SECONDS,
            "drawn for a test",
            Untouched.NONE,
            false);
    Path png = folder.resolve("lip.png");
    try (LipsyncRecipe recipe = new LipsyncRecipe(shop, request)) {
      FrameLook.Seen seen = recipe.look(30, png, Progress.NONE);
      assertThat(seen.frames()).as("longer than the video").isGreaterThan(40);
      assertThat(seen.differs()).contains("12 frames before");
      for (long frame : new long[] {30, seen.frames() - 1}) {
        Frame near = recipe.painted(frame, frame - 12, Progress.NONE).toFrame();
        Frame draft = recipe.painted(frame, 0, Progress.NONE).toFrame();
        assertThat(apart(near, draft)).as("frame %d", frame).isLessThan(1);
      }
      assertThat(recipe.look(2, png, Progress.NONE).differs()).isEmpty();
    }
  }

  /** The mean over all pixels and colours. */
  private static double apart(Frame a, Frame b) {
    double sum = 0;
    for (int i = 0; i < a.rgb().length; i++) {
      sum += Math.abs((a.rgb()[i] & 255) - (b.rgb()[i] & 255));
    }
    return sum / a.rgb().length;
  }

  @Test
  void aStylesFirstFrameIsSaidToBeTheDraftsAndALaterOneToBePaintedAlone() {
    Path style = Stage.photo(folder.resolve("style.png"), "Ada", Pose.NEUTRAL);
    StyleRequest request =
        new StyleRequest(
            style,
            clip,
            folder.resolve("style.mp4"),
            Span.ALL,
            Repainter.Settings.USUAL,
            BadgeSpec.DEFAULT,
            VideoFormat.DEFAULT_QUALITY,
            .2,
            "drawn for a test",
            Untouched.NONE,
            false);
    Path png = folder.resolve("painted.png");
    try (StyleRecipe recipe = new StyleRecipe(shop, request)) {
      assertThat(recipe.look(0, png, Progress.NONE)).isEqualTo(new FrameLook.Seen(40, ""));
      assertThat(recipe.look(9, png, Progress.NONE).differs()).contains("by itself");
      assertThatThrownBy(() -> recipe.look(40, png, Progress.NONE))
          .isInstanceOf(FlowException.class);
    }
    assertThat(Files.exists(png)).isTrue();
  }

  @Test
  void aSwapKeepsItsMakingReadyForTheNextLook() {
    Path png = folder.resolve("swap.png");
    try (SwapRecipe recipe = SwapRecipe.ofPreviews(shop, Stage.request("finn", clip, png))) {
      assertThat(recipe.look(0, png, Progress.NONE)).isEqualTo(new FrameLook.Seen(40, ""));
      assertThat(recipe.look(30, png, Progress.NONE).differs()).contains("hair's breadth");
      assertThatThrownBy(() -> recipe.look(400, png, Progress.NONE))
          .isInstanceOf(MakerException.class);
    }
  }
}
