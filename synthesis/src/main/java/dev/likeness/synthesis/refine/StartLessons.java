package dev.likeness.synthesis.refine;

import dev.likeness.core.Affine2;
import dev.likeness.core.Seed;
import dev.likeness.synthesis.FaceCanvas;
import dev.likeness.synthesis.View;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What every refiner begins with learns from: many people's moments, with their colours changed by
 * chance. Of people of whom there is one picture only, the picture is the answer to what the
 * renderer had made of it and brought back. Whole people are held out, those that were added last.
 * Not thread-safe.
 */
public final class StartLessons implements Teaching {
  /** Pairs of neighbours from films in a batch, and single pictures. */
  private static final int PAIRS = 3;

  private static final int SINGLES = 2;

  /** One person in so many is held out, and of each so many moments. */
  private static final int HELD = 8;

  private static final int EACH = 6;

  private final List<Lessons> films = new ArrayList<>();
  private final List<Lessons> pictures = new ArrayList<>();
  private @Nullable FaceCanvas canvas;

  /** A person's lessons, still empty. */
  private Lessons lessons(View view) {
    if (canvas == null) {
      canvas = new FaceCanvas(view);
    }
    return new Lessons(view, canvas);
  }

  /** Adds a person of whom there is a film; the moments are to be added to what is returned. */
  public Lessons film(View view) {
    Lessons l = lessons(view);
    films.add(l);
    return l;
  }

  /** Adds a person of whom there is one picture. */
  public Lessons picture(View view) {
    Lessons l = lessons(view);
    pictures.add(l);
    return l;
  }

  public int size() {
    return films.stream().mapToInt(Lessons::size).sum()
        + pictures.stream().mapToInt(Lessons::size).sum();
  }

  private static int learnt(List<Lessons> all) {
    return all.size() - all.size() / HELD;
  }

  @Override
  public Lessons.Batch batch(Seed seed, long step) {
    SplittableRandom r = seed.derive("lesson " + step).random();
    int pairs = pictures.isEmpty() ? PAIRS + SINGLES / 2 : PAIRS;
    Lessons.Batch b = new Lessons.Batch(2 * PAIRS + SINGLES, 2 * pairs);
    for (int k = 0; k < pairs; k++) {
      films.get(r.nextInt(learnt(films))).pair(r, b, 2 * k);
      tint(r, b, 2 * k, 2);
    }
    for (int k = 2 * pairs; k < b.size(); k++) {
      Lessons l = pictures.get(r.nextInt(learnt(pictures)));
      l.put(r.nextInt(l.size()), r.nextDouble() < .75, Lessons.shake(r), b, k);
      tint(r, b, k, 1);
    }
    return b;
  }

  /** Another light and camera, for question and answer alike. */
  private static void tint(SplittableRandom r, Lessons.Batch b, int at, int n) {
    double light = .12 * r.nextGaussian();
    double contrast = Math.exp(.15 * r.nextGaussian());
    int four = 4 * Lessons.PLANES;
    for (int c = 0; c < 3; c++) {
      float more = (float) (light + .04 * r.nextGaussian());
      float times = (float) (contrast * Math.exp(.05 * r.nextGaussian()));
      for (int k = at; k < at + n; k++) {
        change(b.look(), k * FaceCanvas.SIZE + c * four, four, times, more);
        change(b.truth(), k * 12 * Lessons.PLANES + c * four, four, times, more);
      }
    }
  }

  private static void change(float[] v, int from, int n, float times, float more) {
    for (int i = from; i < from + n; i++) {
      // what lies outside the face is nothing, and stays it
      v[i] = v[i] == 0 ? 0 : Math.max(-1, Math.min(times * v[i] + more, 1));
    }
  }

  @Override
  public Lessons.Batch held() {
    List<Lessons> held = new ArrayList<>(films.subList(learnt(films), films.size()));
    held.addAll(pictures.subList(learnt(pictures), pictures.size()));
    int size = held.stream().mapToInt(l -> Math.min(EACH, l.size())).sum();
    Lessons.Batch b = new Lessons.Batch(size, 0);
    int at = 0;
    for (Lessons l : held) {
      int n = Math.min(EACH, l.size());
      for (int k = 0; k < n; k++) {
        l.put(k * l.size() / n, true, Affine2.IDENTITY, b, at++);
      }
    }
    return b;
  }
}
