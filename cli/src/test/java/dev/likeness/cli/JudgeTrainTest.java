package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import dev.likeness.forensics.Edits;
import dev.likeness.forensics.JudgeModel;
import dev.likeness.media.Images;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Puppet;
import dev.likeness.puppet.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lessons from the command line. */
class JudgeTrainTest {
  private static final int PEOPLE = 24;
  private static final int FEW = 20;
  private static final int FACES = 14;
  private static final int SCENES = 10;

  @TempDir private Path folder;

  private Run train(String... more) throws IOException {
    String data = Files.createDirectories(folder.resolve("data")).toString();
    String[] args = {"judge", "train", "--data", data, "--json", "--seed", "3"};
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return Run.in(folder.resolve("home"), null, all);
  }

  private Path kept() throws IOException {
    Path file = folder.resolve("kept.safetensors");
    JudgeModel.shipped().write(file);
    return file;
  }

  @Test
  void oneLessonIsTakenAtATimeAndNeedsAJudge() throws IOException {
    String out = folder.resolve("out.safetensors").toString();
    String keep = kept().toString();
    Run two = train("--only-films", "--only-insets", "--keep", keep, "--out", out);
    Run none = train("--only-insets", "--out", out);

    for (Run r : new Run[] {two, none}) {
      assertThat(r.code()).isEqualTo(2);
      assertThat(r.err()).contains("one lesson at a time");
    }
    assertThat(Path.of(out)).doesNotExist();
  }

  private Path people(int count) throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    for (int i = 0; i < count; i++) {
      Images.write(
          Puppet.render(Identity.random(new Seed(i)), Pose.NEUTRAL, Scene.of(560, 560)).frame(),
          data.resolve("p" + i + ".png"),
          1);
    }
    return data;
  }

  private Run taught(String lesson, Path keep, Path out, String sizes) throws IOException {
    return train(
        lesson,
        "--keep",
        keep.toString(),
        "--out",
        out.toString(),
        "--sizes",
        sizes,
        "--drawing",
        "1");
  }

  @Test
  void insetsAreLearntAndAllElseIsKept() throws IOException {
    people(PEOPLE);
    Path keep = kept();
    Path out = folder.resolve("taught.safetensors");
    Run r = taught("--only-insets", keep, out, "2");

    assertThat(r.code()).as(r.err()).isZero();
    JsonNode notes = JsonMapper.shared().readTree(r.out()).path("notes");
    assertThat(notes.path("insets, learnt from").asString()).contains("untouched faces of");
    JudgeModel before = JudgeModel.read(keep);
    JudgeModel after = JudgeModel.read(out);
    assertThat(after.texture().weight()).isEqualTo(before.texture().weight());
    assertThat(after.fusion().bias()).isEqualTo(before.fusion().bias());
    assertThat(after.inset()).isNotNull().isNotEqualTo(before.inset());
  }

  @Test
  void graftsTakeFacesToLayIn() throws IOException {
    people(1);
    Run r = taught("--only-grafts", kept(), folder.resolve("taught.safetensors"), "1");

    assertThat(r.code()).isNotZero();
    assertThat(r.err()).contains("no faces to lay in").contains("--given");
  }

  @Test
  void filmsAreLearntFromFacesAndFromThoseThatAreLaidIn() throws IOException {
    Path data = people(FEW);
    Path keep = kept();
    Path out = folder.resolve("taught.safetensors");
    String[] more = {"--only-films", "--keep", keep.toString(), "--out", out.toString()};
    Run none = train(more);
    String[] all = java.util.Arrays.copyOf(more, more.length + 6);
    String[] given = {"--given", data.toString(), "--sizes", "1", "--drawing", "1"};
    System.arraycopy(given, 0, all, more.length, given.length);
    Run r = train(all);

    assertThat(none.err()).contains("no faces to lay in").contains("--given");
    assertThat(r.code()).as(r.err()).isZero();
    JsonNode notes = JsonMapper.shared().readTree(r.out()).path("notes");
    assertThat(notes.path("films' texture without each method").asString()).contains("graft");
    assertThat(notes.path("films, verdicts calibrated on files").asString())
        .containsPattern("untouched (1\\d|20), ")
        .containsPattern("graft (1\\d|20), ");
    JudgeModel before = JudgeModel.read(keep);
    JudgeModel after = JudgeModel.read(out);
    assertThat(after.texture().weight()).isEqualTo(before.texture().weight());
    assertThat(after.fusion().bias()).isEqualTo(before.fusion().bias());
    assertThat(after.fusion(true).bias()).isNotEqualTo(before.fusion(true).bias());
    assertThat(after.fusion(true).weights()).containsEntry("blend", 0f).containsEntry("inset", 1f);
    assertThat(after.fusion(true).conformal().missed()).isEqualTo(.25f);
  }

  @Test
  void drawnIsLearntFromFacesAndCalibratedOnWhatHasNone() throws IOException {
    Path data = people(FACES);
    for (int i = 0; i < SCENES; i++) {
      Images.write(scene(i), data.resolve("s" + i + ".png"), 1);
    }
    Path keep = kept();
    Path out = folder.resolve("taught.safetensors");
    Run r = taught("--only-drawn", keep, out, "1");

    assertThat(r.code()).as(r.err()).isZero();
    JsonNode notes = JsonMapper.shared().readTree(r.out()).path("notes");
    assertThat(notes.path("faces learnt from").asString())
        .containsPattern("pictures of 1[1-4] untouched files");
    assertThat(notes.path("verdicts calibrated on files").asString()).contains("untouched 10");
    JudgeModel before = JudgeModel.read(keep);
    JudgeModel after = JudgeModel.read(out);
    assertThat(after.texture().weight()).isNotEqualTo(before.texture().weight());
    assertThat(after.spectrum().weight()).isEqualTo(before.spectrum().weight());
    assertThat(after.fusion().weights().get("inset"))
        .isEqualTo(before.fusion().weights().get("inset"));
    assertThat(after.fusion().weights().get("spectrum"))
        .isEqualTo(.25f * after.fusion().weights().getOrDefault("texture", 0f));
  }

  @Test
  void drawnTakesBothKindsOfPictures() throws IOException {
    people(PEOPLE);
    Path out = folder.resolve("taught.safetensors");
    Run r = taught("--only-drawn", kept(), out, "1");

    assertThat(r.code()).isNotZero();
    assertThat(r.err()).contains("0 files with other pictures are too few").contains("--data");
    assertThat(out).doesNotExist();
  }

  /** Noise of two sizes: no face, not soft, and enough to look at. */
  private static Frame scene(int i) {
    byte[] rgb = new byte[320 * 320 * 3];
    SplittableRandom r = new Seed(i).derive("scene").random();
    r.nextBytes(rgb);
    Frame fine = Edits.blur(new Frame(320, 320, rgb), .6);
    return Edits.resize(Edits.scale(fine, .6), 640, 640);
  }
}
