package dev.likeness.puppet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Mask;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What is said to be true in a shot is true in the picture. */
class PuppetTest {
  private static final Scene SMALL = Scene.of(192, 192);

  /** Symmetric, bald, so that nothing but the form counts. */
  private static final Puppet PLAIN =
      Puppet.of(
          Identity.named("Kofi")
              .with(Shape.AVERAGE)
              .with(Beard.NONE)
              .with(new Wear(Wear.Cut.CREW_NECK, 0x808080)));

  @Test
  void aBlinkClosesTheEyeThatBlinks() {
    PuppetShot open = PLAIN.render(Pose.NEUTRAL, SMALL);
    PuppetShot left = PLAIN.render(Pose.NEUTRAL.blinking(1, 0), SMALL);
    PuppetShot half = PLAIN.render(Pose.NEUTRAL.blinking(.5, .5), SMALL);
    assertThat(open.eyeLeft()).isBetween(.22, .45).isCloseTo(open.eyeRight(), within(1e-3));
    assertThat(left.eyeLeft()).isLessThan(.04);
    assertThat(left.eyeRight()).isEqualTo(open.eyeRight());
    assertThat(half.eyeLeft()).isBetween(.3 * open.eyeLeft(), .7 * open.eyeLeft());
    assertThat(gap(left.mesh(), 386, 374)).isLessThan(.25 * gap(open.mesh(), 386, 374));
    assertThat(gap(left.mesh(), 159, 145)).isEqualTo(gap(open.mesh(), 159, 145));
  }

  @Test
  void theMouthOpensWithTheJawAndClosesForLabials() {
    double shut = PLAIN.render(Pose.NEUTRAL, SMALL).mouth();
    double aa = PLAIN.render(Pose.NEUTRAL.saying(Viseme.AA), SMALL).mouth();
    double pp = PLAIN.render(Pose.NEUTRAL.saying(Viseme.PP), SMALL).mouth();
    double e = PLAIN.render(Pose.NEUTRAL.saying(Viseme.E), SMALL).mouth();
    assertThat(shut).isLessThan(.03);
    assertThat(pp).isLessThan(.05);
    assertThat(e).isBetween(.1, aa);
    assertThat(aa).isGreaterThan(.35);
  }

  @Test
  void aTurnMovesTheNoseToItsSide() {
    FaceMesh front = PLAIN.render(Pose.NEUTRAL, SMALL).mesh();
    FaceMesh right = PLAIN.render(Pose.NEUTRAL.turned(30, 0, 0), SMALL).mesh();
    FaceMesh up = PLAIN.render(Pose.NEUTRAL.turned(0, 20, 0), SMALL).mesh();
    FaceMesh lean = PLAIN.render(Pose.NEUTRAL.turned(0, 0, 20), SMALL).mesh();
    assertThat(noseOffset(front)).isCloseTo(0, within(.02));
    assertThat(noseOffset(right)).isGreaterThan(.25);
    assertThat(up.y(1) - (up.y(33) + up.y(263)) / 2)
        .isLessThan(front.y(1) - (front.y(33) + front.y(263)) / 2 - 2);
    double angle = Math.toDegrees(Math.atan2(lean.y(263) - lean.y(33), lean.x(263) - lean.x(33)));
    assertThat(angle).isCloseTo(20, within(.5));
    assertThat(right.z(1)).isLessThan(0);
  }

  /** Nose tip against the middle of the eyes' outer corners, in eye distances. */
  private static double noseOffset(FaceMesh m) {
    return (m.x(1) - (m.x(33) + m.x(263)) / 2) / m.eyeDistance();
  }

  @Test
  void oppositeTurnsAreMirrorImages() {
    FaceMesh a = PLAIN.render(Pose.NEUTRAL.turned(25, 5, 8).blinking(.7, 0), SMALL).mesh();
    FaceMesh b = PLAIN.render(Pose.NEUTRAL.turned(-25, 5, -8).blinking(0, .7), SMALL).mesh();
    var topology = dev.likeness.core.FaceTopology.canonical();
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      int j = topology.mirror(i);
      assertThat(a.x(i)).isCloseTo(192 - b.x(j), offset(.05f));
      assertThat(a.y(i)).isCloseTo(b.y(j), offset(.05f));
    }
  }

  @Test
  void theSameInTwoThreadsAndTwoPuppets() throws Exception {
    Identity who = Identity.named("Finn");
    Pose pose = Performance.talk(who.seed()).at(3.21);
    Puppet shared = Puppet.of(who);
    byte[] once = shared.render(pose, SMALL).frame().rgb();
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      Callable<byte[]> again = () -> shared.render(pose, SMALL).frame().rgb();
      for (var f : two.invokeAll(java.util.List.of(again, again))) {
        assertThat(f.get()).isEqualTo(once);
      }
    }
    assertThat(Puppet.render(who, pose, SMALL).frame().rgb()).isEqualTo(once);
  }

  @Test
  void aHandBeforeTheFaceIsInTheMaskAndHidesPoints() {
    PuppetShot bare = PLAIN.render(Pose.NEUTRAL, SMALL);
    Scene covered = SMALL.with(new Occluder.Hand(0, 0, 0));
    PuppetShot hand = PLAIN.render(Pose.NEUTRAL, covered);
    assertThat(sum(bare.occluder())).isZero();
    assertThat(sum(bare.face())).isGreaterThan(192 * 192 * .06);
    assertThat(sum(hand.face())).isEqualTo(sum(bare.face()));
    assertThat(sum(hand.occluder())).isBetween(.3 * sum(bare.face()), .95 * sum(bare.face()));
    assertThat(bare.visible().get(1)).isTrue();
    assertThat(hand.visible().get(1)).isFalse();
    assertThat(hand.visible().cardinality()).isLessThan(bare.visible().cardinality() - 100);
    float[] o = hand.occluder().values();
    int under = 0;
    int same = 0;
    for (int i = 0; i < o.length; i++) {
      if (o[i] == 1) {
        under++;
        same += Arrays.equals(rgb(hand, i), rgb(bare, i)) ? 1 : 0;
      }
    }
    assertThat((double) same / under).as("share of unchanged pixels").isLessThan(.02);
  }

  @Test
  void fringeBeardAndGlassesCoverSkinButBrowsDoNot() {
    assertThat(covered("Kofi", true)).isZero();
    assertThat(covered("Chiyo", false)).isGreaterThan(.05);
    assertThat(covered("Bruno", false)).isGreaterThan(.1);
    assertThat(covered("Liang", false)).isBetween(.02, .3);
  }

  private static double covered(String name, boolean shaved) {
    Identity who = Identity.named(name);
    PuppetShot s = Puppet.render(shaved ? who.with(Beard.NONE) : who, Pose.NEUTRAL, SMALL);
    return sum(s.occluder()) / sum(s.face());
  }

  @Test
  void theFarSideOfATurnedFaceIsNotVisible() {
    PuppetShot s = PLAIN.render(Pose.NEUTRAL.turned(40, 0, 0), SMALL);
    assertThat(s.visible().get(33)).as("eye on the near side").isTrue();
    assertThat(s.visible().get(127)).as("temple on the near side").isTrue();
    assertThat(s.visible().get(356)).as("temple on the far side").isFalse();
    assertThat(s.visible().cardinality()).isBetween(200, 440);
  }

  @Test
  void gazeMovesTheIrisAndCountsTheHeadsTurn() {
    PuppetShot ahead = PLAIN.render(Pose.NEUTRAL, SMALL);
    PuppetShot aside = PLAIN.render(Pose.NEUTRAL.looking(20, 0), SMALL);
    PuppetShot turned = PLAIN.render(Pose.NEUTRAL.turned(20, 0, 0).looking(-20, 0), SMALL);
    assertThat(ahead.gazeX()).isCloseTo(0, within(1e-6));
    assertThat(aside.gazeX()).isCloseTo(20, within(.01));
    assertThat(turned.gazeX()).isCloseTo(0, within(.01));
    for (int eye : new int[] {468, 473}) {
      assertThat(aside.mesh().x(eye)).isGreaterThan(ahead.mesh().x(eye) + 1);
    }
    double inEye =
        (ahead.mesh().x(468) - ahead.mesh().x(33)) / (ahead.mesh().x(133) - ahead.mesh().x(33));
    assertThat(inEye).isBetween(.4, .6);
  }

  private static byte[] rgb(PuppetShot s, int pixel) {
    return Arrays.copyOfRange(s.frame().rgb(), 3 * pixel, 3 * pixel + 3);
  }

  private static double gap(FaceMesh m, int a, int b) {
    return m.distance(a, b);
  }

  private static double sum(Mask m) {
    double s = 0;
    for (float v : m.values()) {
      s += v;
    }
    return s;
  }

  private static org.assertj.core.data.Offset<Double> within(double d) {
    return org.assertj.core.data.Offset.offset(d);
  }

  private static org.assertj.core.data.Offset<Float> offset(float d) {
    return org.assertj.core.data.Offset.offset(d);
  }

  @Test
  void badValuesAreRefusedByName() {
    assertThat(
            Arrays.asList(
                message(() -> Pose.NEUTRAL.turned(90, 0, 0)),
                message(() -> Mouth.REST.withJaw(2)),
                message(() -> Scene.of(4, 4)),
                message(() -> Identity.named("Zoe"))))
        .allSatisfy(m -> assertThat(m).isNotNull())
        .element(0)
        .asString()
        .contains("yaw");
  }

  private static String message(Runnable r) {
    try {
      r.run();
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
    return "accepted";
  }
}
