package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Scene;
import dev.likeness.puppet.Troupe;
import dev.likeness.synthesis.View;
import org.junit.jupiter.api.Test;

class HeldSceneTest {
  /** A puppet whose eyes are so many pixels apart, high up in a picture of that size. */
  private static View view(double eyes, int width, int height) {
    var drawn = Troupe.member(Identity.named("Finn")).render(Pose.NEUTRAL, Scene.of(96, 96));
    double scale = drawn.mesh().eyeDistance() / eyes;
    Affine2 back = Affine2.scale(scale);
    Frame f = drawn.frame().sample(back, width, height);
    return new View(f, drawn.mesh().map(Affine2.scale(1 / scale)));
  }

  @Test
  void picturesAreHeldAtOneSizeAndNeverEnlarged() {
    assertThat(HeldScene.picture(view(300, 1200, 1600)).height()).isEqualTo(720);
    assertThat(HeldScene.picture(view(40, 360, 288)).width()).isEqualTo(360);
  }
}
