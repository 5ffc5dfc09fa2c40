package dev.likeness.synthesis.refine;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.Seed;
import dev.likeness.synthesis.FaceCanvas;
import dev.likeness.synthesis.View;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a refiner learns from: pictures of one person with their meshes. The person's view is warped
 * to such a mesh, and the picture itself is the answer. The last ones are held out. Not
 * thread-safe.
 */
public final class Lessons {
  /** Pairs of neighbours in a batch. */
  static final int PAIRS = 4;

  static final int BATCH = 2 * PAIRS;

  /** At most so many are held out, evenly spread over those at the end. */
  private static final int HELD = 40;

  private static final double HELD_SHARE = .15;

  /** Side of the cuts that are kept, and how much more than the canvas they show. */
  private static final int KEPT = 224;

  static final int PLANES = FaceCanvas.HALF * FaceCanvas.HALF;

  private final FaceCanvas canvas;
  private final List<Lesson> all = new ArrayList<>();

  /**
   * One picture.
   *
   * @param cut a square around the face
   * @param map from the cut's pixels to the picture's
   * @param follows whether the lesson before is the moment before
   */
  private record Lesson(FaceMesh mesh, Frame cut, Affine2 map, boolean follows) {}

  /**
   * A batch, or what is held out: the first {@code 2 × pairs} are neighbours.
   *
   * @param look see {@link FaceCanvas#look}
   * @param truth folded colours
   * @param weight folded weights
   */
  record Batch(int size, float[] look, float[] truth, float[] weight) {
    Batch(int size) {
      this(
          size,
          new float[size * FaceCanvas.SIZE],
          new float[size * 12 * PLANES],
          new float[size * 4 * PLANES]);
    }
  }

  /**
   * @param view the persona's view that is to be corrected
   */
  public Lessons(View view) {
    canvas = new FaceCanvas(view);
  }

  /**
   * Adds a picture.
   *
   * @param mesh in its pixels, with irises where these are known
   * @param follows whether the one added before is the moment before
   */
  public void add(Picture picture, FaceMesh mesh, boolean follows) {
    Affine2 map =
        FaceCanvas.map(mesh)
            .after(
                new Affine2(
                    1, 0, (FaceCanvas.SIDE - KEPT) / 2.0, 0, 1, (FaceCanvas.SIDE - KEPT) / 2.0));
    double step = Math.hypot(map.a(), map.d());
    Frame cut = picture.sample(map, KEPT, KEPT, Math.max(1, (int) Math.round(step)));
    all.add(new Lesson(mesh, cut, map, follows && !all.isEmpty()));
  }

  public int size() {
    return all.size();
  }

  /** How many are learnt from. */
  int learnt() {
    return all.size() - (int) Math.ceil(HELD_SHARE * all.size());
  }

  /** What is held out. */
  Batch held() {
    int from = learnt();
    int n = Math.min(HELD, all.size() - from);
    Batch b = new Batch(n);
    for (int i = 0; i < n; i++) {
      Lesson l = all.get(from + (int) ((long) i * (all.size() - from) / n));
      put(l, FaceCanvas.map(l.mesh), b, i);
    }
    return b;
  }

  /** A batch by chance, the same for the same seed and step. */
  Batch batch(Seed seed, long step) {
    SplittableRandom r = seed.derive("lesson " + step).random();
    Batch b = new Batch(BATCH);
    for (int k = 0; k < PAIRS; k++) {
      int i = r.nextInt(learnt());
      int before = all.get(i).follows ? i - 1 : i;
      Affine2 shake = shake(r);
      put(all.get(before), FaceCanvas.map(all.get(before).mesh).after(shake), b, 2 * k);
      put(all.get(i), FaceCanvas.map(all.get(i).mesh).after(shake), b, 2 * k + 1);
    }
    return b;
  }

  /** A little larger or smaller, turned and moved: meshes are never quite right. */
  private static Affine2 shake(SplittableRandom r) {
    double s = 1 + .03 * r.nextGaussian();
    double turn = .03 * r.nextGaussian();
    double c = s * Math.cos(turn);
    double d = s * Math.sin(turn);
    double h = FaceCanvas.SIDE / 2.0;
    return new Affine2(
        c,
        -d,
        h - c * h + d * h + 2 * r.nextGaussian(),
        d,
        c,
        h - d * h - c * h + 2 * r.nextGaussian());
  }

  private void put(Lesson l, Affine2 map, Batch to, int at) {
    canvas.draw(l.mesh, map);
    System.arraycopy(canvas.look(), 0, to.look, at * FaceCanvas.SIZE, FaceCanvas.SIZE);
    canvas.foldWeights(to.weight, at * 4 * PLANES);
    Frame truth = l.cut.sample(l.map.inverse().after(map), FaceCanvas.SIDE, FaceCanvas.SIDE, 1);
    FaceCanvas.fold(truth, to.truth, at * 12 * PLANES);
  }
}
