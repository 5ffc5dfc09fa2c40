package dev.likeness.models;

import dev.likeness.models.PictureNet.Preparation;

/**
 * dlib's face recognition ResNet (King 2017, dlib_face_recognition_resnet_model_v1; weights of
 * face-api, eight bits). Takes 150×150 sRGB pixels aligned as dlib does (mean face with a quarter
 * of margin). Not thread-safe; owns a session.
 */
public final class DlibFace extends AlignedEmbedder {
  /** From the mean face of dlib's get_face_chip_details, 25 + 100 · mean. */
  private static final double[] TEMPLATE = {
    47.55, 46.60, 100.48, 46.60, 74.01, 76.56, 50.41, 103.02, 97.61, 103.02
  };

  public DlibFace(Models models) {
    super(new PictureNet(models, ModelId.DLIB_FACE, Preparation.of(1, 0)), TEMPLATE, 0, .84);
  }
}
