package dev.likeness.flow.demo;

import dev.likeness.consent.Grant;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.quality.Bar;
import dev.likeness.flow.quality.Cell;
import dev.likeness.flow.quality.Html;
import dev.likeness.flow.quality.Measure;
import dev.likeness.provenance.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The demo's page: one HTML file that holds its pictures and videos itself. */
final class DemoPage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Demo.Story story;
  private final Workshop workshop;

  DemoPage(Demo.Story story, Workshop workshop) {
    this.story = story;
    this.workshop = workshop;
  }

  String html() throws IOException {
    String page = Html.resource(DemoPage.class, "demo.html");
    Map<String, String> parts =
        Map.ofEntries(
            Map.entry("style", Html.style() + Html.resource(DemoPage.class, "demo.css")),
            Map.entry("script", Html.resource(DemoPage.class, "demo.js")),
            Map.entry("actor", Html.text(Demo.ACTOR)),
            Map.entry("sitter", Html.text(Demo.SITTER)),
            Map.entry("invented", Html.text(Demo.INVENTED)),
            Map.entry("before", data(story.before(), "video/mp4")),
            Map.entry("after", data(story.after(), "video/mp4")),
            Map.entry("talk", data(story.talk(), "video/mp4")),
            Map.entry("said", Html.text(Demo.SAID)),
            Map.entry("portraits", portraits()),
            Map.entry("measures", measures(story.measured())),
            Map.entry("frames", data(story.sheet(), "image/jpeg")),
            Map.entry("grant", grant()),
            Map.entry("events", events()),
            Map.entry(
                "record", Html.text(Files.readString(story.result().exported().record()).strip())),
            Map.entry("recordName", name(story.result().exported().record())),
            Map.entry("digest", story.result().exported().digest().hex()),
            Map.entry("count", String.valueOf(story.measured().frames())),
            Map.entry("seconds", String.format(Locale.ROOT, "%.0f", story.seconds())));
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < page.length(); ) {
      int open = page.indexOf("{{", at);
      if (open < 0) {
        out.append(page, at, page.length());
        break;
      }
      int close = page.indexOf("}}", open);
      out.append(page, at, open).append(parts.get(page.substring(open + 2, close)));
      at = close + 2;
    }
    return out.toString();
  }

  private String portraits() throws IOException {
    StringBuilder b = new StringBuilder();
    for (Path p : story.portraits()) {
      b.append("<img src=\"").append(data(p, "image/png")).append("\" alt=\"");
      b.append(Html.text(Demo.SITTER)).append("\">");
    }
    return b.toString();
  }

  /** The measures that have a bar, in words that a newcomer can read. */
  private static String measures(Cell c) {
    StringBuilder b = new StringBuilder();
    List<Bar> all = Bar.of(List.of(c));
    for (Measure m :
        List.of(
            Bar.heldTo(Measure.IDENTITY, List.of(c)),
            Bar.heldTo(Measure.OLD_FACE, List.of(c)),
            Measure.MOUTH,
            Measure.EYES,
            Measure.BLINK,
            Measure.GAZE_TRUTH,
            Measure.JITTER,
            Measure.FLICKER,
            Measure.BORDER,
            Measure.LEAK,
            Measure.OUTSIDE)) {
      List<Bar> bars = all.stream().filter(x -> x.measure() == m).limit(1).toList();
      double v = c.value(m);
      String limits = bars.isEmpty() ? "" : bars.getFirst().limits();
      String verdict =
          bars.isEmpty() || Double.isNaN(v)
              ? ""
              : bars.getFirst().admits(v)
                  ? "<span class=\"pass\">within</span>"
                  : "<span class=\"fail\">outside</span>";
      String title = bars.isEmpty() ? m.title() : bars.getFirst().title();
      b.append("<tr><th scope=\"row\">").append(Html.text(title)).append("</th>");
      b.append("<td class=\"n\">").append(m.show(v)).append("</td><td class=\"n\">");
      b.append(Html.text(limits)).append("</td><td>").append(verdict).append("</td>");
      b.append("<td class=\"about\">").append(Html.text(m.about())).append("</td></tr>");
    }
    return b.toString();
  }

  private String grant() {
    String id = workshop.personas().show(Demo.SITTER).ref().grantId();
    Grant g = workshop.ledger().read().grants().get(id);
    return g == null ? Html.text(id) : Html.text(g.toJson().toPrettyString());
  }

  private String events() {
    StringBuilder b = new StringBuilder();
    workshop.audit().read(e -> event(b, e));
    return b.toString();
  }

  private static void event(StringBuilder b, AuditLog.Entry e) {
    JsonNode n = e.body();
    String kind = n.path("kind").asString("");
    String[] words =
        switch (kind) {
          case "grant" ->
              new String[] {
                "Consent recorded",
                n.path("nobody").asBoolean()
                    ? "Statement that " + n.path("subject").asString("") + " is no real person"
                    : "Signed by " + n.path("subject").asString("")
              };
          case "persona" ->
              new String[] {
                "Persona made",
                "%s from %d pictures, all named in the grant"
                    .formatted(n.path("persona").asString(""), n.path("pictures").size())
              };
          case "job" ->
              new String[] {
                "Job cleared and started", n.path("maker").asString("") + ", on the persona's grant"
              };
          case "preview" -> new String[] {"Stamped preview made", n.path("what").asString("")};
          case "approval" ->
              new String[] {
                "Draft approved", "By " + n.path("by").asString("") + ", named beforehand"
              };
          case "export" ->
              new String[] {
                "Exported with badge and label",
                n.path("digital_source_type").asString("").replaceAll(".*/", "")
              };
          default -> new String[] {kind, ""};
        };
    b.append("<li><time>").append(TIME.format(e.time())).append("</time><div><b>");
    b.append(Html.text(words[0])).append("</b><span>").append(Html.text(words[1]));
    b.append("</span><code>").append(e.digest().hex(), 0, 16).append("…</code></div></li>");
  }

  private static String name(Path file) {
    return Html.text(file.getFileName().toString());
  }

  private static String data(Path file, String type) throws IOException {
    return "data:"
        + type
        + ";base64,"
        + Base64.getEncoder().encodeToString(Files.readAllBytes(file));
  }
}
