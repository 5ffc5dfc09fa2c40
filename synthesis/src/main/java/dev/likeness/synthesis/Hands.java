package dev.likeness.synthesis;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Picture;
import dev.likeness.models.Detection;
import dev.likeness.models.HandDetector;
import dev.likeness.models.HandLandmarker;
import dev.likeness.models.Models;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Finds hands near a face. The palm detector is dear and looks only now and then; a hand that was
 * found is followed by its landmarks, which also tell when it is none. Networks are opened when
 * first needed, or before. What comes out depends on the arguments alone. Not thread-safe.
 */
final class Hands implements AutoCloseable {
  /** Every so many frames the detector looks for hands where none is known. */
  static final int EVERY = 10;

  /** Numbers a hand: x and y of its points in picture pixels. */
  static final int SIZE = 2 * HandLandmarker.POINTS;

  private static final int MOST = 2;
  private static final double PALM = .6;
  private static final double PRESENT = .5;

  /** The square that is searched, in sizes of the face's box. */
  private static final double AROUND = 1.7;

  private static final int WRIST = 0;
  private static final int MIDDLE = 9;

  /** Wrist, palm and the fingers' middle joints, which move less than the tips. */
  private static final int[] FIRM = {0, 1, 2, 3, 5, 6, 9, 10, 13, 14, 17, 18};

  private final Models models;
  private @Nullable HandDetector detector;
  private @Nullable HandLandmarker landmarker;
  private @Nullable CompletableFuture<Void> opening;

  /**
   * @param models must outlive this
   */
  Hands(Models models) {
    this.models = models;
  }

  /** Begins to open the networks, while the caller does something else. */
  void prepare() {
    opening =
        CompletableFuture.runAsync(
            () -> {
              detector = new HandDetector(models);
              landmarker = new HandLandmarker(models);
            });
  }

  /** Whatever failed then is tried again, and told, when it is needed. */
  private void ready() {
    if (opening != null) {
      opening.exceptionally(e -> null).join();
    }
  }

  /**
   * The hands before a face or next to it.
   *
   * @param known the hands of the frame before
   * @param search whether to look for others
   */
  List<float[]> look(Picture picture, FaceMesh face, List<float[]> known, boolean search) {
    ready();
    List<float[]> found = new ArrayList<>();
    boolean lost = false;
    for (float[] hand : known) {
      float[] now = near(hand, face) ? find(picture, region(hand)) : null;
      lost |= now == null;
      add(found, now, face);
    }
    if ((search || lost) && found.size() < MOST) {
      if (detector == null) {
        detector = new HandDetector(models);
      }
      Box b = face.bounds();
      double side = AROUND * Math.max(b.width(), b.height());
      Affine2 map =
          Affine2.squareTo(
              b.x() + b.width() / 2.0, b.y() + b.height() / 2.0, side, 0, HandDetector.SIDE);
      int n = HandDetector.SIDE;
      for (Detection palm : detector.detect(picture.sample(map, n, n), PALM)) {
        if (found.size() < MOST) {
          add(found, find(picture, map.after(HandLandmarker.region(palm))), face);
        }
      }
    }
    return found;
  }

  /** Two finds of one hand count once. */
  private static void add(List<float[]> found, float @Nullable [] hand, FaceMesh face) {
    if (hand == null || !near(hand, face)) {
      return;
    }
    for (float[] other : found) {
      if (same(other, hand)) {
        return;
      }
    }
    found.add(hand);
  }

  private float @Nullable [] find(Picture picture, Affine2 region) {
    if (landmarker == null) {
      landmarker = new HandLandmarker(models);
    }
    int n = HandLandmarker.SIDE;
    HandLandmarker.Hand h = landmarker.find(picture.sample(region, n, n));
    if (h.presence() < PRESENT) {
      return null;
    }
    float[] out = new float[SIZE];
    for (int p = 0; p < HandLandmarker.POINTS; p++) {
      float x = h.points()[3 * p];
      float y = h.points()[3 * p + 1];
      out[2 * p] = (float) region.x(x, y);
      out[2 * p + 1] = (float) region.y(x, y);
    }
    return out;
  }

  /**
   * Where to look for a hand that was here a frame ago: twice the box around palm and middle
   * joints, turned fingers up and shifted towards them, as the network was trained (MediaPipe,
   * hand_landmark_landmarks_to_roi).
   */
  private static Affine2 region(float[] hand) {
    double px = .25 * (hand[2 * 6] + hand[2 * 14]) + .5 * hand[2 * 10];
    double py = .25 * (hand[2 * 6 + 1] + hand[2 * 14 + 1]) + .5 * hand[2 * 10 + 1];
    double turn = Math.atan2(px - hand[2 * WRIST], hand[2 * WRIST + 1] - py);
    double cos = Math.cos(turn);
    double sin = Math.sin(turn);
    double left = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;
    for (int p : FIRM) {
      double u = cos * hand[2 * p] + sin * hand[2 * p + 1];
      double v = -sin * hand[2 * p] + cos * hand[2 * p + 1];
      left = Math.min(left, u);
      right = Math.max(right, u);
      top = Math.min(top, v);
      bottom = Math.max(bottom, v);
    }
    double u = (left + right) / 2;
    double v = (top + bottom) / 2 - .1 * (bottom - top);
    double side = 2 * Math.max(right - left, bottom - top);
    return Affine2.squareTo(
        cos * u - sin * v, sin * u + cos * v, Math.max(side, 8), turn, HandLandmarker.SIDE);
  }

  /** Whether a hand is so close that it may cover the face. */
  private static boolean near(float[] hand, FaceMesh face) {
    Box b = face.bounds().grow((int) (.3 * face.bounds().width()));
    for (int i = 0; i < SIZE; i += 2) {
      if (hand[i] > b.x()
          && hand[i] < b.right()
          && hand[i + 1] > b.y()
          && hand[i + 1] < b.bottom()) {
        return true;
      }
    }
    return false;
  }

  /** Whether two finds are one hand. */
  static boolean same(float[] a, float[] b) {
    return distance(a, MIDDLE, b, MIDDLE) < .5f * distance(b, WRIST, b, MIDDLE);
  }

  private static float distance(float[] a, int i, float[] b, int j) {
    return (float) Math.hypot(a[2 * i] - b[2 * j], a[2 * i + 1] - b[2 * j + 1]);
  }

  @Override
  public void close() {
    ready();
    if (detector != null) {
      detector.close();
    }
    if (landmarker != null) {
      landmarker.close();
    }
  }
}
