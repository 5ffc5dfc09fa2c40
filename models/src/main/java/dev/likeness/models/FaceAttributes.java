package dev.likeness.models;

import dev.likeness.core.Frame;
import dev.likeness.models.PictureNet.Preparation;

/**
 * HSE FaceRes (Savchenko 2019, trained on VGGFace2): apparent age, gender as read from the face,
 * and a descriptor. Takes 224×224 sRGB pixels of an aligned face. What it says about age and gender
 * is an impression, not a fact about a person. Not thread-safe; owns a session.
 */
public final class FaceAttributes extends AlignedEmbedder {
  private static final float[] MEAN = {-123.68f, -116.779f, -103.939f};

  private static final double[] TEMPLATE = {
    80.13, 104.25, 143.56, 103.90, 112.05, 140.33, 85.99, 177.46, 138.51, 177.17
  };

  /**
   * An impression.
   *
   * @param age in years, the mean of the network's distribution over 0–99
   * @param male 0 (surely a woman) to 1 (surely a man)
   * @param descriptor as from {@link #embed}
   */
  public record Impression(double age, double male, float[] descriptor) {}

  public FaceAttributes(Models models) {
    super(
        new PictureNet(models, ModelId.FACE_ATTRIBUTES, new Preparation(1, MEAN.clone(), true)),
        TEMPLATE,
        2,
        .375);
  }

  public Impression look(Frame aligned) {
    float[] descriptor = embed(aligned);
    float[] ages = net.values(0);
    double age = 0;
    for (int i = 0; i < ages.length; i++) {
      age += i * ages[i];
    }
    return new Impression(age, net.session().output(1).get(0), descriptor);
  }
}
