package dev.likeness.models;

import dev.likeness.models.PictureNet.Preparation;

/**
 * MobileFace identification V3: the quickest embedder. Takes 112×112 sRGB pixels aligned as ArcFace
 * does (Deng et al. 2019). Not thread-safe; owns a session.
 */
public final class MobileFace extends AlignedEmbedder {
  public MobileFace(Models models) {
    super(new PictureNet(models, ModelId.MOBILE_FACE, Preparation.of(1, 0)), ARC_FACE, 0, .08);
  }
}
