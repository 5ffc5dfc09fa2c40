package dev.likeness.provenance;

import dev.likeness.consent.ConsentException;
import dev.likeness.core.Digest;
import dev.likeness.provenance.c2pa.CredentialReport;
import dev.likeness.provenance.c2pa.SignerInfo;
import dev.likeness.provenance.merkle.LogException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whether a file is one that left this installation, or a preview that was written here, byte for
 * byte, as its audit log tells.
 */
public final class OwnFindings implements FindingSource {
  private final Map<Digest, Left> left = new HashMap<>();
  private @Nullable String trouble;

  /**
   * @param entry as the log numbers it; with a dot where it is the older log's
   * @param job null for a preview
   */
  private record Left(String entry, String time, @Nullable String job) {
    Finding told() {
      Map<String, String> details = new LinkedHashMap<>();
      details.put("entry", entry);
      details.put("time", time);
      if (job == null) {
        return new Finding(
            "own_preview",
            "a stamped preview of a draft, written here on %s, entry %s of the audit log"
                .formatted(time, entry),
            details);
      }
      details.put("job", job);
      return new Finding(
          "own_export",
          "left this installation on %s, job %s, entry %s of its audit log"
              .formatted(time, job, entry),
          details);
    }
  }

  /** Reads the log once. */
  public OwnFindings(AuditLog audit) {
    try {
      audit.readOlder(e -> remember("." + e.sequence(), e.time().toString(), e.body()));
      audit.read(e -> remember(String.valueOf(e.sequence()), e.time().toString(), e.body()));
    } catch (LogException | ConsentException e) {
      trouble = e.getMessage();
    }
  }

  private void remember(String entry, String time, JsonNode body) {
    String kind = body.path("kind").asString("");
    if (kind.equals("export") || kind.equals("preview")) {
      left.put(
          new Digest(body.path("file").asString("")),
          new Left(entry, time, kind.equals("export") ? body.path("job").asString("") : null));
    }
  }

  /** Why the log could not be read; null where it could. */
  public @Nullable String trouble() {
    return trouble;
  }

  @Override
  public List<Finding> find(Path file, CredentialReport credentials) {
    boolean ownRoot =
        credentials
            .signer()
            .map(SignerInfo::trustedBy)
            .filter(SigningKeys.OWN_ROOT::equals)
            .isPresent();
    Left own = null;
    if (!left.isEmpty()) {
      try {
        own = left.get(Beside.digest(file));
      } catch (ProvenanceException e) {
        // it went away meanwhile: then it is none of ours
      }
    }
    if (own != null) {
      return List.of(own.told());
    }
    return ownRoot
        ? List.of(
            new Finding(
                "own_signer",
                "signed with this installation's test root; its audit log does not name this"
                    + " file",
                Map.of()))
        : List.of();
  }
}
