package dev.likeness.flow.quality;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Picture;
import dev.likeness.faces.Identity;
import dev.likeness.models.DlibFace;
import dev.likeness.models.FaceAttributes;
import dev.likeness.models.FaceEmbedder;
import dev.likeness.models.MobileFace;
import dev.likeness.models.Models;
import java.util.List;

/**
 * Who a face looks like, by three embedders that were trained by different people: MobileFace (the
 * one the bar is held to: plain cosine), faceres and dlib (second opinions: their cosines stretched
 * so that two people are near 0). Not thread-safe; owns network sessions.
 */
final class Likenesses implements AutoCloseable {
  static final int COUNT = 3;

  private final List<FaceEmbedder> embedders;

  Likenesses(Models models) {
    embedders = List.of(new MobileFace(models), new FaceAttributes(models), new DlibFace(models));
  }

  /** One unit vector for each embedder. */
  float[][] of(Picture p, FaceMesh mesh) {
    float[][] out = new float[COUNT][];
    for (int i = 0; i < COUNT; i++) {
      out[i] = Identity.embed(embedders.get(i), p, mesh);
    }
    return out;
  }

  /**
   * How alike two are to embedder {@code i}: the first by cosine, the others by their own scale.
   */
  double alike(int i, float[] a, float[] b) {
    return i == 0 ? FaceEmbedder.cosine(a, b) : embedders.get(i).likeness(a, b);
  }

  /** Adds up vectors, which then stand for all of them; {@code into} may be empty arrays. */
  static void sum(float[][] into, float[][] more) {
    for (int i = 0; i < COUNT; i++) {
      into[i] = Identity.sum(into[i], more[i]);
    }
  }

  static float[][] none() {
    return new float[COUNT][0];
  }

  @Override
  public void close() {
    embedders.forEach(FaceEmbedder::close);
  }
}
