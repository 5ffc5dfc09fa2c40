package dev.likeness.provenance.c2pa;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@link CredentialReader} found out about a file.
 *
 * @param mediaType of the file; empty where it is of no known kind
 * @param problem why there is nothing to read; null where there is
 * @param statuses about the active manifest and the file
 * @param deltas about its ingredients
 * @param signers by manifest
 * @param beside whether the manifest lay beside the file
 */
public record CredentialReport(
    State state,
    String mediaType,
    @Nullable String problem,
    @Nullable ManifestStore store,
    List<Status> statuses,
    List<Delta> deltas,
    Map<String, SignerInfo> signers,
    boolean beside) {

  /** The outcome in a word. */
  public enum State {
    /** As it was signed, by somebody on a trust list. */
    TRUSTED,
    /** As it was signed, by somebody on no trust list. */
    VALID,
    /** The file or the manifest was changed, or the manifest is not as it must be. */
    INVALID,
    /** There is no manifest: that says nothing about the file. */
    NONE
  }

  /** What was found about an ingredient. */
  public record Delta(String ingredient, List<Status> statuses) {
    public Delta {
      statuses = List.copyOf(statuses);
    }
  }

  public CredentialReport {
    statuses = List.copyOf(statuses);
    deltas = List.copyOf(deltas);
    signers = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(signers));
  }

  static CredentialReport none(String mediaType, @Nullable String problem) {
    return new CredentialReport(
        State.NONE, mediaType, problem, null, List.of(), List.of(), Map.of(), false);
  }

  static CredentialReport broken(String mediaType, String problem, boolean beside) {
    Status s = new Status(Status.Kind.FAILURE, "claim.missing", "self#jumbf=/c2pa", problem);
    return new CredentialReport(
        State.INVALID, mediaType, problem, null, List.of(s), List.of(), Map.of(), beside);
  }

  /** The label of the active manifest; empty where there is none. */
  public String activeLabel() {
    return store == null ? "" : store.active().label();
  }

  /** The manifest store, byte for byte; empty where there is none. */
  public byte[] manifests() {
    return store == null ? new byte[0] : store.bytes().clone();
  }

  /** Who signed the active manifest. */
  public Optional<SignerInfo> signer() {
    return Optional.ofNullable(signers.get(activeLabel()));
  }

  /** Everything that speaks against the file. */
  public List<Status> failures() {
    List<Status> out = new java.util.ArrayList<>();
    statuses.stream().filter(s -> s.kind() == Status.Kind.FAILURE).forEach(out::add);
    for (Delta d : deltas) {
      d.statuses.stream().filter(s -> s.kind() == Status.Kind.FAILURE).forEach(out::add);
    }
    return out;
  }

  /** The content of an assertion of the active manifest. */
  public Optional<CborMap> assertion(String label) {
    return store == null
        ? Optional.empty()
        : Optional.ofNullable(store.active().assertions().get(label)).flatMap(ActionCheck::content);
  }

  /** The digital source types that actions state, in the active manifest and in all below it. */
  public Set<String> sourceTypes() {
    Set<String> out = new LinkedHashSet<>();
    for (Manifest m : store == null ? List.<Manifest>of() : store.manifests().values()) {
      m.assertions().entrySet().stream()
          .filter(e -> e.getKey().startsWith("c2pa.actions"))
          .flatMap(e -> ActionCheck.content(e.getValue()).stream())
          .flatMap(c -> c.maps("actions").stream())
          .map(a -> a.text("digitalSourceType"))
          .filter(Objects::nonNull)
          .forEach(out::add);
    }
    return out;
  }

  /** The manifests for a file that is made from this one; empty where there are none to carry. */
  Optional<Ingredient.Carried> carried() {
    if (store == null || store.active().box().child(Manifest.SIGNATURE).isEmpty()) {
      return Optional.empty();
    }
    List<CborMap> about =
        deltas.stream()
            .map(
                d ->
                    new CborMap()
                        .put("ingredientAssertionURI", d.ingredient)
                        .put("validationDeltas", Findings.cbor(d.statuses)))
            .toList();
    CborMap results = new CborMap().put("activeManifest", Findings.cbor(statuses));
    if (!about.isEmpty()) {
      results.put("ingredientDeltas", about);
    }
    return Optional.of(new Ingredient.Carried(store, results));
  }
}
