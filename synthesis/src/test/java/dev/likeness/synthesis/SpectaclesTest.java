package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import dev.likeness.puppet.Glasses;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Performance;
import dev.likeness.puppet.Puppet;
import dev.likeness.puppet.PuppetShot;
import dev.likeness.puppet.Scene;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpectaclesTest {
  private static final int SIDE = 288;
  private final LensPlane plane = new LensPlane(FaceTopology.canonical());
  private final Spectacles spectacles = new Spectacles();

  private static List<PuppetShot> shoot(Identity who, int frames) {
    Puppet puppet = Puppet.of(who);
    Performance talk = Performance.talk(new dev.likeness.core.Seed(6));
    return IntStream.range(0, frames)
        .parallel()
        .mapToObj(i -> puppet.render(talk.at(i * 4 / 25.0), Scene.of(SIDE, SIDE)))
        .toList();
  }

  private float[] known(List<PuppetShot> film) {
    float[] notes = new float[Spectacles.SIZE];
    float[] before = null;
    for (int i = 0; i < film.size(); i++) {
      float[] now = new float[Spectacles.SIZE];
      spectacles.measure(film.get(i).frame(), film.get(i).mesh(), 4L * i, now, 0, before);
      before = now;
      notes = now;
    }
    return notes;
  }

  @Test
  void theRimsOfThinSpectaclesAreKeptAndTheLensesLetTheEyesThrough() {
    Identity who = Identity.named("Jonas").wearing(new Glasses(Glasses.Form.ROUND, 0x303034, .12));
    List<PuppetShot> film = shoot(who, 6);
    float[] notes = known(film);
    assertThat(Spectacles.worn(notes, 0)).isGreaterThan(.9f);
    PuppetShot last = film.get(film.size() - 1);
    float[] map = new float[SIDE * SIDE];
    spectacles.draw(notes, 0, last.mesh(), Affine2.IDENTITY, map, SIDE, SIDE);
    double kept = 0;
    double rim = 0;
    double open = 0;
    for (int i = 0; i < map.length; i++) {
      if (last.occluder().values()[i] > .9f) {
        kept += map[i];
        rim++;
      }
      open += map[i];
    }
    assertThat(rim).isGreaterThan(100);
    assertThat(kept / rim).isGreaterThan(.65);
    // a line, not an area
    assertThat(open / rim).isLessThan(8);
    for (int iris : new int[] {468, 473}) {
      int i = (int) last.mesh().y(iris) * SIDE + (int) last.mesh().x(iris);
      assertThat(map[i]).isZero();
    }
  }

  @Test
  void nobodyWithoutAnyWearsSome() {
    for (String who : List.of("Jonas", "Dmitri", "Ada")) {
      float[] notes = known(shoot(Identity.named(who).wearing(null), 4));
      assertThat(Spectacles.worn(notes, 0)).as(who).isZero();
    }
  }

  @Test
  void onePictureIsNeverEnough() {
    Identity who = Identity.named("Jonas").wearing(new Glasses(Glasses.Form.SQUARE, 0x1A1A1C, .25));
    assertThat(Spectacles.worn(known(shoot(who, 1)), 0)).isZero();
  }

  @Test
  void thePlaneLiesBeforeTheEyesAndFollowsTheHead() {
    var mesh = Meshes.face(200, 150, 12, 0);
    Affine2 map = plane.toPicture(mesh);
    assertThat(map.a()).isCloseTo(12, within(.05));
    assertThat(map.e()).isCloseTo(12, within(.05));
    assertThat(map.x(0, 0)).isCloseTo(200, within(.5));
    float eyes = (mesh.y(33) + mesh.y(263)) / 2;
    assertThat(map.y(0, 0)).isCloseTo(eyes, within(3.0));
    Affine2 turned = plane.toPicture(Meshes.face(200, 150, 12, 25));
    assertThat(turned.a()).isCloseTo(12 * Math.cos(Math.toRadians(25)), within(.1));
  }

  @Test
  void theClearestLineIsFoundThoughItBends() {
    int rows = 12;
    float[] map = new float[10 * rows];
    int[] truth = {3, 4, 4, 5, 6, 6, 5, 4, 4, 3};
    for (int c = 0; c < 10; c++) {
      map[c * rows + truth[c]] = .8f;
      map[c * rows + 10] = c == 4 ? 1 : .3f;
    }
    assertThat(Trail.best(map, 0, 0, 10, 10, rows, rows)).containsExactly(truth);
  }

  @Test
  void aLineIsFoundWhereItIsDrawnAndSkinHasNone() {
    byte[] rgb = new byte[LineMaps.WIDTH * LineMaps.HEIGHT * 3];
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = (byte) 190;
      rgb[i + 1] = (byte) 140;
      rgb[i + 2] = (byte) 120;
    }
    Frame bare = new Frame(LineMaps.WIDTH, LineMaps.HEIGHT, rgb);
    for (float[] kind : LineMaps.of(bare, 3).maps()) {
      assertThat(kind).containsOnly(0);
    }
    // a grey bar over the nose, a centimetre above the eyes
    int row = (int) ((4 - 1) * 8);
    for (int i = 3 * row * LineMaps.WIDTH; i < 3 * (row + 1) * LineMaps.WIDTH; i++) {
      rgb[i] = (byte) 140;
    }
    LineMaps maps = LineMaps.of(new Frame(LineMaps.WIDTH, LineMaps.HEIGHT, rgb), 3);
    LineMaps.Strip b = LineMaps.BRIDGE;
    int[] line = Trail.strip(maps.any(), b);
    for (int r : line) {
      assertThat(b.top() + r * LineMaps.STEP).isCloseTo(-.94f, within(.1f));
    }
    assertThat(Trail.clear(maps.maps()[LineMaps.GREY], b, line)).isGreaterThan(.8f);
  }

  @Test
  void aNetworkOfAnotherSizeIsRefused() {
    assertThatThrownBy(() -> new RimNet(new float[7]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("7 weights");
  }
}
