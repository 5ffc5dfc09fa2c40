package dev.likeness.puppet;

/** All that moves: where the head is, what eyes, brows and mouth do. */
public record Pose(Head head, Look look, Brow brow, Mouth mouth) {
  /** Upright, looking into the camera, at rest. */
  public static final Pose NEUTRAL = new Pose(Head.REST, Look.REST, Brow.REST, Mouth.REST);

  /**
   * Where the head is. The body stays upright; the neck follows.
   *
   * @param yaw degrees, positive turns the nose to the picture's right; −60 to 60
   * @param pitch degrees, positive lifts the nose; −40 to 40
   * @param roll degrees, positive leans the crown to the picture's right; −40 to 40
   * @param tx shift to the picture's right, in picture heights
   * @param ty shift downwards, in picture heights
   * @param scale size, 1 fills about 60 % of the picture's height with the head; .1 to 4
   */
  public record Head(double yaw, double pitch, double roll, double tx, double ty, double scale) {
    public static final Head REST = new Head(0, 0, 0, 0, 0, 1);

    public Head {
      Check.range("yaw", yaw, -60, 60);
      Check.range("pitch", pitch, -40, 40);
      Check.range("roll", roll, -40, 40);
      Check.range("tx", tx, -4, 4);
      Check.range("ty", ty, -4, 4);
      Check.range("scale", scale, .1, 4);
    }
  }

  /**
   * What the eyes do.
   *
   * @param gazeX degrees the eyes are turned to the picture's right, measured from the head's own
   *     straight ahead; −35 to 35
   * @param gazeY degrees the eyes are raised; −30 to 30
   * @param blinkLeft closing of the person's left eye: 0 as open as this person's eye is, 1 shut;
   *     negative (to −1) opens it wide
   * @param blinkRight likewise, right
   * @param squint lower lids raised and narrowed, as in a heartfelt smile, 0 to 1
   */
  public record Look(
      double gazeX, double gazeY, double blinkLeft, double blinkRight, double squint) {
    public static final Look REST = new Look(0, 0, 0, 0, 0);

    public Look {
      Check.range("gazeX", gazeX, -35, 35);
      Check.range("gazeY", gazeY, -30, 30);
      Check.range("blinkLeft", blinkLeft, -1, 1);
      Check.range("blinkRight", blinkRight, -1, 1);
      Check.unit("squint", squint);
    }
  }

  /**
   * What the brows do, each 0 to 1.
   *
   * @param up raised
   * @param inner inner ends raised (worry)
   * @param down drawn down and together
   */
  public record Brow(double up, double inner, double down) {
    public static final Brow REST = new Brow(0, 0, 0);

    public Brow {
      Check.unit("up", up);
      Check.unit("inner", inner);
      Check.unit("down", down);
    }
  }

  public Pose with(Head h) {
    return new Pose(h, look, brow, mouth);
  }

  public Pose with(Look l) {
    return new Pose(head, l, brow, mouth);
  }

  public Pose with(Brow b) {
    return new Pose(head, look, b, mouth);
  }

  public Pose with(Mouth m) {
    return new Pose(head, look, brow, m);
  }

  /** This pose with the head turned (degrees, see {@link Head}). */
  public Pose turned(double yaw, double pitch, double roll) {
    return with(new Head(yaw, pitch, roll, head.tx, head.ty, head.scale));
  }

  /** This pose elsewhere in the picture (see {@link Head}). */
  public Pose placed(double tx, double ty, double scale) {
    return with(new Head(head.yaw, head.pitch, head.roll, tx, ty, scale));
  }

  /** This pose with the eyes turned, degrees from the head's straight ahead. */
  public Pose looking(double x, double y) {
    return with(new Look(x, y, look.blinkLeft, look.blinkRight, look.squint));
  }

  /** This pose with lids closed so far (person's left, right). */
  public Pose blinking(double left, double right) {
    return with(new Look(look.gazeX, look.gazeY, left, right, look.squint));
  }

  /** This pose with the mouth of a viseme. */
  public Pose saying(Viseme viseme) {
    return with(viseme.mouth());
  }

  /** This pose with a smile that reaches the eyes, 0 to 1; over .5 it shows teeth. */
  public Pose smiling(double amount) {
    Mouth full = new Mouth(.07, .25, 0, 0, .50, 0, .10, 0, 1);
    double teeth = Math.max(0, amount - .5) * 2;
    Mouth shut = new Mouth(0, .1, 0, 0, 0, .1, 0, 0, .6);
    Mouth m =
        amount < .5 ? Mouth.REST.towards(shut, amount * 2) : shut.towards(full, Math.min(1, teeth));
    Look l = new Look(look.gazeX, look.gazeY, look.blinkLeft, look.blinkRight, .6 * amount);
    return with(m).with(l);
  }
}
