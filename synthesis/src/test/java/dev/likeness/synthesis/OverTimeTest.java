package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.FaceTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class OverTimeTest {
  private final FaceTopology face = FaceTopology.canonical();
  private final FaceGrid grid = new FaceGrid(face);
  private final float[] x = new float[face.vertexCount()];
  private final float[] y = new float[face.vertexCount()];
  private final OverTime time;
  private final float[] strand;

  OverTimeTest() {
    for (int v = 0; v < x.length; v++) {
      x[v] = face.x(v) / 10;
      y[v] = face.y(v) / 10;
    }
    time = new OverTime(grid, new MeshAreas(face), x, y);
    strand = box(-.62, -.9, -.5, .1);
  }

  /** 1 inside a box of the canonical face (units / 10), 0 elsewhere. */
  private float[] box(double left, double top, double right, double bottom) {
    float[] out = new float[FaceGrid.CELLS];
    for (int i = 0; i < out.length; i++) {
      if (grid.triangle[i] >= 0) {
        float cx = grid.mix(i, x);
        float cy = grid.mix(i, y);
        out[i] = cx >= left && cx <= right && cy >= top && cy <= bottom ? 1 : 0;
      }
    }
    return out;
  }

  private static List<float[]> film(int frames, IntFunction<float[]> frame) {
    List<float[]> out = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      out.add(frame.apply(i));
    }
    return out;
  }

  /** The cover of every frame of a film, each with its window. */
  private List<float[]> covers(List<float[]> film) {
    List<float[]> out = new ArrayList<>();
    for (int i = 0; i < film.size(); i++) {
      int from = Math.max(0, i - 10);
      float[] c = time.cover(film.subList(from, Math.min(film.size(), i + 11)), i - from);
      out.add(c == null ? new float[FaceGrid.CELLS] : c);
    }
    return out;
  }

  private static double mean(float[] map, float[] where) {
    double sum = 0;
    double n = 0;
    for (int i = 0; i < map.length; i++) {
      sum += map[i] * where[i];
      n += where[i];
    }
    return sum / n;
  }

  @Test
  void whatIsSeenEveryOtherFrameIsKeptAndDoesNotFlicker() {
    List<float[]> c = covers(film(30, i -> i % 2 == 0 ? strand : new float[FaceGrid.CELLS]));
    for (int i = 1; i < c.size(); i++) {
      assertThat(mean(c.get(i), strand)).isGreaterThan(.8);
      assertThat(Math.abs(mean(c.get(i), strand) - mean(c.get(i - 1), strand))).isLessThan(.15);
    }
  }

  @Test
  void whatIsSeenOnceIsNothing() {
    List<float[]> c = covers(film(30, i -> i == 15 ? strand : new float[FaceGrid.CELLS]));
    for (float[] map : c) {
      assertThat(mean(map, strand)).isLessThan(.05);
    }
  }

  @Test
  void whatGoesAwayIsLetGoWithinFewFrames() {
    List<float[]> c = covers(film(40, i -> i < 20 ? strand : new float[FaceGrid.CELLS]));
    assertThat(mean(c.get(14), strand)).isGreaterThan(.9);
    assertThat(mean(c.get(26), strand)).isLessThan(.05);
  }

  @Test
  void aMoleABrowAndABeardArePartOfTheFace() {
    float[] mole = box(.2, 0, .3, .1);
    assertThat(time.cover(List.of(mole), 0)).isNull();
    float[] brow = box(-.55, -.45, -.15, -.3);
    assertThat(time.cover(List.of(brow), 0)).isNull();
    float[] beard = box(-1, .25, 1, 1);
    float[] c = time.cover(List.of(beard), 0);
    assertThat(c == null ? 0 : mean(c, box(-.3, .5, .3, 1))).isZero();
  }
}
