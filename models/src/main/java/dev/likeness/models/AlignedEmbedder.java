package dev.likeness.models;

import dev.likeness.core.Frame;

/** What embedders share that are one network over one aligned picture. Not thread-safe. */
abstract sealed class AlignedEmbedder implements FaceEmbedder
    permits DlibFace, FaceAttributes, MobileFace, MobileFaceNet {
  /** ArcFace's five points in 112×112 (Deng et al. 2019). */
  static final double[] ARC_FACE = {
    38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041
  };

  final PictureNet net;
  private final double[] template;
  private final int output;
  private final double neutral;

  /**
   * @param template see {@link FaceEmbedder#template}
   * @param output which of the network's outputs is the embedding
   * @param neutral the cosine that counts as 0: different people's median on 66 studio portraits
   *     (London set)
   */
  AlignedEmbedder(PictureNet net, double[] template, int output, double neutral) {
    this.net = net;
    this.template = template;
    this.output = output;
    this.neutral = neutral;
  }

  @Override
  public final ModelCard card() {
    return net.session().card();
  }

  @Override
  public final int side() {
    return net.width();
  }

  @Override
  public final double[] template() {
    return template.clone();
  }

  @Override
  public final float[] embed(Frame aligned) {
    net.run(aligned);
    return FaceEmbedder.unit(net.values(output));
  }

  @Override
  public final double likeness(float[] a, float[] b) {
    return (FaceEmbedder.cosine(a, b) - neutral) / (1 - neutral);
  }

  @Override
  public final void close() {
    net.close();
  }
}
