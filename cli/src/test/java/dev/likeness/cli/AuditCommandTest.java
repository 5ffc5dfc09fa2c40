package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.consent.SubjectKey;
import dev.likeness.core.Digest;
import dev.likeness.flow.Home;
import dev.likeness.provenance.AuditEvent;
import dev.likeness.provenance.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditCommandTest {
  @TempDir private Path folder;

  @BeforeEach
  void threeEntries() {
    AuditLog log = AuditLog.in(home(), Clock.systemUTC());
    log.append(new AuditEvent.Previewed(Digest.of(new byte[] {1}), "picture", List.of()));
    log.append(new AuditEvent.Refused("swap with persona ann", "EXPIRED", "it has ended", "Ann"));
    log.append(new AuditEvent.Previewed(Digest.of(new byte[] {2}), "sheet", List.of()));
  }

  private Path home() {
    return folder.resolve("home");
  }

  private Run audit(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "audit";
    System.arraycopy(args, 0, all, 1, args.length);
    return Run.in(home(), null, all);
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private static JsonNode json(Run run) {
    return JsonMapper.shared().readTree(run.out());
  }

  @Test
  void theLogIsListedAndVerified() {
    assertThat(audit().out()).contains("refusal", "swap with persona ann", "sheet");
    assertThat(audit("--last", "1").out()).contains("sheet").doesNotContain("refusal");
    assertThat(json(audit("--json")).at("/entries/1/event/reason").asString()).isEqualTo("EXPIRED");
    Run run = audit("verify");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("WHOLE: 3 entries");
    assertThat(json(audit("verify", "--json")).at("/head/size").asInt()).isEqualTo(3);
  }

  @Test
  void whatWasChangedIsNamedWithItsLine() throws IOException {
    Path log = home().resolve("audit/log.jsonl");
    Files.writeString(log, Files.readString(log).replace("EXPIRED", "REVOKED"));
    Run run = audit("verify");
    assertThat(run.code()).isEqualTo(ExitCode.TAMPERED);
    assertThat(run.out()).contains("CHANGED", "log.jsonl, line 2");
    assertThat(audit().code()).isEqualTo(ExitCode.FAILED);
    assertThat(audit().err()).contains("log.jsonl, line 2");
  }

  @Test
  void proofsAreCheckedElsewhereWithThePublicKeyAlone() throws IOException {
    assertThat(audit("prove", "2", "--out", at("p.json")).code()).isZero();
    assertThat(audit("prove", "--since", "1", "--out", at("c.json")).code()).isZero();
    String key = home().resolve("audit/operator.pem.pub").toString();
    for (String proof : new String[] {"p.json", "c.json"}) {
      Run run =
          Run.in(folder.resolve("elsewhere"), null, "audit", "check", at(proof), "--key", key);
      assertThat(run.code()).isZero();
      assertThat(run.out()).contains("HOLDS");
    }
    Run none = Run.in(folder.resolve("elsewhere"), null, "audit", "check", at("p.json"));
    assertThat(none.code()).isEqualTo(ExitCode.USAGE);
    Files.writeString(
        folder.resolve("p.json"),
        Files.readString(folder.resolve("p.json")).replace("EXPIRED", "REVOKED"));
    Run forged = audit("check", at("p.json"));
    assertThat(forged.code()).isEqualTo(ExitCode.TAMPERED);
    assertThat(forged.out()).contains("DOES NOT HOLD");
    assertThat(audit("prove", "9").err()).contains("there is no entry 9");
    assertThat(audit("prove").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aKeptHeadShowsALogThatWasWrittenAnew() throws IOException {
    assertThat(audit("head", "--out", at("head.json")).out()).contains("entries: 3");
    assertThat(audit("verify", "--head", at("head.json")).code()).isZero();
    Run again = audit("head", "--out", at("head.json"));
    assertThat(again.code()).isEqualTo(ExitCode.FAILED);
    assertThat(again.err()).contains("--overwrite");
    assertThat(audit("head", "--out", at("head.json"), "--overwrite").code()).isZero();
    for (String f : new String[] {"log.jsonl", "heads.jsonl", "frontier.json"}) {
      Files.delete(home().resolve("audit").resolve(f));
    }
    threeEntries();
    assertThat(audit("verify").code()).isZero();
    Run run = audit("verify", "--head", at("head.json"));
    assertThat(run.code()).isEqualTo(ExitCode.TAMPERED);
    Files.writeString(folder.resolve("no.json"), "{}");
    assertThat(audit("verify", "--head", at("no.json")).code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void theOperatorHasOneKeyAndItDoesNotStandInTheWayOfTestKeys() {
    Home other = new Home(folder.resolve("other"));
    SubjectKey key = other.operatorKey().pair().publicKey();
    AuditLog log = other.audit(Clock.systemUTC());
    log.append(new AuditEvent.Previewed(Digest.of(new byte[] {1}), "picture", List.of()));
    assertThat(log.key()).contains(key);
    assertThat(log.head().orElseThrow().key()).isEqualTo(key);
    assertThat(other.keys().initIfMissing(Instant.now())).isTrue();
  }

  @Test
  void aPersonIsForgotten() {
    assertThat(audit("forget", "Ann").code()).isZero();
    assertThat(audit().out())
        .contains("what was personal is forgotten", "forgotten")
        .doesNotContain("persona ann");
    assertThat(audit("verify").code()).isZero();
    Run none = audit("forget", "Nobody");
    assertThat(none.code()).isEqualTo(ExitCode.FAILED);
    assertThat(none.err()).contains("Nobody");
  }
}
