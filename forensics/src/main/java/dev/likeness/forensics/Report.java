package dev.likeness.forensics;

import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import dev.likeness.core.Sketch;
import dev.likeness.core.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;

/**
 * One page for people: verdict first, then what each expert says with what it saw. It stands by
 * itself (pictures inside, nothing is fetched) and can be printed.
 */
public final class Report {
  private static final int MOST_FACES = 4;

  private Report() {}

  /**
   * What is known of a file.
   *
   * @param name what people call it
   * @param examination by the judge
   * @param stated whatever in the file says that a machine made or changed it, in sentences
   * @param provenance where it says it comes from, in sentences; beside the verdict, never in it
   */
  public record Entry(
      String name, Examination examination, List<String> stated, List<String> provenance) {
    public Entry {
      stated = List.copyOf(stated);
      provenance = List.copyOf(provenance);
    }
  }

  /** The page. */
  public static String html(List<Entry> entries, JudgeModel model, String when) {
    StringBuilder b = new StringBuilder();
    b.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">");
    b.append("<meta name=\"viewport\" content=\"width=device-width\">");
    b.append("<title>Likeness: what was found</title><style>").append(css()).append("</style>");
    b.append("<header><h1>What was found</h1><p>").append(text(when));
    b.append(" · Likeness ").append(text(Version.current())).append("</p></header>");
    if (entries.size() > 1) {
      contents(b, entries);
    }
    for (int i = 0; i < entries.size(); i++) {
      entry(b, entries.get(i), i, model);
    }
    footer(b, model);
    return b.append("</html>").toString();
  }

  private static void contents(StringBuilder b, List<Entry> entries) {
    b.append("<table class=\"list\"><tr><th>File<th>Verdict<th>Probability</tr>");
    for (int i = 0; i < entries.size(); i++) {
      Examination e = entries.get(i).examination;
      b.append("<tr><td><a href=\"#f%d\">".formatted(i)).append(text(entries.get(i).name));
      b.append("</a><td>").append(word(e.verdict()));
      b.append("<td>").append(e.examined() ? percent(e.probability()) : "–").append("</tr>");
    }
    b.append("</table>");
  }

  private static void entry(StringBuilder b, Entry entry, int number, JudgeModel model) {
    Examination e = entry.examination;
    b.append("<section id=\"f%d\"><h2>".formatted(number)).append(text(entry.name));
    b.append("</h2><p class=\"verdict ").append(e.verdict().name().toLowerCase(Locale.ROOT));
    b.append("\">").append(word(e.verdict())).append("</p>");
    if (!entry.stated.isEmpty()) {
      b.append(
          "<div class=\"stated\"><b>The file says of itself that a machine made or changed it.");
      b.append("</b> The line above is about what its pictures show.<ul class=\"small\">");
      entry.stated.forEach(s -> b.append("<li>").append(text(s)));
      b.append("</ul></div>");
    }
    b.append("<ul class=\"why\">");
    e.why().forEach(w -> b.append("<li>").append(text(w)));
    if (e.damage() != null) {
      b.append("<li>damage: ").append(text(e.damage()));
    }
    b.append("</ul>");
    if (e.examined()) {
      b.append("<p>Probability that it was made or changed by a machine, of even odds before: <b>");
      b.append(percent(e.probability())).append("</b>. ").append(bases(e.logOdds())).append("</p>");
      contributions(b, e, model);
      timeline(b, e);
      int n = e.kind().equals("film") ? 1 : Math.min(MOST_FACES, e.faces().size());
      for (int i = 0; i < n; i++) {
        face(b, e, i, model.fusion(e.kind().equals("film")));
      }
    }
    b.append("<h3>Where it says it comes from</h3><p class=\"small\">")
        .append("Stated beside the verdict, never counted in it.</p><ul>");
    entry.provenance.forEach(p -> b.append("<li>").append(text(p)));
    b.append("</ul><h3>Not examined</h3><ul>");
    e.unexamined().forEach(u -> b.append("<li>").append(text(u)));
    b.append("</ul><p class=\"small\">SHA-256 ");
    b.append(e.sha256() == null ? "unknown" : e.sha256().hex());
    b.append(" · ").append(text(e.kind()));
    b.append(e.width() > 0 ? " · %d×%d".formatted(e.width(), e.height()) : "");
    b.append(e.frames() > 1 ? " · %d frames looked at".formatted(e.frames()) : "");
    b.append("</p></section>");
  }

  /** What the same evidence means where fakes are rare. */
  private static String bases(double logOdds) {
    double rare = 1 / (1 + Math.exp(-(logOdds - Math.log(99))));
    return "Where only one picture in a hundred is false, the same evidence leaves "
        + percent(rare)
        + ".";
  }

  private static void contributions(StringBuilder b, Examination e, JudgeModel model) {
    boolean film = e.kind().equals("film");
    b.append("<h3>What adds up</h3><p class=\"small\">In log-odds");
    b.append(film ? ", of the middle one of the frames looked at" : "");
    b.append(e.faces().size() > 1 && !film ? ", of the most suspicious face" : "");
    b.append(": what each kind of trace says by itself (beside its picture below) times what it");
    b.append(" weighs. 0 says nothing; each +1 makes a machine 2.7 times as likely, each −1 as");
    b.append(" much less.");
    b.append(film ? "" : " Softness is what a blur changes: soft pictures look drawn, and in very");
    b.append(film ? "" : " soft ones little can be said.");
    b.append("</p><table><tr><th>What<th>in the sum</tr>");
    row(b, "before anybody has spoken", model.fusion(film).bias());
    for (Map.Entry<String, Double> c : e.contributions().entrySet()) {
      if (model.fusion(film).counts(c.getKey())) {
        row(b, c.getKey(), c.getValue());
      }
    }
    row(b, "sum", e.logOdds());
    b.append("</table>");
  }

  private static void row(StringBuilder b, String name, double v) {
    b.append("<tr><td>").append(text(name)).append("<td>");
    b.append(String.format(Locale.ROOT, "%+.2f", v)).append("</tr>");
  }

  private static void timeline(StringBuilder b, Examination e) {
    if (!e.kind().equals("film")) {
      return;
    }
    double end = e.faces().stream().mapToDouble(FaceFinding::seconds).max().orElse(0);
    b.append("<h3>Over time</h3><p class=\"small\">How probable each frame that was looked at");
    b.append(" makes it by itself that a machine made or changed it, from 0 to ");
    b.append(String.format(Locale.ROOT, "%.1f s; the line is at 50 %%.</p>", end));
    b.append("<div class=\"time\">");
    e.faces().stream()
        .sorted(java.util.Comparator.comparingDouble(FaceFinding::seconds))
        .forEach(
            f ->
                b.append(
                    String.format(
                        Locale.ROOT,
                        "<i style=\"height:%.0f%%\" title=\"%.1f s: %s\"></i>",
                        Math.max(2, 100 * f.probability()),
                        f.seconds(),
                        percent(f.probability()))));
    b.append("</div>");
  }

  private static void face(StringBuilder b, Examination e, int i, Fusion fusion) {
    FaceFinding f = e.faces().get(i);
    b.append("<h3>");
    if (e.kind().equals("film")) {
      b.append(
          String.format(
              Locale.ROOT,
              "The middle one of %d frames, at %.1f s",
              e.faces().size(),
              f.seconds()));
    } else {
      b.append(f.face() ? "Face %d of %d".formatted(i + 1, e.faces().size()) : "The middle");
    }
    Box r = f.region();
    b.append(
        " <span class=\"small\">at %d, %d, %d×%d pixels"
            .formatted(r.x(), r.y(), r.width(), r.height()));
    b.append(f.eyes() > 0 ? ", eyes %.0f apart".formatted(f.eyes()) : "").append("</span></h3>");
    b.append("<div class=\"experts\">");
    if (f.shown() != null) {
      b.append("<figure><figcaption><b>what was looked at</b></figcaption><img alt=\"\" src=\"");
      b.append(png(f.shown())).append("\"></figure>");
    }
    for (Opinion o : f.opinions()) {
      b.append("<figure><figcaption><b>").append(text(o.expert())).append("</b> ");
      b.append(worth(o, fusion));
      b.append(o.applicable() ? "" : "not applicable: ").append(text(o.says()));
      o.flags().forEach(g -> b.append("<br><em>").append(text(g)).append("</em>"));
      b.append("</figcaption>");
      if (o.evidence() != null) {
        b.append("<span class=\"small\">").append(drawn(o.expert())).append("</span>");
        b.append("<img alt=\"what ").append(text(o.expert())).append(" saw\" src=\"");
        b.append(png(o.evidence())).append("\">");
      }
      b.append("</figure>");
    }
    b.append("</div>");
  }

  /** What an opinion says by itself, and what that is in the sum. */
  private static String worth(Opinion o, Fusion fusion) {
    if (!o.applicable() || !o.family().counts()) {
      return "";
    }
    String sum =
        fusion.counts(o.expert())
            ? String.format(Locale.ROOT, "%+.2f in the sum", fusion.contribution(o))
            : "not counted in the sum";
    return String.format(
        Locale.ROOT, "<span class=\"worth\">%+.2f by itself, %s</span> ", o.logOdds(), sum);
  }

  /** What an expert's picture shows. */
  private static String drawn(String expert) {
    return switch (expert) {
      case TextureExpert.NAME -> "the fine detail alone, made stronger";
      case NoiseExpert.NAME -> "the brighter, the more noise";
      case BlendExpert.NAME -> "red: where the seam would be";
      case InsetExpert.NAME ->
          "the squares that were compared: the redder, the more drawn a square looks";
      case FileExpert.NAME -> "what saving it as a JPEG once more would change";
      case EyeExpert.NAME -> "both eyes, with what shines in them";
      default -> "";
    };
  }

  private static void footer(StringBuilder b, JudgeModel model) {
    b.append("<footer><p>The judge: SHA-256 ").append(model.digest().hex()).append("</p><dl>");
    model
        .notes()
        .forEach((k, v) -> b.append("<dt>").append(text(k)).append("<dd>").append(text(v)));
    b.append("</dl><p>A picture may be called manipulated only where two independent kinds of ");
    b.append("traces speak against it. What a judge says is a hint with a stated error, not a ");
    b.append("proof; it knows the kinds of making that it learnt, and others may pass it.</p>");
    b.append("</footer>");
  }

  static String word(Verdict v) {
    return switch (v) {
      case AUTHENTIC -> "no sign of manipulation";
      case MANIPULATED -> "manipulated";
      case INCONCLUSIVE -> "cannot be told";
    };
  }

  /** A probability, which is never certain. */
  static String percent(double p) {
    return p < .01
        ? "under 1 %"
        : p > .99 ? "over 99 %" : String.format(Locale.ROOT, "%.0f %%", 100 * p);
  }

  private static String png(Frame f) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(Sketch.image(f), "png", out);
      return "data:image/png;base64," + Base64.getEncoder().encodeToString(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
  }

  private static String css() {
    try (InputStream in =
        Objects.requireNonNull(Report.class.getResourceAsStream("report.css"), "report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String s) {
    return s.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
