package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import dev.likeness.models.Models;
import dev.likeness.puppet.Glasses;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Performance;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Puppet;
import dev.likeness.puppet.PuppetShot;
import dev.likeness.puppet.Scene;
import dev.likeness.puppet.Troupe;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpectaclesTest {
  private static final int SIDE = 288;
  private final LensPlane plane = new LensPlane(FaceTopology.canonical());
  private static final Models MODELS = new Models();
  private final Spectacles spectacles = new Spectacles(MODELS);

  @AfterEach
  void close() {
    spectacles.close();
  }

  @AfterAll
  static void closeModels() {
    MODELS.close();
  }

  /** What is known after a film: the numbers, and the map of rims. */
  private record Known(float[] notes, float[] rims) {
    float worn() {
      return Spectacles.worn(notes, 0);
    }
  }

  private static List<PuppetShot> shoot(Identity who, int frames) {
    Puppet puppet = Troupe.member(who);
    Performance talk = Performance.talk(new dev.likeness.core.Seed(6));
    return IntStream.range(0, frames)
        .parallel()
        .mapToObj(i -> puppet.render(talk.at(i * 4 / 25.0), Scene.of(SIDE, SIDE)))
        .toList();
  }

  private Known known(List<PuppetShot> film) {
    float[] notes = new float[Spectacles.SIZE];
    float[] rims = new float[0];
    float[] before = null;
    for (int i = 0; i < film.size(); i++) {
      notes = new float[Spectacles.SIZE];
      PuppetShot s = film.get(i);
      rims = spectacles.measure(s.frame(), s.mesh(), 4L * i, notes, 0, before, rims);
      before = notes;
    }
    return new Known(notes, Spectacles.rims(rims));
  }

  @Test
  void theRimsOfThinSpectaclesAreKeptAndTheLensesLetTheEyesThrough() {
    Identity who = Identity.named("Jonas").wearing(new Glasses(Glasses.Form.ROUND, 0x303034, .12));
    List<PuppetShot> film = shoot(who, 6);
    Known known = known(film);
    assertThat(known.worn()).isGreaterThan(.9f);
    PuppetShot last = film.get(film.size() - 1);
    float[] map = new float[SIDE * SIDE];
    spectacles.draw(known.rims(), 1, last.mesh(), Affine2.IDENTITY, SIDE, SIDE, map);
    double kept = 0;
    double rim = 0;
    double open = 0;
    for (int i = 0; i < map.length; i++) {
      if (last.occluder().values()[i] > .9f) {
        kept += Rings.smooth(.2f, .5f, map[i]);
        rim++;
      }
      open += Rings.smooth(.2f, .5f, map[i]);
    }
    assertThat(rim).isGreaterThan(100);
    assertThat(kept / rim).isGreaterThan(.65);
    // a line, not an area
    assertThat(open / rim).isLessThan(8);
    for (int iris : new int[] {468, 473}) {
      int i = (int) last.mesh().y(iris) * SIDE + (int) last.mesh().x(iris);
      assertThat(map[i]).isLessThan(.1f);
    }
  }

  @Test
  void nobodyWithoutAnyWearsSome() {
    for (String who : List.of("Jonas", "Dmitri", "Ada")) {
      Known known = known(shoot(Identity.named(who).wearing(null), 4));
      assertThat(known.worn()).as(who).isZero();
    }
  }

  @Test
  void onePictureIsEnoughWhereItIsSure() {
    Identity who = Identity.named("Jonas").wearing(new Glasses(Glasses.Form.SQUARE, 0x1A1A1C, .25));
    assertThat(known(shoot(who, 1)).worn()).isGreaterThan(.9f);
    float[] doubted = new float[Spectacles.SIZE];
    doubted[0] = .9f / 1.25f * .8f;
    assertThat(Spectacles.worn(doubted, 0)).isZero();
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
  void drawnRimsAreFoundAsCoarseAsClipsShowThem() {
    Identity bare = Identity.named("Jonas").wearing(null);
    Frame face = patch(Troupe.member(bare).render(Pose.NEUTRAL, Scene.of(SIDE, SIDE)));
    SplittableRandom r = new SplittableRandom(5);
    int found = 0;
    double seen = 0;
    double rims = 0;
    try (RimNet net = new RimNet(MODELS)) {
      assertThat(net.see(face).worn()).isLessThan(.2f);
      for (int k = 0; k < 20; k++) {
        float[] label = new float[RimNet.WIDTH * RimNet.HEIGHT];
        Frame worn = coarse(new DrawnSpectacles(r).on(face, label));
        RimNet.Seen s = net.see(worn);
        found += s.worn() > .5f ? 1 : 0;
        for (int i = 0; i < label.length; i++) {
          if (label[i] > .95f) {
            int cell = i / RimNet.WIDTH / 2 * RimNet.COLUMNS + i % RimNet.WIDTH / 2;
            seen += s.rims()[cell] > .4f ? 1 : 0;
            rims++;
          }
        }
      }
    }
    assertThat(found).isGreaterThan(16);
    assertThat(seen / rims).isGreaterThan(.75);
  }

  private Frame patch(PuppetShot s) {
    return RimNet.patch(s.frame(), s.mesh(), plane);
  }

  /** Through half the pixels. */
  private static Frame coarse(Frame f) {
    Frame half = f.sample(new Affine2(2, 0, 0, 0, 2, 0), RimNet.WIDTH / 2, RimNet.HEIGHT / 2, 2);
    return half.sample(new Affine2(.5, 0, 0, 0, .5, 0), RimNet.WIDTH, RimNet.HEIGHT);
  }

  @Test
  void pixelsAreFoldedSixteenToOneAndFreedOfTheirMean() {
    byte[] rgb = new byte[3 * RimNet.WIDTH * RimNet.HEIGHT];
    java.util.Arrays.fill(rgb, (byte) 100);
    int bright = 3 * (9 * RimNet.WIDTH + 6) + 1; // row 9, column 6, green
    rgb[bright] = (byte) 200;
    float[] in = RimNet.fold(new Frame(RimNet.WIDTH, RimNet.HEIGHT, rgb));
    // column 6 is the third of the second four, row 9 the second of the third
    int at = (16 + 4 * 1 + 2) * RimNet.W * RimNet.H + 2 * RimNet.W + 1;
    assertThat(in[at]).isCloseTo(100 / 48f, within(.01f));
    assertThat(in[at + 1]).isCloseTo(0, within(.01f));
    assertThat(in).hasSize(RimNet.IN * RimNet.W * RimNet.H);
  }
}
