package dev.likeness.puppet;

/** How a surface answers to light. */
@FunctionalInterface
interface Material {
  /** Sets the point's red, green and blue to the linear light it sends to the camera. */
  void shade(Point p, Lamps lamps);
}
