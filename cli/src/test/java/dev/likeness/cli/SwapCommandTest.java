package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Frame;
import dev.likeness.core.Timecode;
import dev.likeness.core.YuvFrame;
import dev.likeness.media.Images;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.SegmentWriter;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.provenance.SigningKeys;
import dev.likeness.provenance.SourceType;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Scene;
import dev.likeness.puppet.Troupe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a user types, from the key to the exported picture, and what goes wrong on the way. */
@SuppressWarnings("NullAway.Init")
class SwapCommandTest {
  @TempDir static Path folder;
  private static Path home;

  @BeforeAll
  static void makeMedia() {
    home = folder.resolve("home");
    photo("liang.png", "Liang");
    photo("elena.png", "Elena");
    photo("oskar.png", "Oskar");
    Images.write(Frame.black(64, 64), folder.resolve("night.png"), 1);
    assertThat(
            run(
                    "persona",
                    "add",
                    "liang",
                    "--from",
                    at("liang.png"),
                    "--nobody",
                    "--source",
                    "drawn")
                .code())
        .isZero();
  }

  private static void photo(String file, String who) {
    Frame f = Troupe.member(Identity.named(who)).render(Pose.NEUTRAL, Scene.of(256, 256)).frame();
    Images.write(f, folder.resolve(file), 1);
  }

  private static String at(String file) {
    return folder.resolve(file).toString();
  }

  private static Run run(String... args) {
    return Run.in(home, null, args);
  }

  private static Run answering(@Nullable String answers, String... args) {
    return Run.in(home, answers, args);
  }

  private static JsonNode json(Run run) {
    return JsonMapper.shared().readTree(run.out());
  }

  private static String[] swap(String persona, String target, String out, String... more) {
    String[] first = {"swap", "--persona", persona, "--target", at(target), "--out", at(out)};
    String[] all = java.util.Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }

  @Test
  void aSignedGrantOpensTheWayAndItsRevocationShutsIt() {
    Run key = run("consent", "keygen", "--out", at("liang.key"));
    assertThat(key.code()).as(key.err()).isZero();
    Run grant =
        run(
            "consent",
            "grant",
            "--json",
            "--key",
            at("liang.key"),
            "--person",
            "liang",
            "--uses",
            "swap,talk",
            "--purpose",
            "a test",
            "--adult-attested-by",
            "tester",
            "--out",
            at("liang.grant"),
            at("elena.png"));
    assertThat(grant.code()).as(grant.err()).isZero();
    String id = json(grant).path("id").asString("");
    Run persona =
        run("persona", "add", "granted", "--from", at("elena.png"), "--grant", at("liang.grant"));
    assertThat(persona.code()).as(persona.err()).isZero();
    Run made = run(swap("granted", "oskar.png", "granted.png", "--approve-as", "Tess", "--json"));
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(json(made).path("out").asString("")).isEqualTo(at("granted.png"));
    assertThat(json(made).path("report").path("figures").path("frames_painted").asInt()).isOne();
    assertThat(SourceType.read(folder.resolve("granted.png"))).isPresent();
    assertThat(folder.resolve("granted.png.likeness.json")).content().contains(id, "Tess");

    assertThat(run("consent", "revoke", id, "--key", at("liang.key")).code()).isZero();
    Run refused = run(swap("granted", "oskar.png", "refused.png", "--approve-as", "Tess"));
    assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.err()).contains("revoked").doesNotContain("\tat ");
    assertThat(folder.resolve("refused.png")).doesNotExist();
    assertThat(run("consent", "list").out()).contains(id, "revoked");
    assertThat(run("persona", "list").out()).containsPattern("granted +\\d+ views?.*revoked");
    assertThat(run("audit").out()).contains("refusal", "export");
  }

  @Test
  void aGrantNamesOnlyWhatCanBeLookedAt() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jpg"), "no picture");
    assertThat(run("consent", "keygen", "--out", at("nobody.key")).code()).isZero();
    Run grant =
        run(
            "consent",
            "grant",
            "--key",
            at("nobody.key"),
            "--person",
            "nobody",
            "--uses",
            "swap",
            "--purpose",
            "a test",
            "--adult-attested-by",
            "tester",
            "--out",
            at("nobody.grant"),
            text.toString());
    assertThat(grant.code()).isEqualTo(ExitCode.FAILED);
    assertThat(grant.err()).contains("text.jpg").contains("no picture, video or sound");
    assertThat(folder.resolve("nobody.grant")).doesNotExist();
  }

  @Test
  void whatCameOfEachFileIsToldInTextAndJson() {
    Run add =
        run(
            "persona",
            "add",
            "told",
            "--from",
            at("liang.png"),
            at("night.png"),
            "--nobody",
            "--source",
            "drawn");
    assertThat(add.code()).as(add.err()).isZero();
    assertThat(add.out())
        .contains("Persona told: 1 view, on grant")
        .contains("  liang.png: 1 view")
        .contains("  night.png: left out: no face was found in it");
    JsonNode files = json(run("persona", "show", "told", "--json")).path("files");
    assertThat(files.path(1).path("file").asString("")).isEqualTo("night.png");
    assertThat(files.path(1).path("views").asInt(-1)).isZero();
    assertThat(files.path(1).path("why").asString("")).contains("no face");
  }

  /** Whatever command makes the keys says what they are worth, and no other says it again. */
  @Test
  void whatATestCertificateIsWorthIsToldOnce() {
    Path fresh = folder.resolve("fresh");
    String[] add = {
      "persona", "add", "liang", "--from", at("liang.png"), "--nobody", "--source", "drawn"
    };
    assertThat(Run.in(fresh, null, add).code()).isZero();
    Run first =
        Run.in(fresh, null, swap("liang", "oskar.png", "first.png", "--approve-as", "Tess"));
    assertThat(first.err()).contains(SigningKeys.WARNING);
    assertThat(first.out()).contains("Signed:  with a test certificate (likeness keys show)");
    Run second =
        Run.in(fresh, null, swap("liang", "elena.png", "second.png", "--approve-as", "Tess"));
    assertThat(second.code()).as(second.err()).isZero();
    assertThat(second.err()).doesNotContain(SigningKeys.WARNING);
  }

  @Test
  void theUserIsAskedAndTheAnswerCounts() {
    Run later = answering(null, swap("liang", "oskar.png", "asked.png"));
    assertThat(later.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(later.err()).contains("--approve-as NAME", "sheet.png");
    assertThat(later.err()).containsSubsequence("nobody can be asked here", "Contact sheet");
    Run no = answering("Tess\nno\ntoo odd\n", swap("liang", "oskar.png", "asked.png"));
    assertThat(no.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(folder.resolve("asked.png")).doesNotExist();
    Run yes = answering("Tess\nmaybe\nyes\n", swap("liang", "oskar.png", "asked.png"));
    assertThat(yes.code()).as(yes.err()).isZero();
    assertThat(yes.err()).contains("likeness to the persona", "Please answer");
    assertThat(folder.resolve("asked.png")).exists();
    assertThat(run("jobs", "--json").out()).contains("\"done\"");
  }

  @Test
  void aPreviewIsSmallAndStampedAndNeedsNoApproval() {
    Run run = run(swap("liang", "oskar.png", "look.png", "--preview-frame", "0"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Images.read(folder.resolve("look.png")).width()).isLessThanOrEqualTo(640);
    assertThat(run(swap("liang", "oskar.png", "none.png", "--preview-frame", "7")).err())
        .contains("no frame 7");
    Frame person = Images.read(folder.resolve("oskar.png"));
    Path clip = folder.resolve("clip.mp4");
    MediaInfo.Video track = MediaInfo.Video.made(person.width(), person.height(), 25);
    try (SegmentWriter film = SegmentWriter.create(clip, VideoFormat.h264(), track)) {
      YuvFrame yuv = YuvFrame.of(person, YuvFrame.Matrix.BT709, false);
      for (long i = 0; i < 3; i++) {
        film.write(new VideoPicture(i, new Timecode(i, 1, 25), 1, yuv));
      }
      film.finish();
    }
    Run video = run(swap("liang", "clip.mp4", "look-2.png", "--preview-frame", "2"));
    assertThat(video.code()).as(video.err()).isZero();
    assertThat(Images.read(folder.resolve("look-2.png")).width()).isEqualTo(256);
  }

  @Test
  void everyMistakeGetsOneClearMessageAndLeavesNothing() throws IOException {
    Files.writeString(folder.resolve("words.mp4"), "no video at all\n".repeat(99));
    Files.write(folder.resolve("nothing.mp4"), new byte[0]);
    Files.createDirectories(folder.resolve("folder.mp4"));
    String[][] cases = {
      swap("nobody-here", "oskar.png", "x.png"),
      swap("liang", "missing.mp4", "x.mp4"),
      swap("liang", "words.mp4", "x.mp4"),
      swap("liang", "nothing.mp4", "x.mp4"),
      swap("liang", "folder.mp4", "x.mp4"),
      swap("liang", "night.png", "x.png"),
      swap("liang", "oskar.png", "x.mp4"),
      swap("liang", "oskar.png", "no/such/folder/x.png"),
      swap("liang", "oskar.png", "oskar.png"),
      swap("liang", "oskar.png", "x.png", "--shape", "7"),
      swap("liang", "oskar.png", "x.png", "--from", "5", "--to", "2"),
      swap("liang", "oskar.png", "x.png", "--who", at("night.png")),
      swap("liang", "oskar.png", "x.png", "--who", "9"),
      swap("liang", "oskar.png", "x.png", "--who", "somebody"),
      swap("liang", "oskar.png", "x.png", "--map", "1"),
      swap("liang", "oskar.png", "x.png", "--chunk-seconds", "0"),
      swap("liang", "oskar.png", "x.png", "--approve-as", " "),
      swap("liang", "oskar.png", "x.png", "--preview-frame", "-1"),
      swap("liang", "oskar.png", "x.jpg", "--preview-frame", "0"),
      {"swap", "--target", at("oskar.png"), "--out", at("x.png")},
      {"persona", "add", "p", "--from", at("liang.png")},
      {"persona", "add", "p", "--from", at("liang.png"), "--nobody"},
      {"persona", "add", "p", "--from", at("night.png"), "--nobody", "--source", "s"},
      {"persona", "show", "nobody-here"},
      {"consent", "show", "grant-nobody-knows"},
      {"consent"},
      {"faces", at("words.mp4")},
      {"jobs", "zzz"},
    };
    for (String[] args : cases) {
      Run run = run(args);
      String typed = String.join(" ", args);
      assertThat(run.code()).as(typed).isBetween(1, 3);
      assertThat(run.out()).as(typed).isEmpty();
      assertThat(run.err())
          .as(typed)
          .startsWith("likeness: ")
          .doesNotContain("\tat ", "Exception", "unexpected");
      assertThat(folder.resolve("x.png")).as(typed).doesNotExist();
      assertThat(folder.resolve("x.mp4")).as(typed).doesNotExist();
    }
  }

  @Test
  void facesPrintsAnObjectWithTracks() {
    Run run = run("faces", at("oskar.png"), "--json", "--coverage", at("chart.png"));
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode tracks = json(run).path("tracks");
    assertThat(tracks.size()).isOne();
    assertThat(tracks.path(0).path("box").size()).isEqualTo(4);
    assertThat(json(run).path("coverage").path("missing").size()).isPositive();
    assertThat(folder.resolve("chart.png")).exists();
    assertThat(json(run("faces", at("night.png"), "--json")).path("tracks").size()).isZero();
  }

  @Test
  void listsAreThereForMachines() {
    assertThat(json(run("persona", "list", "--json")).path("personas").isArray()).isTrue();
    assertThat(json(run("consent", "list", "--json")).path("grants").isArray()).isTrue();
    assertThat(json(run("jobs", "--json")).path("jobs").isArray()).isTrue();
    assertThat(json(run("audit", "--json")).path("entries").isArray()).isTrue();
    assertThat(json(run("models", "--json")).path("models").size()).isGreaterThan(5);
  }

  @Test
  void everyCommandExplainsItself() {
    for (String c :
        new String[] {
          "persona add",
          "persona list",
          "persona show",
          "persona remove",
          "consent keygen",
          "consent grant",
          "consent show",
          "consent revoke",
          "consent list",
          "swap",
          "faces",
          "models",
          "jobs",
          "audit"
        }) {
      String[] words = (c + " --help").split(" ", -1);
      Run run = run(words);
      assertThat(run.code()).as(c).isZero();
      assertThat(run.out()).as(c).startsWith("Usage: likeness " + c).contains("--json");
    }
  }
}
