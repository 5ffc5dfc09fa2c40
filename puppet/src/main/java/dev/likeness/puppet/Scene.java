package dev.likeness.puppet;

import java.util.SplittableRandom;

/**
 * The picture around the person.
 *
 * @param width pixels
 * @param height pixels
 * @param light how it is lit
 * @param backdrop what stands behind
 * @param occluder what comes before the face
 */
public record Scene(int width, int height, Light light, Backdrop backdrop, Occluder occluder) {
  public Scene {
    if (width < 16 || height < 16 || (long) width * height > 1 << 26) {
      throw new IllegalArgumentException("picture of " + width + "×" + height);
    }
  }

  /** A square picture of a bare face in a light and before a backdrop that chance picks. */
  public static Scene byChance(int side, SplittableRandom random) {
    Light light = Light.values()[random.nextInt(Light.values().length)];
    Backdrop backdrop = Backdrop.values()[random.nextInt(Backdrop.values().length)];
    return new Scene(side, side, light, backdrop, Occluder.NONE);
  }

  /** A studio picture. */
  public static Scene of(int width, int height) {
    return new Scene(width, height, Light.STUDIO, Backdrop.SLATE, Occluder.NONE);
  }

  public Scene with(Light l) {
    return new Scene(width, height, l, backdrop, occluder);
  }

  public Scene with(Backdrop b) {
    return new Scene(width, height, light, b, occluder);
  }

  public Scene with(Occluder o) {
    return new Scene(width, height, light, backdrop, o);
  }
}
