package dev.likeness.flow.verify;

import dev.likeness.consent.SubjectKey;
import dev.likeness.consent.SubjectKeys;
import dev.likeness.core.Digest;
import dev.likeness.core.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The examiner's signature on a report: {@code report.jws}, a JSON Web Signature in compact form
 * (RFC 7515) with EdDSA over Ed25519 (RFC 8037). Its payload names both files of the report with
 * their SHA-256, and the time; its header bears the examiner's public key.
 */
public final class ReportSeal {
  private static final String FILE = "report.jws";
  private static final String TYPE = "likeness-report";
  private static final List<String> FILES = List.of("report.json", "report.html");

  private ReportSeal() {}

  /**
   * What came of a check.
   *
   * @param problem what is wrong, in a sentence; null where the report is as it was signed
   * @param key whose signature it is; null where there is none that could be read
   * @param at when it was signed, by the examiner's own clock
   */
  public record State(@Nullable String problem, @Nullable SubjectKey key, @Nullable String at) {
    private static State bad(String problem) {
      return new State(problem, null, null);
    }
  }

  /** Signs the report that lies in a folder. */
  public static void put(Path folder, SubjectKeys examiner, String when) throws IOException {
    ObjectNode header = JsonMapper.shared().createObjectNode();
    header.put("alg", "EdDSA").put("typ", TYPE);
    header
        .putObject("jwk")
        .put("kty", "OKP")
        .put("crv", "Ed25519")
        .put("x", examiner.publicKey().x());
    ObjectNode payload = JsonMapper.shared().createObjectNode();
    payload.put("signed_at", when).put("likeness", Version.current());
    ObjectNode files = payload.putObject("sha256");
    for (String f : FILES) {
      files.put(f, Digest.of(Files.readAllBytes(folder.resolve(f))).hex());
    }
    String text = encode(header) + "." + encode(payload);
    Path beside = folder.resolve(FILE + ".part");
    Files.writeString(beside, text + "." + examiner.sign(text) + "\n");
    Files.move(beside, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Takes away the signature of a report that was there before. */
  static void remove(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
  }

  private static String encode(JsonNode n) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(JsonMapper.shared().writeValueAsString(n).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Whether a report is as it was signed.
   *
   * @throws IOException where a file is there and cannot be read
   */
  public static State check(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return State.bad("there is no signature: " + FILE + " is missing");
    }
    String[] parts = Files.readString(file).strip().split("\\.", -1);
    if (parts.length != 3) {
      return State.bad(FILE + " is no signature");
    }
    SubjectKey key;
    JsonNode payload;
    try {
      JsonNode header = decode(parts[0]);
      if (!header.path("alg").asString("").equals("EdDSA")
          || !header.path("typ").asString("").equals(TYPE)) {
        return State.bad(FILE + " is no signature of a report");
      }
      key = new SubjectKey(header.path("jwk").path("x").asString(""));
      payload = decode(parts[1]);
    } catch (IllegalArgumentException | JacksonException e) {
      return State.bad(FILE + " is no signature");
    }
    if (!key.verifies(parts[0] + "." + parts[1], parts[2])) {
      return State.bad("the signature is not that of the key which it names");
    }
    String at = payload.path("signed_at").asString("");
    for (String f : FILES) {
      Path p = folder.resolve(f);
      if (!Files.exists(p)) {
        return new State(f + " is missing", key, at);
      }
      String hex = Digest.of(Files.readAllBytes(p)).hex();
      if (!hex.equals(payload.path("sha256").path(f).asString(""))) {
        return new State(f + " was changed after it was signed", key, at);
      }
    }
    return new State(null, key, at);
  }

  private static JsonNode decode(String part) {
    return JsonMapper.shared()
        .readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
  }
}
