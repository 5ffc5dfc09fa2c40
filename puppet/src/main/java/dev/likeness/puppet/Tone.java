package dev.likeness.puppet;

/** Linear light and sRGB (IEC 61966-2-1). */
final class Tone {
  private static final int STEPS = 4096;
  private static final byte[] ENCODE = new byte[STEPS + 1];

  static {
    for (int i = 0; i <= STEPS; i++) {
      ENCODE[i] = (byte) (int) Math.rint(255 * encode(shoulder(4.0 * i / STEPS * i / STEPS)));
    }
  }

  private Tone() {}

  /** Linear red, green, blue of 0xRRGGBB. */
  static float[] linear(int rgb) {
    return new float[] {decode(rgb >> 16 & 255), decode(rgb >> 8 & 255), decode(rgb & 255)};
  }

  private static float decode(int v) {
    double s = v / 255.0;
    return (float) (s <= .04045 ? s / 12.92 : Math.pow((s + .055) / 1.055, 2.4));
  }

  private static double encode(double v) {
    return v <= .0031308 ? 12.92 * v : 1.055 * Math.pow(v, 1 / 2.4) - .055;
  }

  /** Straight up to .6, then bends so that 4 times white is white. */
  private static double shoulder(double v) {
    double knee = .55;
    if (v <= knee) {
      return v;
    }
    double t = (v - knee) / (1 - knee);
    return knee + (1 - knee) * (1 - Math.exp(-t));
  }

  /** Linear light, 1 is white, to an 8-bit sRGB value with a soft shoulder for what is brighter. */
  static byte encode(float v) {
    if (v <= 0) {
      return 0;
    }
    float root = (float) Math.sqrt(v * .25f);
    return ENCODE[root >= 1 ? STEPS : (int) (root * STEPS + .5f)];
  }
}
