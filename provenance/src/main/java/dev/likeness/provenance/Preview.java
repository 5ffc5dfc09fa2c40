package dev.likeness.provenance;

import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.provenance.mark.Imprint;
import dev.likeness.provenance.mark.MarkId;
import dev.likeness.provenance.mark.MarkKey;
import dev.likeness.provenance.mark.MarkTuner;
import dev.likeness.provenance.mark.Medium;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A look at unfinished work: pictures made small, with a stamp across each that cannot be cropped
 * away. Immutable; only {@link Exporter#preview} puts it anywhere.
 */
public final class Preview {
  /** The long side of a single picture, in pixels. */
  public static final int SINGLE = 640;

  /** The long side of a picture on a sheet, in pixels. */
  public static final int CELL = 320;

  private static final int GAP = 6;

  /** Of the JDK's PNG writer: deflate at its fastest level. */
  private static final float FAST = .9f;

  private final BufferedImage image;
  private final String what;

  private Preview(BufferedImage image, String what) {
    this.image = image;
    this.what = what;
  }

  /** One picture, no longer than {@value #SINGLE} pixels. */
  public static Preview of(Picture picture) {
    return new Preview(stamped(picture, SINGLE), "picture");
  }

  /**
   * A contact sheet, row by row.
   *
   * @param columns how many stand beside each other
   */
  public static Preview sheet(List<? extends Picture> pictures, int columns) {
    if (pictures.isEmpty() || columns < 1) {
      throw new IllegalArgumentException(pictures.size() + " pictures in " + columns + " columns");
    }
    List<BufferedImage> cells = pictures.stream().map(p -> stamped(p, CELL)).toList();
    int w = cells.stream().mapToInt(BufferedImage::getWidth).max().orElseThrow();
    int h = cells.stream().mapToInt(BufferedImage::getHeight).max().orElseThrow();
    int across = Math.min(columns, cells.size());
    int down = (cells.size() + columns - 1) / columns;
    BufferedImage sheet =
        new BufferedImage(
            across * (w + GAP) + GAP, down * (h + GAP) + GAP, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = sheet.createGraphics();
    g.setColor(new Color(24, 26, 30));
    g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    for (int i = 0; i < cells.size(); i++) {
      BufferedImage c = cells.get(i);
      g.drawImage(
          c,
          GAP + i % columns * (w + GAP) + (w - c.getWidth()) / 2,
          GAP + i / columns * (h + GAP) + (h - c.getHeight()) / 2,
          null);
    }
    g.dispose();
    return new Preview(sheet, cells.size() + " pictures");
  }

  String what() {
    return what;
  }

  /** Writes it with an invisible mark, and gives the imprint of what was marked. */
  Imprint write(Path file, MarkKey key, MarkId mark) throws IOException {
    Frame f = toFrame(image);
    Files.write(file, png(toImage(MarkTuner.mark(key, mark, f).toFrame())));
    return Imprint.of(f, Medium.STILL);
  }

  private static byte[] png(BufferedImage image) {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("png");
    if (!writers.hasNext()) {
      throw new IllegalStateException("this JDK writes no PNG");
    }
    ImageWriter writer = writers.next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    // A look that is soon thrown away: fast to write counts more than a sixth of its size.
    how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    how.setCompressionQuality(FAST);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static BufferedImage stamped(Picture p, int longest) {
    double shrink = Math.max(1, (double) Math.max(p.width(), p.height()) / longest);
    int w = Math.max(1, (int) (p.width() / shrink));
    int h = Math.max(1, (int) (p.height() / shrink));
    BufferedImage image = toImage(shrunk(p, w, h));
    Graphics2D g = image.createGraphics();
    Stamp.draw(g, w, h);
    g.dispose();
    return image;
  }

  /** Averages over the pixels that become one, by halving before the last bilinear step. */
  private static Frame shrunk(Picture p, int w, int h) {
    Picture now = p;
    while (now.width() >= 2 * w && now.height() >= 2 * h && now.width() > 1 && now.height() > 1) {
      now = now.sample(Affine2.scale(2), now.width() / 2, now.height() / 2);
    }
    double sx = (double) now.width() / w;
    double sy = (double) now.height() / h;
    return now.sample(new Affine2(sx, 0, 0, 0, sy, 0), w, h);
  }

  /** Of three bytes a pixel, as {@link #toImage} makes them. */
  private static Frame toFrame(BufferedImage image) {
    byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    byte[] rgb = new byte[bgr.length];
    for (int i = 0; i < bgr.length; i += 3) {
      rgb[i] = bgr[i + 2];
      rgb[i + 1] = bgr[i + 1];
      rgb[i + 2] = bgr[i];
    }
    return new Frame(image.getWidth(), image.getHeight(), rgb);
  }

  private static BufferedImage toImage(Frame f) {
    BufferedImage image = new BufferedImage(f.width(), f.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < bgr.length; i += 3) {
      bgr[i] = f.rgb()[i + 2];
      bgr[i + 1] = f.rgb()[i + 1];
      bgr[i + 2] = f.rgb()[i];
    }
    return image;
  }
}
