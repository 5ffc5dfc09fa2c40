package dev.likeness.synthesis.refine;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Seed;
import dev.likeness.synthesis.FaceCanvas;
import dev.likeness.synthesis.Folded;
import dev.likeness.synthesis.Rehearsal;
import dev.likeness.synthesis.View;
import dev.likeness.synthesis.ViewChoice;
import dev.likeness.synthesis.refine.Moments.Cut;
import dev.likeness.synthesis.refine.Moments.Moment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What a refiner learns from: moments of one person with their meshes. Each is a lesson twice over:
 * the view that fits it best warped to the moment's mesh, as a swap draws it, and one view moved as
 * a portrait is, where that was played; the moment itself is the answer to both. A swap draws on
 * heads of other shapes, so half of the warps are bent, their answers with them; and meshes
 * tremble, which is not to be seen in what is learnt. The last moments are held out. Not
 * thread-safe.
 */
public final class Lessons implements Teaching {
  /** Pairs of neighbours in a batch. */
  static final int PAIRS = 4;

  static final int BATCH = 2 * PAIRS;

  static final int PLANES = FaceCanvas.HALF * FaceCanvas.HALF;

  /** At most so many are held out, evenly spread over those at the end. */
  private static final int HELD = 40;

  /** One warp in so many shows any view instead of the one that fits best. */
  private static final int ANY = 4;

  private final View view;
  private final List<View> views;
  private final ViewChoice choice;
  private final FaceCanvas canvas;
  private final float[][] planes = new float[3][FaceCanvas.SIDE * FaceCanvas.SIDE];
  private final int[] stiff;
  private final Moments all = new Moments();
  private final Map<Integer, Played> played = new HashMap<>();

  /**
   * What is left to chance in a lesson.
   *
   * @param play whether the view is moved as a portrait, where that was played
   * @param shake how the square lies
   * @param view that is warped else
   * @param bend of the warp and its answer
   * @param tremble of the mesh, and likewise
   */
  private record Chance(boolean play, Affine2 shake, View view, Bend bend, Bend tremble) {
    FaceMesh mesh(FaceMesh m) {
      return tremble.of(bend.of(m));
    }

    Chance trembling(Bend anew) {
      return new Chance(play, shake, view, bend, anew);
    }
  }

  /** A moment as a portrait would show it. */
  private record Played(FaceMesh mesh, Cut cut) {}

  /**
   * A batch, or what is held out.
   *
   * @param neighbours so many of them, the first ones, are neighbours two by two
   * @param look see {@link FaceCanvas#look}
   * @param truth folded colours
   * @param weight folded weights
   */
  record Batch(int size, int neighbours, float[] look, float[] truth, float[] weight) {
    Batch(int size, int neighbours) {
      this(
          size,
          neighbours,
          new float[size * FaceCanvas.SIZE],
          new float[size * 12 * PLANES],
          new float[size * 4 * PLANES]);
    }
  }

  /**
   * @param view the persona's view that is warped and moved
   */
  public Lessons(View view) {
    this(view, List.of(view));
  }

  /**
   * Likewise.
   *
   * @param view the one that is moved
   * @param views all that are warped
   */
  public Lessons(View view, List<View> views) {
    this(view, views, new FaceCanvas(view));
  }

  /** Likewise, drawn on a canvas that others draw on, too. */
  Lessons(View view, FaceCanvas canvas) {
    this(view, List.of(view), canvas);
  }

  private Lessons(View view, List<View> views, FaceCanvas canvas) {
    this.view = view;
    this.views = views;
    choice = new ViewChoice(views);
    this.canvas = canvas;
    float[] w = FaceTopology.canonical().poseWeights();
    stiff = IntStream.range(0, w.length).filter(i -> w[i] > 0).toArray();
  }

  /** The moments, which may be added to. */
  public Moments moments() {
    return all;
  }

  /** Adds how the moment of that number would be painted. */
  public void play(int number, Rehearsal.Played p) {
    played.put(number, new Played(p.mesh(), Cut.of(p.picture(), p.mesh())));
  }

  public int size() {
    return all.size();
  }

  /** What is held out: as a portrait where it was played, else as a warp. */
  @Override
  public Batch held() {
    int[] held = all.held(HELD);
    Batch b = new Batch(held.length, 0);
    for (int i = 0; i < held.length; i++) {
      put(held[i], true, Affine2.IDENTITY, b, i);
    }
    return b;
  }

  /** A batch by chance, the same for the same seed and step. */
  @Override
  public Batch batch(Seed seed, long step) {
    SplittableRandom r = seed.derive("lesson " + step).random();
    Batch b = new Batch(BATCH, BATCH);
    for (int k = 0; k < PAIRS; k++) {
      pair(r, b, 2 * k);
    }
    return b;
  }

  /** Two neighbours by chance. */
  void pair(SplittableRandom r, Batch to, int at) {
    int i = all.choose(r);
    boolean play = r.nextBoolean();
    Affine2 shake = shake(r);
    Bend bend = r.nextBoolean() ? Bend.of(r) : Bend.NONE;
    int any = r.nextInt(ANY * views.size());
    int shown = any < views.size() ? any : choice.best(all.get(i).mesh());
    Chance c = new Chance(play, shake, views.get(shown), bend, Bend.tremble(r));
    put(all.get(i).follows() ? i - 1 : i, c, to, at);
    put(i, c.trembling(Bend.tremble(r)), to, at + 1);
  }

  /** A little larger or smaller, turned and moved: meshes are never quite right. */
  static Affine2 shake(SplittableRandom r) {
    double s = 1 + .03 * r.nextGaussian();
    double turn = .03 * r.nextGaussian();
    double c = s * Math.cos(turn);
    double d = s * Math.sin(turn);
    double h = FaceCanvas.SIDE / 2.0;
    double x = 2 * r.nextGaussian();
    double y = 2 * r.nextGaussian();
    return new Affine2(c, -d, h - c * h + d * h + x, d, c, h - d * h - c * h + y);
  }

  /** The moment of that number as it would be painted, or warped, in the batch. */
  void put(int number, boolean play, Affine2 shake, Batch to, int at) {
    put(number, new Chance(play, shake, view, Bend.NONE, Bend.NONE), to, at);
  }

  private void put(int number, Chance c, Batch to, int at) {
    Moment l = all.get(number);
    Played p = c.play ? played.get(number) : null;
    float[][] truth;
    if (p != null) {
      Affine2 map = FaceCanvas.map(p.mesh).after(c.shake);
      canvas.turnTo(view);
      canvas.place(c.tremble.of(p.mesh.map(map.inverse())), Affine2.IDENTITY);
      canvas.show(Moments.planes(p.cut.seen(map)));
      truth = Moments.planes(l.real().seen(onto(p.mesh, l.mesh()).after(map)));
    } else {
      Affine2 map = FaceCanvas.map(l.mesh()).after(c.shake);
      canvas.turnTo(c.view);
      canvas.place(c.mesh(l.mesh().map(map.inverse())), Affine2.IDENTITY);
      canvas.show(canvas.warp());
      truth = c.tremble.none() ? Moments.planes(l.real().seen(map)) : draped(l);
    }
    System.arraycopy(canvas.look(), 0, to.look, at * FaceCanvas.SIZE, FaceCanvas.SIZE);
    canvas.foldWeights(to.weight, at * 4 * PLANES);
    Folded.colours(truth, to.truth, at * 12 * PLANES);
  }

  /** The moment itself, drawn onto the mesh that was placed. */
  private float[][] draped(Moment l) {
    canvas.drape(l.real().frame(), l.mesh().map(l.real().map().inverse()), planes);
    return planes;
  }

  /** The similarity that brings a mesh's stiff points onto another's. */
  private Affine2 onto(FaceMesh from, FaceMesh to) {
    double[] a = new double[2 * stiff.length];
    double[] b = new double[2 * stiff.length];
    for (int i = 0; i < stiff.length; i++) {
      a[2 * i] = from.x(stiff[i]);
      a[2 * i + 1] = from.y(stiff[i]);
      b[2 * i] = to.x(stiff[i]);
      b[2 * i + 1] = to.y(stiff[i]);
    }
    return Affine2.similarity(a, b);
  }
}
