package dev.likeness.models;

import dev.likeness.core.Frame;
import dev.likeness.models.ModelCard.TensorSpec;

/** A network whose one input is a picture, 1 × height × width × RGB. Not thread-safe. */
final class PictureNet implements AutoCloseable {
  private final Session session;
  private final int width;
  private final int height;
  private final Preparation preparation;
  private final float[] pixels;

  /**
   * How bytes become numbers: {@code v · scale + offset}.
   *
   * @param offset for red, green and blue
   * @param blueFirst whether the network wants blue, green, red
   */
  record Preparation(float scale, float[] offset, boolean blueFirst) {
    static Preparation of(float scale, float offset) {
      return new Preparation(scale, new float[] {offset, offset, offset}, false);
    }
  }

  PictureNet(Models models, ModelId id, Preparation preparation) {
    this(models.open(id), preparation);
  }

  /** Owns the session from now on. */
  PictureNet(Session session, Preparation preparation) {
    this.session = session;
    TensorSpec in = session.card().inputs().get(0);
    this.height = Math.toIntExact(in.shape().get(1));
    this.width = Math.toIntExact(in.shape().get(2));
    this.preparation = preparation;
    this.pixels = new float[in.size()];
  }

  int width() {
    return width;
  }

  Session session() {
    return session;
  }

  /** Runs on a frame of exactly the network's size. */
  void run(Frame f) {
    if (f.width() != width || f.height() != height) {
      throw new IllegalArgumentException(
          "%s takes %d×%d pixels, not %d×%d"
              .formatted(session.card().id(), width, height, f.width(), f.height()));
    }
    byte[] rgb = f.rgb();
    float scale = preparation.scale;
    float[] offset = preparation.offset;
    if (!preparation.blueFirst && offset[0] == offset[1] && offset[1] == offset[2]) {
      scaled(rgb, scale, offset[0], pixels);
    } else {
      for (int c = 0; c < 3; c++) {
        int to = preparation.blueFirst ? 2 - c : c;
        for (int i = 0; i < pixels.length; i += 3) {
          pixels[i + to] = (rgb[i + c] & 255) * scale + offset[c];
        }
      }
    }
    session.input(0).put(pixels);
    session.run();
  }

  /** All bytes alike; plain, so that it runs on vectors. */
  private static void scaled(byte[] in, float scale, float offset, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = (in[i] & 255) * scale + offset;
    }
  }

  float[] values(int output) {
    return session.values(output);
  }

  @Override
  public void close() {
    session.close();
  }
}
