package dev.likeness.models;

import dev.likeness.core.Frame;
import dev.likeness.models.PictureNet.Preparation;

/**
 * HSE FaceRes (Savchenko 2019, trained on VGGFace2): apparent age, gender as read from the face,
 * and a descriptor. Takes 224×224 sRGB pixels of an aligned face. What it says about age and gender
 * is an impression, not a fact about a person. Not thread-safe; owns a session.
 */
public final class FaceAttributes implements FaceEmbedder {
  /** Different people's median cosine on 66 studio portraits (London set): counts as 0. */
  private static final double NEUTRAL = .375;

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

  private final PictureNet net;

  public FaceAttributes(Models models) {
    float[] mean = {-123.68f, -116.779f, -103.939f};
    net = new PictureNet(models, ModelId.FACE_ATTRIBUTES, new Preparation(1, mean, true));
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
    return FaceEmbedder.unit(net.values(2));
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
