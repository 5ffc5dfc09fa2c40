package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import org.junit.jupiter.api.Test;

class GazingTest {
  private static final int SIDE = 400;
  private static final Box ALL = new Box(0, 0, SIDE, SIDE);
  private static final float SKIN = 190;
  private static final float WHITE = 230;
  private static final float IRIS = 70;
  private static final float PUPIL = 10;
  private final MeshAreas areas = new MeshAreas(FaceTopology.canonical());
  private final FaceMesh face = Meshes.irises(Meshes.face(200, 190, 24, 0), .5f);
  private final float[] line = Rings.outline(face, areas.rightEye, 0, 0);
  private final float radius = (float) face.distance(FaceMesh.POINTS, FaceMesh.POINTS + 1);

  /** Skin, and in the right eye white around a dark iris; one value for all colours. */
  private float[][] picture() {
    float[] plane = new float[SIDE * SIDE];
    for (int i = 0; i < plane.length; i++) {
      float x = i % SIDE + .5f;
      float y = i / SIDE + .5f;
      double off = Math.hypot(x - face.x(FaceMesh.POINTS), y - face.y(FaceMesh.POINTS));
      plane[i] =
          Rings.inside(line, x, y) < 0
              ? SKIN
              : off < .45f * radius ? PUPIL : off < radius ? IRIS : WHITE;
    }
    return new float[][] {plane, plane.clone(), plane.clone()};
  }

  /** The right eye's inside when it looks elsewhere. */
  private float[][] looking(float right, float down) {
    float[][] before = picture();
    float[][] drawn = picture();
    Sampler sampler = Sampler.of(before, SIDE, SIDE);
    Gazing g = new Gazing(face, face, areas.rightEye, 0, right, down);
    Box b = Rings.bounds(line, 0);
    for (int y = b.y(); y < b.bottom(); y++) {
      for (int x = b.x(); x < b.right(); x++) {
        if (Rings.inside(line, x + .5f, y + .5f) > 0) {
          int i = y * SIDE + x;
          g.draw(sampler, ALL, ALL, line, x, y, i, i + 1, drawn);
        }
      }
    }
    return drawn;
  }

  private static float[] middle(float[] plane, Box b) {
    double sx = 0;
    double sy = 0;
    double n = 0;
    for (int y = b.y(); y < b.bottom(); y++) {
      for (int x = b.x(); x < b.right(); x++) {
        if (plane[y * SIDE + x] < 40) {
          sx += x;
          sy += y;
          n++;
        }
      }
    }
    return new float[] {(float) (sx / n), (float) (sy / n)};
  }

  @Test
  void theIrisGoesWhereTheEyeLooks() {
    Box b = Rings.bounds(line, 2);
    float wide = (float) face.distance(33, 133);
    float[] was = middle(picture()[0], b);
    assertThat(middle(looking(.2f, 0)[0], b)[0] - was[0]).isBetween(.15f * wide, .22f * wide);
    assertThat(middle(looking(0, .08f)[0], b)[1] - was[1]).isGreaterThan(.02f * wide);
  }

  /** Skin of the lids that came in with an eye that looks down or aside made it look half shut. */
  @Test
  void noSkinLiesOnAnEyeThatLooksElsewhere() {
    float[][] looks = {{.15f, -.1f}, {.15f, .1f}, {.3f, 0}, {-.3f, 0}};
    for (float[] look : looks) {
      float[] plane = looking(look[0], look[1])[0];
      for (int i = 0; i < plane.length; i++) {
        float x = i % SIDE + .5f;
        float y = i / SIDE + .5f;
        boolean corner =
            Math.min(Math.abs(x - face.x(33)), Math.abs(x - face.x(133))) < .2f * radius * 5;
        if (!corner && Rings.inside(line, x, y) > 2.5f) {
          boolean mixed = plane[i] > IRIS + 12 && plane[i] < WHITE - 12;
          boolean edge = mixed && nextTo(plane, i, IRIS) && nextTo(plane, i, WHITE);
          assertThat(mixed && !edge).as("skin at %s, %s", x, y).isFalse();
        }
      }
    }
  }

  private static boolean nextTo(float[] plane, int i, float value) {
    for (int dy = -2; dy <= 2; dy++) {
      for (int dx = -2; dx <= 2; dx++) {
        if (Math.abs(plane[i + dy * SIDE + dx] - value) < 12) {
          return true;
        }
      }
    }
    return false;
  }
}
