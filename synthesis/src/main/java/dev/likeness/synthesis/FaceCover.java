package dev.likeness.synthesis;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Picture;
import dev.likeness.faces.FaceObservation;
import dev.likeness.models.Models;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lies over a target's face, as the notes keep it from measuring to painting: what looked
 * unlike skin ({@link CoverCode}), {@link Spectacles}, and the hands near the face. Numbers in the
 * notes: those of the spectacles, how many the map of what looked unlike skin takes, that map, how
 * many the map of rims takes, that map, then {@link Hands#SIZE} a hand.
 */
final class FaceCover implements AutoCloseable {
  /** How soft the edge of a hand is, in distances between the eyes. */
  private static final float SOFT = .05f;

  /** Numbers that every note has: the spectacles'. */
  static final int FIXED = Spectacles.SIZE;

  private final int at;
  private final int from;
  private final Occluders occluders;
  private final SkinSearch skins;
  private final Spectacles spectacles;
  private final Hands hands;

  /**
   * @param models find hands and spectacles; must outlive this
   * @param at where in the notes the numbers begin; {@link #FIXED} are fixed, more follow
   */
  FaceCover(MeshAreas areas, Models models, int at) {
    this.at = at;
    this.from = at + FIXED;
    this.occluders = new Occluders(areas);
    this.skins = new SkinSearch(areas);
    this.hands = new Hands(models);
    this.spectacles = new Spectacles(models);
  }

  /** Begins to open networks, while the caller does something else. */
  void prepare() {
    hands.prepare();
  }

  /** The skin's colours on a small face. */
  SkinModel skin(SmallFace face) {
    return skins.skin(face);
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
      SmallFace small,
      SkinModel skin,
      @Nullable FaceNotes previous) {
    float[] map = CoverCode.encode(occluders.look(small, skin));
    boolean due = previous == null || face.frame() % Hands.EVERY == 0;
    List<float[]> known = previous == null ? List.of() : hands(previous);
    List<float[]> found = hands.look(picture, face.mesh(), known, due);
    float[] before = previous == null ? null : previous.values();
    float[] was = previous == null ? new float[0] : rims(previous);
    float[] rims = spectacles.measure(picture, face.mesh(), face.frame(), fixed, at, before, was);
    int size = from + 2 + map.length + rims.length;
    float[] all = Arrays.copyOf(fixed, size + Hands.SIZE * found.size());
    put(map, all, from);
    put(rims, all, from + 1 + map.length);
    for (int i = 0; i < found.size(); i++) {
      System.arraycopy(found.get(i), 0, all, size + i * Hands.SIZE, Hands.SIZE);
    }
    return new FaceNotes(all);
  }

  /** Writes how many numbers there are, then these. */
  private static void put(float[] numbers, float[] into, int at) {
    into[at] = numbers.length;
    System.arraycopy(numbers, 0, into, at + 1, numbers.length);
  }

  private float[] map(FaceNotes n) {
    return CoverCode.decode(n.values(), from + 1, (int) n.values()[from], FaceGrid.CELLS);
  }

  /** Where the code of the rims begins: its length, then its numbers. */
  private int rimsAt(float[] v) {
    return from + 1 + (int) v[from];
  }

  /** The code of the rims. */
  private float[] rims(FaceNotes n) {
    float[] v = n.values();
    int o = rimsAt(v);
    return Arrays.copyOfRange(v, o + 1, o + 1 + (int) v[o]);
  }

  private List<float[]> hands(FaceNotes n) {
    List<float[]> out = new ArrayList<>();
    float[] v = n.values();
    int o = rimsAt(v);
    for (int i = o + 1 + (int) v[o]; i + Hands.SIZE <= v.length; i += Hands.SIZE) {
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
  @Nullable CoverMap over(
      Picture picture, FaceMesh own, FaceWindow window, float @Nullable [] kept) {
    CoverMap seen = over(picture, own, window);
    if (kept == null) {
      return seen;
    }
    CoverMap all = seen == null ? CoverMap.nothing(own, true) : seen;
    occluders.lay(all, own, kept);
    return all;
  }

  /** Likewise, where nothing is kept by hand. */
  @Nullable CoverMap over(Picture picture, FaceMesh own, FaceWindow window) {
    float worn = worn(window);
    boolean fine = worn > 0;
    List<float[]> seen = window.notes().stream().map(this::map).toList();
    CoverMap still = occluders.over(own, seen, window.centre(), fine);
    List<float[]> before = now(picture, own, window);
    if (before.isEmpty() && !fine) {
      return still;
    }
    CoverMap all = still == null ? CoverMap.nothing(own, fine) : still;
    int w = all.width();
    int h = all.height();
    if (fine) {
      Affine2 out = all.toSmall().inverse();
      spectacles.draw(rims(window), worn, own, out, w, h, all.rims());
    }
    float soft = Math.max(1.5f, SOFT * (float) (own.eyeDistance() * all.toSmall().a()));
    for (float[] hand : before) {
      HandShape shape = new HandShape(hand, all.toSmall());
      shape.draw(all.map(), w, h, 1, soft);
      shape.draw(all.hard(), w, h, 1, soft);
    }
    return all;
  }

  /**
   * How surely spectacles are worn in the window: where more looks were taken, it is better known.
   */
  private float worn(FaceWindow window) {
    float[] mean = new float[FIXED];
    double all = 0;
    for (FaceNotes n : window.notes()) {
      float weight = Spectacles.looks(n.values(), at);
      all += weight;
      for (int i = 0; i < FIXED; i++) {
        mean[i] += weight * (n.values()[at + i] - mean[i]) / (float) all;
      }
    }
    return Spectacles.worn(mean, 0);
  }

  /** Where the rims are, averaged over the window. */
  private float[] rims(FaceWindow window) {
    float[] sum = new float[RimNet.COLUMNS * RimNet.ROWS];
    for (FaceNotes n : window.notes()) {
      float[] one = Spectacles.rims(rims(n));
      for (int i = 0; i < sum.length; i++) {
        sum[i] += one[i] / window.notes().size();
      }
    }
    return sum;
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
    spectacles.close();
    hands.close();
  }
}
