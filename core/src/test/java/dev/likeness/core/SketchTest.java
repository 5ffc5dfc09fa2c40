package dev.likeness.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Sketch.Weight;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import org.junit.jupiter.api.Test;

class SketchTest {
  @Test
  void textHasTheSizeThatWasAskedFor() {
    Rectangle2D h = Sketch.text("H", 10, 50, 20, Weight.REGULAR).getBounds2D();
    assertThat(h.getMaxY()).isCloseTo(50, within(1e-6));
    assertThat(h.getHeight()).isCloseTo(.73 * 20, within(.1));
    assertThat(h.getMinX()).isBetween(10.0, 13.0);
    assertThat(Sketch.width("HH", 20, Weight.BOLD))
        .isCloseTo(2 * Sketch.width("H", 20, Weight.BOLD), within(1e-9));
    assertThat(Sketch.width("\u2603", 20, Weight.BOLD)).as("an unknown letter").isPositive();
  }

  @Test
  void drawsOnACopyInTheRightColour() {
    Frame base = Frame.black(40, 20);
    Frame out =
        Sketch.draw(
            base,
            g -> {
              g.setColor(new Color(200, 100, 50));
              g.fill(new Rectangle2D.Double(10, 5, 10, 10));
            });
    assertThat(out.at(15, 10, 0)).isEqualTo(200);
    assertThat(out.at(15, 10, 1)).isEqualTo(100);
    assertThat(out.at(15, 10, 2)).isEqualTo(50);
    assertThat(out.at(5, 10, 0)).isZero();
    assertThat(base.at(15, 10, 0)).isZero();
    assertThat(Sketch.image(out).getRGB(15, 10) & 0xffffff).isEqualTo(0xc86432);
  }
}
