package dev.likeness.models;

import dev.likeness.core.Frame;
import dev.likeness.models.PictureNet.Preparation;

/**
 * dlib's face recognition ResNet (King 2017, dlib_face_recognition_resnet_model_v1; weights of
 * face-api, eight bits). Takes 150×150 sRGB pixels aligned as dlib does (mean face with a quarter
 * of margin). Not thread-safe; owns a session.
 */
public final class DlibFace implements FaceEmbedder {
  /** Different people's median cosine on 66 studio portraits (London set): counts as 0. */
  private static final double NEUTRAL = .84;

  /** From the mean face of dlib's get_face_chip_details, 25 + 100 · mean. */
  private static final double[] TEMPLATE = {
    47.55, 46.60, 100.48, 46.60, 74.01, 76.56, 50.41, 103.02, 97.61, 103.02
  };

  private final PictureNet net;

  public DlibFace(Models models) {
    net = new PictureNet(models, ModelId.DLIB_FACE, Preparation.of(1, 0));
  }

  @Override
  public ModelCard card() {
    return net.session().card();
  }

  @Override
  public int side() {
    return net.width();
  }

  @Override
  public double[] template() {
    return TEMPLATE.clone();
  }

  @Override
  public float[] embed(Frame aligned) {
    net.run(aligned);
    return FaceEmbedder.unit(net.values(0));
  }

  @Override
  public double likeness(float[] a, float[] b) {
    return (FaceEmbedder.cosine(a, b) - NEUTRAL) / (1 - NEUTRAL);
  }

  @Override
  public void close() {
    net.close();
  }
}
