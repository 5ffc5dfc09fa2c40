package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.FaceTopology;
import org.junit.jupiter.api.Test;

class FaceGridTest {
  private final FaceGrid grid = new FaceGrid(FaceTopology.canonical());

  @Test
  void everyCellOfTheFaceKnowsItsPlace() {
    int n = 0;
    for (int i = 0; i < FaceGrid.CELLS; i++) {
      if (grid.triangle[i] >= 0) {
        n++;
        assertThat(grid.mix(i, grid.column)).isCloseTo(i % FaceGrid.SIDE, within(.01f));
        assertThat(grid.mix(i, grid.row)).isCloseTo((float) (i / FaceGrid.SIDE), within(.01f));
      }
    }
    assertThat((double) n / FaceGrid.CELLS).isBetween(.6, .95);
  }

  @Test
  void theForeheadComesBeforeTheChin() {
    assertThat(grid.row[10]).isLessThan(grid.row[1]);
    assertThat(grid.row[1]).isLessThan(grid.row[152]);
    assertThat(grid.column[33]).isLessThan(grid.column[263]);
  }

  @Test
  void looksJustOutsideFindTheBordersValue() {
    float[] map = new float[FaceGrid.CELLS];
    for (int i = 0; i < FaceGrid.CELLS; i++) {
      map[i] = grid.triangle[i] >= 0 ? .7f : 0;
    }
    grid.extend(map);
    for (int v : new int[] {10, 152, 234, 454}) {
      assertThat(FaceGrid.at(map, grid.column[v], grid.row[v])).isCloseTo(.7f, within(1e-4f));
    }
  }
}
