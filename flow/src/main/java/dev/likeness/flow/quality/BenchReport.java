package dev.likeness.flow.quality;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a bench found: every cell, and the bars held against all of them.
 *
 * @param made when, ISO 8601
 * @param version of Likeness
 * @param machine what it ran on, in words
 * @param about words that belong on top, such as what was left out and why
 * @param bars what the cells are held to
 */
public record BenchReport(
    String made,
    String version,
    String machine,
    List<String> about,
    List<Cell> cells,
    List<Bar> bars) {
  private static final JsonMapper JSON = JsonMapper.shared();

  public BenchReport {
    about = List.copyOf(about);
    cells = List.copyOf(cells);
    bars = List.copyOf(bars);
  }

  /** Swaps, held to {@link Bar#ALL}. */
  public BenchReport(
      String made, String version, String machine, List<String> about, List<Cell> cells) {
    this(made, version, machine, about, cells, Bar.ALL);
  }

  /** The bars in their order, held against the cells. */
  public List<Bar.Verdict> verdicts() {
    return Bar.of(bars, cells).stream().map(b -> b.judge(cells)).toList();
  }

  /** Machine-readable: {@code bars} and {@code cells}, values by {@link Measure#key}. */
  public String json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("made", made).put("version", version).put("machine", machine);
    about.forEach(root.putArray("about")::add);
    ArrayNode bars = root.putArray("bars");
    for (Bar.Verdict v : verdicts()) {
      ObjectNode b = bars.addObject();
      b.put("measure", v.bar().measure().key());
      b.put("over", v.bar().over().name().toLowerCase(java.util.Locale.ROOT));
      b.put("limits", v.bar().limits());
      put(b, "value", v.value());
      b.put("passed", v.passed()).put("cellsWithin", v.within()).put("cells", v.measured());
      b.put("worst", v.worst());
      if (!v.bar().network().isEmpty()) {
        b.put("network", v.bar().network()).put("anotherScale", v.bar().anotherScale());
      }
    }
    ArrayNode list = root.putArray("cells");
    cells.forEach(c -> list.add(json(c)));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  /** One cell for machines. */
  public static ObjectNode json(Cell c) {
    ObjectNode n = JSON.createObjectNode();
    n.put("clip", c.clip()).put("persona", c.persona()).put("frames", c.frames());
    values(n.putObject("values"), c.values());
    values(n.putObject("ceiling"), c.ceiling());
    ObjectNode notes = n.putObject("notes");
    c.notes().forEach(notes::put);
    ObjectNode seconds = n.putObject("seconds");
    c.seconds().forEach(seconds::put);
    return n.put("sheet", c.sheet());
  }

  /**
   * Reads back one cell that {@link #json(Cell)} wrote.
   *
   * @throws IllegalArgumentException when the text is no such cell
   */
  static Cell cell(String text) {
    try {
      JsonNode n = JSON.readTree(text);
      Map<String, Integer> notes = new LinkedHashMap<>();
      n.path("notes").properties().forEach(e -> notes.put(e.getKey(), e.getValue().asInt()));
      Map<String, Double> seconds = new LinkedHashMap<>();
      n.path("seconds").properties().forEach(e -> seconds.put(e.getKey(), e.getValue().asDouble()));
      return new Cell(
          n.path("clip").asString(),
          n.path("persona").asString(),
          n.path("frames").asInt(),
          values(n.path("values")),
          values(n.path("ceiling")),
          notes,
          seconds,
          n.path("sheet").asString());
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not a measured cell: " + e.getMessage(), e);
    }
  }

  /** A table for terminals and Markdown files: the bars, then every cell. */
  public String markdown() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("bar", "limit", "value", "", "cells within", "worst cell"));
    for (Bar.Verdict v : verdicts()) {
      rows.add(
          List.of(
              v.bar().title() + ", " + over(v.bar()),
              v.bar().limits(),
              v.bar().measure().show(v.value()),
              v.measured() == 0 ? "not measured" : v.passed() ? "pass" : "FAIL",
              v.within() + "/" + v.measured(),
              v.worst()));
    }
    StringBuilder out = new StringBuilder();
    about.forEach(a -> out.append(a).append('\n'));
    out.append('\n').append(table(rows)).append('\n');
    for (Cell c : cells) {
      out.append("\n### ").append(c.clip()).append(" × ").append(c.persona());
      out.append(" (%d frames)\n\n".formatted(c.frames()));
      out.append(table(c, bars));
    }
    return out.toString();
  }

  /** One cell's measures, each with the limit and what the clip itself gives. */
  public static String table(Cell c) {
    return table(c, Bar.ALL);
  }

  private static String table(Cell c, List<Bar> held) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("measure", "value", "limit", "", "clip re-measured"));
    for (Measure m : Measure.values()) {
      if (c.values().containsKey(m)) {
        List<Bar> bars = Bar.of(held, List.of(c)).stream().filter(b -> b.measure() == m).toList();
        String limits = String.join(", ", bars.stream().map(BenchReport::limit).toList());
        boolean pass = bars.stream().allMatch(b -> b.admits(c.value(m)));
        rows.add(
            List.of(
                bars.isEmpty() ? m.title() : bars.getFirst().title(),
                m.show(c.value(m)),
                limits,
                bars.isEmpty() || Double.isNaN(c.value(m)) ? "" : pass ? "ok" : "OUT",
                c.ceiling().containsKey(m) ? m.show(c.ceiling(m)) : ""));
      }
    }
    c.notes().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            e ->
                rows.add(
                    List.of("frame: " + e.getKey(), String.valueOf(e.getValue()), "", "", "")));
    return table(rows);
  }

  static String over(Bar b) {
    return b.over().name().toLowerCase(java.util.Locale.ROOT);
  }

  private static String limit(Bar b) {
    return over(b) + " " + b.limits();
  }

  /** Markdown that also reads well as plain text: columns padded to their widest entry. */
  private static String table(List<List<String>> rows) {
    int columns = rows.getFirst().size();
    int[] width = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        width[i] = Math.max(width[i], row.get(i).length());
      }
    }
    StringBuilder out = new StringBuilder();
    for (int r = 0; r < rows.size(); r++) {
      for (int i = 0; i < columns; i++) {
        String s = rows.get(r).get(i);
        out.append("| ").append(s).append(" ".repeat(width[i] - s.length() + 1));
      }
      out.append("|\n");
      if (r == 0) {
        for (int w : width) {
          out.append('|').append("-".repeat(w + 2));
        }
        out.append("|\n");
      }
    }
    return out.toString();
  }

  private static void values(ObjectNode n, Map<Measure, Double> values) {
    values.forEach((m, v) -> put(n, m.key(), v));
  }

  /** JSON has no NaN and no infinity: null, or the largest number. */
  private static void put(ObjectNode n, String key, double v) {
    if (Double.isNaN(v)) {
      n.putNull(key);
    } else {
      n.put(key, Math.clamp(v, -Double.MAX_VALUE, Double.MAX_VALUE));
    }
  }

  private static Map<Measure, Double> values(JsonNode n) {
    Map<Measure, Double> values = new LinkedHashMap<>();
    for (Measure m : Measure.values()) {
      JsonNode v = n.path(m.key());
      if (!v.isMissingNode()) {
        double d = v.isNull() ? Double.NaN : v.asDouble();
        values.put(m, Math.abs(d) == Double.MAX_VALUE ? Math.signum(d) / 0 : d);
      }
    }
    return values;
  }
}
