package dev.likeness.faces;

import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;

/** Pictures and clips beside the checkout; whoever asks where there are none is skipped. */
final class RealMedia {
  private RealMedia() {}

  static Path path(String name) {
    Path p = Path.of(System.getProperty("likeness.media", "none")).resolve(name);
    Assumptions.assumeTrue(Files.exists(p), () -> "real media absent: " + name);
    return p;
  }

  static Frame still(String name) {
    try {
      BufferedImage b = ImageIO.read(path(name).toFile());
      byte[] rgb = new byte[b.getWidth() * b.getHeight() * 3];
      for (int i = 0; i < rgb.length / 3; i++) {
        int v = b.getRGB(i % b.getWidth(), i / b.getWidth());
        rgb[3 * i] = (byte) (v >> 16);
        rgb[3 * i + 1] = (byte) (v >> 8);
        rgb[3 * i + 2] = (byte) v;
      }
      return new Frame(b.getWidth(), b.getHeight(), rgb);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pictures side by side on grey, each {@code w}×{@code h}. */
  static Frame beside(int w, int h, Picture... pictures) {
    byte[] rgb = new byte[pictures.length * w * h * 3];
    for (int k = 0; k < pictures.length; k++) {
      Picture p = pictures[k];
      double s = (double) p.width() / w;
      Frame f = p.sample(new Affine2(s, 0, 0, 0, s, 0), w, h);
      for (int y = 0; y < h; y++) {
        System.arraycopy(f.rgb(), y * w * 3, rgb, (y * pictures.length + k) * w * 3, w * 3);
      }
    }
    return new Frame(pictures.length * w, h, rgb);
  }
}
