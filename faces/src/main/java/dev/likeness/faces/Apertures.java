package dev.likeness.faces;

/**
 * How far eyes and mouth stand open, free of the size and (to first order) of the turn of the head.
 *
 * @param rightEye mean gap between the lids over the width of the eye: about .3 open, under .12
 *     shut
 * @param leftEye likewise
 * @param mouth mean gap between the inner lips, in distances between the eyes: 0 shut, above .5
 *     wide
 * @param mouthWidth distance between the mouth's outer corners, in distances between the eyes
 */
public record Apertures(double rightEye, double leftEye, double mouth, double mouthWidth) {
  /** Both eyes together. */
  public double eyes() {
    return (rightEye + leftEye) / 2;
  }
}
