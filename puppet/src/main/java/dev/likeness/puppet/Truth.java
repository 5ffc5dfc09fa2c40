package dev.likeness.puppet;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Mask;
import java.util.BitSet;

/** What is known of a picture: where points are, what is seen of them, what covers the face. */
final class Truth {
  /** How far behind the surface a point may lie and still be it, centimetres. */
  private static final float TOLERANCE = .45f;

  private final Canvas canvas;
  private final Camera camera;
  private final Rig.Posed posed;
  private final Surface head;
  private final byte[] face;
  private final BitSet visible = new BitSet(FaceMesh.WITH_IRIS);
  private final float[] screen = new float[3 * FaceMesh.WITH_IRIS];
  private final float[] world = new float[3 * FaceMesh.WITH_IRIS];

  Truth(Canvas canvas, Camera camera, Rig.Posed posed, Surface head) {
    this.canvas = canvas;
    this.camera = camera;
    this.posed = posed;
    this.head = head;
    this.face = new byte[canvas.width / 2 * (canvas.height / 2)];
    System.arraycopy(head.world, 0, world, 0, 3 * FaceMesh.POINTS);
    for (int e = 0; e < 2; e++) {
      float[] iris = Eyes.iris(posed, e);
      int to = 3 * (FaceMesh.POINTS + e * FaceMesh.IRIS);
      System.arraycopy(iris, 0, world, to, 3 * FaceMesh.IRIS);
    }
    for (int i = 0; i < world.length; i += 3) {
      camera.project(world, i, screen, i);
    }
  }

  /** Called when the canvas shows the bare head only. */
  void rememberFace() {
    boolean[] skin = Fine.one().face;
    int mask = (1 << Canvas.TRIANGLE_BITS) - 1;
    for (int y = 0; y < canvas.height; y++) {
      int row = (y >> 1) * (canvas.width / 2);
      for (int x = 0, o = y * canvas.width; x < canvas.width; x++, o++) {
        int id = canvas.shown[o];
        if (id != 0 && (id >> Canvas.TRIANGLE_BITS > 1 || skin[id & mask])) {
          face[row + (x >> 1)] |= (byte) (1 << (2 * (y & 1) + (x & 1)));
        }
      }
    }
    for (int i = 0; i < FaceMesh.WITH_IRIS; i++) {
      if (inFront(i)) {
        visible.set(i);
      }
    }
  }

  private boolean inFront(int i) {
    float z = screen[3 * i + 2];
    if (i < FaceMesh.POINTS) {
      float vx = -world[3 * i];
      float vy = Camera.MIDDLE - world[3 * i + 1];
      float vz = Camera.DISTANCE - world[3 * i + 2];
      float[] n = head.normal;
      if (n[3 * i] * vx + n[3 * i + 1] * vy + n[3 * i + 2] * vz <= 0) {
        return false;
      }
    }
    int x = (int) screen[3 * i];
    int y = (int) screen[3 * i + 1];
    if (x < 0 || y < 0 || x >= canvas.width || y >= canvas.height) {
      return false;
    }
    float there = canvas.depth[y * canvas.width + x];
    return there == 0 || 1 / z - 1 / there < TOLERANCE;
  }

  /** Called when everything is on the canvas: takes away points that something covers. */
  void coveredBy(int firstCovering) {
    for (int i = visible.nextSetBit(0); i >= 0; i = visible.nextSetBit(i + 1)) {
      int cx = (int) screen[3 * i];
      int cy = (int) screen[3 * i + 1];
      int hidden = 0;
      int all = 0;
      for (int y = Math.max(0, cy - 1); y <= Math.min(canvas.height - 1, cy + 1); y++) {
        for (int x = Math.max(0, cx - 1); x <= Math.min(canvas.width - 1, cx + 1); x++) {
          all++;
          int o = y * canvas.width + x;
          hidden += covers(canvas.shown[o], firstCovering) ? 1 : 0;
        }
      }
      if (2 * hidden > all) {
        visible.clear(i);
      }
    }
  }

  private static boolean covers(int id, int firstCovering) {
    return id < 0 ? (id & Canvas.COVERS) != 0 : id >> Canvas.TRIANGLE_BITS >= firstCovering;
  }

  BitSet visible() {
    return (BitSet) visible.clone();
  }

  Mask face() {
    float[] out = new float[face.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = Integer.bitCount(face[i]) * .25f;
    }
    return new Mask(canvas.width / 2, canvas.height / 2, out);
  }

  Mask occluder(int firstCovering) {
    int w = canvas.width / 2;
    float[] out = new float[face.length];
    for (int i = 0; i < out.length; i++) {
      if (face[i] == 0) {
        continue;
      }
      int o = 2 * (i / w) * canvas.width + 2 * (i % w);
      for (int k = 0; k < 4; k++) {
        if ((face[i] >> k & 1) != 0
            && covers(canvas.shown[o + (k >> 1) * canvas.width + (k & 1)], firstCovering)) {
          out[i] += .25f;
        }
      }
    }
    return new Mask(w, canvas.height / 2, out);
  }

  /** The 478 points in pixels; depth counts from the head's origin. */
  FaceMesh mesh() {
    float[] origin = {0, 0, 0};
    posed.head.apply(origin, 0, 1);
    float scale = camera.scale(origin[2]);
    float[] out = new float[screen.length];
    for (int i = 0; i < out.length; i += 3) {
      out[i] = .5f * screen[i];
      out[i + 1] = .5f * screen[i + 1];
      out[i + 2] = (origin[2] - world[i + 2]) * scale;
    }
    return new FaceMesh(out);
  }
}
