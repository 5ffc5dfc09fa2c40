package dev.likeness.flow.quality;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A flat drawn face whose landmarks are exact: the truth that the measures are tested on. Skin on a
 * background, two eyes with irises, a mouth; eye distance {@link #EYES} pixels.
 */
record Drawn(
    double mouth, double lids, double gaze, double dx, double dy, int[] skin, int[] ground) {
  static final int W = 240;
  static final int H = 280;
  static final double EYES = 60;
  static final int[] PALE = {214, 170, 148};
  static final int[] DARK = {112, 76, 58};
  static final int[] ROOM = {70, 96, 130};

  /** Lid openings over eye width; mouth gap over eye distance. */
  static final Drawn STILL = new Drawn(.02, .32, 0, 0, 0, PALE, ROOM);

  Drawn mouth(double v) {
    return new Drawn(v, lids, gaze, dx, dy, skin, ground);
  }

  Drawn lids(double v) {
    return new Drawn(mouth, v, gaze, dx, dy, skin, ground);
  }

  /** Sideways, in eye widths. */
  Drawn gaze(double v) {
    return new Drawn(mouth, lids, v, dx, dy, skin, ground);
  }

  Drawn at(double x, double y) {
    return new Drawn(mouth, lids, gaze, x, y, skin, ground);
  }

  Drawn skin(int... rgb) {
    return new Drawn(mouth, lids, gaze, dx, dy, rgb, ground);
  }

  FaceMesh mesh() {
    FaceTopology face = FaceTopology.canonical();
    double scale = EYES / ((face.x(362) + face.x(263) - face.x(33) - face.x(133)) / 2);
    float[] xyz = new float[FaceMesh.POINTS * 3];
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      xyz[3 * i] = (float) (W / 2.0 + dx + scale * face.x(i));
      xyz[3 * i + 1] = (float) (H / 2.0 + dy + scale * face.y(i));
      xyz[3 * i + 2] = (float) (scale * face.z(i));
    }
    eye(xyz, 33, 133, new int[] {160, 159, 158}, new int[] {144, 145, 153});
    eye(xyz, 362, 263, new int[] {385, 386, 387}, new int[] {380, 374, 373});
    double lip = (xyz[3 * 78 + 1] + xyz[3 * 308 + 1]) / 2;
    for (int i : new int[] {82, 13, 312}) {
      xyz[3 * i + 1] = (float) (lip - mouth * EYES / 2);
    }
    for (int i : new int[] {87, 14, 317}) {
      xyz[3 * i + 1] = (float) (lip + mouth * EYES / 2);
    }
    return new FaceMesh(xyz);
  }

  private void eye(float[] xyz, int outer, int inner, int[] upper, int[] lower) {
    double width =
        Math.hypot(xyz[3 * outer] - xyz[3 * inner], xyz[3 * outer + 1] - xyz[3 * inner + 1]);
    double y = (xyz[3 * outer + 1] + xyz[3 * inner + 1]) / 2;
    for (int i = 0; i < 3; i++) {
      xyz[3 * upper[i] + 1] = (float) (y - lids * width / 2);
      xyz[3 * lower[i] + 1] = (float) (y + lids * width / 2);
    }
  }

  Reading reading() {
    FaceMesh m = mesh();
    double[] p = new double[Reading.POINTS68];
    int[][] map = {
      {36, 33}, {37, 160}, {38, 158}, {39, 133}, {40, 153}, {41, 144}, {42, 362}, {43, 385},
      {44, 387}, {45, 263}, {46, 373}, {47, 380}, {60, 78}, {61, 82}, {62, 13}, {63, 312},
      {64, 308}, {65, 317}, {66, 14}, {67, 87}
    };
    for (int[] pair : map) {
      p[2 * pair[0]] = m.x(pair[1]);
      p[2 * pair[0] + 1] = m.y(pair[1]);
    }
    return new Reading(m, p);
  }

  private static final Map<Drawn, Frame> FRAMES = new ConcurrentHashMap<>();

  /** The picture; drawn once for each face of the palest skin, which most tests share. */
  Frame frame() {
    return skin == PALE ? FRAMES.computeIfAbsent(this, Drawn::draw) : draw();
  }

  private Frame draw() {
    FaceMesh m = mesh();

    byte[] rgb = new byte[W * H * 3];
    for (int y = 0; y < H; y++) {
      for (int x = 0; x < W; x++) {
        double px = x + .5;
        double py = y + .5;
        double inside = Math.clamp(.5 - outline(px - dx, py - dy), 0, 1);
        double[] c = mix(shade(ground, px, .1), shade(skin, px - dx, .15), inside);
        c = iris(c, m, 33, 133, px, py);
        c = iris(c, m, 362, 263, px, py);
        double mx = (px - (m.x(13) + m.x(14)) / 2) / (.5 * m.distance(78, 308));
        double my = (py - (m.y(13) + m.y(14)) / 2) / Math.max(.01, .5 * m.distance(13, 14));
        c = mx * mx + my * my < 1 ? new double[] {60, 20, 24} : c;
        for (int k = 0; k < 3; k++) {
          rgb[(y * W + x) * 3 + k] = (byte) (int) Math.clamp(c[k] + .5, 0, 255);
        }
      }
    }
    return new Frame(W, H, rgb);
  }

  /** Distance to the outline of the face in the middle of the picture, from a grid made once. */
  static double outline(double x, double y) {
    double[] grid = Outline.GRID;
    int ix = (int) Math.clamp(x, 0, W - 2);
    int iy = (int) Math.clamp(y, 0, H - 2);
    double fx = Math.clamp(x - ix, 0, 1);
    double fy = Math.clamp(y - iy, 0, 1);
    int i = iy * W + ix;
    return (1 - fy) * ((1 - fx) * grid[i] + fx * grid[i + 1])
        + fy * ((1 - fx) * grid[i + W] + fx * grid[i + W + 1]);
  }

  private static final class Outline {
    static final double[] GRID = new double[W * H];

    static {
      Contour c = Contour.of(STILL.mesh());
      for (int i = 0; i < GRID.length; i++) {
        GRID[i] = c.distance(i % W, i / W);
      }
    }
  }

  private double[] iris(double[] under, FaceMesh m, int a, int b, double px, double py) {
    double width = m.distance(a, b);
    double cx = (m.x(a) + m.x(b)) / 2;
    double cy = (m.y(a) + m.y(b)) / 2;
    double ex = (px - cx) / (width / 2);
    double ey = (py - cy) / Math.max(.01, lids * width * .6);
    if (ex * ex + ey * ey >= 1) {
      return under;
    }
    double d = Math.hypot(px - cx - gaze * width, py - cy) - .2 * width;
    return mix(new double[] {235, 232, 228}, new double[] {50, 36, 30}, Math.clamp(.5 - d, 0, 1));
  }

  private static double[] shade(int[] c, double x, double by) {
    double s = 1 + by * Math.sin(x / 35);
    return new double[] {c[0] * s, c[1] * s, c[2] * s};
  }

  private static double[] mix(double[] a, double[] b, double t) {
    return new double[] {
      a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), a[2] + t * (b[2] - a[2])
    };
  }

  static Moment moment(int index, Drawn before, Drawn after) {
    return new Moment(
        index, before.frame(), after.frame(), 0, 0, before.reading(), after.reading());
  }

  /** A clip that talks, blinks, looks around and sways. */
  static List<Drawn> clip(int frames) {
    List<Drawn> clip = new ArrayList<>();
    for (int t = 0; t < frames; t++) {
      double blink = Math.max(0, 1 - Math.abs(t % 25 - 12) / 3.0);
      clip.add(
          STILL
              .mouth(.12 + .1 * Math.sin(t * .7))
              .lids(.32 * (1 - .85 * blink))
              .gaze(.12 * Math.sin(t * .15))
              .at(4 * Math.sin(t * .2), 2 * Math.cos(t * .17)));
    }
    return clip;
  }
}
