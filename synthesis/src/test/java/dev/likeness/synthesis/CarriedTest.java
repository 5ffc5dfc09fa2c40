package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which hair goes along when a face gets another shape, and which stays. */
class CarriedTest {
  private static final float UNIT = 10;
  private static final FaceTopology TOPOLOGY = FaceTopology.canonical();
  private static final MeshAreas AREAS = new MeshAreas(TOPOLOGY);
  private static final FaceMesh FACE = Meshes.face(150, 170, UNIT, 0);
  private static final float[] OWN = AREAS.skirt.points(FACE, FACE);

  private static final int TEMPLE = 251;
  private static final int CHEEK = 361;
  private final Carried carried = new Carried(TOPOLOGY);

  /** Where the face is drawn: its outline so many canonical units further out to each side. */
  private static float[] wider(float by) {
    float[] xyz = FACE.xyz().clone();
    for (int v : TOPOLOGY.ring(FaceTopology.Ring.FACE_OVAL)) {
      xyz[3 * v] += by * UNIT * Math.signum(FACE.x(v) - 150);
    }
    return AREAS.skirt.points(new FaceMesh(xyz), FACE);
  }

  /** How far from where it is drawn a point of the face is taken from, canonical units. */
  private float moved(int v, float by, float @Nullable [] hangs) {
    float[] points = wider(by);
    return (points[3 * v] - carried.from(OWN, points, hangs)[3 * v]) / UNIT;
  }

  @Test
  void whatBordersACheekGoesAlong() {
    assertThat(moved(CHEEK, .2f, null)).isCloseTo(.2f, within(.02f));
    assertThat(moved(CHEEK, .2f, new float[FaceMesh.POINTS])).isCloseTo(.2f, within(.02f));
  }

  @Test
  void whatHangsOverACheekStaysWhereItWouldHardlyMove() {
    float[] hangs = new float[FaceMesh.POINTS];
    Arrays.fill(hangs, 1);
    assertThat(moved(CHEEK, .2f, hangs)).isCloseTo(0, within(.001f));
    assertThat(moved(CHEEK, .5f, hangs)).isCloseTo(.5f, within(.05f));
  }

  @Test
  void hairAtTheTemplesStaysWhereItWouldHardlyMove() {
    assertThat(moved(TEMPLE, .1f, null)).isCloseTo(0, within(.001f));
    assertThat(moved(TEMPLE, .4f, null)).isCloseTo(.4f, within(.05f));
    float[] points = wider(.1f);
    float[] still = carried.still(OWN, points);
    assertThat(still[3 * TEMPLE]).isCloseTo(points[3 * TEMPLE], within(.01f));
    assertThat(still[3 * CHEEK]).isEqualTo(OWN[3 * CHEEK]);
  }
}
