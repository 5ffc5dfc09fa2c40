package dev.likeness.flow.quality;

import dev.likeness.provenance.mark.MarkId;
import dev.likeness.provenance.mark.MarkReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@link MarkBench} found.
 *
 * @param stills absent where no picture was marked
 */
public record MarkReport(Optional<Stills> stills, List<Film> films, Chance chance) {
  private static final double LEAST_DECIBELS = 42;

  /** How often marks were known again. */
  public static final class Tally {
    private int tried;
    private int right;
    private int unaided;
    private int wrong;
    private double milliseconds;

    void add(MarkReader.@Nullable Finding f, MarkId id, double unaidedFrom, double time) {
      tried++;
      milliseconds += time;
      if (f != null && f.id().equals(id)) {
        right++;
        unaided += f.score() >= unaidedFrom ? 1 : 0;
      } else if (f != null) {
        wrong++;
      }
    }

    /** Pictures or films that were read. */
    public int tried() {
      return tried;
    }

    /** Of which the id was told exactly. */
    public int right() {
      return right;
    }

    /** And would have been without a list of the ids that were given out. */
    public int unaided() {
      return unaided;
    }

    /** Another id was told. */
    public int wrong() {
      return wrong;
    }

    /** Mean time of a reading. */
    public double milliseconds() {
      return milliseconds / tried;
    }
  }

  /**
   * Pictures.
   *
   * @param decibels mean PSNR of marked to unmarked, all channels
   * @param least the least of them
   * @param embed milliseconds a picture
   * @param untouched marked and read
   */
  public record Stills(
      int pictures,
      double decibels,
      double least,
      double embed,
      Tally untouched,
      Map<MarkAttack, Tally> attacks) {}

  /**
   * Three seconds of a clip.
   *
   * @param decibels PSNR of brightness
   * @param all PSNR of brightness and colour, as ffmpeg's psnr averages them
   * @param embed milliseconds a frame
   * @param at28 of H.264 at qp 28
   * @param at34 of half the size and H.264 at qp 34
   * @param crf28 of x264 at crf 28, where that is installed
   * @param crf34 of half the size and x264 at crf 34, likewise
   */
  public record Film(
      String clip,
      int width,
      int height,
      int frames,
      double decibels,
      double all,
      double embed,
      Tally at28,
      Tally at34,
      Optional<Tally> crf28,
      Optional<Tally> crf34) {}

  /**
   * Highest scores of unmarked pictures.
   *
   * @param sources how many pictures they were made from
   * @param any where nothing is known of the id; 0 where no checksum was right
   * @param known the best of the known ids
   * @param alike the known id that was given to what looks just like the picture
   * @param knownFrom from which score on a known id is found
   */
  public record Chance(
      int sources, List<Double> any, List<Double> known, List<Double> alike, double knownFrom) {
    private static double most(List<Double> scores) {
      return scores.stream().mapToDouble(d -> d).max().orElse(0);
    }

    private static double mean(List<Double> scores) {
      return scores.stream().mapToDouble(d -> d).average().orElse(0);
    }

    private static double deviation(List<Double> scores) {
      double mean = mean(scores);
      return Math.sqrt(
          scores.stream().mapToDouble(d -> (d - mean) * (d - mean)).average().orElse(0));
    }

    long falseFindings() {
      long n = 0;
      for (int i = 0; i < any.size(); i++) {
        n +=
            any.get(i) >= MarkReader.THRESHOLD
                    || known.get(i) >= knownFrom
                    || alike.get(i) >= MarkReader.alikeFrom()
                ? 1
                : 0;
      }
      return n;
    }

    /**
     * The probability that a picture's highest known score reaches what is needed, if it is the
     * highest of as many normal deviates as the median of those seen tells.
     */
    double extrapolated() {
      List<Double> sorted = known.stream().sorted().toList();
      double median = sorted.get(sorted.size() / 2);
      return Math.log(2) * tail(knownFrom) / tail(median);
    }

    /** Q(t) of the normal distribution, for t well above 1. */
    private static double tail(double t) {
      double s = t * t;
      return Math.exp(-s / 2) / t / Math.sqrt(2 * Math.PI) * (1 - 1 / s + 3 / (s * s));
    }
  }

  /** One line of the table. */
  private record Line(String what, String found, String unaided, String bar, String verdict) {}

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    stills.ifPresent(
        s -> {
          lines.add(line("pictures, untouched", s.untouched, 1));
          s.attacks.forEach((a, t) -> lines.add(line("pictures, " + a.title(), t, a.bar())));
          String least = decimal("%.2f dB", s.least);
          lines.add(
              new Line(
                  "pictures, least PSNR", least, "", "≥ 42", verdict(s.least, LEAST_DECIBELS)));
        });
    for (Film f : films) {
      String what = "%s (%d×%d), ".formatted(f.clip, f.width, f.height);
      lines.add(line(what + "H.264 qp 28", f.at28, 1));
      String half = what + "half size, H.264 qp 34";
      // The bar is x264's crf; OpenH264's qp 34 takes more, and stands in where that is missing.
      lines.add(f.crf34.isEmpty() ? line(half, f.at34, 1) : beyond(half, f.at34));
      f.crf28.ifPresent(t -> lines.add(line(what + "x264 crf 28", t, 1)));
      f.crf34.ifPresent(t -> lines.add(line(what + "half size, x264 crf 34", t, 1)));
      lines.add(
          new Line(
              what + "PSNR",
              decimal("%.2f dB", f.decibels),
              "",
              "≥ 42",
              verdict(f.decibels, LEAST_DECIBELS)));
    }
    if (!chance.any.isEmpty()) {
      long n = chance.falseFindings();
      String of = n + "/" + chance.any.size();
      lines.add(new Line("unmarked pictures, false findings", of, "", "0", verdict(-n, 0)));
    }
    return lines;
  }

  private static Line line(String what, Tally t, double bar) {
    return new Line(
        what,
        t.right + "/" + t.tried,
        String.valueOf(t.unaided),
        decimal("≥ %.0f %%", 100 * bar),
        verdict(t.wrong > 0 ? -1 : (double) t.right / t.tried, bar));
  }

  /** More than is asked for; only a wrong id is a failure. */
  private static Line beyond(String what, Tally t) {
    return new Line(
        what, t.right + "/" + t.tried, String.valueOf(t.unaided), "", t.wrong > 0 ? "FAIL" : "");
  }

  private static String verdict(double value, double bar) {
    return value >= bar ? "pass" : "FAIL";
  }

  private static String decimal(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /** What is not in the table. */
  private List<String> words() {
    List<String> words = new ArrayList<>();
    words.add(
        "The reader knew %d other ids; \"unaided\" counts those read without such a list."
            .formatted(MarkBench.OTHERS));
    stills.ifPresent(
        s ->
            words.add(
                decimal("Pictures: PSNR %.2f dB in the mean, ", s.decibels)
                    + decimal("%.1f ms to mark one, ", s.embed)
                    + decimal("%.0f ms to read an untouched one.", s.untouched.milliseconds())));
    if (films.stream().anyMatch(f -> f.crf34.isEmpty())) {
      words.add(
          "x264 was not measured: no ffmpeg with libx264 is on the path (Debian's package ffmpeg).");
    }
    for (Film f : films) {
      words.add(
          f.clip
              + decimal(": %.2f ms a frame to mark, ", f.embed)
              + decimal("PSNR of brightness and colour %.2f dB.", f.all));
    }
    if (!chance.any.isEmpty()) {
      words.add(
          "Unmarked pictures, made from %d: highest score of any id ".formatted(chance.sources)
              + decimal(
                  "%.2f (found from %.1f on), ", Chance.most(chance.any), MarkReader.THRESHOLD)
              + decimal("of a known id %.2f ", Chance.most(chance.known))
              + decimal("(mean %.2f, ", Chance.mean(chance.known))
              + decimal("deviation %.2f, ", Chance.deviation(chance.known))
              + decimal("found from %.2f on; ", chance.knownFrom)
              + decimal(
                  "extrapolated from their median, reached with %.1e), ", chance.extrapolated())
              + decimal("of the id given to what looks alike %.2f ", Chance.most(chance.alike))
              + decimal("(mean %.2f, ", Chance.mean(chance.alike))
              + decimal("deviation %.2f, ", Chance.deviation(chance.alike))
              + decimal("found from %.2f on). ", MarkReader.alikeFrom())
              + "By theory less than 9e-7 false findings a picture, whatever the picture.");
    }
    return words;
  }

  private static String decimal(String format, double a, double b) {
    return String.format(Locale.ROOT, format, a, b);
  }

  /** Whether every bar was met. */
  public boolean passed() {
    return lines().stream().noneMatch(l -> l.verdict.equals("FAIL"));
  }

  /** A table for terminals and Markdown files. */
  public String markdown() {
    StringBuilder b =
        new StringBuilder("| what | found | unaided | bar | |\n|---|---|---|---|---|\n");
    for (Line l : lines()) {
      b.append(
          "| %s | %s | %s | %s | %s |%n".formatted(l.what, l.found, l.unaided, l.bar, l.verdict));
    }
    return b + "\n" + String.join("\n", words()) + "\n";
  }

  /** A page that needs nothing else. */
  public String html() {
    StringBuilder b =
        new StringBuilder("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">");
    b.append("<title>The invisible mark</title><style>").append(Html.style()).append("</style>");
    b.append("<main><h1>What the invisible mark bears</h1><table><tr><th>what<th>found");
    b.append("<th>unaided<th>bar<th></tr>");
    for (Line l : lines()) {
      b.append("<tr>");
      for (String s : List.of(l.what, l.found, l.unaided, l.bar, l.verdict)) {
        b.append("<td>").append(Html.text(s));
      }
      b.append("</tr>");
    }
    b.append("</table>");
    words().forEach(w -> b.append("<p>").append(Html.text(w)).append("</p>"));
    return b.append("</main></html>\n").toString();
  }

  /** For machines. */
  public ObjectNode json() {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.put("passed", passed()).put("knownIds", MarkBench.OTHERS + 1);
    stills.ifPresent(
        s -> {
          ObjectNode o = root.putObject("pictures");
          o.put("count", s.pictures).put("psnr", s.decibels).put("leastPsnr", s.least);
          o.put("embedMs", s.embed);
          put(o.putObject("untouched"), s.untouched);
          ObjectNode attacks = o.putObject("attacks");
          s.attacks.forEach(
              (a, t) ->
                  put(attacks.putObject(a.name().toLowerCase(Locale.ROOT)), t).put("bar", a.bar()));
        });
    var list = root.putArray("clips");
    for (Film f : films) {
      ObjectNode o = list.addObject().put("clip", f.clip);
      o.put("width", f.width).put("height", f.height).put("frames", f.frames);
      o.put("psnr", f.decibels).put("psnrAll", f.all).put("embedMs", f.embed);
      put(o.putObject("h264_28"), f.at28);
      put(o.putObject("half_h264_34"), f.at34);
      f.crf28.ifPresent(t -> put(o.putObject("x264_28"), t));
      f.crf34.ifPresent(t -> put(o.putObject("half_x264_34"), t));
    }
    if (!chance.any.isEmpty()) {
      ObjectNode o = root.putObject("unmarked").put("count", chance.any.size());
      o.put("sources", chance.sources);
      o.put("falseFindings", chance.falseFindings()).put("bound", 9e-7);
      o.put("threshold", MarkReader.THRESHOLD).put("highest", Chance.most(chance.any));
      o.put("knownThreshold", chance.knownFrom).put("knownHighest", Chance.most(chance.known));
      o.put("knownExtrapolated", chance.extrapolated());
      o.put("alikeThreshold", MarkReader.alikeFrom());
      o.put("alikeHighest", Chance.most(chance.alike)).put("alikeMean", Chance.mean(chance.alike));
      o.put("alikeDeviation", Chance.deviation(chance.alike));
      o.put("knownMean", Chance.mean(chance.known));
      o.put("knownDeviation", Chance.deviation(chance.known));
    }
    return root;
  }

  private static ObjectNode put(ObjectNode o, Tally t) {
    o.put("tried", t.tried).put("right", t.right).put("unaided", t.unaided);
    return o.put("wrong", t.wrong).put("readMs", t.milliseconds());
  }
}
