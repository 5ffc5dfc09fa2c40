package dev.likeness.flow.gan;

import dev.likeness.flow.FlowException;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.synthesis.duel.History;
import dev.likeness.synthesis.duel.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page of a run: curves, samples over time, what is left. Reloads itself while it goes on. */
final class TrainPage {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 150;

  private final RunFolder folder;
  private final long steps;
  private final String device;
  private @Nullable Instant began;
  private long first;

  TrainPage(RunFolder folder, long steps, String device) {
    this.folder = folder;
    this.steps = steps;
    this.device = device;
  }

  Path file() {
    return folder.path().resolve("index.html");
  }

  void write(List<History> history, Instant now) {
    long step = history.isEmpty() ? 0 : history.getLast().step();
    if (began == null) {
      began = now;
      first = step;
    }
    Path part = folder.path().resolve("index.html.part");
    try {
      Files.writeString(part, html(history, step, Duration.between(began, now)));
      Files.move(part, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new FlowException(
          Code.IO, file() + " cannot be written; check the folder's rights and the disk", e);
    }
  }

  private String html(List<History> history, long step, Duration gone) throws IOException {
    StringBuilder b = new StringBuilder();
    b.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">");
    if (step < steps) {
      b.append("<meta http-equiv=\"refresh\" content=\"20\">");
    }
    b.append("<title>Training, step ").append(step).append("</title><style>");
    b.append(
        "body{font:15px system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}");
    b.append("img{width:100%;image-rendering:auto}svg{width:100%;height:auto}");
    b.append("figure{margin:1.5rem 0}figcaption{color:#555}.bad{color:#a00}</style>");
    b.append("<h1>Generator against discriminator</h1><p>Step ").append(step);
    b.append(" of ").append(steps).append(", on ").append(device).append(". ");
    b.append(left(step, gone)).append("</p>");
    history.stream()
        .filter(h -> !h.event().isEmpty())
        .forEach(h -> b.append("<p class=\"bad\">").append(escape(h.event())).append("</p>"));
    if (!history.isEmpty()) {
      b.append(curve("Loss of the generator", history, History::making));
      b.append(curve("Loss of the discriminator", history, History::judging));
      b.append(curve("How much more real than drawn pictures look to it", history, History::gap));
      b.append(curve("Squared gradient at the pictures", history, History::penalty));
      b.append(curve("Distance of led pictures from what they belong to", history, History::near));
      if (history.stream().anyMatch(h -> Double.isFinite(h.heldOut()))) {
        b.append(
            curve(
                "How much more real learnt pictures look to it than held-out ones",
                history,
                h -> Math.max(0, h.heldOut())));
      }
      b.append(curve("Diversity, against the real pictures'", history, History::diversity));
    }
    for (Path grid : grids()) {
      String name = String.valueOf(grid.getFileName());
      b.append("<figure><img src=\"grids/").append(name).append("\" alt=\"samples\"><figcaption>");
      b.append("The same numbers at step ").append(Long.parseLong(name.replace(".png", "")));
      b.append(". Nobody in it exists.</figcaption></figure>");
    }
    return b.append("</html>").toString();
  }

  private String left(long step, Duration gone) {
    if (step >= steps) {
      return "Done.";
    }
    if (step <= first || gone.isZero()) {
      return "";
    }
    double each = gone.toMillis() / 1000.0 / (step - first);
    long minutes = Math.round(each * (steps - step) / 60);
    return String.format(
        Locale.ROOT, "%.2f s a step, about %d:%02d h left.", each, minutes / 60, minutes % 60);
  }

  /** The newest grids first, at most a dozen, evenly over time. */
  private List<Path> grids() throws IOException {
    try (Stream<Path> s = Files.list(folder.path().resolve("grids"))) {
      List<Path> all = s.filter(p -> p.toString().endsWith(".png")).sorted().toList().reversed();
      int every = Math.max(1, (all.size() + 11) / 12);
      return java.util.stream.IntStream.range(0, all.size())
          .filter(i -> i % every == 0)
          .mapToObj(all::get)
          .toList();
    }
  }

  private static String curve(
      String title, List<History> history, ToDoubleFunction<History> value) {
    double most = 1e-9;
    long last = Math.max(1, history.getLast().step());
    for (History h : history) {
      most = Math.max(most, Double.isFinite(value.applyAsDouble(h)) ? value.applyAsDouble(h) : 0);
    }
    StringBuilder points = new StringBuilder();
    for (History h : history) {
      double v = value.applyAsDouble(h);
      if (v >= 0 && Double.isFinite(v)) {
        points.append(
            String.format(
                Locale.ROOT,
                "%.1f,%.1f ",
                (double) WIDTH * h.step() / last,
                HEIGHT - (HEIGHT - 10) * v / most));
      }
    }
    return String.format(
        Locale.ROOT,
        "<figure><svg viewBox=\"0 0 %d %d\"><rect width=\"%d\" height=\"%d\" fill=\"#f4f4f4\"/>"
            + "<polyline fill=\"none\" stroke=\"#246\" stroke-width=\"1.5\" points=\"%s\"/></svg>"
            + "<figcaption>%s: now %.3f, top of the picture %.3f</figcaption></figure>",
        WIDTH,
        HEIGHT,
        WIDTH,
        HEIGHT,
        points.toString().strip(),
        escape(title),
        value.applyAsDouble(history.getLast()),
        most);
  }

  private static String escape(String s) {
    return s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
