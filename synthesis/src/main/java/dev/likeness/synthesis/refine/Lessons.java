package dev.likeness.synthesis.refine;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.Seed;
import dev.likeness.faces.Apertures;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.synthesis.FaceCanvas;
import dev.likeness.synthesis.Rehearsal;
import dev.likeness.synthesis.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a refiner learns from: moments of one person with their meshes. Each is a lesson twice over:
 * the person's view warped to the moment's mesh, as a swap draws it, and the view moved as a
 * portrait is, where that was played; the moment itself is the answer to both. The last ones are
 * held out. Not thread-safe.
 */
public final class Lessons {
  /** Pairs of neighbours in a batch. */
  static final int PAIRS = 4;

  static final int BATCH = 2 * PAIRS;

  static final int PLANES = FaceCanvas.HALF * FaceCanvas.HALF;

  /** At most so many are held out, evenly spread over those at the end. */
  private static final int HELD = 40;

  private static final double HELD_SHARE = .15;

  /** Side of the cuts that are kept, which show more than the canvas. */
  private static final int KEPT = 224;

  /** Shut eyes and open mouths are rare, and are what is seen: they come so often by themselves. */
  private static final double EYES = .15;

  private static final double MOUTHS = .3;

  private final FaceCanvas canvas;
  private final int[] stiff;
  private final List<Lesson> all = new ArrayList<>();
  private int @Nullable [] shut;
  private int @Nullable [] open;

  /** A square cut out of a picture, and the way from its pixels to the picture's. */
  private record Cut(Frame frame, Affine2 map) {
    static Cut of(Picture p, FaceMesh mesh) {
      double margin = (FaceCanvas.SIDE - KEPT) / 2.0;
      Affine2 map = FaceCanvas.map(mesh).after(Affine2.translate(margin, margin));
      double step = Math.hypot(map.a(), map.d());
      return new Cut(p.sample(map, KEPT, KEPT, Math.max(1, (int) Math.round(step))), map);
    }

    Frame seen(Affine2 from) {
      return frame.sample(map.inverse().after(from), FaceCanvas.SIDE, FaceCanvas.SIDE);
    }
  }

  /**
   * One moment.
   *
   * @param follows whether the lesson before is the moment before
   * @param played the moment as a portrait would show it
   */
  private record Lesson(
      FaceMesh mesh,
      Cut real,
      boolean follows,
      @Nullable FaceMesh playedMesh,
      @Nullable Cut played) {}

  /**
   * A batch, or what is held out; of a batch each two are neighbours.
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
   * @param view the persona's view that is warped and moved
   */
  public Lessons(View view) {
    canvas = new FaceCanvas(view);
    float[] w = FaceTopology.canonical().poseWeights();
    stiff = IntStream.range(0, w.length).filter(i -> w[i] > 0).toArray();
  }

  /**
   * Adds a moment.
   *
   * @param mesh in the picture's pixels, with irises where these are known
   * @param follows whether the one added before is the moment before
   */
  public void add(Picture picture, FaceMesh mesh, boolean follows) {
    all.add(new Lesson(mesh, Cut.of(picture, mesh), follows && !all.isEmpty(), null, null));
  }

  /** Adds how the moment of that number would be painted. */
  public void play(int number, Rehearsal.Played p) {
    Lesson l = all.get(number);
    all.set(number, new Lesson(l.mesh, l.real, l.follows, p.mesh(), Cut.of(p.picture(), p.mesh())));
  }

  public int size() {
    return all.size();
  }

  /** How many are learnt from. */
  int learnt() {
    return all.size() - (int) Math.ceil(HELD_SHARE * all.size());
  }

  /** What is held out: as a portrait where it was played, else as a warp. */
  Batch held() {
    int from = learnt();
    int n = Math.min(HELD, all.size() - from);
    Batch b = new Batch(n);
    for (int i = 0; i < n; i++) {
      put(all.get(from + (int) ((long) i * (all.size() - from) / n)), true, Affine2.IDENTITY, b, i);
    }
    return b;
  }

  /** A batch by chance, the same for the same seed and step. */
  Batch batch(Seed seed, long step) {
    SplittableRandom r = seed.derive("lesson " + step).random();
    Batch b = new Batch(BATCH);
    for (int k = 0; k < PAIRS; k++) {
      int i = choose(r);
      boolean play = r.nextBoolean();
      Affine2 shake = shake(r);
      put(all.get(all.get(i).follows ? i - 1 : i), play, shake, b, 2 * k);
      put(all.get(i), play, shake, b, 2 * k + 1);
    }
    return b;
  }

  private int choose(SplittableRandom r) {
    double d = r.nextDouble();
    int[] shutest = shut == null ? shut = least(a -> a.rightEye() + a.leftEye(), .1) : shut;
    int[] widest = open == null ? open = least(a -> -a.mouth(), .25) : open;
    return d < EYES
        ? shutest[r.nextInt(shutest.length)]
        : d < EYES + MOUTHS ? widest[r.nextInt(widest.length)] : r.nextInt(learnt());
  }

  /** The share of lessons in which a value is least. */
  private int[] least(ToDoubleFunction<Apertures> value, double share) {
    double[] v =
        all.stream()
            .mapToDouble(l -> value.applyAsDouble(FaceGeometry.apertures(l.mesh)))
            .toArray();
    return IntStream.range(0, learnt())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> v[i]))
        .limit(Math.max(1, (long) (share * learnt())))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** A little larger or smaller, turned and moved: meshes are never quite right. */
  private static Affine2 shake(SplittableRandom r) {
    double s = 1 + .03 * r.nextGaussian();
    double turn = .03 * r.nextGaussian();
    double c = s * Math.cos(turn);
    double d = s * Math.sin(turn);
    double h = FaceCanvas.SIDE / 2.0;
    double x = 2 * r.nextGaussian();
    double y = 2 * r.nextGaussian();
    return new Affine2(c, -d, h - c * h + d * h + x, d, c, h - d * h - c * h + y);
  }

  private void put(Lesson l, boolean play, Affine2 shake, Batch to, int at) {
    FaceMesh m = l.playedMesh;
    Cut played = l.played;
    Affine2 truth;
    if (play && m != null && played != null) {
      Affine2 map = FaceCanvas.map(m).after(shake);
      canvas.place(m, map);
      canvas.show(planes(played.seen(map)));
      truth = onto(m, l.mesh).after(map);
    } else {
      truth = FaceCanvas.map(l.mesh).after(shake);
      canvas.place(l.mesh, truth);
      canvas.show(canvas.warp());
    }
    System.arraycopy(canvas.look(), 0, to.look, at * FaceCanvas.SIZE, FaceCanvas.SIZE);
    canvas.foldWeights(to.weight, at * 4 * PLANES);
    FaceCanvas.fold(planes(l.real.seen(truth)), to.truth, at * 12 * PLANES);
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

  private static float[][] planes(Frame f) {
    float[][] out = new float[3][f.width() * f.height()];
    for (int i = 0; i < out[0].length; i++) {
      for (int c = 0; c < 3; c++) {
        out[c][i] = f.rgb()[3 * i + c] & 255;
      }
    }
    return out;
  }
}
