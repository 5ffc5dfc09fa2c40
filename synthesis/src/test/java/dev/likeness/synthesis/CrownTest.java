package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.FaceTopology.Ring;
import dev.likeness.core.Frame;
import dev.likeness.core.Patch;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CrownTest {
  private static final FaceMesh FACE = Meshes.face(150, 170, 9, 0);
  private static final MeshAreas AREAS = new MeshAreas(FaceTopology.canonical());
  private final Crown crown = new Crown(AREAS, FaceTopology.canonical());

  /** A head of plain skin under hair of one colour that begins above a row. */
  private static Frame head(double skin, int hairline, int red, int green, int blue) {
    Frame f = Meshes.picture(300, 340, 0, skin);
    byte[] rgb = f.rgb().clone();
    for (int i = 0; i < 3 * 300 * hairline; i += 3) {
      int strand = i / 3 % 4;
      rgb[i] = (byte) (red + strand);
      rgb[i + 1] = (byte) (green + strand);
      rgb[i + 2] = (byte) (blue + strand);
    }
    return new Frame(300, 340, rgb);
  }

  private static SkinModel skin(Frame f) {
    return new SkinSearch(AREAS).skin(SmallFace.of(f, FACE));
  }

  private static Frame swapped(Frame source, Frame target, SwapSettings.Area mask) {
    Patch p =
        new FaceSwap()
            .paint(
                target,
                new FaceSwap.Order(
                    FACE,
                    FACE,
                    new View[] {new View(source, FACE)},
                    new float[] {1},
                    new float[2],
                    new float[2],
                    0,
                    1,
                    null,
                    0,
                    skin(target),
                    new SwapSettings(1, 1, .05, mask, false, false)));
    assertThat(p).isNotNull();
    return target.plus(p);
  }

  private static int forehead() {
    return (int) FACE.y(10);
  }

  @Test
  void hairIsFoundAboveItsLineAndBrowsAreNot() {
    Frame f = head(1, forehead() - 8, 30, 25, 20);
    Crown.Hair h = crown.hair(f, FACE, skin(f));
    assertThat(h.at(150, forehead() - 16)).isGreaterThan(.8f);
    assertThat(h.at(150, forehead() + 6)).isZero();
    assertThat(h.at(FACE.x(105), FACE.y(105))).isZero();
  }

  @Test
  void aBareHeadHasNoHair() {
    Frame f = Meshes.picture(300, 340, 0, 1);
    Crown.Hair h = crown.hair(f, FACE, skin(f));
    for (byte b : h.frame().rgb()) {
      assertThat(b).isZero();
    }
  }

  @Test
  void aPictureThatEndsAtTheForeheadLendsNoCrown() {
    Frame f = Meshes.picture(300, 340, 0, 1);
    assertThat(new View(f, FACE).hair()).isNotNull();
    FaceMesh high = Meshes.face(150, 90, 9, 0);
    assertThat(new View(f, high).hair()).isNull();
  }

  @Test
  void theHairlineIsThePersonasAndItsColourTheTargets() {
    Frame low = head(1, forehead() + 2, 35, 30, 25);
    Frame high = head(1, forehead() - 14, 85, 62, 40);
    Frame out = swapped(low, high, SwapSettings.Area.FACE);
    int y = forehead() - 4; // skin in the target, hair in the persona
    assertThat(high.at(150, y, 0)).isGreaterThan(150);
    assertThat(out.at(150, y, 0)).isCloseTo(85, Offset.offset(25));
    assertThat(out.at(150, y, 2)).isCloseTo(40, Offset.offset(25));
    Frame back = swapped(high, low, SwapSettings.Area.FACE);
    // and the other way round: skin where the target has hair
    assertThat(back.at(150, forehead() - 1, 0)).isGreaterThan(120);
    assertThat(back.at(150, forehead() - 1, 0) - back.at(150, forehead() - 1, 2)).isGreaterThan(40);
  }

  /** Or a light gap would part drawn hair, tinted by that shade, from the target's. */
  @Test
  void theShadeUnderTheTargetsHairIsNoHair() {
    Frame low = head(1, forehead() + 2, 35, 30, 25);
    Frame high = head(1, forehead() - 18, 60, 45, 30);
    byte[] rgb = high.rgb().clone();
    for (int i = 3 * 300 * (forehead() - 18); i < 3 * 300 * (forehead() - 10); i++) {
      rgb[i] = (byte) (.55 * (rgb[i] & 255));
    }
    Frame out = swapped(low, new Frame(300, 340, rgb), SwapSettings.Area.FACE);
    for (int y = forehead() - 17; y < forehead() - 3; y++) {
      assertThat(out.at(150, y, 0)).as("row %d", y).isCloseTo(60, Offset.offset(20));
    }
  }

  @Test
  void nothingOfItIsDrawnWhereTheForeheadIsTheTargets() {
    Frame low = head(1, forehead() + 2, 35, 30, 25);
    Frame high = head(1, forehead() - 14, 85, 62, 40);
    Frame out = swapped(low, high, SwapSettings.Area.INNER);
    for (int y = forehead() - 20; y < forehead(); y++) {
      assertThat(out.at(150, y, 1)).isEqualTo(high.at(150, y, 1));
    }
  }

  @Test
  void noArcIsDrawnOfHairThatBeginsFarOut() {
    Frame far = head(1, forehead() - 17, 35, 30, 25);
    Frame farther = head(1, forehead() - 21, 35, 30, 25);
    Frame out = swapped(far, farther, SwapSettings.Area.FACE);
    int y = forehead() - 19;
    assertThat(out.at(150, y, 0)).isCloseTo(farther.at(150, y, 0), Offset.offset(25));
  }

  @Test
  void hairThatWouldEndInABareForeheadIsNotDrawn() {
    Frame fringe = head(1, forehead() + 2, 35, 30, 25);
    Frame bare = Meshes.picture(300, 340, 0, 1);
    Frame out = swapped(fringe, bare, SwapSettings.Area.FACE);
    for (int y = forehead() - 12; y < forehead() + 6; y++) {
      assertThat(out.at(150, y, 1)).isCloseTo(bare.at(150, y, 1), Offset.offset(20));
    }
  }

  /** The picture with each pixel of some rows so much brighter. */
  private static Frame lit(Frame f, java.util.function.IntToDoubleFunction byPixel) {
    byte[] rgb = f.rgb().clone();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) Math.min(255, Math.round((rgb[i] & 255) * byPixel.applyAsDouble(i / 3)));
    }
    return new Frame(f.width(), f.height(), rgb);
  }

  private static double mean(Frame f, int from, int to) {
    double sum = 0;
    for (int y = from; y < to; y++) {
      for (int x = 130; x < 170; x++) {
        sum += f.at(x, y, 1) / 40.0 / (to - from);
      }
    }
    return sum;
  }

  @Test
  void theShadeOfHairThatIsNotDrawnIsNoLineOnTheForehead() {
    int end = forehead() + 10;
    Frame fringe = lit(head(1, forehead() + 2, 35, 30, 25), i -> i < 300 * end ? .75 : 1);
    Frame bare = Meshes.picture(300, 340, 0, 1);
    Frame out = swapped(fringe, bare, SwapSettings.Area.FACE);
    double below = mean(out, end + 6, end + 10);
    assertThat(mean(out, end - 4, end - 1)).isCloseTo(below, Offset.offset(12.0));
  }

  @Test
  void shadeOnUnevenSkinIsNotTakenForHair() {
    Frame fringe = head(1, forehead() + 2, 35, 30, 25);
    Frame plain = Meshes.picture(300, 340, 0, .6);
    java.util.Random chance = new java.util.Random(4);
    double[] gloss = new double[100 * 114];
    for (int i = 0; i < gloss.length; i++) {
      gloss[i] = Math.exp(.3 * chance.nextGaussian());
    }
    int end = forehead() - 3;
    Frame shiny = lit(plain, i -> gloss[i / 900 * 100 + i % 300 / 3] * (i < 300 * end ? .6 : 1));
    Frame out = swapped(fringe, shiny, SwapSettings.Area.FACE);
    assertThat(mean(out, forehead() - 10, end))
        .isCloseTo(mean(shiny, forehead() - 10, end), Offset.offset(12.0));
  }

  @Test
  void noHairIsDrawnAboveAFringeThatWasTakenAway() {
    Frame low = head(1, forehead() + 2, 35, 30, 25);
    byte[] rgb = low.rgb().clone();
    // a strand from the hair down the right of the forehead
    for (int y = forehead(); y < FACE.y(105); y++) {
      for (int x = (int) FACE.x(103); x < (int) FACE.x(109); x++) {
        rgb[3 * (y * 300 + x)] = 35;
        rgb[3 * (y * 300 + x) + 1] = 30;
        rgb[3 * (y * 300 + x) + 2] = 25;
      }
    }
    Frame high = head(1, forehead() - 14, 35, 30, 25);
    Frame out = swapped(new Frame(300, 340, rgb), high, SwapSettings.Area.FACE);
    int x = (int) FACE.x(67);
    for (int y = forehead() - 10; y < FACE.y(105) - 8; y++) {
      assertThat(out.at(x, y, 0)).isCloseTo(high.at(x, y, 0), Offset.offset(60));
    }
    // the other half has the persona's hairline
    assertThat(out.at((int) FACE.x(297), forehead() - 4, 0)).isLessThan(90);
  }

  @Test
  void aBaldHeadStaysBald() {
    Frame hairy = head(1, forehead() - 2, 35, 30, 25);
    Frame bald = Meshes.picture(300, 340, 0, .9);
    Frame out = swapped(hairy, bald, SwapSettings.Area.FACE);
    for (int y = forehead() - 20; y < forehead() + 20; y++) {
      assertThat(out.at(150, y, 0)).isCloseTo(bald.at(150, y, 0), Offset.offset(45));
    }
  }

  @Test
  void hairThatTouchesABrowDoesNotTakeItAlong() {
    Frame f = Meshes.picture(300, 340, 0, 1);
    byte[] rgb = f.rgb().clone();
    // from the temple over the right brow and eye, as dark as hair
    for (int y = (int) FACE.y(105) - 4; y < FACE.y(145) + 2; y++) {
      for (int x = (int) FACE.x(127) - 10; x < FACE.x(133); x++) {
        for (int c = 0; c < 3; c++) {
          rgb[3 * (y * 300 + x) + c] = 30;
        }
      }
    }
    View v = new View(new Frame(300, 340, rgb), FACE);
    int[] lids = FaceTopology.canonical().ring(Ring.RIGHT_EYE);
    float ex = 0;
    float ey = 0;
    for (int i : lids) {
      ex += FACE.x(i) / lids.length;
      ey += FACE.y(i) / lids.length;
      assertThat(v.bare()[i]).isGreaterThan(.9f);
    }
    assertThat(v.texture().frame(0).at((int) ex, (int) ey, 1)).isLessThan(45);
  }

  @Test
  void aTurnedHeadLosesItSoftly() {
    assertThat(Crown.share(0)).isEqualTo(1);
    assertThat(Crown.share(-30)).isBetween(.1f, .9f);
    assertThat(Crown.share(45)).isZero();
  }
}
