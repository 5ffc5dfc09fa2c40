package dev.likeness.provenance;

import dev.likeness.provenance.c2pa.CredentialReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the metadata state: the IPTC digital source type, and AIGC after GB 45438-2025. */
public final class MetadataFindings implements FindingSource {
  @Override
  public List<Finding> find(Path file, CredentialReport credentials) {
    Marks marks;
    try {
      if (SourceType.kind(file).isEmpty()) {
        return List.of();
      }
      marks = SourceType.marks(file);
    } catch (ProvenanceException e) {
      // damaged: then it states nothing that could be read
      return List.of();
    }
    List<Finding> out = new ArrayList<>();
    String type = marks.sourceType();
    if (type != null) {
      out.add(
          new Finding(
              "digital_source_type",
              "metadata (anybody can write them): digital source type: " + told(type),
              Map.of("uri", clip(type))));
    }
    String aigc = marks.aigc();
    if (aigc != null) {
      out.add(
          marks
              .readAigc()
              .map(MetadataFindings::told)
              .orElseGet(
                  () ->
                      new Finding(
                          "aigc",
                          "metadata (anybody can write them): an AIGC field that cannot be read",
                          Map.of("text", clip(aigc)))));
    }
    return out;
  }

  /**
   * What the IPTC's vocabulary of sources means, in a word or two; other people's as they stand.
   */
  private static String told(String uri) {
    String term = uri.startsWith(SourceType.BASE) ? uri.substring(SourceType.BASE.length()) : "";
    String means =
        switch (term) {
          case "trainedAlgorithmicMedia" -> "made by AI";
          case "compositeWithTrainedAlgorithmicMedia" -> "changed with AI";
          case "algorithmicMedia" -> "made by a program, without AI";
          case "compositeSynthetic" -> "composed, with something made by a program in it";
          case "composite", "compositeCapture" -> "composed of several pictures";
          case "digitalCapture", "computationalCapture" -> "taken by a camera";
          case "negativeFilm", "positiveFilm", "print" -> "scanned";
          case "humanEdits" -> "edited by a person";
          case "digitalCreation", "digitalArt" -> "drawn by a person";
          case "screenCapture" -> "a picture of a screen";
          default -> "";
        };
    return means.isEmpty() ? clip(uri) : means + " (" + term + ")";
  }

  private static Finding told(Aigc a) {
    String label =
        switch (a.label()) {
          case "1" -> "generated or synthesised";
          case "2" -> "possibly generated or synthesised";
          case "3" -> "suspected to be generated or synthesised";
          default -> "label '" + clip(a.label()) + "'";
        };
    Map<String, String> details = new LinkedHashMap<>();
    details.put("Label", clip(a.label()));
    details.put("ContentProducer", clip(a.producer()));
    details.put("ProduceID", clip(a.produceId()));
    details.put("ReservedCode1", clip(a.reserved1()));
    details.put("ContentPropagator", clip(a.propagator()));
    details.put("PropagateID", clip(a.propagateId()));
    details.put("ReservedCode2", clip(a.reserved2()));
    return new Finding(
        "aigc",
        "metadata (anybody can write them): AIGC %s, by %s, number %s"
            .formatted(label, clip(a.producer()), clip(a.produceId())),
        details);
  }

  /** Somebody else's text, short enough and harmless on a terminal. */
  private static String clip(String text) {
    String safe = text.replaceAll("\\p{Cntrl}|\\p{Cf}", "\uFFFD");
    return safe.length() > 300 ? safe.substring(0, 300) + "…" : safe;
  }
}
