package dev.likeness.models;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.models.PictureNet.Preparation;

/**
 * MediaPipe Face Mesh (Kartynnik et al. 2019). Takes 192×192 sRGB pixels with one upright face (the
 * line between the eyes level): a square around the face whose side is 1.5 times the longer side of
 * the face's box. Not thread-safe; owns a session.
 */
public final class FaceMesher implements AutoCloseable {
  /** Width and height of the picture it takes. */
  public static final int SIDE = 192;

  /**
   * What was seen.
   *
   * @param mesh 468 points in pixels of the picture given, which they may leave; z in the same unit
   * @param presence 0 to 1, how sure it is that there is a face; under .5 the mesh means nothing
   */
  public record Result(FaceMesh mesh, double presence) {}

  private final PictureNet net;

  public FaceMesher(Models models) {
    net = new PictureNet(models, ModelId.FACE_MESH, Preparation.of(1f / 255, 0));
  }

  public Result find(Frame face) {
    net.run(face);
    return new Result(new FaceMesh(net.values(0)), Anchors.sigmoid(net.session().output(1).get(0)));
  }

  @Override
  public void close() {
    net.close();
  }
}
