package dev.likeness.flow.quality;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * How mouths moved with sounds.
 *
 * @param made when
 * @param rows one for each face and sound
 */
public record LipsyncReport(String made, List<Row> rows) {

  /**
   * One result.
   *
   * @param face whose video
   * @param sound whose sound
   * @param values by name, see {@link #COLUMNS}
   */
  public record Row(String face, String sound, Map<String, Double> values) {
    double value(String name) {
      return values.getOrDefault(name, Double.NaN);
    }

    /** Whether it is the face's own sound. */
    public boolean own() {
      return face.equals(sound);
    }
  }

  /** Names, titles and formats of the table's columns. */
  private static final Map<String, String[]> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("realAgreement", new String[] {"real agreement", "%.2f"});
    COLUMNS.put("share", new String[] {"share of it (≥ .85 own, .80 other)", "%.2f"});
    COLUMNS.put("lagFrames", new String[] {"lag, frames (≤ 1)", "%.1f"});
    COLUMNS.put("oldShare", new String[] {"old sound (≤ .20)", "%.2f"});
    COLUMNS.put("oldShareReal", new String[] {"the same of a real mouth", "%.2f"});
    COLUMNS.put("oldSharePerfect", new String[] {"the same of a perfect mouth", "%.2f"});
    COLUMNS.put("oldShareElsewhere", new String[] {"of the same words on other faces", "%.2f"});
    COLUMNS.put("oldOpening", new String[] {"old opening left (≤ .20)", "%.2f"});
    COLUMNS.put("oldWidth", new String[] {"old width left (≤ .20)", "%.2f"});
    COLUMNS.put("oldChance", new String[] {"either by chance, ±", "%.2f"});
    COLUMNS.put("closures", new String[] {"p, b, m", "%.0f"});
    COLUMNS.put("closuresHit", new String[] {"closed (≥ .90)", "%.2f"});
    COLUMNS.put("closuresReal", new String[] {"closed in the real clip", "%.2f"});
    COLUMNS.put("silence", new String[] {"open in silence", "%.2f"});
    COLUMNS.put("silenceReal", new String[] {"the same, real", "%.2f"});
    COLUMNS.put("mouthOpen", new String[] {"opening/real", "%.2f"});
    COLUMNS.put("mouthAgainstReal", new String[] {"mouth × real", "%.2f"});
    COLUMNS.put("border", new String[] {"border ΔE (≤ 1.1)", "%.2f"});
    COLUMNS.put("flicker", new String[] {"flicker (.9–1.1)", "%.2f"});
    COLUMNS.put("flickerAgain", new String[] {"the same, encoded again only", "%.2f"});
    COLUMNS.put("outside", new String[] {"kept, dB (≥ 40)", "%.1f"});
  }

  public LipsyncReport {
    rows = List.copyOf(rows);
  }

  /** A table, a row for each result. */
  public String markdown() {
    StringBuilder b = new StringBuilder("| face | sound |");
    COLUMNS.values().forEach(c -> b.append(' ').append(c[0]).append(" |"));
    b.append("\n|---|---|").append("---|".repeat(COLUMNS.size())).append('\n');
    for (Row r : rows) {
      b.append("| ").append(r.face()).append(" | ").append(r.own() ? "own" : r.sound());
      b.append(" |");
      COLUMNS.forEach(
          (k, c) -> {
            double v = r.value(k);
            b.append(' ').append(Double.isNaN(v) ? "" : String.format(Locale.ROOT, c[1], v));
            b.append(" |");
          });
      b.append('\n');
    }
    return b.toString();
  }

  public String json() {
    return JsonMapper.shared().writeValueAsString(this);
  }
}
