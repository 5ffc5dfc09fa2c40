package dev.likeness.models;

import dev.likeness.core.Frame;
import dev.likeness.core.Mask;
import dev.likeness.models.PictureNet.Preparation;

/**
 * MediaPipe Selfie Segmentation: person against background. Takes 256×256 sRGB pixels with the head
 * and shoulders of somebody near the camera. Not thread-safe; owns a session.
 */
public final class PersonSegmenter implements AutoCloseable {
  /** Width and height of the picture it takes. */
  public static final int SIDE = 256;

  private final PictureNet net;

  public PersonSegmenter(Models models) {
    net = new PictureNet(models, ModelId.SELFIE_SEGMENTER, Preparation.of(1f / 255, 0));
  }

  /** For each pixel how surely it belongs to a person, 256×256. */
  public Mask segment(Frame picture) {
    net.run(picture);
    return new Mask(SIDE, SIDE, net.values(0));
  }

  @Override
  public void close() {
    net.close();
  }
}
