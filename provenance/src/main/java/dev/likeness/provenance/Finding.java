package dev.likeness.provenance;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that a file bears, or that is known of it, besides its Content Credentials.
 *
 * @param kind a word for machines, such as {@code digital_source_type}
 * @param says a sentence for people
 * @param details by name, for machines
 */
public record Finding(String kind, String says, Map<String, String> details) {
  public Finding {
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }
}
