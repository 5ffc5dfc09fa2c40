package dev.likeness.core;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Draws lines, shapes and words into frames, the same on every machine: letters come as outlines
 * (DejaVu Sans, packed into this room), so that no fonts need to be installed and nothing depends
 * on those that are. Works without a display. Thread-safe.
 */
public final class Sketch {
  private Sketch() {}

  /** How heavy letters are. */
  public enum Weight {
    REGULAR,
    BOLD
  }

  private record Glyph(double advance, Path2D outline) {}

  private static final class Holder {
    static final Map<Integer, Glyph> GLYPHS = read();
  }

  /** A copy of the frame with what {@code painter} draws on it (anti-aliased). */
  public static Frame draw(Frame base, Consumer<Graphics2D> painter) {
    int w = base.width();
    int h = base.height();
    BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_3BYTE_BGR);
    byte[] bgr = bytes(image.getRaster());
    swap(base.rgb(), bgr);
    Graphics2D g = image.createGraphics();
    try {
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      painter.accept(g);
    } finally {
      g.dispose();
    }
    byte[] rgb = new byte[bgr.length];
    swap(bgr, rgb);
    return new Frame(w, h, rgb);
  }

  /** A frame as an image to hand to {@link Graphics2D#drawImage}. */
  public static BufferedImage image(Frame frame) {
    BufferedImage image =
        new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_3BYTE_BGR);
    swap(frame.rgb(), bytes(image.getRaster()));
    return image;
  }

  private static byte[] bytes(Raster raster) {
    return ((DataBufferByte) raster.getDataBuffer()).getData();
  }

  private static void swap(byte[] from, byte[] to) {
    for (int i = 0; i < from.length; i += 3) {
      to[i] = from[i + 2];
      to[i + 1] = from[i + 1];
      to[i + 2] = from[i];
    }
  }

  /**
   * The outline of one line of text; letters that are not packed become "?".
   *
   * @param x left end
   * @param baseline the y of the letters' feet
   * @param size pixels to the em; capitals are about .73 of it high
   */
  public static Shape text(String text, double x, double baseline, double size, Weight weight) {
    Path2D out = new Path2D.Double(Path2D.WIND_NON_ZERO);
    double scale = size / 2048;
    double at = x;
    for (int c : text.codePoints().toArray()) {
      Glyph g = glyph(c, weight);
      AffineTransform move = new AffineTransform(scale, 0, 0, scale, at, baseline);
      out.append(g.outline.getPathIterator(move), false);
      at += g.advance * scale;
    }
    return out;
  }

  /** How many pixels wide a line of text is. */
  public static double width(String text, double size, Weight weight) {
    double sum = 0;
    for (int c : text.codePoints().toArray()) {
      sum += glyph(c, weight).advance;
    }
    return sum * size / 2048;
  }

  private static Glyph glyph(int c, Weight weight) {
    Glyph g = Holder.GLYPHS.get(key(c, weight.ordinal()));
    Glyph other = g != null ? g : Holder.GLYPHS.get(key('?', weight.ordinal()));
    if (other == null) {
      throw new IllegalStateException("lettering.txt of the core jar lacks the question mark");
    }
    return other;
  }

  private static int key(int codePoint, int weight) {
    return 2 * codePoint + weight;
  }

  private static Map<Integer, Glyph> read() {
    InputStream in = Sketch.class.getResourceAsStream("lettering.txt");
    if (in == null) {
      throw new IllegalStateException("lettering.txt is missing from the core jar");
    }
    Map<Integer, Glyph> out = new HashMap<>();
    try (BufferedReader r = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = r.readLine(); line != null; line = r.readLine()) {
        if (line.startsWith("g ")) {
          String[] w = line.split(" ", -1);
          int key = key(Integer.parseInt(w[2]), Integer.parseInt(w[1]));
          out.put(key, new Glyph(Integer.parseInt(w[3]), outline(w)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("lettering.txt of the core jar cannot be read", e);
    }
    return Map.copyOf(out);
  }

  /** SVG's path letters (M, L, Q, Z), from the fifth word on. */
  private static Path2D outline(String[] w) {
    Path2D p = new Path2D.Double(Path2D.WIND_NON_ZERO);
    int i = 4;
    while (i < w.length) {
      switch (w[i]) {
        case "M" -> p.moveTo(number(w, i + 1), number(w, i + 2));
        case "L" -> p.lineTo(number(w, i + 1), number(w, i + 2));
        case "Q" ->
            p.quadTo(number(w, i + 1), number(w, i + 2), number(w, i + 3), number(w, i + 4));
        case "Z" -> p.closePath();
        default -> throw new IllegalStateException("lettering.txt: path step " + w[i]);
      }
      i += w[i].equals("Q") ? 5 : w[i].equals("Z") ? 1 : 3;
    }
    return p;
  }

  private static double number(String[] w, int i) {
    return Integer.parseInt(w[i]);
  }
}
