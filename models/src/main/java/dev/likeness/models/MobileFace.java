package dev.likeness.models;

import dev.likeness.core.Frame;
import dev.likeness.models.PictureNet.Preparation;

/**
 * MobileFace identification V3: the quickest embedder. Takes 112×112 sRGB pixels aligned as ArcFace
 * does (Deng et al. 2019). Not thread-safe; owns a session.
 */
public final class MobileFace implements FaceEmbedder {
  /** Different people's median cosine on 66 studio portraits (London set): counts as 0. */
  private static final double NEUTRAL = .08;

  private static final double[] TEMPLATE = {
    38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041
  };

  /** ArcFace's five points in 112×112. */
  static double[] arcFace() {
    return TEMPLATE.clone();
  }

  private final PictureNet net;

  public MobileFace(Models models) {
    net = new PictureNet(models, ModelId.MOBILE_FACE, Preparation.of(1, 0));
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
    return arcFace();
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
