package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LipSealTest {
  private static final int SIDE = 300;
  private static final int[] LIP = {170, 90, 85};
  private static final int[] DARK = {45, 20, 18};
  private static final int[] TOOTH = {205, 190, 165};

  /** A face whose lips seem a ninth of the distance between the eyes apart. */
  private static final FaceMesh FACE = face(5);

  private static FaceMesh face(int half) {
    float[] xyz = Meshes.face(150, 120, 14, 0).xyz().clone();
    int[][] columns = {
      {39, 81, 178, 181},
      {37, 82, 87, 84},
      {0, 13, 14, 17},
      {267, 312, 317, 314},
      {269, 311, 402, 405}
    };
    for (int[] c : columns) {
      for (int k = 0; k < 4; k++) {
        xyz[3 * c[k] + 1] = 180 + new int[] {-half - 11, -half, half, half + 11}[k];
      }
    }
    return new FaceMesh(xyz);
  }

  /** Lips of one colour, and between their inner lines, from {@code x} on, another. */
  private static Frame mouth(int half, int[] between, int x) {
    byte[] rgb = new byte[SIDE * SIDE * 3];
    for (int i = 0; i < SIDE * SIDE; i++) {
      boolean gap = Math.abs(i / SIDE - 180) < half && i % SIDE >= x;
      for (int c = 0; c < 3; c++) {
        rgb[3 * i + c] = (byte) (gap ? between[c] : LIP[c]);
      }
    }
    return new Frame(SIDE, SIDE, rgb);
  }

  private static float gap(FaceMesh m, int upper, int lower) {
    return m.y(lower) - m.y(upper);
  }

  private static FaceMesh shut(FaceMesh m, Frame... frames) {
    List<float[]> seen = new ArrayList<>();
    for (Frame f : frames) {
      seen.add(LipSeal.seen(MouthPatch.of(f, m), m));
    }
    return LipSeal.shut(m, LipSeal.together(seen, 0, frames.length / 2));
  }

  @Test
  void lipsThatMeetInALineAreShutAndPartedOnesStayParted() {
    assertThat(gap(shut(FACE, mouth(1, DARK, 0)), 13, 14)).isLessThan(3);
    assertThat(gap(shut(FACE, mouth(5, DARK, 0)), 13, 14)).isEqualTo(10);
    assertThat(gap(shut(FACE, mouth(5, TOOTH, 0)), 13, 14)).isEqualTo(10);
  }

  @Test
  void teethAtOneSideKeepThatSideOpen() {
    FaceMesh m = shut(FACE, mouth(5, TOOTH, 150));
    assertThat(gap(m, 81, 178)).isLessThan(1);
    assertThat(gap(m, 311, 402)).isEqualTo(10);
  }

  @Test
  void aSingleFrameThatErrsDoesNotShutThem() {
    Frame open = mouth(5, TOOTH, 0);
    Frame errs = mouth(1, DARK, 0);
    assertThat(gap(shut(FACE, open, open, errs, open, open), 13, 14)).isEqualTo(10);
  }

  @Test
  void aMouthWideOpenIsNotShutWhateverItsColour() {
    FaceMesh wide = face(16);
    assertThat(gap(shut(wide, mouth(1, DARK, 0)), 13, 14)).isEqualTo(32);
  }

  /** Lips of the mouth's own colour at its corner are no shut lips where it is wide open beside. */
  @Test
  void aTongueDoesNotShutTheCornerOfAWideMouth() {
    float[] xyz = face(16).xyz().clone();
    xyz[3 * 191 + 1] = 177;
    xyz[3 * 95 + 1] = 183;
    FaceMesh m = new FaceMesh(xyz);
    assertThat(gap(shut(m, mouth(1, DARK, 0)), 191, 95)).isEqualTo(6);
  }
}
