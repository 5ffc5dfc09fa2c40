package dev.likeness.puppet;

/** One point of a surface on its way through shading; reused from pixel to pixel. */
final class Point {
  /** World position. */
  float x;

  float y;
  float z;

  /** Unit normal, towards the camera's side. */
  float nx;

  float ny;
  float nz;

  /** Unit direction to the camera. */
  float vx;

  float vy;
  float vz;

  float u;
  float v;
  float open;

  /** How much light stays where skin folds. */
  float fold;

  int triangle;

  /** Result: linear light. */
  float red;

  float green;
  float blue;

  void set(float r, float g, float b) {
    red = r;
    green = g;
    blue = b;
  }
}
