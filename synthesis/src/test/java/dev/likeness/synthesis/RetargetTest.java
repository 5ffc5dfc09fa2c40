package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import dev.likeness.faces.Apertures;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.faces.FaceObservation;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Mouth;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Puppet;
import dev.likeness.puppet.Scene;
import dev.likeness.puppet.Troupe;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Puppets' true meshes drive another puppet's: what was done is done again. */
class RetargetTest {
  private static final int FRAMES = 60;

  /** Drawn once: most frames of a driver show what others do. */
  private static final Map<Shown, FaceMesh> DRAWN = new ConcurrentHashMap<>();

  private static final Puppet DRIVER = Troupe.member(Identity.named("Elena"));
  private static final FaceMesh PERSONA = mesh(Troupe.member(Identity.named("Finn")), Pose.NEUTRAL);
  private final Expression expression = new Expression(FaceTopology.canonical());

  @TempDir private Path folder;

  private record Shown(Puppet who, Pose pose) {}

  private static FaceMesh mesh(Puppet who, Pose pose) {
    return DRAWN.computeIfAbsent(
        new Shown(who, pose), s -> s.who.render(s.pose, Scene.of(96, 96)).mesh());
  }

  private static FaceObservation seen(int frame, FaceMesh m) {
    return new FaceObservation(
        1, frame, m, 1, frame == 0, false, new FaceObservation.Quality(60, 1, 1), new float[0]);
  }

  private static double part(int frame) {
    return .5 - .5 * Math.cos(2 * Math.PI * frame / 30);
  }

  /** The persona's mesh in every frame. */
  private List<FaceMesh> played(
      IntFunction<@Nullable Pose> acts, DriverMotion.Amounts amounts, boolean absolute) {
    try (DriverMotion d = new DriverMotion(folder.resolve("driver.trace"))) {
      for (int i = 0; i < FRAMES; i++) {
        Pose p = acts.apply(i);
        d.add(p == null ? null : seen(i, mesh(DRIVER, p)), null);
      }
      FaceMotion m = d.motion(PERSONA, amounts, absolute);
      return IntStream.range(0, FRAMES).mapToObj(i -> expression.moved(PERSONA, m.at(i))).toList();
    }
  }

  private List<FaceMesh> played(IntFunction<@Nullable Pose> acts) {
    return played(acts, DriverMotion.Amounts.ALL, false);
  }

  private static Pose open(double jaw) {
    return Pose.NEUTRAL.with(new Mouth(jaw, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void theMouthOpensAsFarAndShutLipsAreShut() {
    List<FaceMesh> m = played(i -> open(.8 * part(i)));
    double wide = FaceGeometry.apertures(mesh(DRIVER, open(.8))).mouth();
    assertThat(FaceGeometry.apertures(m.get(15)).mouth()).isBetween(.8 * wide, 1.5 * wide);
    assertThat(FaceGeometry.apertures(m.get(30)).mouth()).isLessThan(.02);
    // the chin goes along
    assertThat(m.get(15).y(152)).isGreaterThan(m.get(30).y(152) + 1);
  }

  /** What is drawn is seen to have gone less far than it has. */
  @Test
  void theJawGoesALittleFurtherThanTheDrivers() {
    try (DriverMotion d = new DriverMotion(folder.resolve("jaw.trace"))) {
      for (int i = 0; i < FRAMES; i++) {
        d.add(seen(i, mesh(DRIVER, i < 40 ? Pose.NEUTRAL : open(.5))), null);
      }
      FaceMotion.Play p = d.motion(PERSONA, DriverMotion.Amounts.ALL, false).at(52).play();
      double drove = chin(d.at(52).local()) - chin(d.at(10).local());
      assertThat(drove).isGreaterThan(.4);
      assertThat((p == null ? 0 : chin(p.offset())) / drove).isBetween(1.1, 1.3);
    }
  }

  /** How far the persona's lips are apart where the driver's are seen apart, eye distances. */
  private double apart(SeenOpening driver, SeenOpening persona) {
    try (DriverMotion d = new DriverMotion(folder.resolve("apart.trace"))) {
      for (int i = 0; i < FRAMES; i++) {
        d.add(seen(i, mesh(DRIVER, i < 40 ? Pose.NEUTRAL : open(.2))), null);
      }
      PersonaAnswer answer = new PersonaAnswer(persona, SeenGaze.USUAL);
      FaceMotion m = d.motion(PERSONA, DriverMotion.Amounts.ALL, false, d, driver, answer);
      assertThat(SeenOpening.between(expression.moved(PERSONA, m.at(10)))).isLessThan(.02);
      return SeenOpening.between(expression.moved(PERSONA, m.at(52)));
    }
  }

  /** The network errs on each face in its own way, and what it errs by is not acted. */
  @Test
  void lipsPartSoFarThatTheyAreSeenToPartAsTheDriversAre() {
    float[] truly = {0, .05f, .1f, .15f, .2f, .25f};
    float[] half = {0, .025f, .05f, .075f, .1f, .125f};
    SeenOpening asIs = SeenOpening.of(truly);
    SeenOpening less = SeenOpening.of(half);
    double seen = SeenOpening.between(mesh(DRIVER, open(.2)));
    assertThat(seen).isBetween(.05, .15);
    double same = apart(asIs, asIs);
    assertThat(same / seen).isBetween(1.05, 1.35);
    assertThat(apart(less, less) / same).isBetween(1.2, 2.1);
    assertThat(apart(asIs, less) / same).isBetween(1.3, 2.1);
    assertThat(apart(less, asIs) / same).isBetween(.7, 1.1);
  }

  /** How far down the chin is in the head's own frame. */
  private static float chin(float[] local) {
    return local[3 * 152 + 1];
  }

  @Test
  void blinksAreFull() {
    List<FaceMesh> m =
        played(i -> Math.abs(i - 30) <= 2 ? Pose.NEUTRAL.blinking(1, 1) : Pose.NEUTRAL);
    Apertures usual = FaceGeometry.apertures(m.get(10));
    assertThat(usual.eyes()).isCloseTo(FaceGeometry.apertures(PERSONA).eyes(), within(.02));
    assertThat(FaceGeometry.apertures(m.get(30)).eyes()).isLessThan(.2 * usual.eyes());
  }

  /** Narrow eyes are seen half open when they are shut: that a blink is quick tells it. */
  @Test
  void aQuickHalfBlinkIsAWholeOneAndALongLookThroughHalfShutEyesIsNot() {
    double usual = FaceGeometry.apertures(PERSONA).eyes();
    Pose half = Pose.NEUTRAL.blinking(.55, .55);
    Apertures quick =
        FaceGeometry.apertures(played(i -> Math.abs(i - 30) <= 1 ? half : Pose.NEUTRAL).get(30));
    Apertures slow =
        FaceGeometry.apertures(played(i -> Math.abs(i - 30) <= 12 ? half : Pose.NEUTRAL).get(30));
    assertThat(quick.eyes()).isLessThan(.08 * usual);
    assertThat(slow.eyes()).isGreaterThan(.1 * usual);
  }

  @Test
  void theHeadTurnsAsFarAndNoFurtherThanAPictureBears() {
    List<FaceMesh> m = played(i -> Pose.NEUTRAL.turned(40 * Math.sin(i * Math.PI / 30), 0, 0));
    double most = 0;
    for (FaceMesh f : m) {
      double yaw = FaceGeometry.pose(f).yaw();
      most = Math.max(most, Math.abs(yaw));
    }
    assertThat(most).isBetween(23.0, 29.0);
    List<FaceMesh> slight = played(i -> Pose.NEUTRAL.turned(12 * Math.sin(i * Math.PI / 30), 0, 0));
    double drove = FaceGeometry.pose(mesh(DRIVER, Pose.NEUTRAL.turned(12, 0, 0))).yaw();
    double at = FaceGeometry.pose(slight.get(15)).yaw();
    assertThat(at).isCloseTo(drove, within(2.5));
  }

  /** How far the middle of the face is from where the persona's picture has it, eye distances. */
  private static double[] gone(FaceMesh m) {
    double[] at = HeadFrame.middle(m);
    double[] was = HeadFrame.middle(PERSONA);
    double unit = PERSONA.eyeDistance();
    return new double[] {(at[0] - was[0]) / unit, (at[1] - was[1]) / unit};
  }

  /** The driver's meshes, moved in their picture by so many eye distances to the right. */
  private List<FaceMesh> slid(IntFunction<Pose> acts, IntToDoubleFunction right, boolean rests) {
    double[] first = HeadFrame.middle(mesh(DRIVER, acts.apply(0)));
    try (DriverMotion d = new DriverMotion(folder.resolve("slid.trace"))) {
      for (int i = 0; i < FRAMES; i++) {
        FaceMesh m = mesh(DRIVER, acts.apply(i));
        double[] at = HeadFrame.middle(m);
        double x = right.applyAsDouble(i) * m.eyeDistance() + (rests ? first[0] - at[0] : 0);
        d.add(seen(i, m.map(Affine2.translate(x, rests ? first[1] - at[1] : 0))), null);
      }
      FaceMotion m = d.motion(PERSONA, DriverMotion.Amounts.ALL, false);
      return IntStream.range(0, FRAMES).mapToObj(i -> expression.moved(PERSONA, m.at(i))).toList();
    }
  }

  @Test
  void theHeadGoesWhereTheDriversGoes() {
    List<FaceMesh> m = slid(i -> Pose.NEUTRAL, i -> i < 40 ? 0 : .15, false);
    assertThat(gone(m.get(20))[0]).isCloseTo(0, within(.01));
    assertThat(gone(m.get(50))[0]).isCloseTo(.15, within(.03));
    // no further than a neck allows
    List<FaceMesh> far = slid(i -> Pose.NEUTRAL, i -> i < 40 ? 0 : 3, false);
    assertThat(gone(far.get(50))[0]).isBetween(.2, .45);
  }

  /** The driver's neck is not the persona's: a head that turns about its own middle stays there. */
  @Test
  void aHeadThatOnlyTurnsStaysWhereItIs() {
    IntFunction<Pose> turns = i -> Pose.NEUTRAL.turned(8 * Math.sin(i * Math.PI / 30), 0, 0);
    List<FaceMesh> m = slid(turns, i -> 0, true);
    double yaw = FaceGeometry.pose(mesh(DRIVER, turns.apply(15))).yaw();
    assertThat(FaceGeometry.pose(m.get(15)).yaw()).isCloseTo(yaw, within(2.0));
    for (FaceMesh f : m) {
      assertThat(Math.hypot(gone(f)[0], gone(f)[1])).isLessThan(.03);
    }
  }

  @Test
  void theEyesLookWhereTheDriverLooks() {
    try (DriverMotion d = new DriverMotion(folder.resolve("gaze.trace"))) {
      for (int i = 0; i < FRAMES; i++) {
        double x = i < 20 ? 0 : i < 40 ? 15 : -15;
        d.add(seen(i, mesh(DRIVER, Pose.NEUTRAL.looking(x, 0))), null);
      }
      FaceMotion m = d.motion(PERSONA, DriverMotion.Amounts.ALL, false);
      float right = gaze(m, 30);
      float left = gaze(m, 50);
      assertThat(Math.abs(gaze(m, 10))).isLessThan(.02f);
      assertThat(right * left).isNegative();
      assertThat(Math.abs(right)).isGreaterThan(.04f);
      // what is seen of it is less than it is
      double way = eye(Pose.NEUTRAL.looking(15, 0)) - eye(Pose.NEUTRAL);
      assertThat(right / way).isBetween(1.7, 1.9);
    }
  }

  /** An iris that is seen to go two fifths of its way goes two and a half times as far. */
  @Test
  void irisesGoSoFarThatTheyAreSeenToGoAsTheDriversDo() {
    try (DriverMotion d = new DriverMotion(folder.resolve("answer.trace"))) {
      for (int i = 0; i < FRAMES; i++) {
        d.add(seen(i, mesh(DRIVER, Pose.NEUTRAL.looking(i < 40 ? 0 : 8, 0))), null);
      }
      SeenOpening lips = SeenOpening.of(new float[] {0, .05f, .1f, .15f, .2f, .25f});
      double way = eye(Pose.NEUTRAL.looking(8, 0)) - eye(Pose.NEUTRAL);
      for (float share : new float[] {.4f, .6f}) {
        PersonaAnswer answer = new PersonaAnswer(lips, new SeenGaze(share));
        FaceMotion m = d.motion(PERSONA, DriverMotion.Amounts.ALL, false, d, null, answer);
        assertThat(share * gaze(m, 52) / way).isBetween(.97, 1.03);
      }
    }
  }

  /** What the network errs from frame to frame is no look, and a look aside is whole at once. */
  @Test
  void eyesThatRestAreStillAndEyesThatJumpJump() {
    try (DriverMotion d = new DriverMotion(folder.resolve("rest.trace"))) {
      double[] unrest = {.5, -.8, .9, -.6, .1, -.4, .7};
      for (int i = 0; i < FRAMES; i++) {
        double x = (i < 30 ? 0 : 10) + unrest[i % unrest.length];
        d.add(seen(i, mesh(DRIVER, Pose.NEUTRAL.looking(x, 0))), null);
      }
      FaceMotion m = d.motion(PERSONA, DriverMotion.Amounts.ALL, false);
      float before = gaze(m, 20);
      float after = gaze(m, 45);
      double degree = (after - before) / 10;
      assertThat(Math.abs(degree)).isGreaterThan(.004);
      for (int i = 12; i < 22; i++) {
        assertThat(Math.abs(gaze(m, i) - before)).isLessThan((float) Math.abs(.5 * degree));
      }
      assertThat((gaze(m, 27) - before) / (after - before)).isBetween(-.1f, .1f);
      assertThat((gaze(m, 32) - before) / (after - before)).isBetween(.9f, 1.1f);
    }
  }

  /** Where the driver's irises are between the corners of their eyes, eye widths, mean of both. */
  private static double eye(Pose pose) {
    float[] local = mesh(DRIVER, pose).xyz();
    var s =
        new DriverMotion.Seen(0, 0, 0, 0, 0, 0, 0, 1, 0, MouthInside.USUAL, new float[10], local);
    return (s.gaze(0)[0] + s.gaze(1)[0]) / 2;
  }

  /** The driver's face, of which the mouth's inside has one colour. */
  private static Frame picture(FaceMesh m, int[] inside) {
    int side = 96;
    float[] line = Rings.outline(m, new MeshAreas(FaceTopology.canonical()).mouth, 0, 0);
    byte[] rgb = new byte[3 * side * side];
    for (int i = 0; i < side * side; i++) {
      boolean in = Rings.inside(line, i % side + .5f, i / side + .5f) > 0;
      for (int c = 0; c < 3; c++) {
        rgb[3 * i + c] = (byte) (in ? inside[c] : new int[] {170, 90, 85}[c]);
      }
    }
    return new Frame(side, side, rgb);
  }

  private FaceMotion.State open(int[] inside) {
    try (DriverMotion d = new DriverMotion(folder.resolve("inside.trace"))) {
      for (int i = 0; i < FRAMES; i++) {
        FaceMesh m = mesh(DRIVER, i < 40 ? Pose.NEUTRAL : open(.6));
        d.add(seen(i, m), picture(m, inside));
      }
      return d.motion(PERSONA, DriverMotion.Amounts.ALL, false).at(52);
    }
  }

  /** The lips' lines are the same: only the picture tells whether the teeth are apart. */
  @Test
  void aDriverWhoseTeethAreShutKeepsThemShut() {
    FaceMotion.State dark = open(new int[] {40, 18, 16});
    FaceMotion.State teeth = open(new int[] {205, 190, 165});
    assertThat(dark.mouth().jaw()).isGreaterThan(.2f);
    assertThat(teeth.mouth().jaw()).isLessThan(.4f * dark.mouth().jaw());
    FaceMotion.State tongue = open(new int[] {110, 62, 60});
    assertThat(tongue.mouth().tongue()).isGreaterThan(dark.mouth().tongue() + .3f);
    FaceMotion.Play shown = teeth.play();
    FaceMotion.Play hidden = tongue.play();
    assertThat(shown == null ? 1 : shown.hidden()).isLessThan(.1f);
    assertThat(hidden == null ? 0 : hidden.hidden()).isGreaterThan(.8f);
  }

  /** The network sees eyes narrower that look aside; that is no closing of the lids. */
  @Test
  void eyesThatLookAsideDoNotShut() {
    Pose narrow = Pose.NEUTRAL.blinking(.09, .09);
    double ahead = lids(i -> i < 40 ? Pose.NEUTRAL : narrow);
    double aside = lids(i -> i < 40 ? Pose.NEUTRAL : narrow.looking(25, 0));
    assertThat(ahead).isGreaterThan(.08);
    assertThat(aside).isLessThan(.6 * ahead);
  }

  /** Lids are seen to go less far than they do, and what is next to nothing may be unrest. */
  @Test
  void aSquintGoesFurtherThanItIsSeenTo() {
    double seen = 1 - share(Pose.NEUTRAL.blinking(.2, .2));
    assertThat(lids(i -> i < 40 ? Pose.NEUTRAL : Pose.NEUTRAL.blinking(.2, .2)))
        .isBetween(1.6 * seen, 2.5 * seen);
    double little = 1 - share(Pose.NEUTRAL.blinking(.01, .01));
    assertThat(lids(i -> i < 40 ? Pose.NEUTRAL : Pose.NEUTRAL.blinking(.01, .01)))
        .isBetween(0.0, 1.3 * little);
  }

  /** How far the driver's eyes are seen open, of their usual opening. */
  private static double share(Pose pose) {
    return FaceGeometry.apertures(mesh(DRIVER, pose)).eyes()
        / FaceGeometry.apertures(mesh(DRIVER, Pose.NEUTRAL)).eyes();
  }

  private double lids(IntFunction<Pose> acts) {
    try (DriverMotion d = new DriverMotion(folder.resolve("lids.trace"))) {
      for (int i = 0; i < FRAMES; i++) {
        d.add(seen(i, mesh(DRIVER, acts.apply(i))), null);
      }
      FaceMotion.Play p = d.motion(PERSONA, DriverMotion.Amounts.ALL, false).at(52).play();
      return p == null ? Double.NaN : (p.right() + p.left()) / 2;
    }
  }

  /** Where corners are seen to go further in than the lips beside them, lips stay between them. */
  @Test
  void lipsDoNotPassTheCornersOfTheMouth() {
    try (DriverMotion d = new DriverMotion(folder.resolve("corner.trace"))) {
      for (int i = 0; i < FRAMES; i++) {
        FaceMesh m = mesh(DRIVER, Pose.NEUTRAL);
        if (i >= 40) {
          float[] xyz = m.xyz().clone();
          xyz[3 * 78] = m.x(81);
          m = new FaceMesh(xyz);
        }
        d.add(seen(i, m), null);
      }
      FaceMotion.State s = d.motion(PERSONA, DriverMotion.Amounts.ALL, false).at(52);
      FaceMesh m = expression.moved(PERSONA, s);
      assertThat(m.x(78)).isGreaterThan(PERSONA.x(191));
      for (int v : new int[] {191, 95, 80, 88, 13, 14}) {
        assertThat(m.x(v)).isGreaterThan(m.x(78) - .05f);
      }
    }
  }

  /** A part of a film is told by the whole of it what is usual. */
  @Test
  void aPartOfADriverGoesWhereItGoesInTheWhole() {
    try (DriverMotion whole = new DriverMotion(folder.resolve("whole.trace"));
        DriverMotion part = new DriverMotion(folder.resolve("part.trace"))) {
      for (int i = 0; i < FRAMES; i++) {
        FaceMesh m = mesh(DRIVER, Pose.NEUTRAL).map(Affine2.translate(i < 40 ? 0 : 4, 0));
        whole.add(seen(i, m), null);
        if (i >= 40) {
          part.add(seen(i - 40, m), null);
        }
      }
      FaceMotion m = part.motion(PERSONA, DriverMotion.Amounts.ALL, false, whole);
      FaceMotion.Play p = m.at(12).play();
      FaceMotion.Play q = whole.motion(PERSONA, DriverMotion.Amounts.ALL, false).at(52).play();
      assertThat(p == null || q == null ? 0 : p.shiftX()).isGreaterThan(.3f);
      assertThat(p == null ? 0 : p.shiftX()).isCloseTo(q == null ? 1 : q.shiftX(), within(.02f));
    }
  }

  private static float gaze(FaceMotion m, int frame) {
    FaceMotion.Play p = m.at(frame).play();
    assertThat(p).isNotNull();
    return p == null ? Float.NaN : p.gazeX();
  }

  @Test
  void amountsTakeAPartAway() {
    IntFunction<@Nullable Pose> acts =
        i -> open(.8 * part(i)).turned(15 * part(i), 0, 0).blinking(part(i), part(i));
    List<FaceMesh> m = played(acts, new DriverMotion.Amounts(0, 0, 0, 0, 0), false);
    for (int v : new int[] {4, 14, 33, 61, 105, 152, 159, 263, 291}) {
      assertThat(m.get(15).x(v)).isCloseTo(PERSONA.x(v), within(.02f));
      assertThat(m.get(15).y(v)).isCloseTo(PERSONA.y(v), within(.02f));
    }
  }

  @Test
  void absolutelyTheHeadIsTurnedAsTheDriversIs() {
    IntFunction<@Nullable Pose> acts = i -> Pose.NEUTRAL.turned(18, 0, 0);
    assertThat(FaceGeometry.pose(played(acts).get(30)).yaw())
        .isCloseTo(FaceGeometry.pose(PERSONA).yaw(), within(1.5));
    assertThat(FaceGeometry.pose(played(acts, DriverMotion.Amounts.ALL, true).get(30)).yaw())
        .isCloseTo(
            FaceGeometry.pose(mesh(DRIVER, Pose.NEUTRAL.turned(18, 0, 0))).yaw(), within(3.0));
  }

  @Test
  void whereNoFaceWasSeenTheOneBeforeStays() {
    try (DriverMotion d = new DriverMotion(folder.resolve("gaps.trace"))) {
      for (int i = 0; i < 30; i++) {
        boolean gone = i < 4 || i > 20;
        d.add(gone ? null : seen(i, mesh(DRIVER, open(i > 15 ? .5 : 0))), null);
      }
      assertThat(d.faces()).isEqualTo(17);
      FaceMotion m = d.motion(PERSONA, DriverMotion.Amounts.ALL, false);
      assertThat(m.states()).hasSize(30);
      assertThat(FaceGeometry.apertures(expression.moved(PERSONA, m.at(29))).mouth())
          .isGreaterThan(.1);
    }
  }

  @Test
  void aDriverWithoutAFaceHasNoMotion() {
    try (DriverMotion d = new DriverMotion(folder.resolve("none.trace"))) {
      d.add(null, null);
      assertThatThrownBy(() -> d.motion(PERSONA, DriverMotion.Amounts.ALL, false))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
