package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import dev.likeness.core.Patch;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What lies over the target's face comes out as it went in. */
class OnTopTest {
  private static final int WIDE = 300;
  private static final int HIGH = 340;
  private static final FaceMesh FACE = Meshes.face(150, 170, 9, 0);
  private static final MeshAreas AREAS = new MeshAreas(FaceTopology.canonical());

  /** Up to this column hair hangs over a cheek. */
  private static final int CURTAIN = (int) (FACE.x(123) + FACE.x(50)) / 2;

  private final Occluders occluders = new Occluders(AREAS);
  private final SkinSearch skins = new SkinSearch(AREAS);

  /** Skin, and dark hair in the rows and columns given. */
  private static Frame haired(int bottom, int right) {
    byte[] rgb = Meshes.picture(WIDE, HIGH, 0, 1).rgb().clone();
    for (int i = 0; i < WIDE * HIGH; i++) {
      if (i / WIDE < bottom || i % WIDE < right) {
        rgb[3 * i] = 35;
        rgb[3 * i + 1] = 30;
        rgb[3 * i + 2] = (byte) (25 + i % 3);
      }
    }
    return new Frame(WIDE, HIGH, rgb);
  }

  private Frame swapped(
      Frame source, Frame target, FaceMesh mesh, @Nullable CoverMap over, boolean crown) {
    Patch p = new FaceSwap().paint(target, order(source, target, mesh, over, crown));
    assertThat(p).isNotNull();
    return target.plus(p);
  }

  private FaceSwap.Order order(
      Frame source, Frame target, FaceMesh mesh, @Nullable CoverMap over, boolean crown) {
    return order(source, target, FACE, mesh, over, crown);
  }

  private FaceSwap.Order order(
      Frame source,
      Frame target,
      FaceMesh own,
      FaceMesh mesh,
      @Nullable CoverMap over,
      boolean crown) {
    return new FaceSwap.Order(
        own,
        mesh,
        new View[] {new View(source, FACE)},
        new float[] {1},
        new float[2],
        new float[2],
        0,
        1,
        over,
        0,
        crown ? skins.skin(SmallFace.of(target, FACE)) : null,
        new SwapSettings(1, 1, .05, SwapSettings.Area.FACE, false, false));
  }

  private CoverMap over(Frame f, FaceMesh m) {
    SmallFace s = SmallFace.of(f, m);
    float[] look = occluders.look(s, skins.skin(s));
    CoverMap over = occluders.over(m, List.of(look), 0, false);
    assertThat(over).isNotNull();
    return over;
  }

  /** The face with everything between brows and mouth moved down. */
  private static FaceMesh lower(int pixels) {
    float[] xyz = FACE.xyz().clone();
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      boolean inside = AREAS.rim[v] > .15f && FACE.y(v) > FACE.y(9) && FACE.y(v) < FACE.y(13);
      xyz[3 * v + 1] += inside ? pixels : 0;
    }
    return new FaceMesh(xyz);
  }

  @Test
  void spectaclesKeepTheirShapeWhateverTheFaceBelow() {
    int row = (int) FACE.y(197);
    Frame bare = Meshes.picture(WIDE, HIGH, 0, 1);
    byte[] rgb = bare.rgb().clone();
    Arrays.fill(rgb, 3 * row * WIDE, 3 * (row + 2) * WIDE, (byte) 20);
    Frame worn = new Frame(WIDE, HIGH, rgb);
    CoverMap over = CoverMap.nothing(FACE, true);
    Affine2 out = over.toSmall().inverse();
    for (int i = 0; i < over.map().length; i++) {
      double y = out.y(i % over.width() + .5, i / over.width() + .5);
      over.rims()[i] = Math.abs(y - row - 1) < 3 ? 1 : 0;
    }
    Frame swapped = swapped(bare, worn, lower(5), over, false);
    for (int x = 110; x < 190; x++) {
      for (int y = row; y < row + 2; y++) {
        assertThat(swapped.at(x, y, 0)).as("%d %d", x, y).isCloseTo(20, within(8));
      }
    }
  }

  /** The face with cheeks that stand out beyond its outline, as a turned one's do. */
  private static FaceMesh round(int pixels) {
    float[] xyz = FACE.xyz().clone();
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      boolean next = AREAS.rim[v] > .02f && AREAS.rim[v] < .12f;
      xyz[3 * v] += next ? pixels * Math.signum(FACE.x(v) - FACE.x(4)) : 0;
    }
    return new FaceMesh(xyz);
  }

  @Test
  void theEdgeOfAFaceWithHairOverItIsSeenOnce() {
    Frame skin = Meshes.picture(WIDE, HIGH, 0, 1);
    byte[] rgb = skin.rgb().clone();
    float edge = FACE.x(93) - 2;
    for (int i = 0; i < WIDE * HIGH; i++) {
      if (i % WIDE < edge) {
        Arrays.fill(rgb, 3 * i, 3 * i + 3, (byte) 10);
      }
    }
    Frame target = new Frame(WIDE, HIGH, rgb);
    CoverMap over = CoverMap.nothing(FACE, false);
    Arrays.fill(over.map(), 1);
    Patch p = new FaceSwap().paint(target, order(skin, target, round(20), FACE, over, false));
    assertThat(p).isNotNull();
    Frame swapped = target.plus(p);
    int y = (int) FACE.y(93);
    int edges = 0;
    for (int x = (int) edge - 15; x < edge + 25; x++) {
      edges += swapped.at(x, y, 0) > 60 != swapped.at(x + 1, y, 0) > 60 ? 1 : 0;
    }
    assertThat(edges).isEqualTo(1);
  }

  @Test
  void aFringeIsNotExchangedForThePersonasHairline() {
    Frame fringed = haired((int) FACE.y(105) - 1, 0);
    Frame bare = haired((int) FACE.y(10) - 12, 0);
    Frame swapped = swapped(bare, fringed, FACE, over(fringed, FACE), true);
    for (int y = (int) FACE.y(10) - 10; y < FACE.y(105) - 6; y++) {
      for (int x = 125; x < 175; x++) {
        assertThat(swapped.at(x, y, 0)).as("%d %d", x, y).isCloseTo(35, within(10));
      }
    }
  }

  @Test
  void aPersonasFringeIsNotDrawn() {
    Frame fringed = haired((int) FACE.y(105) - 1, 0);
    Frame high = haired((int) FACE.y(10) - 14, 0);
    assertThat(FaceSwap.top(order(fringed, high, FACE, null, true))).isZero();
    assertThat(FaceSwap.top(order(high, fringed, FACE, null, true))).isEqualTo(1);
  }

  @Test
  void aHairlineIsNoFringe() {
    Frame low = haired((int) FACE.y(10) + 3, 0);
    CoverMap over = over(low, FACE);
    assertThat(over.fringe()).containsOnly(0);
    assertThat(over.firm(150, (int) FACE.y(10) + 1)).isZero();
  }

  @Test
  void hairBesideTheFaceGoesOnBeyondItsBorder() {
    Frame hair = haired(0, (int) FACE.x(123));
    CoverMap over = over(hair, FACE);
    int y = (int) FACE.y(93);
    assertThat(over.at((int) FACE.x(93) + 3, y)).isGreaterThan(.9f);
    assertThat(over.at((int) FACE.x(93) - 4, y)).isGreaterThan(.9f);
    assertThat(over.at((int) FACE.x(323) + 4, y)).isZero();
  }

  @Test
  void hairThatReachesInHangsOverItsSideAndWhatOnlyBordersItDoesNot() {
    float[] deep = over(haired(0, CURTAIN), FACE).hangs();
    assertThat(deep[93]).isGreaterThan(.9f);
    assertThat(deep[323]).isZero();
    float[] thin = over(haired(0, (int) FACE.x(93) + 2), FACE).hangs();
    assertThat(thin[93]).isLessThan(.2f);
  }

  @Test
  void hairThatHangsOverACheekStaysToThePixelOnAFaceThatIsALittleWider() {
    Frame bare = Meshes.picture(WIDE, HIGH, 0, 1);
    byte[] rgb = haired(0, CURTAIN).rgb().clone();
    for (int y = 0; y < HIGH; y++) {
      for (int x = 0; x < CURTAIN; x++) {
        rgb[3 * (y * WIDE + x)] = (byte) (20 + 30 * (x % 4 / 2));
      }
    }
    Frame target = new Frame(WIDE, HIGH, rgb);
    float[] xyz = FACE.xyz().clone();
    for (int v : FaceTopology.canonical().ring(FaceTopology.Ring.FACE_OVAL)) {
      xyz[3 * v] += 2 * Math.signum(FACE.x(v) - 150);
    }
    Frame swapped = swapped(bare, target, new FaceMesh(xyz), over(target, FACE), false);
    int y = (int) FACE.y(93);
    for (int x = (int) FACE.x(93) - 10; x < FACE.x(93) + 4; x++) {
      assertThat(swapped.at(x, y, 0)).as("%d", x).isCloseTo(target.at(x, y, 0), within(3));
    }
  }

  @Test
  void hairGoesOnOverASideThatIsTurnedAway() {
    FaceMesh m = Meshes.face(150, 170, 9, -45);
    byte[] rgb = Meshes.picture(WIDE, HIGH, 0, 1).rgb().clone();
    for (int i = 0; i < WIDE * HIGH; i++) {
      if (i % WIDE > m.bounds().right() - 12) {
        Arrays.fill(rgb, 3 * i, 3 * i + 3, (byte) 30);
      }
    }
    SmallFace s = SmallFace.of(new Frame(WIDE, HIGH, rgb), m);
    float[] look = occluders.look(s, skins.skin(s));
    FaceGrid grid = new FaceGrid(FaceTopology.canonical());
    int row = Math.round(grid.row[4]) * FaceGrid.SIDE;
    int last = row + FaceGrid.SIDE - 1;
    while (grid.triangle[last] < 0) {
      last--;
    }
    assertThat(look[last]).isGreaterThan(.9f);
  }

  @Test
  void theHeelOfAHandBelongsToIt() {
    // an open hand, fingers up, palm of 50 pixels; the little finger to the right
    float[] hand = new float[Hands.SIZE];
    int[][] knuckles = {{-22, -14}, {-18, -48}, {-4, -50}, {9, -47}, {20, -40}};
    for (int f = 0; f < 5; f++) {
      for (int j = 0; j < 4; j++) {
        int i = 2 * (1 + 4 * f + j);
        hand[i] = 100 + knuckles[f][0] + (f == 0 ? -6 * j : 0);
        hand[i + 1] = 150 + knuckles[f][1] - 10 * j;
      }
    }
    hand[0] = 100;
    hand[1] = 150;
    float[] map = new float[200 * 200];
    new HandShape(hand, Affine2.IDENTITY).draw(map, 200, 200, 1, 2);
    assertThat(map[138 * 200 + 118]).isGreaterThan(.9f);
    assertThat(map[138 * 200 + 135]).isZero();
  }
}
