package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class RelightTest {
  @Test
  void theGainIsTheRatioOfTheTwo() {
    Relight r = new Relight();
    r.start(100, 80, 5);
    for (int y = 0; y < 80; y++) {
      for (int x = 0; x < 50; x++) {
        r.add(x, y, 1, 60, 50, 40, 120, 100, 160);
      }
    }
    r.solve(15, 1);
    float[] row = new float[100];
    r.row(40, 0, row, 100);
    // also where no skin was seen
    assertThat(row[10]).isCloseTo(.52f, offset(.02f));
    assertThat(row[95]).isCloseTo(.52f, offset(.02f));
    r.row(10, 2, row, 100);
    assertThat(row[20]).isCloseTo(.277f, offset(.02f));
  }

  @Test
  void strengthZeroLeavesTheSource() {
    Relight r = new Relight();
    r.start(20, 20, 4);
    r.add(10, 10, 1, 10, 10, 10, 200, 200, 200);
    r.solve(8, 0);
    float[] row = new float[20];
    r.row(3, 1, row, 20);
    assertThat(row[7]).isEqualTo(1f);
  }

  @Test
  void lightFromOneSideStaysOnThatSide() {
    Relight r = new Relight();
    r.start(200, 100, 5);
    for (int y = 0; y < 100; y++) {
      for (int x = 0; x < 200; x++) {
        float t = x < 100 ? 50 : 200;
        r.add(x, y, 1, t, t, t, 100, 100, 100);
      }
    }
    r.solve(15, 1);
    float[] row = new float[200];
    r.row(50, 0, row, 200);
    assertThat(row[20]).isLessThan(.7f);
    assertThat(row[180]).isGreaterThan(1.7f);
  }
}
