package dev.likeness.puppet;

import dev.likeness.puppet.Hair.Style;

/**
 * What makes a style: where hair is drawn at each place, how long it is, how far it stands off and
 * where it is cut. Head space; roots are also known by their place on the canonical head.
 */
final class Barber {
  final Style style;
  final Hair hair;

  /** How many strands and points a strand. */
  final int strands;

  final int points;
  final float width;

  /** How far locks run together at their tips, and the size of a lock. */
  final float clump;

  final float lock;

  Barber(Hair hair) {
    this.hair = hair;
    this.style = hair.style();
    strands =
        switch (style) {
          case BALD -> 0;
          case BUZZ -> 21000;
          case SHORT, PARTED, SWEPT_BACK -> 10500;
          case WREATH -> 4200;
          case BOB_FRINGE, PIXIE -> 9500;
          case LONG, LONG_SIDE -> 9000;
          case BUN -> 8500;
          case AFRO -> 9000;
          case MOP -> 9000;
        };
    points =
        switch (style) {
          case BALD, BUZZ -> 3;
          case WREATH -> 6;
          case SHORT, PARTED, SWEPT_BACK, PIXIE -> 9;
          case AFRO -> 22;
          case BOB_FRINGE, BUN -> 13;
          case LONG, LONG_SIDE -> 17;
          case MOP -> 15;
        };
    width = style == Style.BUZZ ? .034f : style == Style.AFRO ? .070f : .062f;
    clump =
        switch (style) {
          case BALD, BUZZ, AFRO -> 0;
          case WREATH -> .3f;
          case SHORT, PARTED, SWEPT_BACK, BUN -> .45f;
          case BOB_FRINGE -> .4f;
          case PIXIE -> .6f;
          case LONG, LONG_SIDE -> .6f;
          case MOP -> .8f;
        };
    lock = style == Style.MOP ? 1.15f : style == Style.BUN ? .5f : .8f;
  }

  /** Where the parting or whorl lies on top. */
  float part() {
    return switch (style) {
      case PARTED -> 2.9f;
      case LONG_SIDE -> 2.4f;
      case LONG -> .15f;
      default -> 0;
    };
  }

  /** 1 on top of the head, 0 at the sides and back. */
  static float top(float x, float y, float z) {
    return Sculptor.step(7.4f, 10.2f, y + .12f * Math.max(0, z) - .05f * Math.abs(x));
  }

  /** Length of a strand with a root at canonical (x, y, z); r is a chance in [0, 1). */
  float length(float x, float y, float z, float r) {
    float t = top(x, y, z);
    float v = (float) hair.volume();
    float low = Sculptor.step(1.5f, 8f, y);
    float ragged = .82f + .36f * r;
    return switch (style) {
      case BALD -> 0;
      case BUZZ -> .30f + .25f * t;
      case SHORT -> ragged * (.55f + 1.1f * low + t * (1.4f + 1.6f * v + .12f * Math.max(0, z)));
      case PARTED -> ragged * (.7f + 1.3f * low + 5.2f * t);
      case SWEPT_BACK -> ragged * (1.2f + 1.6f * low + 6.0f * t);
      case WREATH -> ragged * (1.6f + .6f * v);
      case BOB_FRINGE -> 24;
      case LONG, LONG_SIDE -> 34;
      case BUN -> 24;
      case AFRO -> (2.0f + 3.9f * v * Sculptor.step(-3, 7, y)) * (.86f + .18f * r);
      case PIXIE -> ragged * (2.4f + 1.2f * low + 3.0f * t);
      case MOP -> ragged * (3.6f + 1.8f * low + 2.6f * t);
    };
  }

  /** Clearance over the skull that the topmost hair reaches. */
  float loft(float x, float y, float z) {
    float v = (float) hair.volume();
    float t = top(x, y, z);
    return switch (style) {
      case BALD, BUZZ -> .1f;
      case SHORT -> .2f + (.2f + .9f * v) * t;
      case PARTED -> .25f + .3f * v + .65f * t * v;
      case SWEPT_BACK -> .3f + (.3f + 1.2f * v) * t;
      case WREATH -> .45f;
      case BOB_FRINGE -> .45f + 1.0f * v;
      case LONG, LONG_SIDE -> .5f + (1.2f + .7f * (1 - t)) * v;
      case BUN -> .16f + .25f * v;
      case AFRO -> 0;
      case PIXIE -> .35f + 1.0f * v;
      case MOP -> .5f + 1.7f * v;
    };
  }

  /** How much a strand starts upright instead of lying: 0 to 1. */
  float lift(float x, float y, float z) {
    return switch (style) {
      case BALD, BUZZ -> .8f;
      case SHORT -> .25f + .30f * top(x, y, z);
      case PARTED, BUN -> .15f;
      case SWEPT_BACK -> .3f;
      case WREATH -> .25f;
      case BOB_FRINGE -> .3f;
      case LONG, LONG_SIDE -> .35f;
      case AFRO -> 1;
      case PIXIE -> .4f;
      case MOP -> .75f;
    };
  }

  /** How fast a strand that stands off sinks back to its layer, per centimetre. */
  float cling() {
    return switch (style) {
      case BALD, BUZZ, AFRO -> 0;
      case SHORT -> .12f;
      case MOP -> .30f;
      case PIXIE -> .55f;
      case WREATH, PARTED, SWEPT_BACK, BUN, BOB_FRINGE, LONG, LONG_SIDE -> .8f;
    };
  }

  float gravity() {
    return switch (style) {
      case BALD, BUZZ, SHORT, AFRO, BUN -> 0;
      case PARTED, SWEPT_BACK, WREATH -> .10f;
      case BOB_FRINGE -> .30f;
      case LONG, LONG_SIDE -> .26f;
      case PIXIE -> .12f;
      case MOP -> .10f;
    };
  }

  /** How fast a strand turns into the comb's direction. */
  float obey() {
    return style == Style.AFRO ? 0 : style == Style.SHORT ? .34f : style == Style.MOP ? .25f : .4f;
  }

  /** Whether a strand has reached its cut at a place, given where its root is. */
  boolean cut(float x, float y, float z, float rootX, float rootY, float rootZ, float r) {
    float jag = r - .5f;
    boolean front = rootZ > -.5f && Math.abs(rootX) < 6.2f && rootY > 5;
    return switch (style) {
      case BOB_FRINGE -> {
        boolean fringe = Math.abs(x) < 5.9f && z > -.5f;
        yield fringe
            ? y < 4.9f - .012f * x * x + .5f * jag
            : y < -8.2f + .10f * (z + 4) + .5f * jag - (z < -7 ? -1.6f : 0);
      }
      case LONG -> y < -17 + 2.4f * jag || throat(x, y, z);
      case LONG_SIDE -> y < -15.5f + 2.6f * jag || throat(x, y, z);
      case PIXIE -> z > 1 ? y < 5.9f + 1.3f * jag : y < (z < -7 ? -4.6f : .8f) + jag;
      case MOP -> z > 1 && front ? y < 5.5f + 1.5f * jag : y < -1.2f + 2 * jag;
      default -> false;
    };
  }

  /** The comb's direction at a place, for a root; not normalised. */
  void comb(float x, float y, float z, float rootX, float rootY, float rootZ, float[] d) {
    float t = top(rootX, rootY, rootZ);
    float side = Math.signum(rootX);
    switch (style) {
      case BALD, AFRO -> set(d, 0, 0, 0);
      case BUZZ -> set(d, 0, -.4f, rootY > 9 ? .6f : -.4f);
      case SHORT -> set(d, -.60f * t, .18f * t - .8f * (1 - t), -.50f - .25f * (1 - t) + .1f * t);
      case PARTED -> {
        float from = rootX - part();
        float over = from < 0 ? -1 : .8f;
        float down = Math.abs(x) > 5.5f || t < .4f ? -1.2f : -.1f;
        float across = Math.abs(x) > 6.6f ? .1f : 1;
        set(d, over * across, down, t < .4f ? -.55f : .1f - .35f * Sculptor.step(3, -2, z));
      }
      case SWEPT_BACK -> set(d, .02f * rootX, t > .3f ? .15f : -.5f, -1);
      case WREATH -> set(d, .1f * side, -.75f, -.55f);
      case BOB_FRINGE -> whorl(x, y, z, 0, d);
      case LONG, LONG_SIDE -> curtain(x, y, z, rootX, rootZ, d);
      case BUN -> {
        set(d, -x, 12.8f - y, -11.5f - z);
      }
      case PIXIE -> {
        whorl(x, y, z, 0, d);
        if (rootZ > -2) {
          d[0] -= .7f;
        }
      }
      case MOP -> whorl(x, y, z, 0, d);
    }
  }

  private static boolean throat(float x, float y, float z) {
    return y < -5 && z > -6 && Math.abs(x) < 5.3f;
  }

  private static void set(float[] d, float x, float y, float z) {
    d[0] = x;
    d[1] = y;
    d[2] = z;
  }

  /** Away from the crown, then down. */
  private static void whorl(float x, float y, float z, float side, float[] d) {
    float wx = x - side;
    float wz = z + 7.0f;
    float r = (float) Math.hypot(wx, wz) + .3f;
    float fall = Sculptor.step(12.5f, 8f, y);
    set(d, wx / r * (1 - .75f * fall), -.15f - 1.3f * fall, wz / r * (1 - .75f * fall));
  }

  /** Away from the parting, round the face, then down. */
  private void curtain(float x, float y, float z, float rootX, float rootZ, float[] d) {
    float side = rootX < part() ? -1 : 1;
    float fall = Sculptor.step(11.0f, 6.5f, y);
    float frame = Sculptor.step(6.6f, 4.4f, side * x) * Sculptor.step(-1.5f, 1.5f, z);
    float back = rootZ > 0 ? -.35f : 0;
    set(
        d,
        side * (1.0f * (1 - fall) + 1.1f * frame * fall + .05f),
        -.12f - 1.25f * fall * (1 - .5f * frame),
        back * (1 - fall) - .75f * frame * fall - .05f);
    if (y < -5 && z > -4) {
      d[0] += side * .8f * Sculptor.step(6.4f, 4.8f, side * x);
      d[2] -= .3f * Sculptor.step(6.4f, 4.8f, side * x);
    }
    if (rootZ < -7) {
      d[0] = .35f * d[0];
      d[2] -= .8f * (1 - fall);
    }
  }
}
