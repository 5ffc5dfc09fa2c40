package dev.likeness.puppet;

/**
 * One way in which faces differ. A value of 0 is the average of the canonical mesh, ±1 is clearly
 * visible, ±2 is the edge of what passes for a person.
 */
public enum Trait {
  FACE_WIDTH,
  FACE_LENGTH,
  /** Distance from the corner of one jaw to the other. */
  JAW_WIDTH,
  /** Positive squares the corner of the jaw, negative tapers to the chin. */
  JAW_SQUARE,
  CHIN_LENGTH,
  CHIN_WIDTH,
  CHIN_FORWARD,
  CHEEKBONES,
  /** Positive fills the cheeks, negative hollows them. */
  CHEEK_FULL,
  FOREHEAD_HEIGHT,
  /** Positive slopes back, negative bulges. */
  FOREHEAD_SLOPE,
  BROW_RIDGE,
  BROW_HEIGHT,
  NOSE_LENGTH,
  NOSE_WIDTH,
  NOSE_FORWARD,
  /** Height of the bridge between the eyes. */
  NOSE_BRIDGE,
  /** Positive humps the bridge, negative scoops it. */
  NOSE_HUMP,
  /** Positive turns the tip up. */
  NOSE_TIP_UP,
  NOSE_TIP_SIZE,
  EYE_SIZE,
  EYE_SPACING,
  EYE_HEIGHT,
  /** Positive lifts the outer corners. */
  EYE_TILT,
  EYE_OPEN,
  /** Positive sinks the eyes under the brow. */
  EYE_DEEP,
  /** Positive hides the lid's crease (monolid), negative shows much lid. */
  LID_FOLD,
  MOUTH_WIDTH,
  MOUTH_HEIGHT,
  LIP_UPPER,
  LIP_LOWER,
  LIP_FORWARD,
  /** Corners of the mouth at rest: positive up. */
  MOUTH_CURVE,
  /** Sagging of jowls and lids with age. */
  SAG,
  HEAD_HEIGHT,
  EAR_SIZE,
  EAR_OUT,
  NECK_WIDTH,
  /** Left and right differ a little in height of eye, brow and mouth; 0 is a mirror image. */
  ASYMMETRY;
}
