package dev.likeness.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values (RFC 4180; the separator may be a semicolon or a tab) with a line of names
 * first. What is wrong with a row stands with it, so that the other rows can be used.
 *
 * @param names of the columns, in small letters
 * @param rows in order, empty lines left out
 */
record CsvTable(List<String> names, List<Row> rows) {

  /**
   * One row.
   *
   * @param line of the file on which it begins, from 1; line breaks within quotes count
   * @param cells by column's name
   * @param fault what is wrong with it; null where nothing is
   */
  record Row(int line, Map<String, String> cells, @Nullable String fault) {
    /** A cell without blanks around; empty where there is none. */
    String cell(String name) {
      return cells.getOrDefault(name, "").strip();
    }
  }

  /** Reads a table. */
  static CsvTable read(String text) {
    String all = text.startsWith("\uFEFF") ? text.substring(1) : text;
    Scanner in = new Scanner(all, separator(all));
    List<String> names = List.of();
    List<Row> rows = new ArrayList<>();
    for (Raw r = in.next(); r != null; r = in.next()) {
      if (r.cells().size() == 1 && r.cells().get(0).isBlank()) {
        continue;
      }
      if (names.isEmpty()) {
        names = r.cells().stream().map(c -> c.strip().toLowerCase(Locale.ROOT)).toList();
        continue;
      }
      Map<String, String> cells = new HashMap<>();
      for (int i = 0; i < Math.min(names.size(), r.cells().size()); i++) {
        cells.put(names.get(i), r.cells().get(i));
      }
      String fault = r.fault();
      if (fault == null && r.cells().size() != names.size()) {
        fault = "has %d cells where %d are named".formatted(r.cells().size(), names.size());
      }
      rows.add(new Row(r.line(), cells, fault));
    }
    return new CsvTable(names, rows);
  }

  /** The first of comma, semicolon and tab in the first line. */
  private static char separator(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' || c == ';' || c == '\t') {
        return c;
      }
      if (c == '\n' || c == '\r') {
        break;
      }
    }
    return ',';
  }

  private record Raw(int line, List<String> cells, @Nullable String fault) {}

  private static final class Scanner {
    private final String text;
    private final char separator;
    private int at;
    private int line = 1;

    Scanner(String text, char separator) {
      this.text = text;
      this.separator = separator;
    }

    /** The next row; null at the end. */
    @Nullable Raw next() {
      if (at >= text.length()) {
        return null;
      }
      int began = line;
      List<String> cells = new ArrayList<>();
      String fault = null;
      while (true) {
        StringBuilder cell = new StringBuilder();
        if (at < text.length() && text.charAt(at) == '"') {
          if (!quoted(cell)) {
            fault = "begins a quote that does not end";
          } else if (at < text.length() && !ends(text.charAt(at))) {
            fault = "has text behind a closing quote";
            plain(cell);
          }
        } else {
          plain(cell);
        }
        cells.add(cell.toString());
        if (at < text.length() && text.charAt(at) == separator) {
          at++;
        } else {
          lineBreak();
          return new Raw(began, cells, fault);
        }
      }
    }

    private boolean ends(char c) {
      return c == separator || c == '\n' || c == '\r';
    }

    private void plain(StringBuilder cell) {
      while (at < text.length() && !ends(text.charAt(at))) {
        cell.append(text.charAt(at++));
      }
    }

    /**
     * Reads to the closing quote. Where there is none, the rest of the first line counts, so that
     * the rows below are not swallowed.
     */
    private boolean quoted(StringBuilder cell) {
      int from = at++;
      int wasLine = line;
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == '"') {
          if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
            cell.append('"');
            at += 2;
            continue;
          }
          at++;
          return true;
        }
        if (c == '\n' || c == '\r') {
          cell.append('\n');
          lineBreak();
        } else {
          cell.append(c);
          at++;
        }
      }
      at = from;
      line = wasLine;
      cell.setLength(0);
      while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
        cell.append(text.charAt(at++));
      }
      return false;
    }

    /** One line break, if there is one: LF, CR or both. */
    private void lineBreak() {
      if (at < text.length()) {
        at += text.startsWith("\r\n", at) ? 2 : 1;
        line++;
      }
    }
  }
}
