package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.MouthShape;
import org.junit.jupiter.api.Test;

/** What strangers noticed first in drawn mouths. */
class MouthLooksTest {
  private static final int SIZE = 400;
  private static final Box BOX = new Box(0, 0, SIZE, SIZE);
  private static final FaceMesh BASE = Meshes.face(200, 190, 24, 0);
  private static final float[] SKIN = {224, 172, 148};

  private final MeshAreas areas = new MeshAreas(FaceTopology.canonical());
  private final Expression expression = new Expression(FaceTopology.canonical());

  private FaceMesh moved(FaceMesh base, MouthShape s) {
    return expression.moved(base, new FaceMotion.State(s, 0, 0, 0, 0, 0));
  }

  /** A face of one colour with eyes and what is between the lips of others. */
  private float[][] face(FaceMesh base, float[] skin, float[] eyes, float[] between) {
    float[][] planes = new float[3][SIZE * SIZE];
    float[][] rings = {
      Rings.outline(base, areas.rightEye, 0, 0),
      Rings.outline(base, areas.leftEye, 0, 0),
      Rings.outline(base, areas.mouth, 0, 0)
    };
    for (int i = 0; i < SIZE * SIZE; i++) {
      float[] at = skin;
      for (int r = 0; r < 3; r++) {
        float in = Rings.inside(rings[r], i % SIZE + .5f, i / SIZE + .5f);
        at = in > 0 ? r < 2 ? eyes : between : at;
      }
      for (int c = 0; c < 3; c++) {
        planes[c][i] = at[c];
      }
    }
    return planes;
  }

  private float[][] drawn(FaceMesh base, float[][] before, FaceMesh to, MouthShape s) {
    float[][] out = {before[0].clone(), before[1].clone(), before[2].clone()};
    InnerMouth.Look look = new InnerMouth.Look(s, 0, Focus.CRISP);
    new InnerMouth(areas).paint(base, base, to, look, BOX, before, out);
    return out;
  }

  /** Of the column between the lips' middles, how many places are as light as teeth. */
  private static int light(FaceMesh m, float[][] planes) {
    int n = 0;
    for (int y = (int) m.y(13); y < m.y(14); y++) {
      n += planes[1][y * SIZE + Math.round(m.x(13)) + 3] > 100 ? 1 : 0;
    }
    return n;
  }

  @Test
  void lipsThatAreRoundedHideTheTeethAndThoseThatAreRaisedDoNot() {
    float[][] before = face(BASE, SKIN, new float[] {172, 160, 152}, SKIN);
    MouthShape plain = new MouthShape(.3f, 0, 0, 0, .1f, 0, .1f, 0);
    FaceMesh to = moved(BASE, plain);
    int usual = light(to, drawn(BASE, before, to, plain));
    MouthShape oo = new MouthShape(.3f, 0, .9f, .4f, .06f, 0, .1f, 0);
    MouthShape sh = new MouthShape(.3f, 0, .5f, .5f, .4f, 0, .1f, 0);
    assertThat(usual).isGreaterThan(4);
    assertThat(light(to, drawn(BASE, before, to, oo))).isLessThan(usual / 2);
    assertThat(light(to, drawn(BASE, before, to, sh))).isGreaterThan(usual * 2 / 3);
  }

  /** A picture that shows the edges of teeth does not show where gum begins. */
  @Test
  void teethOfWhichASlitIsSeenAreAsTallAsOthers() {
    FaceMesh slit = moved(BASE, new MouthShape(.08f, 0, 0, 0, 0, 0, 0, 0));
    float[][] before = face(slit, SKIN, new float[] {172, 160, 152}, new float[] {205, 190, 165});
    MouthShape raised = new MouthShape(.5f, .2f, 0, 0, 1, 0, .4f, 0);
    FaceMesh to = moved(slit, raised);
    assertThat(new MouthLight(slit, areas, BOX, before).teeth).isTrue();
    float[][] out = drawn(slit, before, to, raised);
    int y = Math.round((slit.y(13) + slit.y(14)) / 2 - .3f * 24);
    assertThat((float) y).isGreaterThan(to.y(13) + 2);
    int i = y * SIZE + Math.round(to.x(13)) + 5;
    assertThat(out[0][i]).isLessThan(1.25f * out[1][i]);
  }

  /** Yellow light makes teeth warm and not green. */
  @Test
  void teethAreNotGreenUnderYellowLight() {
    float[][] yellow =
        face(
            BASE,
            new float[] {220, 165, 95},
            new float[] {182, 180, 150},
            new float[] {90, 30, 30});
    float[] tooth = new MouthLight(BASE, areas, BOX, yellow).tooth;
    assertThat(tooth[0]).isGreaterThan(1.15f * tooth[1]);
    assertThat(tooth[0] * tooth[2]).isGreaterThan(.95f * tooth[1] * tooth[1]);
  }
}
