package dev.likeness.flow.gate;

import dev.likeness.consent.Use;
import dev.likeness.core.Trouble;
import dev.likeness.provenance.GateLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the gate refuses. An operator's file can lower thresholds and add to the lists; what is
 * looser than {@link #DEFAULT} is no policy. Fields: see {@code docs/gate.md}.
 *
 * @param limits thresholds for pictures
 * @param words phrases that no speech text may hold, besides the built-in rules
 * @param uses that are not made at all
 * @param purposes parts of a grant's purposes for which nothing is made, in small letters
 */
public record GatePolicy(
    GateLimits limits, List<String> words, Set<Use> uses, List<String> purposes) {
  public static final GatePolicy DEFAULT =
      new GatePolicy(GateLimits.DEFAULT, List.of(), Set.of(), List.of());

  private static final String FORMAT = "likeness-policy/1";
  private static final Set<String> FIELDS =
      Set.of(
          "format",
          "sexual",
          "youngest",
          "youngest_attested",
          "forbidden_words",
          "forbidden_uses",
          "forbidden_purposes");

  public GatePolicy {
    words = List.copyOf(words);
    uses = Set.copyOf(uses);
    purposes = purposes.stream().map(Folding::fold).toList();
  }

  /**
   * The operator's policy, or {@link #DEFAULT} where there is no such file.
   *
   * @throws PolicyException naming file and field, also where a value is looser than built in
   */
  public static GatePolicy read(Path file) {
    // a link that leads nowhere is a policy that cannot be read, not the absence of one
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return DEFAULT;
    }
    try {
      if (JsonMapper.shared().readTree(Files.readAllBytes(file)) instanceof ObjectNode o) {
        return of(o);
      }
      throw new IllegalArgumentException("holds no JSON object");
    } catch (IOException e) {
      throw new PolicyException("policy %s: %s".formatted(file, Trouble.of(e)), e);
    } catch (JacksonException e) {
      throw new PolicyException(
          "policy %s is no JSON (%s); mend or remove it".formatted(file, e.getOriginalMessage()),
          e);
    } catch (IllegalArgumentException e) {
      throw new PolicyException(
          "policy %s: %s; a policy can only make the gate stricter: mend or remove it"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static GatePolicy of(ObjectNode o) {
    if (!o.path("format").asString("").equals(FORMAT)) {
      String said = o.has("format") ? ", not " + o.path("format") : "";
      throw new IllegalArgumentException("format: needs '" + FORMAT + "'" + said);
    }
    for (String name : o.propertyNames()) {
      if (!FIELDS.contains(name)) {
        throw new IllegalArgumentException(name + ": is not a field of this version");
      }
    }
    GateLimits d = GateLimits.DEFAULT;
    Set<Use> uses = EnumSet.noneOf(Use.class);
    texts(o, "forbidden_uses").forEach(u -> uses.add(use(u)));
    return new GatePolicy(
        new GateLimits(
            number(o, "sexual", d.sexual()),
            number(o, "youngest", d.youngest()),
            number(o, "youngest_attested", d.youngestAttested())),
        texts(o, "forbidden_words"),
        uses,
        texts(o, "forbidden_purposes"));
  }

  private static Use use(String word) {
    try {
      return Use.ofWord(word);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("forbidden_uses: " + e.getMessage(), e);
    }
  }

  private static double number(ObjectNode o, String name, double otherwise) {
    JsonNode v = o.path(name);
    if (!v.isMissingNode() && !v.isNumber()) {
      throw new IllegalArgumentException(name + ": needs a number, not " + v);
    }
    return v.isMissingNode() ? otherwise : v.doubleValue();
  }

  private static List<String> texts(ObjectNode o, String name) {
    JsonNode v = o.path(name);
    List<String> out = new ArrayList<>();
    if (!v.isMissingNode() && !v.isArray()) {
      throw new IllegalArgumentException(name + ": needs a list, not " + v);
    }
    for (JsonNode t : v) {
      if (!t.isString() || Folding.fold(t.stringValue()).isBlank()) {
        throw new IllegalArgumentException(
            "%s[%d]: needs a text with letters, not %s".formatted(name, out.size(), t));
      }
      out.add(t.stringValue());
    }
    return out;
  }
}
