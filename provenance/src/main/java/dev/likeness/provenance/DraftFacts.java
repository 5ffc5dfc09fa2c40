package dev.likeness.provenance;

import dev.likeness.core.Digest;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a draft came to be: what {@code replay} needs and what the record beside the result says.
 *
 * @param job the job's id
 * @param maker {@code swap}, {@code reenact}, …
 * @param made when rendering ended
 * @param inputs every file that went in
 * @param settings by option name, as the command line would take them
 * @param seed of every random choice
 * @param models every model that ran
 * @param versions of the program and its engines, by name
 * @param machine what it ran on, by name; see {@link Machine#describe}
 * @param rights by what right the target is used, in the operator's words; null where nothing was
 *     stated, which the record says too
 * @param quality figures of the quality report, by name
 */
public record DraftFacts(
    String job,
    String maker,
    Instant made,
    List<Input> inputs,
    Map<String, String> settings,
    long seed,
    List<Model> models,
    Map<String, String> versions,
    Map<String, String> machine,
    @Nullable String rights,
    Map<String, String> quality) {

  /**
   * A file that went in.
   *
   * @param role {@code target}, {@code persona}, {@code driver}, …
   * @param name of the file, without its folder
   */
  public record Input(String role, String name, Digest digest) {}

  /**
   * A model that ran.
   *
   * @param card the name on its model card
   * @param version likewise
   * @param licence SPDX id
   * @param digest of its weights
   */
  public record Model(String card, String version, String licence, Digest digest) {}

  public DraftFacts {
    if (job.isBlank() || maker.isBlank()) {
      throw new IllegalArgumentException("job and maker need a name");
    }
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("a draft without inputs");
    }
    if (rights != null && rights.isBlank()) {
      throw new IllegalArgumentException("rights: blank; use null where nothing was stated");
    }
    inputs = List.copyOf(inputs);
    models = List.copyOf(models);
    settings = ordered(settings);
    versions = ordered(versions);
    machine = ordered(machine);
    quality = ordered(quality);
  }

  private static Map<String, String> ordered(Map<String, String> m) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(m));
  }
}
