package dev.likeness.flow.quality;

import java.util.List;

/**
 * The bench's page: one HTML file without anything from outside but the contact sheets beside it.
 */
final class QualityPage {
  private QualityPage() {}

  static String of(BenchReport r) {
    List<Bar.Verdict> verdicts = r.verdicts();
    long passed = verdicts.stream().filter(Bar.Verdict::passed).count();
    StringBuilder b = new StringBuilder();
    b.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
    b.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    b.append("<title>Likeness: measured quality</title><style>").append(Html.style());
    b.append("</style></head><body><main><h1>Measured quality</h1>");
    b.append(
        "<p>%d of %d bars are met over %d results.</p>"
            .formatted(passed, verdicts.size(), r.cells().size()));
    for (String s : r.about()) {
      b.append("<p class=\"soft\">").append(Html.text(s)).append("</p>");
    }
    b.append(
        "<p class=\"soft small\">%s · Likeness %s · %s</p>"
            .formatted(Html.text(r.made()), Html.text(r.version()), Html.text(r.machine())));
    bars(b, verdicts);
    cells(b, r);
    sheets(b, r.cells());
    b.append("<h2>What is measured</h2><dl class=\"about\">");
    for (Measure m : Measure.values()) {
      b.append("<dt>").append(Html.text(m.title())).append("</dt><dd>");
      b.append(Html.text(m.about())).append("</dd>");
    }
    return b.append("</dl></main></body></html>\n").toString();
  }

  private static void bars(StringBuilder b, List<Bar.Verdict> verdicts) {
    b.append("<h2>Bars</h2><div class=\"wide\"><table><thead><tr><th>Measure</th><th>Over all")
        .append("</th><th>Limit</th><th class=\"n\">Value</th><th>Verdict</th>")
        .append("<th class=\"n\">Results within</th><th>Worst result</th></tr></thead><tbody>");
    for (Bar.Verdict v : verdicts) {
      b.append("<tr><th scope=\"row\">").append(Html.text(v.bar().title()));
      b.append("</th><td>").append(BenchReport.over(v.bar())).append("</td><td>");
      b.append(Html.text(v.bar().limits())).append("</td><td class=\"n\">");
      b.append(v.bar().measure().show(v.value())).append("</td><td>").append(verdict(v));
      b.append("</td><td class=\"n\">%d / %d</td><td>".formatted(v.within(), v.measured()));
      b.append(Html.text(v.worst())).append("</td></tr>");
    }
    b.append("</tbody></table></div>");
  }

  private static String verdict(Bar.Verdict v) {
    if (v.measured() == 0) {
      return "<span class=\"soft\">not measured</span>";
    }
    return v.passed() ? "<span class=\"pass\">pass</span>" : "<span class=\"fail\">fail</span>";
  }

  private static void cells(StringBuilder b, BenchReport r) {
    List<Cell> cells = r.cells();
    List<Measure> shown =
        List.of(Measure.values()).stream()
            .filter(m -> cells.stream().anyMatch(c -> c.values().containsKey(m)))
            .toList();
    List<Bar> bars = Bar.of(r.bars(), cells);
    b.append("<h2>Results</h2><p class=\"soft small\">Coloured: outside the limits above. Small:")
        .append(" what re-measuring the clip itself gives.</p>")
        .append("<div class=\"wide cells\"><table><thead><tr><th>Clip × persona</th>");
    for (Measure m : shown) {
      b.append("<th class=\"n\">").append(Html.text(m.title())).append("</th>");
    }
    b.append("</tr></thead><tbody>");
    for (Cell c : cells) {
      b.append(
          "<tr><th scope=\"row\">%s<br>%s</th>"
              .formatted(Html.text(c.clip()), Html.text(c.persona())));
      for (Measure m : shown) {
        double v = c.value(m);
        boolean out =
            !Double.isNaN(v) && bars.stream().anyMatch(x -> x.measure() == m && !x.admits(v));
        b.append(out ? "<td class=\"n out\">" : "<td class=\"n\">").append(m.show(v));
        if (c.ceiling().containsKey(m)) {
          b.append("<small>").append(m.show(c.ceiling(m))).append("</small>");
        }
        b.append("</td>");
      }
      b.append("</tr>");
    }
    b.append("</tbody></table></div>");
  }

  private static void sheets(StringBuilder b, List<Cell> cells) {
    if (cells.stream().allMatch(c -> c.sheet().isEmpty())) {
      return;
    }
    b.append("<h2>Contact sheets</h2><p class=\"soft small\">Before above, after below: blinks,")
        .append(" wide mouths, turns and steady samples. The files lie beside this page.</p>");
    for (Cell c : cells) {
      if (!c.sheet().isEmpty()) {
        String name = Html.text(c.clip() + " × " + c.persona());
        b.append("<details><summary>")
            .append(name)
            .append("</summary><img loading=\"lazy\" src=\"");
        b.append(Html.text(c.sheet())).append("\" alt=\"Frames of ").append(name);
        b.append(" before and after\"></details>");
      }
    }
  }
}
