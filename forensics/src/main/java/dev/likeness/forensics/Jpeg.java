package dev.likeness.forensics;

import dev.likeness.core.Frame;
import dev.likeness.core.Sketch;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** JPEG in memory with libjpeg's tables and 4:2:0 colours: the loss, and nothing kept of it. */
public final class Jpeg {
  private Jpeg() {}

  /**
   * A frame as it is after it was written and read.
   *
   * @param quality as libjpeg counts, 1–100
   */
  public static Frame through(Frame f, int quality) {
    try {
      BufferedImage read = ImageIO.read(new ByteArrayInputStream(write(f, quality)));
      int[] line = new int[f.width()];
      byte[] rgb = new byte[f.rgb().length];
      for (int y = 0, o = 0; y < f.height(); y++) {
        read.getRGB(0, y, f.width(), 1, line, 0, f.width());
        for (int v : line) {
          rgb[o++] = (byte) (v >> 16);
          rgb[o++] = (byte) (v >> 8);
          rgb[o++] = (byte) v;
        }
      }
      return new Frame(f.width(), f.height(), rgb);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
  }

  private static byte[] write(Frame f, int quality) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam p = writer.getDefaultWriteParam();
      p.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      p.setCompressionQuality(quality / 100f);
      writer.write(null, new IIOImage(Sketch.image(f), null, null), p);
      out.flush();
      return bytes.toByteArray();
    } finally {
      writer.dispose();
    }
  }
}
