package dev.likeness.provenance;

import java.util.Map;
import java.util.TreeMap;

/** What a run ran on, without naming host or user. */
public final class Machine {
  private Machine() {}

  /** System, architecture, processors and Java, by name. */
  public static Map<String, String> describe() {
    Map<String, String> m = new TreeMap<>();
    m.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    m.put("arch", System.getProperty("os.arch"));
    m.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    m.put("java", Runtime.version().toString());
    return m;
  }
}
