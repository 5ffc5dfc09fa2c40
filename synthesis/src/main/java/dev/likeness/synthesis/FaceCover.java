package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Picture;
import dev.likeness.faces.FaceObservation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lies over a target's face, as the notes keep it from measuring to painting: what looked
 * unlike skin ({@link CoverCode}), {@link Spectacles}, and the hands near the face. Numbers in the
 * notes: those of the spectacles, how many the map takes, the map, then {@link Hands#SIZE} a hand.
 */
final class FaceCover implements AutoCloseable {
  /** How soft the edge of a hand is, in distances between the eyes. */
  private static final float SOFT = .05f;

  /** Numbers that every note has: the spectacles'. */
  static final int FIXED = Spectacles.SIZE;

  private final int at;
  private final int from;
  private final Occluders occluders;
  private final Spectacles spectacles = new Spectacles();
  private final Hands hands;

  /**
   * @param at where in the notes the numbers begin; {@link #FIXED} are fixed, more follow
   */
  FaceCover(MeshAreas areas, Hands hands, int at) {
    this.at = at;
    this.from = at + FIXED;
    this.occluders = new Occluders(areas);
    this.hands = hands;
  }

  /** Begins to open networks, while the caller does something else. */
  void prepare() {
    hands.prepare();
  }

  Occluders occluders() {
    return occluders;
  }

  /**
   * A note: what covers the face, with the numbers that come before.
   *
   * @param fixed holds them, and has room for {@link #FIXED} more
   */
  FaceNotes measure(
      float[] fixed,
      Picture picture,
      FaceObservation face,
      Occluders.Small small,
      SkinModel skin,
      @Nullable FaceNotes previous) {
    float[] map = CoverCode.encode(occluders.look(small, skin));
    boolean due = previous == null || face.frame() % Hands.EVERY == 0;
    List<float[]> known = previous == null ? List.of() : hands(previous);
    List<float[]> found = hands.look(picture, face.mesh(), known, due);
    float[] before = previous == null ? null : previous.values();
    spectacles.measure(picture, face.mesh(), face.frame(), fixed, at, before);
    float[] all = Arrays.copyOf(fixed, from + 1 + map.length + Hands.SIZE * found.size());
    all[from] = map.length;
    System.arraycopy(map, 0, all, from + 1, map.length);
    for (int i = 0; i < found.size(); i++) {
      System.arraycopy(found.get(i), 0, all, from + 1 + map.length + i * Hands.SIZE, Hands.SIZE);
    }
    return new FaceNotes(all);
  }

  private float[] map(FaceNotes n) {
    return CoverCode.decode(n.values(), from + 1, (int) n.values()[from], FaceGrid.CELLS);
  }

  private List<float[]> hands(FaceNotes n) {
    List<float[]> out = new ArrayList<>();
    float[] v = n.values();
    for (int i = from + 1 + (int) v[from]; i + Hands.SIZE <= v.length; i += Hands.SIZE) {
      out.add(Arrays.copyOfRange(v, i, i + Hands.SIZE));
    }
    return out;
  }

  /**
   * What lies over the face in the window's centre frame; null where nothing does.
   *
   * @param own the target's mesh in that frame
   * @param kept how much of each cell of {@link FaceGrid} is to stay the target's; null for none
   */
  Occluders.@Nullable Drawn over(
      Picture picture, FaceMesh own, FaceWindow window, float @Nullable [] kept) {
    Occluders.Drawn seen = over(picture, own, window);
    if (kept == null) {
      return seen;
    }
    Occluders.Drawn all = seen == null ? Occluders.Drawn.nothing(own, true) : seen;
    occluders.lay(all, own, kept);
    return all;
  }

  /** Likewise, where nothing is kept by hand. */
  Occluders.@Nullable Drawn over(Picture picture, FaceMesh own, FaceWindow window) {
    float[] worn = worn(window);
    boolean fine = Spectacles.worn(worn, 0) > 0;
    List<float[]> seen = window.notes().stream().map(this::map).toList();
    Occluders.Drawn still = occluders.over(own, seen, window.centre(), fine);
    List<float[]> before = now(picture, own, window);
    if (before.isEmpty() && !fine) {
      return still;
    }
    Occluders.Drawn all = still == null ? Occluders.Drawn.nothing(own, fine) : still;
    int w = all.width();
    int h = all.height();
    if (fine) {
      spectacles.draw(worn, 0, own, all.toSmall().inverse(), all.map(), w, h);
      spectacles.draw(worn, 0, own, all.toSmall().inverse(), all.hard(), w, h);
    }
    float soft = Math.max(1.5f, SOFT * (float) (own.eyeDistance() * all.toSmall().a()));
    for (float[] hand : before) {
      HandShape shape = new HandShape(hand, all.toSmall());
      shape.draw(all.map(), w, h, 1, soft);
      shape.draw(all.hard(), w, h, 1, soft);
    }
    return all;
  }

  /** The spectacles' numbers, averaged over the window. */
  private float[] worn(FaceWindow window) {
    float[] out = new float[FIXED];
    for (FaceNotes n : window.notes()) {
      for (int i = 0; i < FIXED; i++) {
        out[i] += n.values()[at + i] / window.notes().size();
      }
    }
    return out;
  }

  /**
   * The hands of the centre frame. Where none is known but one comes soon, it had not been searched
   * for yet, so it is now; also where nothing is known of what comes, since the clip or the shot
   * ends.
   */
  private List<float[]> now(Picture picture, FaceMesh own, FaceWindow window) {
    List<float[]> known = hands(window.note());
    int last = Math.min(window.notes().size() - 1, window.centre() + Hands.EVERY - 1);
    if (known.isEmpty() && last < window.centre() + Hands.EVERY - 1) {
      return hands.look(picture, own, List.of(), true);
    }
    for (int k = window.centre() + 1; known.isEmpty() && k <= last; k++) {
      if (!hands(window.notes().get(k)).isEmpty()) {
        return hands.look(picture, own, List.of(), true);
      }
    }
    return steady(known, window);
  }

  /** Each hand's points, averaged with those of the same hand a frame before and after. */
  private List<float[]> steady(List<float[]> known, FaceWindow window) {
    List<float[]> out = new ArrayList<>();
    for (float[] hand : known) {
      float[] a = same(hand, window, window.centre() - 1);
      float[] b = same(hand, window, window.centre() + 1);
      float[] mean = hand.clone();
      if (a != null && b != null) {
        for (int i = 0; i < mean.length; i++) {
          mean[i] = .5f * hand[i] + .25f * (a[i] + b[i]);
        }
      }
      out.add(mean);
    }
    return out;
  }

  private float @Nullable [] same(float[] hand, FaceWindow window, int k) {
    if (k < 0 || k >= window.notes().size()) {
      return null;
    }
    for (float[] other : hands(window.notes().get(k))) {
      if (Hands.same(hand, other)) {
        return other;
      }
    }
    return null;
  }

  @Override
  public void close() {
    hands.close();
  }
}
