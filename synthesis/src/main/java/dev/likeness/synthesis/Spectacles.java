package dev.likeness.synthesis;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Picture;
import dev.likeness.models.Models;
import org.jspecify.annotations.Nullable;

/**
 * Spectacles that a target wears: whether, and where their rims, bridge and temples run in {@link
 * LensPlane}. {@link RimNet} looks every few frames; what it says is remembered as running means,
 * so what is kept stays as steady as spectacles are, and what looks like a rim for a moment does
 * not count. The persona's eyes are seen through the lenses. Not thread-safe; owns a network.
 */
final class Spectacles implements AutoCloseable {
  /** Looks at one in so many frames at first. */
  static final int EVERY = 4;

  /** And at one in so many when that many looks are done. */
  private static final int SELDOM = 12;

  private static final int KNOWN = 10;

  private static final int WORN = 0;
  private static final int LOOKS = 1;

  /** Numbers in the notes that are always there; the code of the rims' map is a part of its own. */
  static final int SIZE = 2;

  /** So many looks the verdict remembers, and the place. */
  private static final float LONG = 40;

  private static final float SHORT = 3;

  /** Looks that saw nothing, before the first. */
  private static final float DOUBT = .25f;

  /** From here on spectacles are taken to be worn, and surely. */
  private static final float MAYBE = .6f;

  private static final float SURE = .78f;

  private static final int CELLS = RimNet.COLUMNS * RimNet.ROWS;

  private final Models models;
  private final LensPlane plane = new LensPlane(FaceTopology.canonical());
  private @Nullable RimNet net;

  /**
   * @param models must outlive this
   */
  Spectacles(Models models) {
    this.models = models;
  }

  /**
   * What is known after a frame.
   *
   * @param notes where the numbers are written, from {@code at} on
   * @param before the same of the frame before; null where the track starts
   * @param map the code of the rims then
   * @return the code of the rims now, see {@link CoverCode}
   */
  float[] measure(
      Picture picture,
      FaceMesh mesh,
      long frame,
      float[] notes,
      int at,
      float @Nullable [] before,
      float[] map) {
    float looks = before == null ? 0 : before[at + LOOKS];
    if (before != null) {
      System.arraycopy(before, at, notes, at, SIZE);
      if (frame % (looks < KNOWN ? EVERY : SELDOM) != 0) {
        return map;
      }
    }
    if (net == null) {
      net = new RimNet(models);
    }
    RimNet.Seen seen = net.see(RimNet.patch(picture, mesh, plane));
    notes[at + LOOKS] = looks + 1;
    // one look is enough only where it is very sure
    float slow = 1 / Math.min(looks + 1 + DOUBT, LONG);
    notes[at + WORN] += slow * (seen.worn() - notes[at + WORN]);
    float fast = 1 / Math.min(looks + 1, SHORT);
    float[] rims = rims(map);
    for (int i = 0; i < CELLS; i++) {
      rims[i] += fast * (seen.rims()[i] - rims[i]);
    }
    return CoverCode.encode(rims);
  }

  /** The map of rims that a code holds. */
  static float[] rims(float[] code) {
    return CoverCode.decode(code, 0, code.length, CELLS);
  }

  /** How many looks notes stand on. */
  static float looks(float[] notes, int at) {
    return notes[at + LOOKS];
  }

  /** How surely spectacles are worn, 0 to 1, by notes that are averaged over the window. */
  static float worn(float[] notes, int at) {
    return Rings.smooth(MAYBE, SURE, notes[at + WORN]);
  }

  /**
   * Draws how surely rims are where they are now.
   *
   * @param rims how surely a rim covers each cell, averaged over the window
   * @param worn how surely spectacles are worn
   * @param toBig from the map's pixels to the picture's
   */
  void draw(float[] rims, float worn, FaceMesh mesh, Affine2 toBig, int w, int h, float[] map) {
    Affine2 in = RimNet.toMap().after(plane.toPicture(mesh).inverse()).after(toBig);
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        float px = (float) in.x(x + .5, y + .5) - .5f;
        float py = (float) in.y(x + .5, y + .5) - .5f;
        map[y * w + x] = worn * View.Soft.at(rims, RimNet.COLUMNS, RimNet.ROWS, px, py);
      }
    }
  }

  @Override
  public void close() {
    if (net != null) {
      net.close();
    }
  }
}
