package dev.likeness.flow;

import dev.likeness.core.Frame;
import dev.likeness.core.Sketch;
import dev.likeness.media.Images;
import dev.likeness.provenance.OwnPictures;
import dev.likeness.provenance.SourceType;
import dev.likeness.synthesis.refine.RefineTraining.Look;
import dev.likeness.synthesis.refine.RefineTraining.Shown;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The page of a training: curves, and held-out faces before and after. */
final class RefinePage {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 150;
  private static final int STRIP = 18;
  private static final String SHEET = "before-after.png";
  private static final String SAMPLES = "target.png";

  private final Path folder;
  private final Words words;

  /**
   * What the page says.
   *
   * @param title what learns
   * @param heading what is learnt
   * @param from what it is learnt from
   * @param learnt what made faces are called
   */
  record Words(String title, String heading, String from, String learnt) {
    static Words ofRefiner(String persona, int moments, String device) {
      return new Words(
          "Refiner",
          "What is learnt of " + persona,
          "on %s, from %d moments; those at the end are held out, and all figures are of these."
              .formatted(device, moments),
          "refined");
    }

    static Words ofSwap(String persona, int moments, int others, String device) {
      return new Words(
          "Learned swap",
          "What is learnt of " + persona + " and the target",
          ("on %s, from %d moments of %s and %d of the target; those at the end of both are held out,"
                  + " and all figures are of these: the persona’s moments, from the target’s face.")
              .formatted(device, moments, persona, others),
          "learnt");
    }
  }

  RefinePage(Path folder, Words words) {
    this.folder = folder;
    this.words = words;
  }

  Path file() {
    return folder.resolve("index.html");
  }

  Path sheet() {
    return folder.resolve(SHEET);
  }

  /** Writes the page; until the end it loads itself again. */
  void write(List<Look> history, boolean end) {
    Look now = history.getLast();
    StringBuilder b = new StringBuilder();
    b.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">");
    b.append(end ? "" : "<meta http-equiv=\"refresh\" content=\"10\">");
    b.append("<title>").append(words.title).append(", step ").append(now.step());
    b.append("</title><style>");
    b.append(
        "body{font:15px system-ui,sans-serif;max-width:76rem;margin:2rem auto;padding:0 1rem}");
    b.append("img{max-width:100%}svg{max-width:40rem;width:100%;height:auto;display:block}");
    b.append("figure{margin:1.5rem 0}figcaption{color:#555}</style>");
    b.append("<h1>").append(words.heading).append("</h1><p>Step ").append(now.step());
    b.append(", ").append(words.from).append("</p>");
    b.append(curve("Made faces against the pictures, dB", history, Look::refined, Look::warp));
    b.append(curve("Structural similarity", history, Look::refinedSsim, Look::warpSsim));
    b.append(curve("Weighted distance in training", history, Look::off, null));
    b.append(
        curve("How much more real pictures look to the discriminator", history, Look::gap, null));
    if (end && Files.exists(sheet())) {
      b.append("<figure><img src=\"").append(SHEET).append("\" alt=\"held-out faces, before and");
      b.append(" after\"><figcaption>Held-out moments: the persona’s picture warped, ");
      b.append(words.learnt).append(", the picture itself, and how far the last two differ.");
      b.append("</figcaption></figure>");
    }
    if (!end && Files.exists(samples())) {
      b.append("<figure><img src=\"").append(SAMPLES).append("\" alt=\"the target, swapped\">");
      b.append("<figcaption>Held-out moments of the target, the warp alone, and learnt so far.");
      b.append(" This picture goes when the training ends.</figcaption></figure>");
    }
    Folders.write(file(), b.append("</html>").toString());
  }

  /** Draws held-out faces before and after, and signs the sheet as what it shows. */
  void sheet(List<Shown> shown, Workshop workshop) {
    List<Frame[]> columns = new ArrayList<>();
    for (Shown s : shown) {
      columns.add(new Frame[] {s.warp(), s.refined(), s.real(), difference(s.refined(), s.real())});
    }
    String[] rows = {"the warp alone", words.learnt + " (AI)", "the picture", "difference, ×4"};
    draw(columns, rows, sheet(), workshop);
  }

  /** Where the target's own moments are shown while a swap learns. */
  Path samples() {
    return folder.resolve(SAMPLES);
  }

  /** Shows the target's own moments and what is made of them. */
  void samples(List<Shown> shown, Workshop workshop) {
    List<Frame[]> columns = new ArrayList<>();
    for (Shown s : shown) {
      columns.add(new Frame[] {s.real(), s.warp(), s.refined()});
    }
    draw(
        columns,
        new String[] {"the target", "the warp alone (AI)", words.learnt + " (AI)"},
        samples(),
        workshop);
  }

  private static void draw(List<Frame[]> columns, String[] rows, Path file, Workshop workshop) {
    int side = columns.getFirst()[0].width();
    int w = side * columns.size();
    int row = side + STRIP;
    byte[] rgb = new byte[3 * w * row * rows.length];
    for (int k = 0; k < columns.size(); k++) {
      for (int r = 0; r < rows.length; r++) {
        byte[] from = columns.get(k)[r].rgb();
        for (int y = 0; y < side; y++) {
          int to = 3 * ((r * row + STRIP + y) * w + k * side);
          System.arraycopy(from, 3 * y * side, rgb, to, 3 * side);
        }
      }
    }
    Frame drawn =
        Sketch.draw(
            new Frame(w, row * rows.length, rgb),
            g -> {
              g.setColor(Color.WHITE);
              for (int r = 0; r < rows.length; r++) {
                g.fill(Sketch.text(rows[r], 6, r * row + 13, 12, Sketch.Weight.REGULAR));
              }
            });
    Images.write(drawn, file, 1);
    new OwnPictures(workshop.keys(), workshop.clock().instant())
        .sign(
            file,
            SourceType.BASE + "compositeWithTrainedAlgorithmicMedia",
            "a sheet of a training: before and after",
            null);
  }

  private static Frame difference(Frame a, Frame b) {
    byte[] out = new byte[a.rgb().length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) Math.min(255, 4 * Math.abs((a.rgb()[i] & 255) - (b.rgb()[i] & 255)));
    }
    return new Frame(a.width(), a.height(), out);
  }

  private static String curve(
      String title,
      List<Look> history,
      ToDoubleFunction<Look> value,
      @org.jspecify.annotations.Nullable ToDoubleFunction<Look> beside) {
    double least = beside == null ? 0 : Double.MAX_VALUE;
    double most = -Double.MAX_VALUE;
    for (Look h : history) {
      double v = value.applyAsDouble(h);
      double o = beside == null ? v : beside.applyAsDouble(h);
      least = Math.min(least, Math.min(v, o));
      most = Math.max(most, Math.max(v, o));
    }
    double span = Math.max(1e-9, most - least);
    StringBuilder b = new StringBuilder("<figure><svg viewBox=\"0 0 ");
    b.append(WIDTH).append(' ').append(HEIGHT).append("\" role=\"img\" aria-label=\"");
    b.append(title).append("\"><rect width=\"100%\" height=\"100%\" fill=\"#f4f4f4\"/>");
    line(b, history, value, "#246", least, span);
    if (beside != null) {
      line(b, history, beside, "#a60", least, span);
    }
    b.append("</svg><figcaption>").append(title);
    b.append(String.format(Locale.ROOT, ": now %.3f", value.applyAsDouble(history.getLast())));
    if (beside != null) {
      b.append(
          String.format(
              Locale.ROOT,
              "; the warp alone (orange) %.3f",
              beside.applyAsDouble(history.getLast())));
    }
    b.append(String.format(Locale.ROOT, ". From %.3f to %.3f", least, most));
    return b.append("</figcaption></figure>").toString();
  }

  private static void line(
      StringBuilder b,
      List<Look> history,
      ToDoubleFunction<Look> value,
      String colour,
      double least,
      double span) {
    long last = Math.max(1, history.getLast().step());
    b.append("<polyline fill=\"none\" stroke=\"").append(colour).append("\" stroke-width=\"2\"");
    b.append(" points=\"");
    for (Look h : history) {
      b.append(
          String.format(
              Locale.ROOT,
              "%.1f,%.1f ",
              (double) WIDTH * h.step() / last,
              HEIGHT - 5 - (HEIGHT - 10) * (value.applyAsDouble(h) - least) / span));
    }
    b.append("\"/>");
  }
}
