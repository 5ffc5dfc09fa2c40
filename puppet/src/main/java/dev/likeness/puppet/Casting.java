package dev.likeness.puppet;

import dev.likeness.core.Seed;
import java.util.SplittableRandom;

/** Invents people: plausible combinations, not averages. */
final class Casting {
  /** Skin, lips and the hair colours that go with them, from light to dark. */
  private static final int[][] PALETTES = {
    {0xF2CDB6, 0xD08A80, 0xA4481C, 0x5E8FA8},
    {0xEBC1A4, 0xC77C74, 0xB48A50, 0x6FA0BE},
    {0xE6BC9A, 0xBF6A66, 0x3A271B, 0x7B8A5E},
    {0xE2B58E, 0xBC6662, 0x161110, 0x2A1810},
    {0xCB9670, 0xA9625A, 0x2A1B13, 0x4A3018},
    {0xAD7852, 0x8F5148, 0x15100D, 0x33200F},
    {0x8A5A3C, 0x7E4440, 0x14100E, 0x2A180D},
    {0x5E3A29, 0x6A3836, 0x120E0D, 0x25150C},
    {0x452A1E, 0x59302E, 0x100D0C, 0x1E110A}
  };

  private static final int[] CLOTHES = {
    0xC9A227, 0x4B6584, 0x8E3B46, 0x4A4A44, 0x2F5D50, 0x3E4A5A, 0x7E6BA8, 0xE8E4DA, 0xB5452C,
    0xDAD7D0, 0x26304A, 0x9FB4C8, 0x4E8C9A, 0x7A2E2E
  };

  private static final Hair.Style[] HIS = {
    Hair.Style.SHORT,
    Hair.Style.BUZZ,
    Hair.Style.PARTED,
    Hair.Style.SWEPT_BACK,
    Hair.Style.MOP,
    Hair.Style.BALD,
    Hair.Style.WREATH
  };

  private static final Hair.Style[] HERS = {
    Hair.Style.LONG,
    Hair.Style.LONG_SIDE,
    Hair.Style.BOB_FRINGE,
    Hair.Style.BUN,
    Hair.Style.PIXIE,
    Hair.Style.AFRO,
    Hair.Style.MOP
  };

  private final SplittableRandom random;
  private final boolean woman;
  private final int age;
  private final int[] palette;

  private Casting(Seed seed) {
    random = seed.random();
    woman = random.nextBoolean();
    age = 19 + (int) (56 * Math.pow(random.nextDouble(), 1.3));
    palette = PALETTES[random.nextInt(PALETTES.length)];
  }

  static Identity invent(Seed seed) {
    Casting c = new Casting(seed);
    double old = Math.max(0, (c.age - 25) / 50.0);
    double grey = Math.max(0, Math.min(1, (c.age - 38) / 30.0 + c.spread(.25)));
    Hair hair = c.hair(grey);
    int brow = mix(c.palette[2], 0xA39B90, .5 * grey);
    return new Identity(
        "Nobody " + Long.toHexString(seed.value()),
        c.age,
        c.shape(old),
        c.skin(old),
        c.palette[3],
        c.woman ? .6 + .4 * c.unit() : .2 + .4 * c.unit(),
        new Brows(
            mix(brow, 0x0F0B09, .3),
            c.woman ? .2 + .45 * c.unit() : .5 + .5 * c.unit(),
            .55 + .45 * c.unit(),
            c.woman ? .2 + .6 * c.unit() : c.spread(.5)),
        hair,
        c.beard(grey),
        c.unit() < .15 + .4 * old ? c.glasses() : null,
        new Wear(
            Wear.Cut.values()[c.random.nextInt(Wear.Cut.values().length)],
            CLOTHES[c.random.nextInt(CLOTHES.length)]),
        seed.derive("strands"));
  }

  private Shape shape(double old) {
    Shape s = Shape.AVERAGE;
    for (Trait t : Trait.values()) {
      s = s.with(t, clamp(spread(.95) + lean(t), 2));
    }
    s = s.with(Trait.SAG, clamp(1.8 * old - .2, 2));
    return s.with(Trait.ASYMMETRY, .2 + .4 * unit());
  }

  /** What sex and light or dark palette make likelier. */
  private double lean(Trait t) {
    double sex = woman ? -.6 : .5;
    return switch (t) {
      case JAW_WIDTH, JAW_SQUARE, CHIN_WIDTH, BROW_RIDGE, EYE_DEEP -> sex;
      case NECK_WIDTH -> woman ? -1.3 : .6;
      case EYE_SIZE, LIP_UPPER, LIP_LOWER, BROW_HEIGHT -> -.6 * sex;
      case NOSE_FORWARD, NOSE_LENGTH, EAR_SIZE -> .5 * sex;
      default -> 0;
    };
  }

  private Complexion skin(double old) {
    boolean light = (palette[0] >> 16) > 0xD8;
    return new Complexion(
        mix(palette[0], mix(0xFFD8C0, 0x3A2218, unit()), .12),
        palette[1],
        (light ? .2 : .05) + .5 * unit() * (light ? 1 : .4),
        light ? Math.pow(unit(), 3) : 0,
        .6 * old * unit() + .1 * unit(),
        clamp(old * (.7 + .4 * unit()), 1),
        .2 + .5 * unit(),
        .3 + .4 * unit(),
        woman ? 0 : .1 + .5 * unit(),
        woman ? .6 * unit() : 0);
  }

  private Hair hair(double grey) {
    Hair.Style[] styles = woman ? HERS : HIS;
    int n = woman || age > 35 ? styles.length : styles.length - 2;
    Hair.Style style = styles[random.nextInt(n)];
    if (style == Hair.Style.AFRO && (palette[0] >> 16) > 0xD8) {
      style = Hair.Style.LONG_SIDE;
    }
    boolean dark = (palette[0] >> 16) < 0x90;
    double curl = dark ? .7 + .3 * unit() : style == Hair.Style.MOP ? .6 : .6 * unit() * unit();
    double full = style == Hair.Style.AFRO ? .9 : .3 + .6 * unit();
    return new Hair(
        style, palette[2], grey, style == Hair.Style.AFRO ? 1 : curl, woman ? full : full * .9);
  }

  private Beard beard(double grey) {
    double r = unit();
    if (woman || r < .5) {
      return Beard.NONE;
    }
    Beard.Cut cut = r < .62 ? Beard.Cut.MOUSTACHE : r < .76 ? Beard.Cut.GOATEE : Beard.Cut.FULL;
    return new Beard(cut, .5 + 2 * unit(), mix(palette[2], 0x0F0B09, .2), grey);
  }

  private Glasses glasses() {
    Glasses.Form[] forms = Glasses.Form.values();
    int[] colours = {0x1A1A1C, 0x8A6A3A, 0x5A2A20, 0x7A1F3D, 0x2A3A5A};
    return new Glasses(
        forms[random.nextInt(forms.length)],
        colours[random.nextInt(colours.length)],
        .1 + .2 * unit());
  }

  private double unit() {
    return random.nextDouble();
  }

  /** About normal with deviation {@code s}, never beyond 2 s. */
  private double spread(double s) {
    return s * (unit() + unit() + unit() + unit() - 2) * 1.2;
  }

  private static double clamp(double v, double limit) {
    return Math.max(-limit, Math.min(limit, v));
  }

  private static int mix(int a, int b, double t) {
    int out = 0;
    for (int s = 0; s < 24; s += 8) {
      int x = a >> s & 255;
      int y = b >> s & 255;
      out |= (int) Math.round(x + t * (y - x)) << s;
    }
    return out;
  }
}
