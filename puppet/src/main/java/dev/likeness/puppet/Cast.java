package dev.likeness.puppet;

import dev.likeness.core.Seed;
import java.util.List;
import java.util.Locale;

/** The fixed people. Their names start with A, B, C … so that captions sort. */
final class Cast {
  private Cast() {}

  static List<Identity> all() {
    return List.of(
        ada(), bruno(), chiyo(), dmitri(), elena(), finn(), grace(), hamid(), indira(), jonas(),
        kofi(), liang(), maya(), oskar());
  }

  /** Reads "jaw-width -.9, chin-width .4". */
  private static Shape shape(String traits) {
    Shape s = Shape.AVERAGE;
    for (String part : traits.strip().split(",\\s*", -1)) {
      int space = part.indexOf(' ');
      Trait t = Trait.valueOf(part.substring(0, space).replace('-', '_').toUpperCase(Locale.ROOT));
      s = s.with(t, Double.parseDouble(part.substring(space + 1)));
    }
    return s;
  }

  private static Identity ada() {
    return new Identity(
        "Ada",
        29,
        shape(
            """
            face-width -.3, jaw-width -.9, jaw-square -.6, chin-width -.6,
            cheekbones .9, nose-width 1.4, nose-bridge -1.0, nose-length -.3,
            nose-forward -.6, eye-size .9, eye-tilt .4, brow-ridge -1.0,
            lip-upper 1.8, lip-lower 1.8, lip-forward 1.0, mouth-width .3,
            forehead-height .7, forehead-slope -.7, neck-width -1.4,
            chin-forward -.2, ear-size -.6, brow-height .4, asymmetry .3
            """),
        new Complexion(0x694636, 0x7A3B3A, .15, 0, .05, .04, .35, .65, 0, .4),
        0x2E1A10,
        .9,
        new Brows(0x120C0A, .40, .85, .5),
        new Hair(Hair.Style.AFRO, 0x17110F, 0, 1, .9),
        Beard.NONE,
        null,
        new Wear(Wear.Cut.CREW_NECK, 0xC9A227),
        new Seed(101));
  }

  private static Identity bruno() {
    return new Identity(
        "Bruno",
        44,
        shape(
            """
            face-width .3, jaw-width .8, jaw-square 1.0, chin-width .8,
            chin-length .3, nose-length .9, nose-width .4, nose-forward 1.2,
            nose-hump 1.5, nose-bridge 1.0, nose-tip-up -.8, brow-ridge 1.3,
            eye-deep 1.0, eye-size -.5, eye-spacing -.4, brow-height -.8,
            lip-upper -.6, lip-lower .1, neck-width 1.0, ear-size .8, ear-out .4,
            cheek-full .2, asymmetry .5
            """),
        new Complexion(0xC09378, 0xA5605A, .35, 0, .15, .34, .75, .5, .5, 0),
        0x4A3018,
        .45,
        new Brows(0x1C1410, .95, .95, -.3),
        new Hair(Hair.Style.SHORT, 0x1E1612, .06, .25, .5),
        new Beard(Beard.Cut.FULL, 1.8, 0x1E1511, .12),
        null,
        new Wear(Wear.Cut.SHIRT, 0x4B6584),
        new Seed(102));
  }

  private static Identity chiyo() {
    return new Identity(
        "Chiyo",
        24,
        shape(
            """
            face-width .5, face-length -.5, jaw-width -.5, jaw-square -.9,
            chin-width -.9, chin-length -.7, cheekbones .5, cheek-full .8,
            nose-bridge -1.4, nose-length -.5, nose-width .1, nose-forward -.8,
            nose-tip-size -.4, eye-tilt 1.2, eye-open -.5, eye-spacing .6,
            eye-size .2, lid-fold 1.6, eye-deep -1.2, brow-ridge -1.4,
            brow-height .6, mouth-width -.7, lip-upper .3, lip-lower .4,
            neck-width -1.6, ear-size -.7, asymmetry .2
            """),
        new Complexion(0xEBC3A3, 0xC9656A, .30, 0, .02, 0, .15, .4, 0, .6),
        0x2A1810,
        .6,
        new Brows(0x241A16, .30, .7, .0),
        new Hair(Hair.Style.BOB_FRINGE, 0x14100F, 0, 0, .45),
        Beard.NONE,
        null,
        new Wear(Wear.Cut.TURTLENECK, 0x8E3B46),
        new Seed(103));
  }

  private static Identity dmitri() {
    return new Identity(
        "Dmitri",
        69,
        shape(
            """
            face-length .8, face-width -.3, jaw-width .3, chin-length .6,
            cheek-full -1.2, cheekbones .5, nose-length 1.3, nose-forward .7,
            nose-width .4, nose-tip-size .9, nose-tip-up -.9, eye-size -.6,
            eye-tilt -.9, eye-open -.4, lid-fold .8, sag 1.5, eye-deep .7,
            brow-ridge .6, lip-upper -1.3, lip-lower -.8, mouth-curve -.6,
            forehead-height 1.2, ear-size 1.6, ear-out .9, neck-width -.2,
            asymmetry .6
            """),
        new Complexion(0xE0AF94, 0xB5766F, .55, 0, .65, .85, .7, .35, .12, 0),
        0x6E8796,
        .25,
        new Brows(0xA39B90, .75, .6, -.4),
        new Hair(Hair.Style.WREATH, 0xB9B4AC, .8, .1, .4),
        Beard.NONE,
        new Glasses(Glasses.Form.ROUND, 0x8A6A3A, .12),
        new Wear(Wear.Cut.JACKET, 0x4A4A44),
        new Seed(104));
  }

  private static Identity elena() {
    return new Identity(
        "Elena",
        36,
        shape(
            """
            face-length .5, face-width -.7, jaw-width -.4, jaw-square .2,
            chin-width -.5, cheekbones 1.0, cheek-full -.4, nose-length .3,
            nose-width -.9, nose-bridge .6, nose-hump .4, eye-size .8, eye-tilt .5,
            lid-fold -.8, brow-height .2, brow-ridge -.5, lip-upper .7,
            lip-lower .9, mouth-width .6, neck-width -1.3, forehead-height -.2,
            asymmetry .35
            """),
        new Complexion(0xCFA283, 0xB4484E, .25, .05, .08, .12, .25, .5, 0, .7),
        0x5A6B3A,
        .85,
        new Brows(0x2E1E16, .45, .9, .8),
        new Hair(Hair.Style.LONG_SIDE, 0x5A3018, 0, .5, .8),
        Beard.NONE,
        null,
        new Wear(Wear.Cut.V_NECK, 0x2F5D50),
        new Seed(105));
  }

  private static Identity finn() {
    return new Identity(
        "Finn",
        22,
        shape(
            """
            face-width -.8, face-length .4, jaw-width -.5, jaw-square -.2,
            chin-length .5, chin-width -.4, nose-length .2, nose-width -.2,
            nose-tip-up .9, nose-bridge -.1, nose-hump -.7, eye-size .2,
            eye-spacing .4, brow-height .2, lip-upper -.5, lip-lower .2,
            mouth-width .2, ear-size .6, ear-out 1.6, neck-width -.6,
            cheek-full -.3, mouth-curve .5, asymmetry .5
            """),
        new Complexion(0xF2CDB6, 0xD08A80, .65, .95, .05, .02, .25, .35, .06, 0),
        0x5E8FA8,
        .3,
        new Brows(0x9A5A30, .5, .6, -.1),
        new Hair(Hair.Style.MOP, 0xA4481C, 0, .75, .8),
        Beard.NONE,
        null,
        new Wear(Wear.Cut.CREW_NECK, 0x3E4A5A),
        new Seed(106));
  }

  private static Identity grace() {
    return new Identity(
        "Grace",
        74,
        shape(
            """
            face-width .5, face-length -.4, jaw-width .2, cheek-full .5, sag 1.9,
            chin-width .2, nose-length .4, nose-width .5, nose-tip-size .5,
            eye-size -.4, eye-open -.5, eye-tilt -.8, lid-fold .9, brow-ridge -.4,
            lip-upper -1.1, lip-lower -.7, mouth-width -.4, mouth-curve .3,
            ear-size .5, neck-width -.8, chin-length -.3, asymmetry .5
            """),
        new Complexion(0xEBBFA6, 0xB8606A, .6, 0, .5, 1, .45, .25, 0, .3),
        0x7890A0,
        .35,
        new Brows(0xA09488, .25, .5, .5),
        new Hair(Hair.Style.PIXIE, 0xE4E0DA, .9, .45, .8),
        Beard.NONE,
        new Glasses(Glasses.Form.CAT_EYE, 0x7A1F3D, .26),
        new Wear(Wear.Cut.CREW_NECK, 0x7E6BA8),
        new Seed(107));
  }

  private static Identity hamid() {
    return new Identity(
        "Hamid",
        39,
        shape(
            """
            face-length .4, jaw-width .1, jaw-square .4, chin-width .1,
            chin-forward .5, nose-length .8, nose-width .1, nose-forward .9,
            nose-hump 1.0, nose-tip-up -1.0, brow-ridge .8, eye-deep .5,
            eye-size .7, lid-fold -.6, brow-height -.5, lip-upper .2, lip-lower .8,
            cheek-full -.6, cheekbones .4, neck-width .2, forehead-height .5,
            ear-size .3, asymmetry .4
            """),
        new Complexion(0xA97F64, 0x8F5148, .2, 0, .12, .25, .55, .6, .65, 0),
        0x33200F,
        .7,
        new Brows(0x0F0B09, 1, 1, .2),
        new Hair(Hair.Style.SWEPT_BACK, 0x100C0B, .03, .15, .6),
        new Beard(Beard.Cut.MOUSTACHE, .9, 0x110D0B, 0),
        null,
        new Wear(Wear.Cut.SHIRT, 0xE8E4DA),
        new Seed(108));
  }

  private static Identity indira() {
    return new Identity(
        "Indira",
        52,
        shape(
            """
            face-width .3, jaw-width -.2, cheek-full .9, chin-width -.1,
            chin-length -.2, nose-length .2, nose-width .7, nose-tip-size .5,
            nose-bridge .1, eye-size 1.0, eye-tilt .0, lid-fold -.5, eye-deep .5,
            sag .7, lip-upper .5, lip-lower .9, mouth-width .1, brow-ridge -.2,
            neck-width -.6, ear-size .3, asymmetry .4
            """),
        new Complexion(0x8E6650, 0x8B3F42, .15, 0, .3, .42, .4, .55, 0, .5),
        0x2A180D,
        .8,
        new Brows(0x15100E, .55, .9, .5),
        new Hair(Hair.Style.BUN, 0x1D1817, .22, .05, .35),
        Beard.NONE,
        null,
        new Wear(Wear.Cut.V_NECK, 0xB5452C),
        new Seed(109));
  }

  private static Identity jonas() {
    return new Identity(
        "Jonas",
        31,
        shape(
            """
            face-width .1, face-length .3, jaw-width 1.1, jaw-square 1.5,
            chin-width 1.0, chin-length .6, chin-forward .7, cheekbones .6,
            cheek-full -.7, nose-length .1, nose-width -.5, nose-bridge .8,
            nose-forward .2, brow-ridge 1.0, eye-deep .9, eye-size -.1,
            brow-height -.9, lip-upper -.4, lip-lower .2, mouth-width .5,
            neck-width 1.2, ear-size -.1, asymmetry .3
            """),
        new Complexion(0xE9BC9C, 0xC07C72, .45, .1, .05, .1, .4, .4, .3, 0),
        0x6FA0BE,
        .35,
        new Brows(0x8A6A42, .65, .75, -.2),
        new Hair(Hair.Style.SHORT, 0xB48A50, 0, .1, .7),
        Beard.NONE,
        null,
        new Wear(Wear.Cut.CREW_NECK, 0xDAD7D0),
        new Seed(110));
  }

  private static Identity kofi() {
    return new Identity(
        "Kofi",
        57,
        shape(
            """
            face-width .6, face-length .2, jaw-width .7, jaw-square .5,
            chin-width .6, cheek-full .4, cheekbones .6, nose-width 1.8,
            nose-bridge -.6, nose-tip-size 1.1, nose-length .2, eye-size -.2,
            eye-tilt -.2, brow-ridge .8, lip-upper 1.2, lip-lower 1.4,
            lip-forward .8, mouth-width .8, sag .8, neck-width 1.2,
            forehead-height .4, ear-size .1, asymmetry .4
            """),
        new Complexion(0x4A2D20, 0x5E3330, .1, 0, .3, .5, .6, .8, .1, 0),
        0x22130B,
        .4,
        new Brows(0x241E1C, .55, .7, -.1),
        new Hair(Hair.Style.BALD, 0x1A1614, 0, 0, 0),
        new Beard(Beard.Cut.GOATEE, 1.0, 0x2A2624, .7),
        null,
        new Wear(Wear.Cut.JACKET, 0x26304A),
        new Seed(111));
  }

  private static Identity liang() {
    return new Identity(
        "Liang",
        61,
        shape(
            """
            face-width .9, face-length -.1, jaw-width .6, jaw-square .9,
            cheekbones 1.4, cheek-full -.2, nose-bridge -.8, nose-width .9,
            nose-length .1, nose-forward -.4, eye-size -.6, eye-tilt .5,
            eye-open -.8, lid-fold 1.7, eye-deep -.7, sag .8, brow-height .5,
            lip-upper -.5, lip-lower -.1, mouth-width .3, neck-width .4,
            ear-size .8, forehead-height .6, asymmetry .4
            """),
        new Complexion(0xCEA688, 0xA5655A, .25, 0, .45, .6, .5, .45, .12, 0),
        0x23150D,
        .2,
        new Brows(0x35302E, .55, .55, -.5),
        new Hair(Hair.Style.PARTED, 0x2B2827, .45, 0, .4),
        Beard.NONE,
        new Glasses(Glasses.Form.SQUARE, 0x1A1A1C, .24),
        new Wear(Wear.Cut.SHIRT, 0x9FB4C8),
        new Seed(112));
  }

  private static Identity maya() {
    return new Identity(
        "Maya",
        20,
        shape(
            """
            face-width -.2, face-length -.3, jaw-width -.7, jaw-square -.4,
            chin-width -.3, cheek-full .6, cheekbones .3, nose-width .6,
            nose-bridge -.5, nose-length -.6, nose-tip-up .6, eye-size 1.1,
            eye-spacing .3, eye-tilt .6, lip-upper 1.2, lip-lower 1.1,
            mouth-width -.1, brow-ridge -.9, brow-height .1, neck-width -1.5,
            mouth-curve .3, asymmetry .3
            """),
        new Complexion(0xA8795E, 0x9C4A4A, .3, .35, .05, 0, .2, .6, 0, .3),
        0x6B4520,
        .95,
        new Brows(0x1E1511, .65, .9, .3),
        new Hair(Hair.Style.MOP, 0x1E1410, 0, .95, 1),
        Beard.NONE,
        null,
        new Wear(Wear.Cut.CREW_NECK, 0x4E8C9A),
        new Seed(113));
  }

  private static Identity oskar() {
    return new Identity(
        "Oskar",
        34,
        shape(
            """
            face-width 1.3, face-length -.3, jaw-width 1.3, jaw-square .1,
            cheek-full 1.9, chin-width .5, chin-length -.5, cheekbones -.6,
            nose-length -.4, nose-width .5, nose-tip-up .8, nose-tip-size .9,
            eye-size -.7, eye-spacing -.2, brow-ridge .1, lip-upper -.3,
            lip-lower .4, mouth-width -.4, neck-width 1.9, ear-size -.2,
            ear-out .6, asymmetry .4
            """),
        new Complexion(0xF0C2A8, 0xC77C76, .8, .1, .08, .12, .5, .6, .4, 0),
        0x7B8A5E,
        .35,
        new Brows(0x6A4A30, .45, .65, .0),
        new Hair(Hair.Style.BUZZ, 0x5A4030, 0, 0, .2),
        Beard.NONE,
        null,
        new Wear(Wear.Cut.SHIRT, 0x7A2E2E),
        new Seed(114));
  }
}
