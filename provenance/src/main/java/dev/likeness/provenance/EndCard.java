package dev.likeness.provenance;

import dev.likeness.core.Frame;
import dev.likeness.core.Sketch;
import dev.likeness.core.Timecode;
import dev.likeness.core.YuvFrame;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.SegmentWriter;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.RoundRectangle2D;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What stands behind a film in place of the badge: some seconds of a dark card that says what was
 * done. It is encoded as the film is, so that it can be joined without encoding anything twice.
 */
final class EndCard {
  private static final Color GROUND = new Color(14, 16, 20);
  private static final double WEIGHT = 1.3;
  private static final double SMALLEST_TEXT = 9;
  private static final double SMALLEST_CAPITALS = 7;

  private EndCard() {}

  /**
   * Where and how a segment ends, kept in its note: what a card behind it must match.
   *
   * @param end tick at which its last picture ends
   * @param den ticks a second
   */
  record End(long end, int den, double fps, VideoFormat format) {
    void into(ObjectNode note) {
      note.putObject("ends")
          .put("tick", end)
          .put("den", den)
          .put("fps", String.valueOf(fps))
          .put("codec", format.codec().name())
          .put("quality", String.valueOf(format.quality()));
    }

    static @Nullable End of(ObjectNode note) {
      JsonNode n = note.path("ends");
      return n.isMissingNode()
          ? null
          : new End(
              n.path("tick").longValue(),
              n.path("den").intValue(),
              Double.parseDouble(n.path("fps").stringValue()),
              new VideoFormat(
                  VideoFormat.Codec.valueOf(n.path("codec").stringValue()),
                  Double.parseDouble(n.path("quality").stringValue())));
    }
  }

  /**
   * Writes the card as a segment.
   *
   * @param film size, colour and pixel aspect of the segment before it, as it was written
   * @param marking draws the invisible mark
   * @return how many pictures it has
   */
  static long write(
      Path file,
      Disclosure disclosure,
      double seconds,
      End after,
      MediaInfo.Video film,
      UnaryOperator<YuvFrame> marking) {
    MediaInfo.Video track =
        new MediaInfo.Video(
            film.codec(),
            film.width(),
            film.height(),
            0,
            false,
            film.pixelFormat(),
            film.bitDepth(),
            1,
            after.den(),
            after.fps(),
            0,
            0,
            film.aspectNum(),
            film.aspectDen(),
            film.colour());
    double fps = Math.max(1, Math.min(60, after.fps()));
    long count = Math.max(1, Math.round(seconds * fps));
    YuvFrame card =
        marking.apply(
            YuvFrame.of(
                draw(disclosure, film.width(), film.height()),
                film.colour().matrix(),
                film.colour().fullRange()));
    try (SegmentWriter out = SegmentWriter.create(file, after.format(), track)) {
      long last = after.end() - 1;
      for (long i = 0; i < count; i++) {
        long at = Math.max(last + 1, after.end() + Math.round(i * after.den() / fps));
        long next = Math.max(at + 1, after.end() + Math.round((i + 1) * after.den() / fps));
        out.write(new VideoPicture(i, new Timecode(at, 1, after.den()), next - at, card));
        last = at;
      }
      out.finish();
    }
    return count;
  }

  /** The card. */
  static Frame draw(Disclosure disclosure, int width, int height) {
    Frame ground = new Frame(width, height, new byte[3 * width * height]);
    return Sketch.draw(ground, g -> paint(g, disclosure, width, height));
  }

  private static void paint(Graphics2D g, Disclosure disclosure, int width, int height) {
    g.setColor(GROUND);
    g.fillRect(0, 0, width, height);
    int side = Math.min(width, height);
    double s = lettering(disclosure.wording(), width, height);
    String text = disclosure.wording();
    if (s * Lettering.CAPITAL < SMALLEST_CAPITALS) {
      text = "AI";
      s = lettering(text, width, height);
    }
    double size = Math.max(.034 * side, .022 * width);
    List<String> lines = size < SMALLEST_TEXT ? List.of() : wrap(sentence(disclosure), size, width);
    double w = Lettering.width(text) * s;
    double h = Lettering.CAPITAL * s;
    double top = height / 2.0 - h / 2 - (lines.isEmpty() ? 0 : lines.size() * .75 * size);
    double pad = .75 * h;
    g.setColor(new Color(255, 255, 255, 150));
    double rim = Math.max(1, h * .07);
    g.setStroke(new java.awt.BasicStroke((float) rim));
    g.draw(
        new RoundRectangle2D.Double(
            (width - w) / 2 - 1.1 * pad, top - pad, w + 2.2 * pad, h + 2 * pad, 1.1 * h, 1.1 * h));
    g.setColor(Color.WHITE);
    g.fill(
        new AffineTransform(s, 0, 0, s, (width - w) / 2, top)
            .createTransformedShape(Lettering.outline(text, WEIGHT)));
    double baseline = top + h + pad + 2.2 * size;
    for (String line : lines) {
      double x = (width - Sketch.width(line, size, Sketch.Weight.REGULAR)) / 2;
      g.fill(Sketch.text(line, x, baseline, size, Sketch.Weight.REGULAR));
      baseline += 1.5 * size;
    }
  }

  /** Pixels a unit of lettering: about half of the width, no more than a sixth of the height. */
  private static double lettering(String text, int width, int height) {
    double byWidth = .52 * width / Lettering.width(text);
    return Math.min(byWidth, .16 * height / Lettering.CAPITAL);
  }

  private static String sentence(Disclosure disclosure) {
    return switch (disclosure) {
      case MODIFIED ->
          "This film was altered with artificial intelligence."
              + " Its Content Credentials say how it was made.";
      case GENERATED ->
          "This film was made with artificial intelligence. Nothing in it was recorded."
              + " Its Content Credentials say how it was made.";
    };
  }

  private static List<String> wrap(String text, double size, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && Sketch.width(longer, size, Sketch.Weight.REGULAR) > .8 * width) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(word);
      } else {
        line.setLength(0);
        line.append(longer);
      }
      if (word.endsWith(".")) {
        lines.add(line.toString());
        line.setLength(0);
      }
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }

  /** How it is told in records. */
  static String describe(Disclosure disclosure, double seconds) {
    return String.format(Locale.ROOT, "end card '%s' for %.0f s", disclosure.wording(), seconds);
  }
}
