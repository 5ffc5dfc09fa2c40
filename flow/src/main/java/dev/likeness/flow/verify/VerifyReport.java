package dev.likeness.flow.verify;

import dev.likeness.provenance.Finding;
import dev.likeness.provenance.SigningKeys;
import dev.likeness.provenance.Verification;
import dev.likeness.provenance.c2pa.CrJson;
import dev.likeness.provenance.c2pa.CredentialReport;
import dev.likeness.provenance.c2pa.ReportText;
import dev.likeness.provenance.c2pa.SignerInfo;
import dev.likeness.provenance.c2pa.Status;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Where one file says that it comes from, for people and for machines. */
public final class VerifyReport {
  private VerifyReport() {}

  /**
   * In lines.
   *
   * @param name of the file, on one line
   * @param full with every manifest's tree
   */
  public static List<String> text(String name, Verification v, boolean full) {
    CredentialReport r = v.credentials();
    List<String> out = new ArrayList<>();
    out.add(name + ": " + headline(r));
    if (!v.signsOfMaking().isEmpty()) {
      // a signature that holds is read as "genuine" by many; what it holds comes right after
      out.add("  what it says of itself: made or changed by AI or another program");
    }
    if (r.beside()) {
      out.add("  the manifest lies beside the file");
    }
    for (Status s : r.failures()) {
      String line = "  ! %s: %s".formatted(s.code(), s.explanation());
      if (!out.contains(line)) {
        out.add(line);
      }
    }
    if (full) {
      ReportText.of(r).forEach(l -> out.add("  " + l));
    }
    v.findings().forEach(f -> out.add("  " + f.says()));
    return out;
  }

  private static String headline(CredentialReport r) {
    return switch (r.state()) {
      case TRUSTED -> {
        String by = r.signer().map(SignerInfo::trustedBy).orElse("");
        yield by.equals(SigningKeys.OWN_ROOT)
            ? "TRUSTED here only, as it was signed; the signer is this installation, by "
                + by
                + ", which others do not know"
            : "TRUSTED, as it was signed; the signer is on a list: " + by;
      }
      case VALID -> "VALID, as it was signed, by somebody on no trust list";
      case INVALID -> "INVALID, changed since it was signed, or not signed as it must be";
      case NONE ->
          "NONE. " + Verification.ABSENCE + (r.problem() == null ? "" : " (" + r.problem() + ")");
    };
  }

  /** The same with all details. */
  public static ObjectNode json(String name, Verification v) {
    CredentialReport r = v.credentials();
    ObjectNode o =
        JsonMapper.shared().createObjectNode().put("file", name).put("state", r.state().name());
    o.put("media_type", r.mediaType()).put("problem", r.problem());
    o.put("manifest_beside", r.beside());
    if (r.state() == CredentialReport.State.NONE) {
      o.put("note", Verification.ABSENCE);
    }
    o.put("active_manifest", r.activeLabel());
    r.signer()
        .ifPresent(
            s ->
                o.putObject("signer")
                    .put("name", s.name())
                    .put("organization", s.organization())
                    .put("trusted_by", s.trustedBy()));
    ArrayNode why = o.putArray("failures");
    for (Status s : r.failures()) {
      why.addObject().put("code", s.code()).put("url", s.url()).put("explanation", s.explanation());
    }
    ArrayNode findings = o.putArray("findings");
    String type = null;
    for (Finding f : v.findings()) {
      ObjectNode one = findings.addObject().put("kind", f.kind()).put("says", f.says());
      ObjectNode details = one.putObject("details");
      f.details().forEach(details::put);
      type = f.kind().equals("digital_source_type") ? f.details().get("uri") : type;
    }
    o.putObject("metadata").put("digital_source_type", type);
    o.set("crjson", JsonMapper.shared().valueToTree(CrJson.of(r)));
    return o;
  }
}
