package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.consent.Challenge;
import dev.likeness.consent.ChallengeAnswer;
import dev.likeness.consent.ConsentRefused;
import dev.likeness.core.AudioClip;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.flow.challenge.AnswerCheck;
import dev.likeness.flow.challenge.MouthSync;
import dev.likeness.flow.challenge.Take;
import dev.likeness.media.Audio;
import dev.likeness.media.Images;
import dev.likeness.media.Muxer;
import dev.likeness.provenance.AuditLog;
import dev.likeness.provenance.SourceType;
import dev.likeness.puppet.Mouth;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Puppet;
import dev.likeness.puppet.Scene;
import dev.likeness.puppet.Viseme;
import dev.likeness.voice.ChallengeSpeech;
import dev.likeness.voice.Heard;
import dev.likeness.voice.Listener;
import dev.likeness.voice.MouthCurve;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A puppet answers a challenge: the words of a synthesised voice, the mouth as the puppet's own
 * visemes have it. What can be wrong with an answer is then made wrong, one thing at a time.
 */
class AnswerRecipeTest {
  private static final int FPS = 25;
  private static final List<String> SAID =
      List.of("guitar", "bamboo", "umbrella", "popcorn", "zebra", "window", "museum", "pencil");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 18);

  /** The puppet's mouth for each sound, by its own fifteen visemes. */
  private static final Map<String, Viseme> VISEMES =
      Map.ofEntries(
          Map.entry("B", Viseme.PP),
          Map.entry("P", Viseme.PP),
          Map.entry("M", Viseme.PP),
          Map.entry("F", Viseme.FF),
          Map.entry("V", Viseme.FF),
          Map.entry("TH", Viseme.TH),
          Map.entry("DH", Viseme.TH),
          Map.entry("T", Viseme.DD),
          Map.entry("D", Viseme.DD),
          Map.entry("K", Viseme.KK),
          Map.entry("G", Viseme.KK),
          Map.entry("CH", Viseme.CH),
          Map.entry("JH", Viseme.CH),
          Map.entry("SH", Viseme.CH),
          Map.entry("S", Viseme.SS),
          Map.entry("Z", Viseme.SS),
          Map.entry("N", Viseme.NN),
          Map.entry("L", Viseme.NN),
          Map.entry("R", Viseme.RR),
          Map.entry("ER", Viseme.RR),
          Map.entry("AA", Viseme.AA),
          Map.entry("AE", Viseme.AA),
          Map.entry("AH", Viseme.E),
          Map.entry("EH", Viseme.E),
          Map.entry("EY", Viseme.E),
          Map.entry("IH", Viseme.I),
          Map.entry("IY", Viseme.I),
          Map.entry("Y", Viseme.I),
          Map.entry("AO", Viseme.O),
          Map.entry("OW", Viseme.O),
          Map.entry("UW", Viseme.U),
          Map.entry("UH", Viseme.U),
          Map.entry("W", Viseme.U));

  @TempDir private static Path folder;
  private static final Listener LISTENER = new Listener();
  private static Workshop workshop = Stage.workshop(Path.of("none"));
  private static Path photo = Path.of("none");
  private static Path other = Path.of("none");
  private static Path video = Path.of("none");
  private static Path said = Path.of("none");
  private static List<Frame> frames = List.of();

  @BeforeAll
  static void film() throws IOException {
    workshop = Stage.workshop(folder.resolve("home"));
    photo = Stage.photo(folder.resolve("kofi.png"), "Kofi", Pose.NEUTRAL);
    other = Stage.photo(folder.resolve("elena.png"), "Elena", Pose.NEUTRAL);
    said = folder.resolve("said.opus");
    try (InputStream in = AnswerRecipeTest.class.getResourceAsStream("november-eighteenth.opus")) {
      Files.write(said, Objects.requireNonNull(in).readAllBytes());
    }
    frames = speaking("Kofi");
    video = answer("answer.mp4", frames, said);
  }

  @AfterAll
  static void close() {
    workshop.close();
  }

  private static List<Frame> speaking(String who) {
    AudioClip clip = Audio.read(said, Listener.RATE, 1).orElseThrow();
    Heard heard = LISTENER.listen(clip, ChallengeSpeech.net());
    Puppet puppet = Stage.puppet(who);
    Scene scene = Scene.of(Stage.SIDE, Stage.SIDE);
    List<Frame> out = new ArrayList<>();
    for (int i = 0; i < clip.seconds() * FPS; i++) {
      double t = (double) i / FPS;
      out.add(puppet.render(Pose.NEUTRAL.with(mouth(heard, t)), scene).frame());
    }
    return out;
  }

  /** Neighbouring sounds run into each other over 80 ms. */
  private static Mouth mouth(Heard heard, double t) {
    Mouth m = Mouth.REST;
    int n = 0;
    for (double d = -.04; d <= .041; d += .02) {
      m = m.towards(at(heard, t + d), 1.0 / ++n);
    }
    return m;
  }

  private static Mouth at(Heard heard, double t) {
    return heard.phones().stream()
        .filter(p -> t >= p.start() && t < p.end())
        .map(p -> VISEMES.getOrDefault(p.name(), Viseme.E).mouth())
        .findFirst()
        .orElse(Mouth.REST);
  }

  private static Path answer(String name, List<Frame> pictures, Path sound) {
    Path silent = folder.resolve("silent-" + name);
    Stage.film(silent, Stage.SIDE, Stage.SIDE, pictures.size(), i -> pictures.get((int) i));
    Path out = folder.resolve(name);
    Muxer.join(List.of(silent), sound, out, Muxer.Options.WHOLE);
    return out;
  }

  private static Challenge challenge(List<String> words) {
    return workshop.challenges().set("kofi", words, DAY, workshop.clock(), new SecureRandom());
  }

  private static Map<String, Boolean> judge(List<String> words, Path answer, Path picture) {
    AnswerRecipe.Judged j =
        new AnswerRecipe(workshop)
            .answer(challenge(words).id(), answer, List.of(picture), Progress.NONE);
    return passes(j.answer().scores());
  }

  private static Map<String, Boolean> passes(List<ChallengeAnswer.Score> scores) {
    return scores.stream()
        .collect(Collectors.toMap(ChallengeAnswer.Score::check, ChallengeAnswer.Score::passed));
  }

  @Test
  void theRightPersonWithTheRightWordsPassesOnce() {
    Challenge c = challenge(SAID);
    AnswerRecipe recipe = new AnswerRecipe(workshop);
    AnswerRecipe.Judged j = recipe.answer(c.id(), video, List.of(photo), Progress.NONE);
    assertThat(j.answer().passed()).as(String.join("\n", j.lines())).isTrue();
    assertThat(workshop.challenges().answer(c.id())).contains(j.answer());
    List<AuditLog.Entry> log = new ArrayList<>();
    workshop.audit().read(log::add);
    assertThat(log.getLast().body().path("kind").stringValue()).isEqualTo("challenge");
    assertThat(log.getLast().body().path("passed").booleanValue()).isTrue();
    assertThat(log.getLast().body().path("challenge").stringValue()).isEqualTo(c.id());
    assertThatThrownBy(() -> recipe.answer(c.id(), video, List.of(photo), Progress.NONE))
        .isInstanceOf(ConsentRefused.class)
        .hasMessageContaining("takes one answer only");
  }

  @Test
  void otherWordsAndAnotherPersonFail() {
    List<String> others = new ArrayList<>(ChallengeSpeech.vocabulary());
    others.removeAll(SAID);
    Map<String, Boolean> s = judge(others.subList(0, 8), video, other);
    assertThat(s).containsEntry("words", false).containsEntry("face", false);
    assertThat(s).containsEntry("sync", true).containsEntry("take", true);
  }

  @Test
  void aCutTakeFails() {
    List<Frame> cut = new ArrayList<>(frames.subList(0, 60));
    Puppet puppet = Stage.puppet("Kofi");
    Scene scene = Scene.of(Stage.SIDE, Stage.SIDE);
    Pose.Head moved = new Pose.Head(12, 0, 0, .12, 0, 1);
    for (int i = 0; i < 40; i++) {
      cut.add(puppet.render(Pose.NEUTRAL.with(moved), scene).frame());
    }
    assertThat(judge(SAID, answer("cut.mp4", cut, said), photo)).containsEntry("take", false);
  }

  @Test
  void aPhotoThatIsHeldBeforeTheCameraFails() {
    List<Frame> still = Collections.nCopies(frames.size(), frames.get(0));
    Map<String, Boolean> s = judge(SAID, answer("still.mp4", still, said), photo);
    assertThat(s).containsEntry("words", true).containsEntry("face", true);
    assertThat(s).containsEntry("mouth", false).containsEntry("sync", false);
  }

  @Test
  void aMouthThatSaysSomethingElseFails() {
    float[] who = workshop.finder().faces(Images.read(photo)).getFirst().embedding();
    Take own = Take.watch(video, workshop.finder(), who, Progress.NONE);
    List<Take.Moment> backwards = new ArrayList<>();
    int n = own.moments().size();
    for (int i = 0; i < n; i++) {
      Take.Moment then = own.moments().get(n - 1 - i);
      backwards.add(new Take.Moment(own.moments().get(i).seconds(), then.faces(), then.face()));
    }
    AudioClip sound = Objects.requireNonNull(own.sound());
    MouthCurve curve =
        MouthCurve.of(LISTENER.listen(sound, ChallengeSpeech.net()), sound.seconds());
    MouthSync right = MouthSync.of(own, curve);
    MouthSync wrong = MouthSync.of(new Take(backwards, sound), curve);
    assertThat(right.score()).isGreaterThan(.5);
    assertThat(Math.abs(right.lag())).isLessThan(.08);
    assertThat(wrong.score()).as("backwards, %s", wrong).isLessThan(right.score() - .3);
    Challenge c = challenge(SAID);
    assertThat(
            passes(AnswerCheck.judge(c, new Take(backwards, sound), LISTENER, List.of()).scores()))
        .containsEntry("sync", false)
        .containsEntry("words", true);
    assertThat(
            passes(
                AnswerCheck.judge(c, new Take(own.moments(), null), LISTENER, List.of()).scores()))
        .as("no sound")
        .containsEntry("words", false)
        .containsEntry("sync", false);
  }

  @Test
  void aTakeThatSaysItWasMadeFails() {
    Path labelled = folder.resolve("labelled.mp4");
    SourceType.write(video, labelled, SourceType.BASE + "compositeWithTrainedAlgorithmicMedia");
    Map<String, Boolean> s = judge(SAID, labelled, photo);
    assertThat(s).containsEntry("made", false);
    assertThat(s).containsEntry("words", true).containsEntry("take", true);
  }

  @Test
  void whatIsNoVideoLeavesTheChallengeOpen() {
    Challenge c = challenge(SAID);
    AnswerRecipe recipe = new AnswerRecipe(workshop);
    for (Path p : List.of(photo, said)) {
      assertThatThrownBy(() -> recipe.answer(c.id(), p, List.of(photo), Progress.NONE))
          .isInstanceOf(FlowException.class)
          .hasMessageContaining("an answer is a video of 3 to 120 seconds");
    }
    assertThat(workshop.challenges().open(c.id(), workshop.clock())).isEqualTo(c);
  }
}
