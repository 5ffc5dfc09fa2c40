package dev.likeness.faces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import dev.likeness.core.Sketch;
import dev.likeness.faces.Coverage.Trait;
import java.awt.Color;
import java.awt.geom.Path2D;
import org.junit.jupiter.api.Test;

class CoverageTest {
  /** A head of one colour, lit from a direction given in picture axes (x right, y down). */
  private static Frame lit(FaceMesh m, double lx, double ly, double lz) {
    double n = Math.sqrt(lx * lx + ly * ly + lz * lz);
    return Sketch.draw(
        Frame.black(320, 320),
        g -> {
          for (int[] t : FaceTopology.canonical().triangles()) {
            double ux = m.x(t[1]) - m.x(t[0]);
            double uy = m.y(t[1]) - m.y(t[0]);
            double uz = m.z(t[1]) - m.z(t[0]);
            double vx = m.x(t[2]) - m.x(t[0]);
            double vy = m.y(t[2]) - m.y(t[0]);
            double vz = m.z(t[2]) - m.z(t[0]);
            double nx = uy * vz - uz * vy;
            double ny = uz * vx - ux * vz;
            double nz = ux * vy - uy * vx;
            if (nz >= 0) {
              continue; // its back is to the camera
            }
            double dot = (nx * lx + ny * ly + nz * lz) / n / Math.sqrt(nx * nx + ny * ny + nz * nz);
            double linear = .2 + .6 * Math.max(0, dot);
            int v = (int) Math.round(255 * Math.pow(linear, 1 / 2.2));
            Path2D p = new Path2D.Double();
            p.moveTo(m.x(t[0]), m.y(t[0]));
            p.lineTo(m.x(t[1]), m.y(t[1]));
            p.lineTo(m.x(t[2]), m.y(t[2]));
            p.closePath();
            g.setColor(new Color(v, v, v));
            g.fill(p);
            g.draw(p);
          }
        });
  }

  private static Pose turned(double yaw, double pitch) {
    return new Pose(yaw, pitch, 0, 14, 160, 170);
  }

  @Test
  void lightIsToldInTheHeadsOwnAxes() {
    for (double yaw : new double[] {-25, 0, 25}) {
      FaceMesh m = Heads.posed(turned(yaw, 0));
      double[] r = turned(yaw, 0).rotation();
      // the person's left is +x of the head
      double x = r[0] - r[2];
      double y = r[3] - r[5];
      double z = r[6] - r[8];
      assertThat(Light.of(lit(m, x, y, z), m).direction())
          .as("yaw %s", yaw)
          .isEqualTo(Light.Direction.FROM_LEFT);
      assertThat(Light.of(lit(m, -r[0] - r[2], -r[3] - r[5], -r[6] - r[8]), m).direction())
          .isEqualTo(Light.Direction.FROM_RIGHT);
    }
    FaceMesh front = Heads.posed(turned(0, 0));
    assertThat(Light.of(lit(front, 0, -.25, -1), front).direction())
        .isEqualTo(Light.Direction.EVEN);
    assertThat(Light.of(lit(front, 0, -1.5, -.6), front).direction())
        .isEqualTo(Light.Direction.FROM_ABOVE);
    assertThat(Light.of(lit(front, 0, 1, -.6), front).direction())
        .isEqualTo(Light.Direction.FROM_BELOW);
  }

  private static void add(Coverage c, Pose p, double shut, double mouth, double look) {
    FaceMesh m = Heads.posed(p, shut, mouth, look);
    c.add(lit(m, 0, -.3, -1), Heads.seen(1, 0, m, true));
  }

  @Test
  void countsWhatIsThereAndNamesWhatIsNot() {
    Coverage c = new Coverage();
    assertThat(c.present()).containsExactly("No face was seen.");
    add(c, turned(0, 0), 0, 0, 0);
    add(c, turned(20, 0), 0, 4, 0);
    add(c, turned(35, 15), 1, 0, 0);
    add(c, turned(0, -25), 0, 0, .4);
    assertThat(c.count()).isEqualTo(4);
    assertThat(c.heads(1, 2)).isEqualTo(1);
    assertThat(c.heads(1, 3)).isEqualTo(1);
    assertThat(c.heads(0, 4)).isEqualTo(1);
    assertThat(c.heads(2, 2)).isEqualTo(1);
    assertThat(c.count(Trait.EYES_SHUT)).isEqualTo(1);
    assertThat(c.count(Trait.MOUTH_WIDE)).isEqualTo(1);
    assertThat(c.count(Trait.GAZE_RIGHT)).isEqualTo(1);
    assertThat(c.count(Trait.LIT_EVENLY)).isPositive();
    assertThat(c.present().get(0)).startsWith("4 pictures of the face; head from 0°");
    assertThat(c.missing())
        .anyMatch(s -> s.contains("turned to the picture's left or far to the picture's left"))
        .noneMatch(s -> s.contains("straight ahead") || s.contains("tilted"))
        .anyMatch(s -> s.contains("half shut") && !s.contains("or shut"));
  }

  @Test
  void chartShowsTheBestViewOfEachDirectionOnLightPaper() {
    Coverage c = new Coverage();
    add(c, turned(0, 0), 0, 0, 0);
    Frame chart = c.chart();
    assertThat(chart.width()).isEqualTo(1280);
    assertThat(chart.at(5, 5, 1)).isGreaterThan(240);
    assertThat(c.thumb(1, 2)).isNotNull();
    assertThat(c.thumb(0, 0)).isNull();
  }

  @Test
  void overlayDrawsOnAndAroundTheFaceOnly() {
    FaceMesh m = Heads.posed(turned(0, 0));
    Frame grey = lit(m, 0, 0, -1);
    FaceObservation f = Heads.seen(2, 0, m, true);
    Frame out = new Overlay().draw(grey, java.util.List.of(f));
    int changed = 0;
    for (int i = 0; i < out.rgb().length; i += 3) {
      changed += out.rgb()[i] != grey.rgb()[i] ? 1 : 0;
    }
    assertThat(changed).isGreaterThan(3000);
    for (int y = 318; y < 320; y++) {
      for (int x = 0; x < 320; x++) {
        assertThat(out.at(x, y, 0)).isEqualTo(grey.at(x, y, 0));
      }
    }
    assertThat(Overlay.colour(1)).isNotEqualTo(Overlay.colour(2));
  }
}
