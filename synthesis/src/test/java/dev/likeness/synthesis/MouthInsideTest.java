package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MouthInsideTest {
  private static final int SIDE = 300;

  /**
   * Half of the gap that the mesh has between its lips, pixels; it is .22 of the eyes' distance.
   */
  private static final int HALF = 10;

  private static final int MIDDLE = 180;
  private static final int[] LIP = {170, 90, 85};
  private static final int[] DARK = {45, 20, 18};
  private static final int[] TONGUE = {140, 75, 72};
  private static final int[] TOOTH = {205, 190, 165};
  private static final FaceMesh FACE = face();

  private static FaceMesh face() {
    float[] xyz = Meshes.face(150, 120, 14, 0).xyz().clone();
    for (int[] c : LipSeal.COLUMNS) {
      for (int k = 0; k < 4; k++) {
        xyz[3 * c[k] + 1] = MIDDLE + new int[] {-HALF - 11, -HALF, HALF, HALF + 11}[k];
      }
    }
    return new FaceMesh(xyz);
  }

  /** Lips, and from the mesh's upper line down rows of these colours. */
  private static Frame mouth(int[]... rows) {
    byte[] rgb = new byte[SIDE * SIDE * 3];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int row = i / SIDE - MIDDLE + HALF;
      int[] at = row < 0 || row >= rows.length ? LIP : rows[row];
      for (int c = 0; c < 3; c++) {
        rgb[3 * i + c] = (byte) at[c];
      }
    }
    return new Frame(SIDE, SIDE, rgb);
  }

  private static int[][] rows(Object... what) {
    List<int[]> all = new ArrayList<>();
    for (int k = 0; k < what.length; k += 2) {
      for (int i = 0; i < (int) what[k]; i++) {
        all.add((int[]) what[k + 1]);
      }
    }
    return all.toArray(int[][]::new);
  }

  private static MouthInside seen(Frame f) {
    return MouthInside.of(
        MouthInside.together(List.of(MouthInside.seen(MouthPatch.of(f, FACE), FACE)), 0, 0));
  }

  private static float eyes(double pixels) {
    return (float) (pixels / FACE.eyeDistance());
  }

  @Test
  void aSmileWithShutTeethIsAllTeethAndAnOpenMouthIsDarkBelowThem() {
    MouthInside smile = seen(mouth(rows(20, TOOTH)));
    assertThat(smile.upper()).isEqualTo(1);
    assertThat(smile.lower()).isCloseTo(eyes(20), within(.03f));
    assertThat(smile.tongue()).isZero();
    MouthInside open = seen(mouth(rows(6, TOOTH, 14, DARK)));
    assertThat(open.upper()).isEqualTo(1);
    assertThat(open.lower()).isZero();
    assertThat(open.tongue()).isLessThan(.15f);
    MouthInside both = seen(mouth(rows(6, TOOTH, 8, DARK, 6, TOOTH)));
    assertThat(both.lower()).isCloseTo(eyes(6), within(.03f));
  }

  @Test
  void aTongueIsNeitherLipNorTooth() {
    MouthInside o = seen(mouth(rows(3, DARK, 14, TONGUE, 3, DARK)));
    assertThat(o.upper()).isZero();
    assertThat(o.tongue()).isGreaterThan(.6f);
    assertThat(o.above() + o.below()).isZero();
  }

  /** The mesh's lines lie in the lips: teeth fill the middle only. */
  @Test
  void lipsEndWhereTeethBegin() {
    MouthInside m = seen(mouth(rows(4, LIP, 11, TOOTH, 5, LIP)));
    assertThat(m.above()).isCloseTo(.2f, within(.05f));
    assertThat(m.below()).isCloseTo(.25f, within(.05f));
    float[] xyz = FACE.xyz().clone();
    m.narrow(xyz);
    assertThat(xyz[3 * 13 + 1]).isCloseTo(MIDDLE - HALF + 4, within(1.2f));
    assertThat(xyz[3 * 14 + 1]).isCloseTo(MIDDLE + HALF - 5, within(1.2f));
    assertThat(xyz[3 * 17 + 1]).isEqualTo(FACE.y(17));
  }

  /** Below an upper lip that covers the upper teeth begin the lower ones. */
  @Test
  void teethFarBelowTheUpperLipAreLowerOnes() {
    MouthInside m = seen(mouth(rows(12, LIP, 8, TOOTH)));
    assertThat(m.upper()).isLessThan(.1f);
    assertThat(m.lower()).isCloseTo(eyes(8), within(.03f));
    assertThat(m.above()).isCloseTo(.57f, within(.06f));
  }

  /** Lips of one colour from line to line meet somewhere; what lies in their shade is a tongue. */
  @Test
  void lipsWithNothingBetweenThemAreShut() {
    MouthInside m = seen(mouth());
    assertThat(m.above() + m.below()).isCloseTo(1, within(.01f));
    assertThat(seen(mouth(rows(20, new int[] {110, 62, 60}))).above()).isZero();
  }

  @Test
  void whatIsSeenOfShutLipsDoesNotCount() {
    float[] shut = new float[MouthInside.SIZE];
    float[] open = MouthInside.seen(MouthPatch.of(mouth(rows(20, TOOTH)), FACE), FACE);
    float[] both = MouthInside.together(List.of(shut, open, shut), 0, 1);
    assertThat(both[2]).isEqualTo(open[2]);
    assertThat(MouthInside.of(MouthInside.together(List.of(shut, shut), 0, 0)))
        .isEqualTo(MouthInside.USUAL);
  }
}
