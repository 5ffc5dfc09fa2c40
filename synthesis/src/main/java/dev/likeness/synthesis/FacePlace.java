package dev.likeness.synthesis;

/** A pixel of a face that was drawn by {@link MeshRaster}, by its triangle. Not thread-safe. */
final class FacePlace {
  private final MeshAreas areas;
  private final MeshRaster raster;
  private int[] corners;
  private float a;
  private float b;
  private float c;

  FacePlace(MeshAreas areas, MeshRaster raster) {
    this.areas = areas;
    this.raster = raster;
    corners = areas.triangles[0];
  }

  /** Whether the face covers the pixel; {@link #at} asks that it does. */
  boolean covers(int i) {
    return raster.triangle(i) >= 0;
  }

  /** Goes to pixel i of the raster's box, row by row. */
  void at(int i) {
    int t = raster.triangle(i);
    int width = raster.box().width();
    int y = i / width;
    corners = areas.skirt.triangles[t];
    b = raster.second(t, i - y * width, y);
    c = raster.third(t, i - y * width, y);
    a = 1 - b - c;
  }

  /** What is given for each vertex, here; beyond the border what holds at it. */
  float mix(float[] perVertex) {
    return a * perVertex[areas.skirt.inner(corners[0])]
        + b * perVertex[areas.skirt.inner(corners[1])]
        + c * perVertex[areas.skirt.inner(corners[2])];
  }
}
