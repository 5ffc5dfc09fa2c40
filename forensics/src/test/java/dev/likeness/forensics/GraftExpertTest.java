package dev.likeness.forensics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraftExpertTest {
  private static final int SIDE = 300;
  private static final float QUIET = -.8f;

  /** Says how much finer detail the middle has than the corners. */
  private static GraftExpert.Learnt learnt() {
    int n = GraftExpert.DIFFERENCES;
    float[] spread = new float[n];
    java.util.Arrays.fill(spread, 1);
    float[] weight = new float[n];
    weight[n - 3] = 1;
    return new GraftExpert.Learnt(new Linear(new float[n], spread, weight, 0, 1), QUIET);
  }

  private final GraftExpert expert = new GraftExpert(learnt());

  private static Frame picture(double blur) {
    byte[] rgb = new byte[SIDE * SIDE * 3];
    new Seed(3).random().nextBytes(rgb);
    return Edits.blur(new Frame(SIDE, SIDE, rgb), blur);
  }

  private static FaceMesh face(double width) {
    FaceMesh m = new FaceMesh(FaceTopology.canonical().vertices().clone());
    double s = width / m.bounds().width();
    return m.map(new Affine2(s, 0, SIDE / 2.0, 0, -s, SIDE / 2.0));
  }

  /** A sharp face in a softer picture. */
  private static Frame laidIn(FaceMesh m) {
    byte[] rgb = picture(1.2).rgb().clone();
    Frame sharp = picture(.6);
    Box b = m.bounds();
    for (int y = b.y(); y < b.bottom(); y++) {
      int at = 3 * (y * SIDE + b.x());
      System.arraycopy(sharp.rgb(), at, rgb, at, 3 * b.width());
    }
    return new Frame(SIDE, SIDE, rgb);
  }

  private Opinion look(Frame f, FaceMesh m) {
    return expert.look(Subject.of(f, m, null), true);
  }

  @Test
  void aSharperFaceThanThePictureSpeaksAgainstItAndAPictureSoftAllOverDoesNot() {
    FaceMesh m = face(170);

    Opinion laid = look(laidIn(m), m);
    assertThat(laid.logOdds()).isGreaterThan(1);
    assertThat(laid.says()).contains("another's");
    assertThat(laid.strangeness()).as("it never ends a verdict by itself").isZero();
    for (double blur : new double[] {.6, 1.2}) {
      assertThat(look(picture(blur), m).logOdds()).isBetween(-.5, .5);
    }
    assertThat(look(picture(.6), face(40)).applicable()).isFalse();
  }

  private static FaceFinding frame(Verdict verdict, Opinion... opinions) {
    Box b = new Box(0, 0, 200, 200);
    return new FaceFinding(
        b, true, 50, 0, 0, true, List.of(opinions), -1, verdict, List.of("low"), null);
  }

  private static List<FaceFinding> film(double... said) {
    return DoubleStream.of(said)
        .mapToObj(
            s ->
                frame(
                    Verdict.AUTHENTIC,
                    new Opinion(
                        GraftExpert.NAME, Family.SURROUNDINGS, true, s, 0, "", null, List.of())))
        .toList();
  }

  @Test
  void theMiddleOneOfAFilmDoubts() {
    assertThat(expert.doubts(film(-2, -.7, 3))).isTrue();
    assertThat(expert.doubts(film(-2, -.9, 3))).isFalse();
    assertThat(expert.doubts(List.of(frame(Verdict.AUTHENTIC)))).as("nobody looked").isFalse();
  }

  @Test
  void doubtTakesBackOnlyAWordInFavour() {
    FaceFinding free = frame(Verdict.AUTHENTIC).doubted();

    assertThat(free.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(free.why()).singleElement().asString().contains("laid in");
    FaceFinding against = frame(Verdict.MANIPULATED);
    assertThat(against.doubted()).isSameAs(against);
  }

  @Test
  void whatWasLearntIsKeptInTheJudgesFileAndCountsInFilmsOnly(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("judge.safetensors");
    JudgeModel.shipped().graft(learnt(), .7f, Map.of()).write(file);
    JudgeModel read = JudgeModel.read(file);

    GraftExpert.Learnt graft = Objects.requireNonNull(read.graft());
    assertThat(graft.quiet()).isEqualTo(QUIET);
    assertThat(graft.differences().weight()).isEqualTo(learnt().differences().weight());
    assertThat(read.fusion(true).weights()).containsEntry(GraftExpert.NAME, .7f);
    assertThat(read.fusion(false).counts(GraftExpert.NAME)).isFalse();
    assertThatThrownBy(() -> new GraftExpert.Learnt(Linear.none(3), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
