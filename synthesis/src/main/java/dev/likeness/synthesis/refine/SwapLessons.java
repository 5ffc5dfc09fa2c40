package dev.likeness.synthesis.refine;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Seed;
import dev.likeness.faces.Apertures;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.faces.Pose;
import dev.likeness.synthesis.FaceCanvas;
import dev.likeness.synthesis.Folded;
import dev.likeness.synthesis.LearnedSwap;
import dev.likeness.synthesis.Refiner;
import dev.likeness.synthesis.SwapNet;
import dev.likeness.synthesis.View;
import dev.likeness.synthesis.refine.Moments.Moment;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a swap learns from: moments of a persona and of the target's person. Each person's moment is
 * a lesson for its own decoder, from its own face a little bent. And each moment of the persona is
 * one from the target's face: the target's moment that is most like it, laid onto the persona's
 * mesh, as a swap will see it, with the persona's moment as the answer. So what a swap is to do is
 * asked with the answer known, and held-out moments say whether it can. Not thread-safe.
 */
public final class SwapLessons {
  /** Lessons in a batch: of the persona from the target's face, two by two neighbours. */
  private static final int PAIRS = 2;

  private static final int CROSS = 2 * PAIRS;

  /** Of each person from its own face. */
  private static final int OWN = 2;

  private static final int HELD = 40;

  /** Of so many moments of the target that are most alike one is taken. */
  private static final int NEAR = 4;

  private final Side persona;
  private final Side target;
  private final float[][] planes = new float[3][FaceCanvas.SIDE * FaceCanvas.SIDE];
  private double[][] doing = new double[0][];

  /**
   * One of the two people.
   *
   * @param refiner corrects its warp; null for none
   */
  private record Side(Moments moments, FaceCanvas canvas, @Nullable Refiner refiner) {}

  /**
   * Lessons of one decoder.
   *
   * @param look see {@link FaceCanvas#look}, of the decoder's person
   * @param seen folded colours of the face that the encoder sees
   * @param truth folded colours
   * @param goal likewise what a swap would take of the way there, see {@link LearnedSwap#settle};
   *     of the target's lessons nothing
   * @param weight folded weights: of the calm skin, which is what a swap takes from it
   * @param area folded weights of all of the face
   */
  record Part(
      int size,
      float[] look,
      float[] seen,
      float[] truth,
      float[] goal,
      float[] weight,
      float[] area) {
    Part(int size) {
      this(
          size,
          new float[size * FaceCanvas.SIZE],
          new float[size * SwapNet.SEEN * Lessons.PLANES],
          new float[size * 12 * Lessons.PLANES],
          new float[size * 12 * Lessons.PLANES],
          new float[size * 4 * Lessons.PLANES],
          new float[size * 4 * Lessons.PLANES]);
    }
  }

  /**
   * A batch.
   *
   * @param persona first {@link #PAIRS} pairs of neighbours from the target's face, then others
   */
  record Batch(Part persona, Part target) {
    int neighbours() {
      return CROSS;
    }
  }

  /**
   * @param refiner what corrects the persona's warp already; null for none. Stays the caller's
   */
  public SwapLessons(View persona, View target, @Nullable Refiner refiner) {
    this.persona = new Side(new Moments(), new FaceCanvas(persona), refiner);
    this.target = new Side(new Moments(), new FaceCanvas(target), null);
  }

  /** The persona's moments, which may be added to until it learns. */
  public Moments persona() {
    return persona.moments;
  }

  /** Those of the target's person. */
  public Moments target() {
    return target.moments;
  }

  /** A batch by chance, the same for the same seed and step. */
  Batch batch(Seed seed, long step) {
    SplittableRandom r = seed.derive("lesson " + step).random();
    Batch b = new Batch(new Part(CROSS + OWN), new Part(OWN));
    for (int k = 0; k < PAIRS; k++) {
      int i = persona.moments.choose(r);
      int before = persona.moments.get(i).follows() ? i - 1 : i;
      Chance c = Chance.of(r);
      Chance other = c.bentAnew(r);
      put(
          persona,
          before,
          target,
          near(before, 0, target.moments.learnt(), r),
          c,
          b.persona,
          2 * k);
      put(persona, i, target, near(i, 0, target.moments.learnt(), r), other, b.persona, 2 * k + 1);
    }
    for (int k = 0; k < OWN; k++) {
      int i = persona.moments.choose(r);
      put(persona, i, persona, i, Chance.of(r), b.persona, CROSS + k);
      int j = target.moments.choose(r);
      put(target, j, target, j, Chance.of(r), b.target, k);
    }
    return b;
  }

  /** What is held out of both: the persona's moments, from the target's face. */
  Part held() {
    int[] held = persona.moments.held(HELD);
    int learnt = target.moments.learnt();
    Part p = new Part(held.length);
    for (int k = 0; k < held.length; k++) {
      int j = near(held[k], learnt, target.moments.size(), null);
      put(persona, held[k], target, j, Chance.NONE, p, k);
    }
    return p;
  }

  /** The target's held-out moments as a swap sees them; the truth in them is the target. */
  Part swaps(int most) {
    int[] held = target.moments.held(most);
    Part p = new Part(held.length);
    for (int k = 0; k < held.length; k++) {
      put(persona, target.moments.get(held[k]), target, held[k], Chance.NONE, p, k);
    }
    return p;
  }

  /**
   * What is left to chance in a lesson.
   *
   * @param shake how the square lies
   * @param bend of the face that is seen
   * @param gain of each colour in what is seen and in the answer, then how it grows to the right
   *     and down
   */
  private record Chance(Affine2 shake, Bend bend, double[] gain) {
    static final Chance NONE =
        new Chance(Affine2.IDENTITY, Bend.NONE, new double[] {1, 1, 1, 0, 0});

    static Chance of(SplittableRandom r) {
      double[] gain = {1, 1, 1, 0, 0};
      if (r.nextBoolean()) {
        double all = .08 * r.nextGaussian();
        for (int c = 0; c < 3; c++) {
          gain[c] = Math.exp(all + .015 * r.nextGaussian());
        }
        gain[3] = .06 * r.nextGaussian();
        gain[4] = .06 * r.nextGaussian();
      }
      return new Chance(Lessons.shake(r), Bend.of(r), gain);
    }

    Chance bentAnew(SplittableRandom r) {
      return new Chance(shake, Bend.of(r), gain);
    }

    void light(float[][] planes) {
      if (gain[0] == 1) {
        return;
      }
      double h = FaceCanvas.SIDE / 2.0;
      for (int c = 0; c < 3; c++) {
        for (int i = 0; i < planes[c].length; i++) {
          double x = i % FaceCanvas.SIDE / h - 1;
          double y = (double) (i / FaceCanvas.SIDE) / h - 1;
          double g = gain[c] * (1 + gain[3] * x + gain[4] * y);
          planes[c][i] = (float) Math.max(0, Math.min(255, planes[c][i] * g));
        }
      }
    }
  }

  private void put(Side who, int i, Side from, int j, Chance c, Part to, int at) {
    put(who, who.moments.get(i), from, j, c, to, at);
  }

  private void put(Side who, Moment m, Side from, int j, Chance c, Part to, int at) {
    Affine2 map = FaceCanvas.map(m.mesh()).after(c.shake);
    FaceCanvas canvas = who.canvas;
    canvas.place(m.mesh(), map);
    float[][] warp = canvas.warp();
    if (who.refiner != null) {
      who.refiner.refine(m.mesh().map(map.inverse()), warp);
    }
    canvas.show(warp);
    System.arraycopy(canvas.look(), 0, to.look, at * FaceCanvas.SIZE, FaceCanvas.SIZE);
    canvas.foldCalm(to.weight, at * 4 * Lessons.PLANES);
    canvas.foldWeights(to.area, at * 4 * Lessons.PLANES);
    Moment s = from.moments.get(j);
    FaceMesh there = c.bend.of(s.mesh().map(s.real().map().inverse()));
    canvas.drape(s.real().frame(), there, planes);
    c.light(planes);
    Folded.colours(planes, to.seen, at * SwapNet.SEEN * Lessons.PLANES);
    float[][] truth = Moments.planes(m.real().seen(map));
    c.light(truth);
    Folded.colours(truth, to.truth, at * 12 * Lessons.PLANES);
    if (who == persona) {
      aim(to, at);
    }
  }

  /** From the warp towards the truth, as far as a swap would go. */
  private static void aim(Part p, int at) {
    float[] added = new float[12 * Lessons.PLANES];
    int from = at * FaceCanvas.SIZE;
    int to = at * added.length;
    for (int i = 0; i < added.length; i++) {
      added[i] = p.truth[to + i] - p.look[from + i];
    }
    int n = 4 * Lessons.PLANES;
    LearnedSwap.settle(added, Arrays.copyOfRange(p.weight, at * n, (at + 1) * n));
    for (int i = 0; i < added.length; i++) {
      p.goal[to + i] = p.look[from + i] + added[i];
    }
  }

  /** A moment of the target that is like one of the persona: the most, or by chance among a few. */
  private int near(int number, int from, int end, @Nullable SplittableRandom r) {
    if (doing.length != target.moments.size()) {
      doing =
          IntStream.range(0, target.moments.size())
              .mapToObj(j -> doing(target.moments.get(j).mesh()))
              .toArray(double[][]::new);
    }
    double[] wanted = doing(persona.moments.get(number).mesh());
    int[] best =
        IntStream.range(from, end)
            .boxed()
            .sorted(Comparator.comparingDouble(j -> apart(wanted, doing[j])))
            .limit(NEAR)
            .mapToInt(Integer::intValue)
            .toArray();
    return best[r == null ? 0 : r.nextInt(best.length)];
  }

  /** How a head is turned and what eyes and mouth do, so that steps of 1 are about as large. */
  private static double[] doing(FaceMesh m) {
    Pose p = FaceGeometry.pose(m);
    Apertures a = FaceGeometry.apertures(m);
    return new double[] {
      p.yaw() / 8, p.pitch() / 8, 8 * a.mouth(), 6 * a.rightEye(), 6 * a.leftEye()
    };
  }

  private static double apart(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }
}
