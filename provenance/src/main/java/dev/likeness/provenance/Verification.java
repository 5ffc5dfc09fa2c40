package dev.likeness.provenance;

import dev.likeness.provenance.c2pa.CredentialReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What can be said of where a file comes from. Absence proves nothing: a file without Content
 * Credentials can be anything.
 *
 * @param credentials its Content Credentials
 * @param findings all else, by source in the order of the {@link Verifier}'s
 * @param medium whether it is of a kind that can bear labels at all
 */
public record Verification(CredentialReport credentials, List<Finding> findings, boolean medium) {
  /** Said of every file without a manifest. */
  public static final String ABSENCE =
      "No Content Credentials. That says nothing about the file: they may never have been there, or"
          + " have been stripped.";

  /** IPTC digital source types of what no camera saw, or not so. */
  private static final Set<String> MADE =
      Set.of(
          "trainedAlgorithmicMedia",
          "compositeWithTrainedAlgorithmicMedia",
          "compositeSynthetic",
          "algorithmicMedia");

  public Verification {
    findings = List.copyOf(findings);
  }

  /**
   * Whatever in the file says that it was made or altered by a program such as this one: a source
   * type in Content Credentials or metadata, a field AIGC, an invisible mark of this installation
   * (also a copied one). A sentence for each; nothing said proves nothing.
   */
  public List<String> signsOfMaking() {
    List<String> out = new ArrayList<>();
    for (String uri : credentials.sourceTypes()) {
      if (made(uri)) {
        out.add("Content Credentials: " + term(uri));
      }
    }
    for (Finding f : findings) {
      boolean told =
          switch (f.kind()) {
            case "digital_source_type" -> made(f.details().getOrDefault("uri", ""));
            case "aigc", "mark", "mark_unknown", "mark_strange" -> true;
            default -> false;
          };
      if (told) {
        out.add(f.says());
      }
    }
    return out;
  }

  private static boolean made(String uri) {
    return MADE.contains(term(uri));
  }

  private static String term(String uri) {
    return uri.substring(uri.lastIndexOf('/') + 1);
  }
}
