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
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InsetExpertTest {
  private static final int SIDE = 360;
  private static final float NONE = -.2f;
  private static final InsetExpert.Limit LIMIT = new InsetExpert.Limit(.8f, 1.5f);

  private final InsetExpert expert = new InsetExpert(learnt());

  /** Knows how one picture's texture changes where it is drawn anew. */
  private static InsetExpert.Learnt learnt() {
    Frame f = picture(40);
    Box all = new Box(0, 0, SIDE, SIDE);
    float[] real = TextureFeatures.of(Planes.of(Jpeg.through(f, 85), all));
    float[] drawn = TextureFeatures.of(Planes.of(Jpeg.through(drawn(f, all), 85), all));
    int n = real.length;
    float[] mean = new float[n];
    float[] spread = new float[n];
    float[] weight = new float[n];
    for (int i = 0; i < n; i++) {
      mean[i] = (drawn[i] - real[i]) / 2;
      spread[i] = Math.max(.01f, Math.abs(drawn[i] - real[i]) / 2);
      weight[i] = Math.signum(drawn[i] - real[i]) * 3 / n;
    }
    InsetExpert.Part p = new InsetExpert.Part(new Linear(mean, spread, weight, 0, 1), LIMIT);
    return new InsetExpert.Learnt(p, p, NONE);
  }

  /** What a camera might see: fine detail everywhere, a little soft. */
  private static Frame picture(long seed) {
    byte[] rgb = new byte[SIDE * SIDE * 3];
    new Seed(seed).random().nextBytes(rgb);
    return Edits.blur(new Frame(SIDE, SIDE, rgb), .6);
  }

  private static FaceMesh face(double width) {
    FaceMesh m = new FaceMesh(FaceTopology.canonical().vertices().clone());
    double s = width / m.bounds().width();
    return m.map(new Affine2(s, 0, SIDE / 2.0, 0, -s, SIDE / 2.0));
  }

  /** A box made smaller and large again. */
  private static Frame drawn(Frame f, Box b) {
    Frame small = Edits.scale(f, .4);
    Frame soft = Edits.resize(small, f.width(), f.height());
    byte[] rgb = f.rgb().clone();
    for (int y = b.y(); y < b.bottom(); y++) {
      int at = 3 * (y * f.width() + b.x());
      System.arraycopy(soft.rgb(), at, rgb, at, 3 * b.width());
    }
    return new Frame(f.width(), f.height(), rgb);
  }

  /** Of a map's middle. */
  private static int redness(@Nullable Frame map) {
    Frame m = Objects.requireNonNull(map);
    int x = m.width() / 2;
    int y = m.height() / 2;
    return m.at(x, y, 0) - m.at(x, y, 1);
  }

  private Opinion look(Frame f, FaceMesh m) {
    return expert.look(Subject.of(Jpeg.through(f, 85), m, null), true);
  }

  @Test
  void aFaceThatWasDrawnIntoAPictureSpeaksAgainstIt() {
    FaceMesh m = face(190);
    for (long seed = 0; seed < 4; seed++) {
      Frame f = picture(seed);

      Opinion untouched = look(f, m);
      assertThat(untouched.logOdds()).isEqualTo(NONE);
      Opinion o = look(drawn(f, m.bounds()), m);
      assertThat(o.logOdds()).isGreaterThan(1).isLessThanOrEqualTo(Linear.MOST);
      assertThat(o.family()).isEqualTo(Family.SURROUNDINGS);
      Frame map = Objects.requireNonNull(o.evidence());
      assertThat(map.width()).isGreaterThan(190);
      assertThat(redness(map)).isGreaterThan(redness(untouched.evidence()) + 30);
    }
  }

  @Test
  void aPictureDrawnAsAWholeIsAlikeWithinItself() {
    Frame f = drawn(picture(3), new Box(0, 0, SIDE, SIDE));
    Opinion o = look(f, face(190));

    assertThat(o.applicable()).isTrue();
    assertThat(o.logOdds()).isEqualTo(NONE);
    assertThat(o.says()).contains("no more than they may");
  }

  @Test
  void aMouthThatWasDrawnInSpeaksAgainstIt() {
    FaceMesh m = face(190);
    Frame f = picture(6);
    int x = (int) m.x(61) - 20;
    // The canonical face stands on its head here.
    int y = (int) m.y(152);
    Box mouth = new Box(x, y, (int) m.x(291) + 20 - x, (int) m.y(2) - y);
    Opinion o = look(drawn(f, mouth), m);

    assertThat(o.logOdds()).isGreaterThan(1);
    assertThat(o.says()).contains("the mouth's texture");
  }

  @Test
  void inBlurredPicturesItCountsHalf() {
    FaceMesh m = face(190);
    Opinion o = look(Edits.blur(drawn(picture(1), m.bounds()), 2), m);

    assertThat(o.flags()).singleElement().asString().contains("counts half");
    assertThat(o.logOdds()).isLessThanOrEqualTo(Linear.MOST / 2);
    assertThat(look(drawn(picture(1), m.bounds()), m).flags()).isEmpty();
  }

  @Test
  void whereThereIsNoFaceOrASmallOneNothingIsCompared() {
    Frame f = picture(2);
    FaceMesh small = face(70);

    assertThat(look(drawn(f, small.bounds()), small).logOdds()).isPositive();
    assertThat(look(f, face(50)).applicable()).isFalse();
    assertThat(expert.look(Subject.of(f, null, null), false).says()).contains("no face");
  }

  @Test
  void aCornerThatWasDrawnInIsNoFace() {
    FaceMesh m = face(190);
    Box b = m.bounds();
    Box corner = new Box(b.x() - 38, b.y() - 38, 75, 75);

    assertThat(look(drawn(picture(5), corner), m).logOdds()).isEqualTo(NONE);
  }

  @Test
  void whatWasLearntIsKeptInTheJudgesFile(@TempDir Path folder) throws IOException {
    JudgeModel shipped = JudgeModel.shipped();
    Path file = folder.resolve("judge.safetensors");
    InsetExpert.Learnt learnt = learnt();
    shipped.inset(learnt, .4f, Map.of()).write(file);
    JudgeModel read = JudgeModel.read(file);

    InsetExpert.Learnt inset = Objects.requireNonNull(read.inset());
    assertThat(inset.mouth().limit()).isEqualTo(LIMIT);
    assertThat(inset.none()).isEqualTo(NONE);
    assertThat(inset.face().differences().weight()).isEqualTo(learnt.face().differences().weight());
    assertThat(read.fusion().weights()).containsEntry(InsetExpert.NAME, .4f);
    assertThat(read.fusion().bias()).isEqualTo(shipped.fusion().bias());
    assertThat(read.fusion(true).counts(InsetExpert.NAME)).as("of films").isTrue();
    assertThatThrownBy(() -> new InsetExpert.Limit(1, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
