package dev.likeness.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.consent.HashChain;
import dev.likeness.core.Digest;
import dev.likeness.provenance.merkle.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  private static final Digest FILE = Digest.of(new byte[] {9});

  @TempDir private Path home;

  private AuditLog log() {
    return AuditLog.in(home, Door.CLOCK);
  }

  private List<AuditLog.Entry> all() {
    List<AuditLog.Entry> out = new ArrayList<>();
    log().read(out::add);
    return out;
  }

  private static AuditEvent refused(String subject) {
    return new AuditEvent.Refused(
        "swap with persona " + subject, "EXPIRED", subject + "'s grant has ended", subject);
  }

  @Test
  void whatIsPersonalIsReadableButNotOnDisk() throws IOException {
    log().append(refused("Ann"));
    log().append(new AuditEvent.Approved("job-1", FILE, "Rita", Reviewer.How.ASKED));
    assertThat(all().get(0).body().path("what").asString()).isEqualTo("swap with persona Ann");
    assertThat(all().get(1).body().path("by").asString()).isEqualTo("Rita");
    String disk = Files.readString(home.resolve("audit/log.jsonl"));
    assertThat(disk).doesNotContain("Ann").doesNotContain("Rita").contains("EXPIRED", "job-1");
  }

  @Test
  void forgettingAPersonErasesItAndKeepsTheProofs() {
    log().append(refused("Ann"));
    log().append(refused("Ben"));
    Proof.Inclusion before = log().prove(1);
    assertThat(log().forget("Ann")).isTrue();
    assertThat(log().forget("Ann")).isFalse();
    List<AuditLog.Entry> all = all();
    assertThat(all.get(0).body().has("message")).isFalse();
    assertThat(all.get(0).forgotten()).isEqualTo(1);
    assertThat(all.get(0).body().path("reason").asString()).isEqualTo("EXPIRED");
    assertThat(all.get(1).body().path("message").asString()).contains("Ben");
    assertThat(all.get(2).body().path("kind").asString()).isEqualTo("forgotten");
    assertThat(log().verify(null).whole()).isTrue();
    assertThat(before.fault(log().key().orElseThrow())).isEmpty();
    assertThat(log().prove(1).fault(log().key().orElseThrow())).isEmpty();
    assertThat(log().prove(1).line()).isEqualTo(before.line());
    // who comes back has a new key: the old entries stay unreadable
    log().append(refused("Ann"));
    assertThat(all().get(0).forgotten()).isEqualTo(1);
    assertThat(all().get(3).body().path("message").asString()).contains("Ann");
  }

  @Test
  void aSealedPartOpensInItsOwnEntryOnly() throws IOException {
    log().append(refused("Ann"));
    try (Stream<Path> keys = Files.list(home.resolve("audit/subjects"))) {
      assertThat(keys).hasSize(1);
    }
    var line = CanonicalJson.read(log().prove(1).line());
    var sealed = line.at("/content/sealed/0");
    var vault = new dev.likeness.provenance.merkle.SubjectVault(home.resolve("audit/subjects"));
    var part =
        new dev.likeness.provenance.merkle.SubjectVault.Sealed(
            sealed.path("key").asString(""), sealed.path("data").asString(""));
    assertThat(vault.open(part, 1)).isPresent();
    assertThat(vault.open(part, 2)).isEmpty();
  }

  private void olderLog(int entries) {
    HashChain chain = HashChain.at(home.resolve("audit.jsonl"));
    for (int i = 1; i <= entries; i++) {
      chain.append(CanonicalJson.object().put("kind", "preview").put("what", "n" + i), Door.CLOCK);
    }
  }

  @Test
  void aLogOfTheVersionBeforeStaysAndIsBound() throws IOException {
    olderLog(3);
    byte[] old = Files.readAllBytes(home.resolve("audit.jsonl"));
    assertThat(log().verify(null).whole()).isTrue();
    log().append(new AuditEvent.Previewed(FILE, "picture", List.of()));
    assertThat(all()).hasSize(2);
    assertThat(all().get(0).body().path("kind").asString()).isEqualTo("migration");
    assertThat(all().get(0).body().path("entries").asInt()).isEqualTo(3);
    assertThat(Files.readAllBytes(home.resolve("audit.jsonl"))).isEqualTo(old);
    List<String> older = new ArrayList<>();
    log().readOlder(e -> older.add(e.body().path("what").asString("")));
    assertThat(older).containsExactly("n1", "n2", "n3");
    AuditLog.Checked checked = log().verify(null);
    assertThat(checked.whole()).isTrue();
    assertThat(checked.older()).contains("3 entries", "bound by entry 1");
  }

  @Test
  void anOlderLogThatGrowsOrChangesAfterwardsIsSeen() throws IOException {
    olderLog(3);
    log().append(new AuditEvent.Previewed(FILE, "picture", List.of()));
    olderLog(1);
    assertThat(log().verify(null).whole()).isFalse();
    assertThat(log().verify(null).older()).contains("not the one that entry 1 binds");
    Path file = home.resolve("audit.jsonl");
    Files.writeString(file, Files.readString(file).replace("n2", "n5"));
    assertThat(log().verify(null).older()).contains("entry 2");
  }

  @Test
  void aBrokenOlderLogIsNotBuiltUpon() throws IOException {
    olderLog(3);
    Path file = home.resolve("audit.jsonl");
    Files.writeString(file, Files.readString(file).replace("n2", "n5"));
    assertThatThrownBy(() -> log().append(new AuditEvent.Previewed(FILE, "picture", List.of())))
        .hasMessageContaining("entry 2");
    assertThat(all()).isEmpty();
  }
}
