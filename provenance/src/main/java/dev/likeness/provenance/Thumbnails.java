package dev.likeness.provenance;

import dev.likeness.core.Affine2;
import dev.likeness.core.Picture;
import dev.likeness.media.Images;
import dev.likeness.media.MediaException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Small pictures of what leaves, for manifests. They show the badge, since the file does. */
final class Thumbnails {
  /** The long side, in pixels. */
  static final int LONGEST = 320;

  private Thumbnails() {}

  /** JPEG of a picture or of a film's first one; empty for sound and for what has no picture. */
  static Optional<byte[]> of(Path file) {
    Picture p;
    try {
      p = Images.read(file);
    } catch (MediaException e) {
      return Optional.empty();
    }
    while (Math.max(p.width(), p.height()) >= 2 * LONGEST && Math.min(p.width(), p.height()) > 1) {
      p = p.sample(Affine2.scale(2), p.width() / 2, p.height() / 2);
    }
    double shrink = Math.max(1, (double) Math.max(p.width(), p.height()) / LONGEST);
    int w = Math.max(1, (int) (p.width() / shrink));
    int h = Math.max(1, (int) (p.height() / shrink));
    return Optional.of(jpeg(p.sample(Affine2.scale(shrink), w, h)));
  }

  private static byte[] jpeg(Picture p) {
    var f = p.toFrame();
    BufferedImage image = new BufferedImage(f.width(), f.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < f.width() * f.height(); i++) {
      int rgb =
          (f.rgb()[3 * i] & 255) << 16 | (f.rgb()[3 * i + 1] & 255) << 8 | f.rgb()[3 * i + 2] & 255;
      image.setRGB(i % f.width(), i / f.width(), rgb);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "jpg", out)) {
        throw new IllegalStateException("every JDK writes JPEG");
      }
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory", e);
    }
    return out.toByteArray();
  }
}
