package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;

/** One picture of a persona with its face mesh, ready to draw from. Immutable. */
public final class View {
  private final Frame picture;
  private final FaceMesh mesh;
  private final Texture texture;

  public View(Frame picture, FaceMesh mesh) {
    this.picture = picture;
    this.mesh = mesh;
    this.texture = new Texture(picture);
  }

  public Frame picture() {
    return picture;
  }

  /** In pixels of {@link #picture()}. */
  public FaceMesh mesh() {
    return mesh;
  }

  Texture texture() {
    return texture;
  }
}
