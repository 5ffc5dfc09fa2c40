package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import org.junit.jupiter.api.Test;

class SkinSearchTest {
  private final SkinSearch skins = new SkinSearch(new MeshAreas(FaceTopology.canonical()));
  private final FaceMesh mesh = Meshes.face(150, 150, 14, 0);

  /** Paints a black bar of {@code height} rows from row {@code top} on, over columns from..to. */
  private static Frame bar(Frame f, int top, int height, int from, int to) {
    byte[] rgb = f.rgb().clone();
    for (int y = top; y < top + height; y++) {
      for (int i = 3 * (y * f.width() + from); i < 3 * (y * f.width() + to); i++) {
        rgb[i] = 20;
      }
    }
    return new Frame(f.width(), f.height(), rgb);
  }

  private float at(Frame f, double x, double y) {
    SmallFace s = SmallFace.of(f, mesh);
    float[] found = skins.find(s, skins.skin(s));
    return found == null
        ? 0
        : View.Soft.at(
            found,
            s.frame().width(),
            s.frame().height(),
            (float) s.toSmall().x(x, y) - .5f,
            (float) s.toSmall().y(x, y) - .5f);
  }

  @Test
  void bareSkinHasNothingOverIt() {
    Frame f = Meshes.picture(300, 300, 0, 1);
    SmallFace s = SmallFace.of(f, mesh);
    assertThat(skins.find(s, skins.skin(s))).isNull();
  }

  @Test
  void aFringeIsFoundAndTheCheekIsFree() {
    Frame f = bar(Meshes.picture(300, 300, 0, 1), 0, 85, 0, 300);
    assertThat(at(f, 150, 60)).isGreaterThan(.9f);
    assertThat(at(f, 115, 165)).isZero();
    assertThat(at(f, 185, 165)).isZero();
  }

  @Test
  void aMoleInTheMiddleIsPartOfTheFace() {
    Frame f = bar(Meshes.picture(300, 300, 0, 1), 160, 6, 110, 118);
    assertThat(at(f, 114, 163)).isZero();
  }

  @Test
  void aBeardIsPartOfTheFace() {
    Frame f = bar(Meshes.picture(300, 300, 0, 1), 225, 60, 0, 300);
    assertThat(at(f, 150, 245)).isZero();
  }

  @Test
  void aViewNeverDrawsItsFringe() {
    Frame f = bar(Meshes.picture(300, 300, 0, 1), 0, 85, 0, 300);
    View v = new View(f, mesh);
    assertThat(v.bare()[10]).isLessThan(.1f);
    assertThat(v.bare()[1]).isEqualTo(1f);
    assertThat(v.texture().frame(0).at(150, 60, 0)).isGreaterThan(120);
    assertThat(v.picture().at(150, 60, 0)).isEqualTo(20);
  }

  @Test
  void aViewDrawsNoShadowBesideHairOnItsCheekEither() {
    Frame f = Meshes.picture(300, 300, 0, 1);
    byte[] rgb = f.rgb().clone();
    for (int i = 0; i < 300 * 300; i++) {
      double light = Math.clamp((i % 300 - 97) / 7.0, .12, 1); // hair to column 98, and a soft edge
      for (int c = 0; c < 3; c++) {
        rgb[3 * i + c] = (byte) ((f.rgb()[3 * i + c] & 255) * light);
      }
    }
    Frame drawn = new View(new Frame(300, 300, rgb), mesh).texture().frame(0);
    for (int x = 95; x < 110; x++) {
      assertThat(drawn.at(x, 160, 0)).as("column " + x).isGreaterThan(155);
    }
  }
}
