package dev.likeness.puppet;

/** Sclera, iris behind a clear cornea, pupil, and the lamps mirrored in the wet surface. */
final class EyeMaterial implements Material {
  private final float[] iris;
  private final float[][] frame;
  private final int seed;
  private final float pupil;

  /**
   * @param frame right, up and forward of the line of sight
   */
  EyeMaterial(int iris, float[][] frame, int seed) {
    this.iris = Tone.linear(iris);
    this.frame = frame;
    this.seed = seed;
    this.pupil = .36f;
  }

  @Override
  public void shade(Point p, Lamps l) {
    float r = (float) Math.sqrt(p.u * p.u + p.v * p.v) / Eyes.IRIS;
    float edge = Sculptor.step(1.06f, .93f, r);
    white(p, r);
    float wr = p.red;
    float wg = p.green;
    float wb = p.blue;
    light(p, l, .45f);
    float white0 = wr * p.red;
    float white1 = wg * p.green;
    float white2 = wb * p.blue;
    if (edge > 0) {
      iris(p, l);
      white0 += edge * (p.red - white0);
      white1 += edge * (p.green - white1);
      white2 += edge * (p.blue - white2);
    }
    p.set(white0, white1, white2);
    gloss(p, l, r);
  }

  private void white(Point p, float r) {
    float side = Math.min(1, Math.abs(p.u) * 1.15f);
    float pink = side * side * .35f;
    float vein = Noise.fractal(p.u * 9, p.v * 16, 3.3f, 2, seed);
    pink += .10f * Math.max(0, vein) * side;
    float limbus = .12f * Sculptor.step(1.35f, 1.0f, r);
    p.set(.60f - limbus, .565f - .26f * pink - limbus, .54f - .30f * pink - limbus);
  }

  /** Diffuse light at the point, into red, green and blue. */
  private void light(Point p, Lamps l, float wrap) {
    float up = .5f + .5f * p.ny;
    float r = p.open * (l.ground[0] + up * (l.sky[0] - l.ground[0]));
    float g = p.open * (l.ground[1] + up * (l.sky[1] - l.ground[1]));
    float b = p.open * (l.ground[2] + up * (l.sky[2] - l.ground[2]));
    for (int i = 0; i < l.towards.length; i++) {
      float[] d = l.towards[i];
      float w = (p.nx * d[0] + p.ny * d[1] + p.nz * d[2] + wrap) / (1 + wrap);
      if (w > 0) {
        w *= i == 0 ? p.open * (.35f + .65f * l.keyAt(p.x, p.y, p.z, .12f)) : p.open;
        r += w * l.colour[i][0];
        g += w * l.colour[i][1];
        b += w * l.colour[i][2];
      }
    }
    p.set(r, g, b);
  }

  private void iris(Point p, Lamps l) {
    float vx = p.vx * frame[0][0] + p.vy * frame[0][1] + p.vz * frame[0][2];
    float vy = p.vx * frame[1][0] + p.vy * frame[1][1] + p.vz * frame[1][2];
    float vz = Math.max(.3f, p.vx * frame[2][0] + p.vy * frame[2][1] + p.vz * frame[2][2]);
    float depth = .10f * Sculptor.step(1.0f, .55f, (float) Math.hypot(p.u, p.v) / Eyes.IRIS);
    float u = (p.u - depth * vx / vz) / Eyes.IRIS;
    float v = (p.v - depth * vy / vz) / Eyes.IRIS;
    float r = (float) Math.sqrt(u * u + v * v);
    float cu = u / (r + .01f);
    float cv = v / (r + .01f);
    float fibre = Noise.fractal(cu * 7, cv * 7, r * 1.6f, 3, seed + 7);
    float spoke = Noise.value(cu * 17, cv * 17, r * 2.5f, seed + 9);
    float bright = .85f + .45f * fibre + .22f * spoke;
    bright += .45f * Sculptor.step(.30f, .42f, r) * Sculptor.step(.66f, .46f, r);
    bright *= 1 - .72f * Sculptor.step(.74f, 1.02f, r);
    float[] d = l.towards[0];
    float lx = d[0] * frame[0][0] + d[1] * frame[0][1] + d[2] * frame[0][2];
    float ly = d[0] * frame[1][0] + d[1] * frame[1][1] + d[2] * frame[1][2];
    float caustic = Math.max(0, 1 - .85f * (u * lx + v * ly));
    float hole = Sculptor.step(pupil - .05f, pupil + .05f, r);
    float warm = Sculptor.step(.66f, .36f, r) * .35f;
    float k = Math.max(.05f, bright) * hole * caustic;
    p.open *= .92f;
    light(p, l, .6f);
    p.set(
        p.red * (iris[0] * (1 + warm) * k + .004f),
        p.green * (iris[1] * (1 + .4f * warm) * k + .004f),
        p.blue * (iris[2] * k + .004f));
  }

  /** Mirror image of the lamps, square as soft boxes and windows are. */
  private void gloss(Point p, Lamps l, float r) {
    float dot = 2 * (p.nx * p.vx + p.ny * p.vy + p.nz * p.vz);
    float rx = dot * p.nx - p.vx;
    float ry = dot * p.ny - p.vy;
    float rz = dot * p.nz - p.vz;
    float facing = Math.max(0, dot * .5f);
    float fresnel = .03f + .5f * (float) Math.pow(1 - facing, 5);
    float up = .5f + .5f * ry;
    float sky = fresnel * p.open * 1.2f;
    float red = sky * (l.ground[0] + up * (l.sky[0] - l.ground[0]));
    float green = sky * (l.ground[1] + up * (l.sky[1] - l.ground[1]));
    float blue = sky * (l.ground[2] + up * (l.sky[2] - l.ground[2]));
    for (int i = 0; i < 2; i++) {
      float[] d = l.towards[i];
      float along = rx * d[0] + ry * d[1] + rz * d[2];
      if (along <= 0) {
        continue;
      }
      float sx = rx * d[2] - rz * d[0];
      float sy = ry - along * d[1];
      float size = .10f + .13f * l.soft[i];
      float box =
          Sculptor.step(size, size * .72f, Math.abs(sx))
              * Sculptor.step(size, size * .72f, Math.abs(sy));
      float k = box * (i == 0 ? 1.3f : .10f) * (r < 1.15f ? 1 : .35f);
      k *= .45f + .55f * p.open;
      red += k * l.colour[i][0];
      green += k * l.colour[i][1];
      blue += k * l.colour[i][2];
    }
    p.set(p.red + red, p.green + green, p.blue + blue);
  }
}
