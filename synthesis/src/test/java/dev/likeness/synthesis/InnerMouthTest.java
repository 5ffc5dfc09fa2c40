package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.MouthShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InnerMouthTest {
  private static final int SIZE = 400;
  private static final Box BOX = new Box(0, 0, SIZE, SIZE);
  private static final float[] FAIR = {224, 172, 148};
  private static final float[] DARK = {92, 60, 44};
  private static final float[] WHITE = {172, 160, 152};
  private static final MouthShape OPEN = new MouthShape(.6f, .2f, 0, 0, .3f, 0, .3f, 0);

  private final MeshAreas areas = new MeshAreas(FaceTopology.canonical());
  private final Expression expression = new Expression(FaceTopology.canonical());

  /** Skin of one colour, the eyes white, and what is between the lips as given. */
  private float[][] face(FaceMesh m, float[] skin, float[] between, float light) {
    float[][] planes = new float[3][SIZE * SIZE];
    float[][] rings = {
      Rings.outline(m, areas.rightEye, 0, 0),
      Rings.outline(m, areas.leftEye, 0, 0),
      Rings.outline(m, areas.mouth, 0, 0)
    };
    for (int i = 0; i < SIZE * SIZE; i++) {
      float x = i % SIZE + .5f;
      float y = i / SIZE + .5f;
      float[] at = skin;
      for (int r = 0; r < 3; r++) {
        at = Rings.inside(rings[r], x, y) > 0 ? r < 2 ? WHITE : between : at;
      }
      for (int c = 0; c < 3; c++) {
        planes[c][i] = light * at[c];
      }
    }
    return planes;
  }

  private float[][] opened(FaceMesh base, float[][] before, float yaw) {
    return opened(base, before, yaw, 0, Focus.CRISP);
  }

  private float[][] opened(FaceMesh base, float[][] before, float yaw, float hidden, float focus) {
    FaceMotion.State s = new FaceMotion.State(OPEN, 0, 0, yaw, 0, 0);
    float[][] out = {before[0].clone(), before[1].clone(), before[2].clone()};
    FaceMesh moved = expression.moved(base, s);
    FaceMesh still = Neck.of(base, s).turned(base);
    InnerMouth.Look look = new InnerMouth.Look(OPEN, hidden, focus);
    new InnerMouth(areas).paint(base, still, moved, look, BOX, before, out);
    return out;
  }

  /** The brightest that is drawn in the mouth's middle third, and the darkest; luma. */
  private static float[] range(FaceMesh m, float[][] planes) {
    float most = 0;
    float least = 255;
    for (int y = (int) m.y(13) + 3; y < (int) m.y(14) - 3; y++) {
      for (int x = (int) m.x(82); x < (int) m.x(312); x++) {
        int i = y * SIZE + x;
        float v = .3f * planes[0][i] + .59f * planes[1][i] + .11f * planes[2][i];
        most = Math.max(most, v);
        least = Math.min(least, v);
      }
    }
    return new float[] {most, least};
  }

  @Test
  void teethAreBrighterThanDarkSkinAndNeverGlareOnFairSkin() {
    FaceMesh base = Meshes.face(200, 190, 16, 0);
    FaceMesh moved = expression.moved(base, new FaceMotion.State(OPEN, 0, 0, 0, 0, 0));
    float dark = range(moved, opened(base, face(base, DARK, DARK, 1), 0))[0];
    float fair = range(moved, opened(base, face(base, FAIR, FAIR, 1), 0))[0];
    assertThat(dark).isBetween(100f, 190f);
    assertThat(fair).isBetween(150f, 225f);
    float dim = range(moved, opened(base, face(base, FAIR, FAIR, .5f), 0))[0];
    assertThat(dim).isLessThan(.75f * fair);
  }

  @Test
  void theBackOfTheMouthIsDarkAndRedderThanItIsGreen() {
    FaceMesh base = Meshes.face(200, 190, 16, 0);
    FaceMesh moved = expression.moved(base, new FaceMotion.State(OPEN, 0, 0, 0, 0, 0));
    float[][] drawn = opened(base, face(base, FAIR, FAIR, 1), 0);
    float[] range = range(moved, drawn);
    assertThat(range[1]).isBetween(8f, 70f);
    int x = Math.round(moved.x(13));
    int y = Math.round(.45f * moved.y(13) + .55f * moved.y(14));
    assertThat(drawn[0][y * SIZE + x]).isGreaterThan(1.3f * drawn[1][y * SIZE + x]);
  }

  /** A mouth of one dark colour looks cut out: tongue and lip are lit, corners lie in the dark. */
  @Test
  void anOpenMouthHasDepth() {
    FaceMesh base = Meshes.face(200, 190, 16, 0);
    FaceMesh moved = expression.moved(base, new FaceMotion.State(OPEN, 0, 0, 0, 0, 0));
    float[][] drawn = opened(base, face(base, FAIR, FAIR, 1), 0);
    float gap = moved.y(14) - moved.y(13);
    float throat = luma(drawn, moved.x(13), moved.y(13) + .55f * gap);
    float tongue = luma(drawn, moved.x(13), moved.y(13) + .85f * gap);
    float middle = (moved.y(78) + moved.y(308)) / 2;
    float corner = luma(drawn, moved.x(78) + .12f * (moved.x(13) - moved.x(78)), middle + 1);
    assertThat(tongue).isGreaterThan(2.25f * throat);
    assertThat(corner).isLessThan(.8f * throat);
  }

  private static float luma(float[][] planes, float x, float y) {
    int i = Math.round(y) * SIZE + Math.round(x);
    return .3f * planes[0][i] + .59f * planes[1][i] + .11f * planes[2][i];
  }

  /** Gum ends in arches that meet between the teeth, whose heights differ. */
  @Test
  void theGumsEdgeHasNoSteps() {
    for (ToothRow row : new ToothRow[] {ToothRow.upper(), ToothRow.lower()}) {
      row.place(new ToothRow.Axes(100, 0, 0, 100, 0, 0), 0, 0, 1);
      float last = Float.NaN;
      for (float x = -150; x <= 150; x += .25f) {
        assertThat(row.at(x, 0)).isTrue();
        float edge = row.gum() + row.shorter();
        assertThat(Float.isNaN(last) ? 0 : Math.abs(edge - last)).isLessThan(.06f);
        last = edge;
      }
    }
  }

  @Test
  void nothingIsDrawnOutsideTheLips() {
    FaceMesh base = Meshes.face(200, 190, 16, 0);
    FaceMesh moved = expression.moved(base, new FaceMotion.State(OPEN, 0, 0, 0, 0, 0));
    float[][] before = face(base, FAIR, FAIR, 1);
    float[][] drawn = opened(base, before, 0);
    float[] line = Rings.rounded(Rings.outline(moved, areas.mouth, 0, 0));
    for (int i = 0; i < SIZE * SIZE; i++) {
      if (Rings.inside(line, i % SIZE + .5f, i / SIZE + .5f) < -.5f) {
        assertThat(drawn[1][i]).isEqualTo(before[1][i]);
      }
    }
  }

  @Test
  void teethOfThePictureAreKeptAndLipsAreNotTakenForThem() {
    FaceMesh base =
        expression.moved(
            Meshes.face(200, 190, 16, 0),
            new FaceMotion.State(new MouthShape(.3f, 0, 0, 0, .2f, 0, .2f, 0), 0, 0, 0, 0, 0));
    float[] teeth = {215, 205, 180};
    float[][] smiling = face(base, FAIR, teeth, 1);
    assertThat(new MouthLight(base, areas, BOX, smiling).teeth).isTrue();
    float[][] drawn = opened(base, smiling, 0);
    int x = Math.round(base.x(13));
    int y = Math.round((base.y(13) + base.y(14)) / 2);
    for (int c = 0; c < 3; c++) {
      assertThat(drawn[c][y * SIZE + x]).isCloseTo(teeth[c], within(3f));
    }
    float[] lip = {176, 88, 84};
    assertThat(new MouthLight(base, areas, BOX, face(base, FAIR, lip, 1)).teeth).isFalse();
  }

  /** A crisp mouth in a soft face looks pasted in. */
  @Test
  void theMouthsEdgeIsAsSoftAsThePicture() {
    FaceMesh base = Meshes.face(200, 190, 16, 0);
    FaceMesh moved = expression.moved(base, new FaceMotion.State(OPEN, 0, 0, 0, 0, 0));
    float[][] before = face(base, FAIR, FAIR, 1);
    float crisp = steepest(moved, opened(base, before, 0)[1]);
    float soft = steepest(moved, opened(base, before, 0, 0, 1.8f)[1]);
    assertThat(soft).isLessThan(.7f * crisp);
  }

  /** The greatest step from a pixel to the next below around the lower lip's edge. */
  private static float steepest(FaceMesh m, float[] plane) {
    float most = 0;
    int x = Math.round(m.x(14));
    for (int y = (int) m.y(14) - 8; y < m.y(14) + 4; y++) {
      most = Math.max(most, Math.abs(plane[(y + 1) * SIZE + x] - plane[y * SIZE + x]));
    }
    return most;
  }

  @Test
  void teethThatTheLipHidesAreNotSeen() {
    FaceMesh base = Meshes.face(200, 190, 16, 0);
    FaceMesh moved = expression.moved(base, new FaceMotion.State(OPEN, 0, 0, 0, 0, 0));
    float[][] before = face(base, FAIR, FAIR, 1);
    float shown = upper(moved, opened(base, before, 0));
    assertThat(upper(moved, opened(base, before, 0, 1, Focus.CRISP))).isLessThan(.6f * shown);
  }

  /** How many of the places below the upper lip are light. */
  private static float upper(FaceMesh m, float[][] planes) {
    int n = 0;
    for (int y = (int) m.y(13); y < (m.y(13) + m.y(14)) / 2; y++) {
      n += planes[1][y * SIZE + Math.round(m.x(13)) + 3] > 90 ? 1 : 0;
    }
    return n;
  }

  /** The light lower lip of a dark face, which the mesh's line for the upper one had slipped to. */
  @Test
  void aPinkLipIsNotTakenForTeethWhereTheyCouldBeAsRed() {
    FaceMesh base =
        expression.moved(
            Meshes.face(200, 190, 16, 0),
            new FaceMotion.State(new MouthShape(.3f, 0, 0, 0, .2f, 0, .2f, 0), 0, 0, 0, 0, 0));
    float[] lip = {188, 138, 136};
    float[] teeth = {188, 146, 118};
    assertThat(new MouthLight(base, areas, BOX, face(base, DARK, lip, 1)).teeth).isFalse();
    assertThat(new MouthLight(base, areas, BOX, face(base, DARK, teeth, 1)).teeth).isTrue();
  }

  @Test
  void teethAreNotGreenUnderColdLight() {
    FaceMesh base = Meshes.face(200, 190, 16, 0);
    float[][] cold = face(base, FAIR, FAIR, 1);
    for (int i = 0; i < cold[0].length; i++) {
      cold[0][i] *= .85f;
    }
    float[] tooth = new MouthLight(base, areas, BOX, cold).tooth;
    assertThat(tooth[0]).isGreaterThan(1.15f * tooth[1]);
    assertThat(tooth[2]).isLessThan(.9f * tooth[1]);
  }

  /** In a soft picture a row of teeth is a band, not a wall of bricks. */
  @Test
  void linesBetweenTeethFadeInSoftPictures() {
    float crisp = sharpest(Focus.CRISP);
    assertThat(crisp).isBetween(10f, 60f);
    assertThat(sharpest(1.8f)).isLessThan(.5f * crisp);
  }

  /** The sharpest bend in brightness across the front teeth of a raised lip. */
  private float sharpest(float focus) {
    FaceMesh base = Meshes.face(200, 190, 24, 0);
    MouthShape raised = new MouthShape(.6f, .2f, 0, 0, 1, 0, .3f, 0);
    FaceMesh moved = expression.moved(base, new FaceMotion.State(raised, 0, 0, 0, 0, 0));
    float[][] before = face(base, FAIR, new float[] {60, 24, 24}, 1);
    float[][] out = {before[0].clone(), before[1].clone(), before[2].clone()};
    InnerMouth.Look look = new InnerMouth.Look(raised, 0, focus);
    new InnerMouth(areas).paint(base, base, moved, look, BOX, before, out);
    int from = (Math.round(moved.y(13)) + 8) * SIZE + Math.round(moved.x(13));
    float most = 0;
    for (int i = from - 28; i < from + 28; i++) {
      most = Math.max(most, Math.abs(out[1][i + 1] + out[1][i - 1] - 2 * out[1][i]));
    }
    return most;
  }

  /** Or shut lips would part to a white line. */
  @Test
  void teethOfThePictureBehindASlitAreInTheShade() {
    FaceMesh base =
        expression.moved(
            Meshes.face(200, 190, 24, 0),
            new FaceMotion.State(new MouthShape(.3f, 0, 0, 0, .2f, 0, .2f, 0), 0, 0, 0, 0, 0));
    float[] teeth = {215, 205, 180};
    float[][] before = face(base, FAIR, teeth, 1);
    float[] p = base.xyz().clone();
    for (int i = 1; i < 10; i++) {
      int low = 3 * Expression.LIPS[3][i] + 1;
      p[low] = p[3 * Expression.LIPS[3][20 - i] + 1] + .1f * 24;
    }
    FaceMesh slit = new FaceMesh(p);
    float[][] out = {before[0].clone(), before[1].clone(), before[2].clone()};
    InnerMouth.Look look = new InnerMouth.Look(MouthShape.REST, 0, Focus.CRISP);
    new InnerMouth(areas).paint(base, base, slit, look, BOX, before, out);
    int x = Math.round(slit.x(13));
    int y = Math.round((slit.y(13) + slit.y(14)) / 2 - .5f);
    assertThat(out[1][y * SIZE + x]).isLessThan(.8f * teeth[1]);
  }

  /** A tongue falls off into the shade at its sides. */
  @Test
  void theTongueIsBrighterInItsMiddleThanAtItsSides() {
    FaceMesh base = Meshes.face(200, 190, 16, 0);
    MouthShape wide = new MouthShape(1.3f, 0, 0, 0, 0, 0, 0, .6f);
    FaceMotion.State s = new FaceMotion.State(wide, 0, 0, 0, 0, 0);
    FaceMesh moved = expression.moved(base, s);
    float[][] before = face(base, FAIR, FAIR, 1);
    float[][] out = {before[0].clone(), before[1].clone(), before[2].clone()};
    InnerMouth.Look look = new InnerMouth.Look(wide, 1, Focus.CRISP);
    new InnerMouth(areas).paint(base, base, moved, look, BOX, before, out);
    int y = Math.round(.3f * moved.y(13) + .7f * moved.y(14));
    float middle = out[0][y * SIZE + Math.round(moved.x(14)) + 4];
    float side = out[0][y * SIZE + Math.round(moved.x(14)) + 22];
    assertThat(middle).isGreaterThan(110);
    assertThat(side).isBetween(30f, .85f * middle);
    int back = Math.round(.7f * moved.y(13) + .3f * moved.y(14));
    assertThat(out[0][back * SIZE + Math.round(moved.x(14)) + 4]).isLessThan(.7f * middle);
  }

  @Test
  void teethAreWarmerThanTheWhitesOfTheEyes() {
    FaceMesh base = Meshes.face(200, 190, 16, 0);
    float[] tooth = new MouthLight(base, areas, BOX, face(base, FAIR, FAIR, 1)).tooth;
    float white = MouthLight.linear(WHITE[2]) / MouthLight.linear(WHITE[1]);
    assertThat(tooth[0]).isGreaterThan(tooth[1]);
    assertThat(tooth[2] / tooth[1]).isLessThan(white);
  }

  @ParameterizedTest
  @ValueSource(floats = {-25, 0, 25})
  void aRowOfTeethIsSeenFromItsMiddleOutwardsOnTurnedHeads(float yaw) {
    double a = Math.toRadians(yaw);
    ToothRow row = ToothRow.upper();
    float s = 20;
    row.place(
        new ToothRow.Axes(s * (float) Math.cos(a), 0, 0, s, s * (float) Math.sin(a), 0), .4f, 0, 1);
    assertThat(row.at(0, 0)).isTrue();
    assertThat(row.which).isZero();
    int last = 0;
    for (float x = 0; x < 70; x += .5f) {
      if (row.at(x, 0)) {
        assertThat(row.which).isGreaterThanOrEqualTo(last);
        assertThat(row.below).isCloseTo(-.4f, within(.01f));
        assertThat(row.side).isBetween(-1f, 1f);
        last = row.which;
      }
    }
    assertThat(last).isGreaterThanOrEqualTo(3);
    assertThat(row.at(100, 0)).isFalse();
  }
}
