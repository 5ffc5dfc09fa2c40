package dev.likeness.provenance.c2pa;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * A report as maps, lists, texts, numbers and truth values, shaped like the C2PA's crJSON: the
 * active manifest first, each with its assertions, claim, signature and validation results. Byte
 * strings become {@code b64'…'}; pictures their hash. What a huge manifest holds beyond {@value
 * #MOST} values is left out.
 */
public final class CrJson {
  private static final int MOST = 100_000;

  private final CredentialReport report;
  private int values;

  private CrJson(CredentialReport report) {
    this.report = report;
  }

  /** The report; without a manifest, an empty list of them. */
  public static Map<String, Object> of(CredentialReport report) {
    return new CrJson(report).all();
  }

  private Map<String, Object> all() {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put(
        "@context",
        Map.of("@vocab", "https://c2pa.org/crjson", "extras", "https://c2pa.org/crjson/extras"));
    List<Object> manifests = new ArrayList<>();
    ManifestStore store = report.store();
    if (store != null) {
      List<Manifest> all = new ArrayList<>(store.all());
      java.util.Collections.reverse(all);
      for (Manifest m : all) {
        manifests.add(manifest(m, m == store.active()));
      }
    }
    out.put("manifests", manifests);
    return out;
  }

  private Map<String, Object> manifest(Manifest m, boolean active) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("label", Io.clip(m.label()));
    out.put("isUpdateManifest", m.box().type().equals(Jumbf.UPDATE_MANIFEST));
    Map<String, Object> assertions = new LinkedHashMap<>();
    m.assertions().forEach((label, box) -> assertions.put(Io.clip(label), assertion(box)));
    out.put("assertions", assertions);
    for (Jumbf.Super claim : m.claims()) {
      Optional<CborMap> content = ActionCheck.content(claim);
      content.ifPresent(c -> out.put(claim.label().substring("c2pa.".length()), value(c, 0)));
    }
    SignerInfo signer = report.signers().get(m.label());
    if (signer != null) {
      out.put("signature", signature(signer));
    }
    if (active) {
      out.put("validationResults", statuses(report.statuses()));
      if (!report.deltas().isEmpty()) {
        List<Object> deltas = new ArrayList<>();
        for (CredentialReport.Delta d : report.deltas()) {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("ingredientAssertionURI", Io.clip(d.ingredient()));
          one.put("validationDeltas", statuses(d.statuses()));
          deltas.add(one);
        }
        out.put("ingredientDeltas", deltas);
      }
    }
    return out;
  }

  private Object assertion(Jumbf.Super box) {
    Optional<CborMap> cbor = ActionCheck.content(box);
    if (cbor.isPresent()) {
      return value(cbor.get(), 0);
    }
    Optional<byte[]> json = box.content("json");
    if (json.isPresent()) {
      String text = new String(json.get(), java.nio.charset.StandardCharsets.UTF_8);
      return Map.of("json", text.length() > 20_000 ? text.substring(0, 20_000) + "…" : text);
    }
    Map<String, Object> out = new LinkedHashMap<>();
    box.content("bfdb")
        .ifPresent(
            b ->
                out.put(
                    "format",
                    Io.clip(
                        new String(b, java.nio.charset.StandardCharsets.ISO_8859_1)
                            .replaceAll("^.|\0.*", ""))));
    try {
      var d = Io.digest("sha256");
      d.update(box.store(), box.from(), box.to() - box.from());
      out.put("hash", bytes(d.digest()));
    } catch (Malformed e) {
      throw new IllegalStateException(e);
    }
    return out;
  }

  private Object value(Object v, int depth) {
    if (++values > MOST || depth > Limits.CBOR_DEPTH) {
      return "…";
    }
    return switch (v) {
      case CborMap m -> {
        Map<String, Object> out = new LinkedHashMap<>();
        m.entries().forEach((k, x) -> out.put(String.valueOf(k), value(x, depth + 1)));
        yield out;
      }
      case List<?> l -> {
        List<Object> out = new ArrayList<>();
        for (Object x : l) {
          out.add(value(x, depth + 1));
          if (values > MOST) {
            break;
          }
        }
        yield out;
      }
      case byte[] b -> b.length > 4096 ? "b64'…' (" + b.length + " bytes)" : bytes(b);
      case Cbor.Tagged t -> value(t.value(), depth + 1);
      case Cbor.Simple s -> s.name().toLowerCase(Locale.ROOT);
      case String s -> s.length() > 20_000 ? s.substring(0, 20_000) + "…" : s;
      case Long n -> n;
      case Boolean b -> b;
      case Double d -> d.isNaN() || d.isInfinite() ? d.toString() : d;
      case BigInteger n -> n.toString();
      default -> String.valueOf(v);
    };
  }

  private static String bytes(byte[] b) {
    return "b64'" + Base64.getEncoder().encodeToString(b) + "'";
  }

  private static Map<String, Object> signature(SignerInfo s) {
    Map<String, Object> out = new LinkedHashMap<>();
    Algorithm a = s.algorithm();
    out.put("algorithm", a == null ? "unknown" : a.name().toLowerCase(Locale.ROOT));
    Map<String, Object> c = new LinkedHashMap<>();
    c.put("serialNumber", s.certificate().getSerialNumber().toString(16));
    c.put("issuer", name(s.certificate().getIssuerX500Principal()));
    c.put("subject", name(s.certificate().getSubjectX500Principal()));
    Map<String, Object> validity = new LinkedHashMap<>();
    validity.put("notBefore", s.certificate().getNotBefore().toInstant().toString());
    validity.put("notAfter", s.certificate().getNotAfter().toInstant().toString());
    c.put("validity", validity);
    out.put("certificateInfo", c);
    s.time().ifPresent(t -> out.put("timeStampInfo", Map.of("timestamp", t.toString())));
    if (s.trustedBy() != null) {
      out.put("trustedBy", s.trustedBy());
    }
    return out;
  }

  private static Map<String, Object> name(X500Principal p) {
    Map<String, Object> out = new LinkedHashMap<>();
    for (String type : List.of("C", "O", "OU", "CN")) {
      String v = Names.part(p, type);
      if (!v.isEmpty()) {
        out.put(type, Io.clip(v));
      }
    }
    return out;
  }

  private static Map<String, Object> statuses(List<Status> all) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("success", of(all, Status.Kind.SUCCESS));
    out.put("informational", of(all, Status.Kind.INFORMATION));
    out.put("failure", of(all, Status.Kind.FAILURE));
    return out;
  }

  private static List<Object> of(List<Status> all, Status.Kind kind) {
    List<Object> out = new ArrayList<>();
    for (Status s : all) {
      if (s.kind() == kind) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("code", s.code());
        one.put("url", Io.clip(s.url()));
        one.put("explanation", s.explanation());
        out.add(one);
      }
    }
    return out;
  }
}
