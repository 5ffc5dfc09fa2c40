package dev.likeness.puppet;

/** What stands behind the person. */
public enum Backdrop {
  /** Grey-blue paper, lit from the middle. */
  SLATE,
  /** Warm beige paper. */
  SAND,
  /** Muted green paper. */
  SAGE,
  /** Dark paper. */
  NIGHT,
  /** White paper, nearly even. */
  PAPER,
  /** A street at dusk far out of focus: soft discs of light. */
  CITY,
  /** Leaves far out of focus. */
  GARDEN,
  /** A room far out of focus: wall, shelf, window. */
  ROOM;
}
