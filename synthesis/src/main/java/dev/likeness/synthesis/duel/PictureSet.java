package dev.likeness.synthesis.duel;

import dev.likeness.core.Digest;
import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The pictures to learn from, all of one size, in memory. Immutable by agreement.
 *
 * @param side of each, pixels
 * @param pictures what there is
 * @param shape where the points of a face lie in each, x and y in sides; empty where pictures have
 *     no common shape
 */
public record PictureSet(int side, List<Item> pictures, float[] shape) {
  /**
   * One picture.
   *
   * @param name its file's
   * @param label its class, 0 where there are none
   * @param rgb side · side · 3 bytes, row by row
   * @param form how far beside the common shape the face's points lay before it was brought there,
   *     in sides; empty where there is none
   */
  public record Item(String name, int label, byte[] rgb, float[] form) {
    public Item(String name, int label, byte[] rgb) {
      this(name, label, rgb, new float[0]);
    }
  }

  public PictureSet {
    pictures = List.copyOf(pictures);
    for (Item i : pictures) {
      if (i.rgb.length != 3 * side * side) {
        throw new IllegalArgumentException(i.name + " is not of side " + side);
      }
      if (i.form.length != shape.length) {
        throw new IllegalArgumentException(i.name + " has another number of points");
      }
    }
  }

  public PictureSet(int side, List<Item> pictures) {
    this(side, pictures, new float[0]);
  }

  public int size() {
    return pictures.size();
  }

  public Frame frame(int i) {
    return new Frame(side, side, pictures.get(i).rgb);
  }

  /** What identifies the set: sizes, labels and all pixels. */
  public Digest digest() {
    MessageDigest d = Digest.sha256();
    d.update(("side " + side).getBytes(StandardCharsets.UTF_8));
    for (Item i : pictures) {
      d.update(("\n" + i.label + "\n").getBytes(StandardCharsets.UTF_8));
      d.update(i.rgb);
      for (float v : i.form) {
        int b = Float.floatToRawIntBits(v);
        d.update(new byte[] {(byte) b, (byte) (b >> 8), (byte) (b >> 16), (byte) (b >> 24)});
      }
    }
    return Digest.finish(d);
  }

  /** Two sets: one to learn from, and {@code held} others, taken by chance. */
  List<PictureSet> split(int held, Seed seed) {
    List<Item> mixed = new ArrayList<>(pictures);
    Collections.shuffle(mixed, new Random(seed.derive("held").value()));
    int n = pictures.size() - held;
    Set<Item> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    kept.addAll(mixed.subList(0, n));
    return List.of(
        new PictureSet(side, pictures.stream().filter(kept::contains).toList(), shape),
        new PictureSet(side, mixed.subList(n, mixed.size()), shape));
  }

  /** The set at half the side, for a smaller network. */
  public PictureSet halved() {
    return new PictureSet(
        side / 2,
        pictures.stream()
            .map(
                i ->
                    new Item(
                        i.name,
                        i.label,
                        new Frame(side, side, i.rgb)
                            .sample(dev.likeness.core.Affine2.scale(2), side / 2, side / 2, 2)
                            .rgb(),
                        i.form))
            .toList(),
        shape);
  }

  /**
   * Writes a picture as planes of −1 to 1.
   *
   * @param mirrored left and right exchanged
   */
  void put(int picture, boolean mirrored, float[] to, int at) {
    byte[] rgb = pictures.get(picture).rgb;
    int plane = side * side;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int from = 3 * (y * side + (mirrored ? side - 1 - x : x));
        int o = at + y * side + x;
        to[o] = value(rgb[from]);
        to[o + plane] = value(rgb[from + 1]);
        to[o + 2 * plane] = value(rgb[from + 2]);
      }
    }
  }

  private static float value(byte b) {
    return (b & 255) / 127.5f - 1;
  }

  /** Planes of −1 to 1 as a picture; values outside are cut off. */
  public static Frame frame(float[] planes, int at, int side) {
    byte[] rgb = new byte[3 * side * side];
    int plane = side * side;
    for (int i = 0; i < plane; i++) {
      for (int c = 0; c < 3; c++) {
        float v = (planes[at + c * plane + i] + 1) * 127.5f;
        rgb[3 * i + c] = (byte) Math.round(Math.max(0, Math.min(255, v)));
      }
    }
    return new Frame(side, side, rgb);
  }
}
