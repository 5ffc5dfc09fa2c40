package dev.likeness.synthesis;

import dev.likeness.consent.Clearance;
import dev.likeness.consent.Use;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.FaceTopology.Part;
import dev.likeness.core.Frame;
import dev.likeness.core.Patch;
import dev.likeness.core.Picture;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.Smoother;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A portrait that moves: the target is the persona's own picture, held; the motion is made, or a
 * driver's. The picture is warped triangle by triangle ({@link Bust}) to the moved mesh ({@link
 * Expression}); eyeballs stay behind the lids, and what parted lips show is drawn ({@link
 * InnerMouth}).
 */
public final class PortraitPainter implements FacePainter {
  private final Clearance clearance;
  private final @Nullable FaceMotion motion;
  private final @Nullable Sliders sliders;
  private final MeshAreas areas = new MeshAreas(FaceTopology.canonical());
  private final @Nullable Cutout cutout;
  private final @Nullable Refiner refiner;
  private final Bust bust;
  private final Expression expression = new Expression(FaceTopology.canonical());
  private final InnerMouth inside = new InnerMouth(areas);
  private final MeshRaster raster = new MeshRaster();
  private final int[] eye = new int[areas.triangles.length];
  private float[][] before = new float[3][0];

  /** The picture before, and all of it where it is the same as the one before that. */
  private @Nullable Picture last;

  private float[][] held = new float[3][0];

  /** What {@link #before} holds of the held picture; none while it holds another's. */
  private Box copied = new Box(0, 0, 0, 0);

  private float[][] difference = new float[3][0];
  private @Nullable FaceMesh still;
  private float[] points = new float[0];

  /** What the held picture was before it was a film. */
  private @Nullable Frame whole;

  /** How soft it is; 0 before it was looked at. */
  private float focus;

  private float[][] drawn = new float[3][0];
  private float[][] cover = new float[1][0];

  /** What needs no mixing. */
  private @Nullable WholeParts plain;

  /**
   * @throws IllegalArgumentException where the clearance is neither for talking nor for reenactment
   */
  public PortraitPainter(Clearance clearance, FaceMotion motion) {
    this(clearance, motion, null, null);
  }

  /**
   * @param cutout the held picture, parted; null: what is around the head is stretched
   * @param refiner corrects the moved face, and is closed with this; null for none
   * @throws IllegalArgumentException as above
   */
  public PortraitPainter(
      Clearance clearance, FaceMotion motion, @Nullable Cutout cutout, @Nullable Refiner refiner) {
    this(portrait(clearance), motion, null, cutout, refiner);
  }

  private static Clearance portrait(Clearance c) {
    if (c.use() != Use.TALK && c.use() != Use.REENACT) {
      throw new IllegalArgumentException(c + " does not clear a moving portrait");
    }
    return c;
  }

  /**
   * Not a held picture, but one or a film of the persona's own, in which the face is moved from
   * where it is in each frame.
   *
   * @throws IllegalArgumentException as above
   */
  public PortraitPainter(Clearance clearance, Sliders sliders) {
    this(portrait(clearance), null, sliders, null, null);
  }

  /** For what is shown to nobody, any use will do. */
  PortraitPainter(
      Clearance clearance,
      @Nullable FaceMotion motion,
      @Nullable Sliders sliders,
      @Nullable Cutout cutout,
      @Nullable Refiner refiner) {
    this.clearance = clearance;
    this.motion = motion;
    this.sliders = sliders;
    this.cutout = cutout;
    this.refiner = refiner;
    bust = new Bust(FaceTopology.canonical(), cutout != null);
    FaceTopology face = FaceTopology.canonical();
    for (int t = 0; t < eye.length; t++) {
      eye[t] = face.part(t) == Part.RIGHT_EYE ? 1 : face.part(t) == Part.LEFT_EYE ? 2 : 0;
    }
  }

  /**
   * Tells what picture the held film was made of, of the same size. Decoded it looks crisper than
   * it is, since what encoding leaves is fine detail, too, and a crisp mouth in a soft face looks
   * pasted in.
   *
   * @return this
   */
  public PortraitPainter holding(Frame picture) {
    whole = picture;
    return this;
  }

  @Override
  public Clearance clearance() {
    return clearance;
  }

  @Override
  public int reach() {
    return sliders == null ? 0 : Smoother.REACH;
  }

  /**
   * The mesh as it was first seen, its lips where the picture has them: the picture is held, and so
   * is the mesh.
   */
  @Override
  public FaceNotes measure(Picture picture, FaceObservation face, @Nullable FaceNotes previous) {
    if (sliders != null) {
      return new FaceNotes(new float[1]);
    }
    if (previous != null) {
      return previous;
    }
    Picture seen = whole == null ? picture : whole;
    return new FaceNotes(LipSeam.of(seen, face.mesh()).xyz().clone());
  }

  @Override
  public Painted paint(Picture picture, FaceWindow window) {
    Sliders hand = sliders;
    FaceMotion moves = motion;
    FaceMesh base;
    FaceMotion.State s = FaceMotion.State.REST;
    if (hand != null) {
      base = Steady.mesh(window.faces(), window.centre());
      s = hand.within(base).sliders().state(expression, base);
    } else {
      base = held(window.note().values());
      s = moves == null ? s : moves.at(window.face().frame());
    }
    Patch patch = patch(picture, base, s);
    return new Painted(patch == null ? picture : picture.plus(patch), Map.of());
  }

  /** The mesh of the held picture; the same object as long as it is the same. */
  private FaceMesh held(float[] xyz) {
    FaceMesh m = still;
    if (m == null || m.xyz() != xyz) {
      m = new FaceMesh(xyz);
      still = m;
      points = new float[0];
    }
    return m;
  }

  private float[] points(FaceMesh base) {
    if (base != still) {
      return bust.points(base);
    }
    if (points.length == 0) {
      points = bust.points(base);
    }
    return points;
  }

  /**
   * The difference that makes the picture's face look so, good until the next is asked for; null
   * where nothing would change.
   */
  @Nullable Patch patch(Picture picture, FaceMesh base, FaceMotion.State s) {
    FaceMesh moved = expression.moved(base, s);
    Neck neck = Neck.of(base, s);
    FaceMesh turned = neck.turned(base);
    float[] from = points(base);
    float[] to = bust.moved(base, from, moved, neck);
    Box box = bust.bounds(from, to, picture.width(), picture.height());
    if (box.width() < 2 || box.height() < 2) {
      return null;
    }
    int n = box.width() * box.height();
    if (before[0].length < n) {
      before = new float[3][n];
      drawn = new float[3][n];
      cover = new float[1][n];
      copied = new Box(0, 0, 0, 0);
    }
    look(picture, box);
    raster.draw(to, bust.triangles, box);
    float soft = focus(base, box);
    warp(base, turned, moved, LipEdge.of(from, base, moved, soft), box, s);
    LashLine.draw(base, moved, areas.rightEye, box, before, drawn);
    LashLine.draw(base, moved, areas.leftEye, box, before, drawn);
    FaceMotion.Play play = s.play();
    float hidden = play == null ? 0 : play.hidden();
    InnerMouth.Look look = new InnerMouth.Look(s.mouth(), hidden, soft);
    LipCrease.draw(base, moved, box, soft, drawn);
    inside.paint(base, turned, moved, look, box, before, drawn);
    if (refiner != null) {
      refiner.refine(looking(base, moved, s), box, drawn);
    }
    if (difference[0].length != n) {
      difference = new float[3][n];
    }
    for (int c = 0; c < 3; c++) {
      subtract(drawn[c], before[c], difference[c]);
    }
    return new Patch(box, difference[0], difference[1], difference[2]);
  }

  /** How soft the picture is around the lips, pixels. */
  private float focus(FaceMesh base, Box box) {
    Frame picture = whole;
    if (picture == null) {
      return Focus.around(base, areas.lips, box, before);
    }
    if (focus == 0) {
      Box all = new Box(0, 0, picture.width(), picture.height());
      float[][] planes = new float[3][picture.width() * picture.height()];
      picture.crop(all, planes);
      focus = Focus.around(base, areas.lips, all, planes);
    }
    return focus;
  }

  /** The moved mesh with its irises where the eyes look: as far between their corners. */
  static FaceMesh looking(FaceMesh base, FaceMesh moved, FaceMotion.State s) {
    FaceMotion.Play play = s.play();
    float gx = play == null ? s.gazeX() : play.gazeX();
    float gy = play == null ? s.gazeY() : play.gazeY();
    float[] xyz = moved.xyz().clone();
    for (int i = FaceMesh.POINTS; i < moved.points(); i++) {
      int[] c = MeshAreas.CORNERS[i < FaceMesh.POINTS + FaceMesh.IRIS ? 0 : 1];
      float ax = base.x(c[1]) - base.x(c[0]);
      float ay = base.y(c[1]) - base.y(c[0]);
      float px = base.x(i) - base.x(c[0]);
      float py = base.y(i) - base.y(c[0]);
      float d = ax * ax + ay * ay;
      float u = (px * ax + py * ay) / d + gx;
      float v = (py * ax - px * ay) / d + gy;
      float bx = moved.x(c[1]) - moved.x(c[0]);
      float by = moved.y(c[1]) - moved.y(c[0]);
      xyz[3 * i] = moved.x(c[0]) + u * bx - v * by;
      xyz[3 * i + 1] = moved.y(c[0]) + u * by + v * bx;
    }
    return new FaceMesh(xyz);
  }

  /** Plain, so that it runs on vectors. */
  private static void subtract(float[] a, float[] b, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = a[i] - b[i];
    }
  }

  /** The picture's pixels in the box; one that is shown again and again is converted once. */
  private void look(Picture picture, Box box) {
    Picture known = last;
    if (known == null || !picture.same(known)) {
      last = picture;
      held = new float[3][0];
      copied = new Box(0, 0, 0, 0);
      picture.crop(box, before);
      return;
    }
    if (box.equals(copied)) {
      return;
    }
    copied = box;
    int w = picture.width();
    if (held[0].length == 0) {
      held = new float[3][w * picture.height()];
      picture.crop(new Box(0, 0, w, picture.height()), held);
    }
    for (int y = 0; y < box.height(); y++) {
      for (int c = 0; c < 3; c++) {
        int from = (box.y() + y) * w + box.x();
        System.arraycopy(held[c], from, before[c], y * box.width(), box.width());
      }
    }
  }

  private void warp(
      FaceMesh base, FaceMesh still, FaceMesh moved, float[] from, Box box, FaceMotion.State s) {
    int n = box.width() * box.height();
    for (int c = 0; c < 3; c++) {
      System.arraycopy(before[c], 0, drawn[c], 0, n);
    }
    Cutout cut = cutout;
    Box origin = cut == null ? box : new Box(0, 0, cut.width, cut.height);
    Sampler picture =
        cut == null
            ? Sampler.of(before, box.width(), box.height())
            : Sampler.of(cut.person, cut.width, cut.height);
    Sampler alpha = cut == null ? null : Sampler.of(cut.alpha, cut.width, cut.height);
    WholeParts parts = cut == null ? null : WholeParts.of(cut, bust.triangles, points(base), plain);
    plain = parts;
    FaceMotion.Play play = s.play();
    float gx = play == null ? s.gazeX() : play.gazeX();
    float gy = play == null ? s.gazeY() : play.gazeY();
    Gazing[] eyes = {
      new Gazing(base, still, areas.rightEye, 0, gx, gy),
      new Gazing(base, still, areas.leftEye, 1, gx, gy)
    };
    float[][] lids = {
      Rings.outline(moved, areas.rightEye, box.x(), box.y()),
      Rings.outline(moved, areas.leftEye, box.x(), box.y())
    };
    for (int y = 0; y < box.height(); y++) {
      int row = y * box.width();
      int right = row + raster.right(y);
      for (int i = row + raster.left(y), end; i < right; i = end) {
        end = raster.spanEnd(i, right);
        int t = raster.triangle(i);
        if (t < 0) {
          continue;
        }
        int x = i - row;
        int shift = cut == null ? 0 : (box.y() + y) * cut.width + box.x() + x - i;
        if (cut != null && parts != null && parts.ground(t)) {
          for (int c = 0; c < 3; c++) {
            System.arraycopy(cut.ground[c], i + shift, drawn[c], i, end - i);
          }
          continue;
        }
        float[] line = line(bust.triangles[t], t, from, origin, x, y);
        picture.line(line[0], line[1], line[2], line[3], i, end, 1, false, drawn);
        if (t < eye.length && eye[t] > 0) {
          int e = eye[t] - 1;
          eyes[e].draw(picture, origin, box, lids[e], x, y, i, end, drawn);
        } else if (cut != null && alpha != null && parts != null && !parts.person(t)) {
          // the mesh may reach beyond the face: there, too, the background shows
          alpha.line(line[0], line[1], line[2], line[3], i, end, 1, false, cover);
          over(cut, shift, i, end);
        }
      }
    }
  }

  /** What is not covered shows the background. */
  private void over(Cutout cut, int shift, int from, int end) {
    float[] a = cover[0];
    for (int c = 0; c < 3; c++) {
      float[] out = drawn[c];
      float[] ground = cut.ground[c];
      for (int i = from; i < end; i++) {
        out[i] += (1 - a[i]) * ground[i + shift];
      }
    }
  }

  /** Where a row of a triangle is taken from: x, y, and how they go on. */
  private float[] line(int[] tri, int t, float[] from, Box origin, int x, int y) {
    float px = from[3 * tri[0]] - origin.x() - .5f;
    float py = from[3 * tri[0] + 1] - origin.y() - .5f;
    float bx = from[3 * tri[1]] - from[3 * tri[0]];
    float by = from[3 * tri[1] + 1] - from[3 * tri[0] + 1];
    float cx = from[3 * tri[2]] - from[3 * tri[0]];
    float cy = from[3 * tri[2] + 1] - from[3 * tri[0] + 1];
    float dx = raster.right(t, x);
    float dy = raster.down(t, y);
    return new float[] {
      px + dx * raster.along(t, bx, cx) + dy * raster.across(t, bx, cx),
      py + dx * raster.along(t, by, cy) + dy * raster.across(t, by, cy),
      raster.along(t, bx, cx),
      raster.along(t, by, cy)
    };
  }

  @Override
  public void close() {
    if (refiner != null) {
      refiner.close();
    }
  }
}
