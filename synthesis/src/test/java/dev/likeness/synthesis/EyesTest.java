package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import org.junit.jupiter.api.Test;

class EyesTest {
  private final MeshAreas areas = new MeshAreas(FaceTopology.canonical());
  private final Eyes eyes = new Eyes(areas, FaceTopology.canonical());

  /** A face whose eyes are white with a dark iris at the mesh's own places. */
  private static Frame picture(FaceMesh m) {
    byte[] rgb = new byte[400 * 400 * 3];
    java.util.Arrays.fill(rgb, (byte) 220);
    for (int e = 0; e < 2; e++) {
      int iris = FaceMesh.POINTS + e * FaceMesh.IRIS;
      double r = m.distance(iris, iris + 1);
      for (int i = 0; i < 400 * 400; i++) {
        if (Math.hypot(i % 400 + .5 - m.x(iris), i / 400 + .5 - m.y(iris)) < r) {
          java.util.Arrays.fill(rgb, 3 * i, 3 * i + 3, (byte) 30);
        }
      }
    }
    return new Frame(400, 400, rgb);
  }

  /** Where the dark part of the right eye was drawn, as a share of the way between its corners. */
  private float gaze(float persona, float target) {
    FaceMesh from = Meshes.irises(Meshes.face(200, 200, 22, 0), persona);
    FaceMesh to = Meshes.irises(Meshes.face(100, 100, 12, 0), target);
    View[] views = {new View(picture(from), from)};
    float[] shares = {1};
    assertThat(Eyes.known(to, views, shares)).isTrue();
    Box box = new Box(0, 0, 200, 200);
    MeshRaster raster = new MeshRaster();
    raster.draw(to, areas.triangles, box);
    float[][] planes = new float[3][200 * 200];
    eyes.draw(
        new FaceSwap.Order(
            to,
            to,
            views,
            shares,
            new float[2],
            new float[2],
            1,
            1,
            null,
            0,
            null,
            SwapSettings.DEFAULT),
        raster,
        box,
        planes);
    double sum = 0;
    double x = 0;
    for (int i = 0; i < planes[0].length; i++) {
      if (planes[0][i] > 0 && i % 200 < 100) {
        double dark = 220 - Math.min(220, planes[0][i]);
        sum += dark;
        x += dark * (i % 200 + .5);
      }
    }
    return (float) ((x / sum - to.x(33)) / (to.x(133) - to.x(33)));
  }

  @Test
  void thePersonasIrisGoesWhereTheTargetLooks() {
    assertThat(gaze(.5f, .5f)).isCloseTo(.5f, offset(.03f));
    assertThat(gaze(.5f, .65f)).isCloseTo(.65f, offset(.03f));
    assertThat(gaze(.6f, .35f)).isCloseTo(.35f, offset(.03f));
  }

  @Test
  void whoseEyesAreShutOrUnknownLendsNone() {
    FaceMesh seen = Meshes.irises(Meshes.face(200, 200, 22, 0), .5f);
    FaceMesh blind = Meshes.face(200, 200, 22, 0);
    float[] xyz = seen.xyz().clone();
    for (int[] lid : new int[][] {{159, 145}, {386, 374}}) {
      xyz[3 * lid[0] + 1] = xyz[3 * lid[1] + 1] - 1;
    }
    FaceMesh shut = new FaceMesh(xyz);
    Frame f = picture(seen);
    float[] one = {1};
    assertThat(Eyes.known(seen, new View[] {new View(f, seen)}, one)).isTrue();
    assertThat(Eyes.known(seen, new View[] {new View(f, blind)}, one)).isFalse();
    assertThat(Eyes.known(seen, new View[] {new View(f, shut)}, one)).isFalse();
    assertThat(Eyes.known(blind, new View[] {new View(f, seen)}, one)).isFalse();
    assertThat(
            Eyes.known(
                seen, new View[] {new View(f, seen), new View(f, blind)}, new float[] {1, 0}))
        .isTrue();
  }
}
