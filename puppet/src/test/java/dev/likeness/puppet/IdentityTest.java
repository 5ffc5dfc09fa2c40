package dev.likeness.puppet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Seed;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The cast is varied, and people are invented the same way each time. */
class IdentityTest {
  @Test
  void theCastCoversTonesAgesHairAndGlasses() {
    List<Identity> cast = Identity.cast();
    assertThat(cast).hasSizeGreaterThanOrEqualTo(12);
    assertThat(cast).extracting(Identity::name).doesNotHaveDuplicates();
    Set<Hair.Style> styles = EnumSet.noneOf(Hair.Style.class);
    cast.forEach(i -> styles.add(i.hair().style()));
    assertThat(styles).hasSizeGreaterThanOrEqualTo(9);
    assertThat(cast).filteredOn(i -> i.glasses() != null).hasSizeGreaterThanOrEqualTo(3);
    assertThat(cast)
        .filteredOn(i -> i.beard().cut() != Beard.Cut.NONE)
        .hasSizeGreaterThanOrEqualTo(3);
    assertThat(cast).extracting(Identity::age).allMatch(a -> a >= 18).anyMatch(a -> a > 65);
    assertThat(cast).filteredOn(i -> (i.skin().tone() >> 16) < 0x80).hasSizeGreaterThan(1);
    assertThat(cast).filteredOn(i -> (i.skin().tone() >> 16) > 0xE0).hasSizeGreaterThan(3);
  }

  @Test
  void formsDifferByMoreThanAMillimetreEverywhereItCounts() {
    List<Identity> cast = Identity.cast();
    int[] features = {1, 4, 33, 61, 152, 168, 234, 291, 0, 17, 105, 159, 58};
    for (int a = 0; a < cast.size(); a++) {
      float[] p = Sculptor.form(cast.get(a).shape()).xyz();
      for (int b = 0; b < a; b++) {
        float[] q = Sculptor.form(cast.get(b).shape()).xyz();
        double sum = 0;
        for (int v : features) {
          sum += Math.hypot(p[3 * v] - q[3 * v], p[3 * v + 1] - q[3 * v + 1]);
        }
        assertThat(sum / features.length)
            .as("%s and %s", cast.get(a).name(), cast.get(b).name())
            .isGreaterThan(.1);
      }
    }
  }

  @Test
  void inventedPeopleAreTheSameForTheSameSeedAndAdults() {
    Set<Shape> shapes = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      Identity one = Identity.random(new Seed(i));
      assertThat(one).isEqualTo(Identity.random(new Seed(i)));
      assertThat(one.age()).isGreaterThanOrEqualTo(18);
      shapes.add(one.shape());
    }
    assertThat(shapes).hasSize(200);
  }

  @Test
  void everyHaircutGarmentAndPairOfGlassesCanBeDrawn() {
    Identity base = Identity.named("Maya");
    Scene tiny = Scene.of(64, 48);
    Wear.Cut[] wear = Wear.Cut.values();
    Glasses.Form[] glasses = Glasses.Form.values();
    Light[] lights = Light.values();
    Backdrop[] backdrops = Backdrop.values();
    for (Hair.Style style : Hair.Style.values()) {
      int i = style.ordinal();
      Identity who =
          base.with(new Hair(style, 0x402010, .2, .3, .5))
              .with(new Wear(wear[i % wear.length], 0x336699))
              .wearing(new Glasses(glasses[i % glasses.length], 0x101010, .2));
      Scene scene = tiny.with(lights[i % lights.length]).with(backdrops[i % backdrops.length]);
      PuppetShot s = Puppet.render(who, Pose.NEUTRAL, scene);
      assertThat(s.frame().width()).isEqualTo(64);
      assertThat(s.mesh().points()).isEqualTo(FaceMesh.WITH_IRIS);
      assertThat(new HashSet<>(colours(s))).hasSizeGreaterThan(200);
    }
  }

  private static List<Integer> colours(PuppetShot s) {
    List<Integer> out = new java.util.ArrayList<>();
    for (int i = 0; i < 64 * 48; i++) {
      int x = i % 64;
      int y = i / 64;
      out.add(s.frame().at(x, y, 0) << 16 | s.frame().at(x, y, 1) << 8 | s.frame().at(x, y, 2));
    }
    return out;
  }

  @Test
  void traitsDoWhatTheySay() {
    assertThat(width(Trait.NOSE_WIDTH, 48, 278)).isGreaterThan(.2);
    assertThat(width(Trait.FACE_WIDTH, 234, 454)).isGreaterThan(.4);
    assertThat(width(Trait.MOUTH_WIDTH, 61, 291)).isGreaterThan(.2);
    assertThat(width(Trait.EYE_SPACING, 133, 362)).isGreaterThan(.1);
    assertThat(width(Trait.JAW_WIDTH, 172, 397)).isGreaterThan(.3);
    assertThatThrownBy(() -> Shape.AVERAGE.with(Trait.SAG, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SAG");
  }

  /** How much farther apart two points are at 1 than at −1, centimetres. */
  private static double width(Trait t, int a, int b) {
    float[] more = Sculptor.form(Shape.AVERAGE.with(t, 1)).xyz();
    float[] less = Sculptor.form(Shape.AVERAGE.with(t, -1)).xyz();
    return more[3 * b] - more[3 * a] - less[3 * b] + less[3 * a];
  }
}
