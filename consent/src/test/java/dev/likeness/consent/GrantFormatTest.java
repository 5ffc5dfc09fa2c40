package dev.likeness.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class GrantFormatTest {
  @TempDir private Path folder;
  private final SubjectKeys keys = SubjectKeys.generate();

  @Test
  void aGrantComesBackAsItWasWritten() {
    PersonGrant g = Samples.grant(keys);
    Path file = folder.resolve("anna.json");
    GrantFormat.write(g, file);
    assertThat(GrantFormat.read(file)).isEqualTo(g);
    assertThat(((PersonGrant) GrantFormat.read(file)).signatureValid()).isTrue();
  }

  @Test
  void theSignedTextIsTheCanonicalFormWithoutSignature() {
    PersonGrant g = Samples.grant(keys);
    assertThat(g.signedText())
        .isEqualTo(
            "{\"adult\":{\"attested\":true,\"by\":\"Bea Beispiel, notary\"},\"expiry\":"
                + "\"2027-11-01T00:00:00Z\",\"format\":\"likeness-grant/1\",\"granted_by\":\"Anna"
                + " Beispiel\",\"id\":\""
                + g.id()
                + "\",\"issued\":\"2026-11-01T00:00:00Z\",\"key\":{\"crv\":\"Ed25519\",\"kty\":"
                + "\"OKP\",\"x\":\""
                + keys.publicKey().x()
                + "\"},\"kind\":\"person\",\"pictures\":[\""
                + Samples.picture("one").hex()
                + "\",\""
                + Samples.picture("two").hex()
                + "\"],\"purposes\":[\"a short film about bees\"],\"subject\":\"anna\",\"uses\":"
                + "[\"swap\",\"talk\"]}");
  }

  @Test
  void aStatementOfNobodyComesBack() {
    NobodyGrant g =
        NobodyGrant.of(
            "puppet", "rendered by puppet", "op", Samples.ISSUED, List.of(Samples.picture("p")));
    Path file = folder.resolve("nobody.json");
    GrantFormat.write(g, file);
    assertThat(GrantFormat.read(file)).isEqualTo(g);
    assertThat(g.id()).startsWith("nobody-");
  }

  @Test
  void revocationsComeBack() {
    for (Revocation r :
        List.of(
            Revocation.BySubject.sign("grant-1", Samples.ISSUED, "no more", keys),
            new Revocation.ByOperator("grant-1", Samples.ISSUED, "court order", "op"))) {
      Path file = folder.resolve("r.json");
      GrantFormat.write(r, file);
      assertThat(GrantFormat.readRevocation(file)).isEqualTo(r);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "format | \"likeness-grant/9\" | format: needs 'likeness-grant/1'",
        "kind | \"animal\" | kind: needs 'person' or 'nobody'",
        "id | \"Grant 1\" | id: needs 4 to 64",
        "subject | 7 | subject: needs a text",
        "subject | \"\" | subject: needs 1 to",
        "granted_by | null | granted_by: is missing",
        "uses | [\"dub\"] | uses[0]: unknown use 'dub'",
        "uses | [\"talk\",\"swap\"] | uses: needs each once, in the order",
        "uses | [] | uses: needs each once",
        "purposes | [] | purposes: needs at least one",
        "issued | \"yesterday\" | issued: needs a time like",
        "issued | \"2026-11-01T00:00:00.5Z\" | issued: needs a time like",
        "expiry | \"2020-01-01T00:00:00Z\" | expiry: 2020-01-01T00:00:00Z is not after",
        "pictures | [\"abc\"] | pictures[0]: not a SHA-256",
        "adult | true | adult: needs an object",
        "adult | {\"attested\":\"yes\",\"by\":\"b\"} | adult.attested: needs true or false",
        "adult | {\"attested\":true,\"by\":\"b\",\"age\":9} | adult.age: is not a field",
        "key | {\"kty\":\"RSA\",\"crv\":\"Ed25519\",\"x\":\"\"} | key.kty: needs 'OKP'",
        "key | {\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"} | key.x: an Ed25519 key has 32",
        "guardian | {\"name\":\"Berta\"} | guardian.key: is missing",
        "skip_checks | true | skip_checks: is not a field of this version",
      })
  void anErrorNamesTheField(String field, String value, String message) throws IOException {
    ObjectNode json = Samples.grant(keys).toJson();
    JsonNode v = CanonicalJson.read("{\"v\":" + value + "}").get("v");
    json.set(field, v);
    Path file = folder.resolve("bad.json");
    Files.writeString(file, json.toString());
    assertThatThrownBy(() -> GrantFormat.read(file))
        .isInstanceOf(ConsentException.class)
        .hasMessageContaining("bad.json")
        .hasMessageContaining(message);
  }

  @Test
  void anEmptyOrMissingFileIsSaidSo() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.json"));
    assertThatThrownBy(() -> GrantFormat.read(empty)).hasMessageContaining("not a JSON object");
    assertThatThrownBy(() -> GrantFormat.read(folder.resolve("none.json")))
        .hasMessageContaining("cannot read");
  }
}
