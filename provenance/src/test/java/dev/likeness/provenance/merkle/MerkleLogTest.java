package dev.likeness.provenance.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.consent.SubjectKey;
import dev.likeness.consent.SubjectKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MerkleLogTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-28T15:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private MerkleLog log;

  @BeforeEach
  void eightEntries() {
    log = open();
    for (int i = 1; i <= 8; i++) {
      append(log, "number " + i);
    }
  }

  private MerkleLog open() {
    return new MerkleLog(folder, Optional::empty);
  }

  private static void append(MerkleLog log, String what) {
    log.append(s -> CanonicalJson.object().put("kind", "test").put("what", what), CLOCK);
  }

  private List<String> kinds() {
    List<String> out = new ArrayList<>();
    open().read(e -> out.add(e.content().path("kind").asString("")));
    return out;
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private List<String> lines(String name) throws IOException {
    return new ArrayList<>(Files.readAllLines(file(name)));
  }

  private void write(String name, List<String> lines) throws IOException {
    Files.writeString(file(name), String.join("\n", lines) + "\n");
  }

  private LogReport.Problem onlyProblem() {
    LogReport r = open().verify(null);
    assertThat(r.problems()).isNotEmpty();
    return r.problems().get(0);
  }

  @Test
  void whoMayNotWriteTheLockReadsAllTheSame() throws IOException {
    Files.delete(file("lock"));
    Files.createSymbolicLink(file("lock"), file("nowhere/lock"));
    assertThat(kinds()).hasSize(8);
    assertThat(open().verify(null).whole()).isTrue();
    assertThat(open().head()).isPresent();
    assertThatThrownBy(() -> append(open(), "more")).isInstanceOf(LogException.class);
  }

  @Test
  void whatIsAppendedIsReadAndWhole() throws IOException {
    LogReport r = open().verify(null);
    assertThat(r.whole()).isTrue();
    assertThat(r.entries()).isEqualTo(8);
    assertThat(r.head().orElseThrow().size()).isEqualTo(8);
    assertThat(lines("heads.jsonl")).hasSize(8);
    assertThat(kinds()).hasSize(8).containsOnly("test");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("operator.pem"))))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("log.jsonl"))))
        .isEqualTo("rw-------");
  }

  @Test
  void everyChangedByteIsFoundInItsLine() throws IOException {
    Random random = new Random(7);
    for (String name : List.of("log.jsonl", "heads.jsonl")) {
      byte[] good = Files.readAllBytes(file(name));
      for (int i = 0; i < 120; i++) {
        int at = random.nextInt(good.length);
        byte[] bad = good.clone();
        bad[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(file(name), bad);
        LogReport.Problem p = onlyProblem();
        int line = 1;
        for (int k = 0; k < at; k++) {
          line += good[k] == '\n' ? 1 : 0;
        }
        assertThat(p.file()).describedAs("byte %d of %s", at, name).hasToString(name);
        if (name.equals("log.jsonl")) {
          assertThatThrownBy(() -> open().read(e -> {})).isInstanceOf(LogException.class);
        }
        // a line feed that is gone or new shifts what follows
        boolean feed = good[at] == '\n' || bad[at] == '\n';
        if (feed) {
          assertThat(p.line()).isBetween(line - 1L, line + 1L);
        } else {
          assertThat(p.line()).describedAs("byte %d of %s", at, name).isEqualTo(line);
        }
      }
      Files.write(file(name), good);
    }
    assertThat(open().verify(null).whole()).isTrue();
  }

  @Test
  void aRemovedEntryIsNamed() throws IOException {
    List<String> all = lines("log.jsonl");
    all.remove(3);
    write("log.jsonl", all);
    assertThat(onlyProblem().toString()).startsWith("log.jsonl, line 4, holds entry 5");
    assertThatThrownBy(() -> open().read(e -> {})).isInstanceOf(LogException.class);
  }

  @Test
  void swappedEntriesAreNamed() throws IOException {
    List<String> all = lines("log.jsonl");
    all.add(5, all.remove(2));
    write("log.jsonl", all);
    assertThat(onlyProblem().toString()).startsWith("log.jsonl, line 3, holds entry 4");
  }

  @Test
  void anEntryRemovedWithItsHeadIsNamed() throws IOException {
    for (String name : List.of("log.jsonl", "heads.jsonl")) {
      List<String> all = lines(name);
      all.remove(3);
      write(name, all);
    }
    assertThat(open().verify(null).problems().toString())
        .contains("log.jsonl, line 4, holds entry 5", "heads.jsonl, line 4, holds the head of 5");
  }

  @Test
  void aCutEndIsSeenByTheHeads() throws IOException {
    List<String> all = lines("log.jsonl");
    write("log.jsonl", all.subList(0, 6));
    assertThat(onlyProblem().toString()).startsWith("log.jsonl, line 7, is missing");
    LogException e = catchThrowableOfType(LogException.class, () -> append(open(), "more"));
    assertThat(e.code()).isEqualTo(LogException.Code.BROKEN);
    assertThat(lines("log.jsonl")).hasSize(6);
  }

  @Test
  void anEndCutFromBothIsSeenByTheFrontierAndByAKeptHead() throws IOException {
    TreeHead kept = log.head().orElseThrow();
    write("log.jsonl", lines("log.jsonl").subList(0, 6));
    write("heads.jsonl", lines("heads.jsonl").subList(0, 6));
    assertThat(onlyProblem().toString()).startsWith("heads.jsonl, line 7, is missing");
    assertThatThrownBy(() -> append(open(), "more")).hasMessageContaining("8 were signed");
    Files.delete(file("frontier.json"));
    assertThat(open().verify(null).whole()).isTrue();
    assertThat(open().verify(kept).problems().toString()).contains("does not hold the 8 entries");
  }

  @Test
  void aLogWrittenAnewDisagreesWithAKeptHead() throws IOException {
    TreeHead kept = log.head().orElseThrow();
    for (String f : List.of("log.jsonl", "heads.jsonl", "frontier.json")) {
      Files.delete(file(f));
    }
    MerkleLog again = open();
    for (int i = 1; i <= 9; i++) {
      append(again, "another " + i);
    }
    assertThat(again.verify(null).whole()).isTrue();
    assertThat(again.verify(kept).problems().toString()).contains("not what the kept head signs");
  }

  @Test
  void headsOfAnotherKeyAreRefused() throws IOException {
    SubjectKeys stranger = SubjectKeys.generate();
    List<String> heads = lines("heads.jsonl");
    TreeHead h = TreeHead.of(CanonicalJson.read(heads.get(7)));
    TreeHead forged = TreeHead.sign(h.size(), h.root(), h.length(), h.time(), stranger);
    heads.set(7, forged.text());
    write("heads.jsonl", heads);
    assertThat(onlyProblem().toString()).startsWith("heads.jsonl, line 8, is not signed");
    assertThatThrownBy(() -> open().read(e -> {})).hasMessageContaining("is not signed");
    assertThatThrownBy(() -> append(open(), "more")).hasMessageContaining("operator's key");
  }

  @Test
  void aTornEntryIsCutOffAndSaid() throws IOException {
    Files.writeString(file("log.jsonl"), "{\"content\":{\"ki", StandardOpenOption.APPEND);
    LogReport r = open().verify(null);
    assertThat(r.whole()).isTrue();
    assertThat(r.unacknowledged()).isEqualTo(15);
    append(open(), "after the crash");
    assertThat(kinds()).hasSize(10).endsWith("repair", "test");
    assertThat(open().verify(null).whole()).isTrue();
  }

  @Test
  void anEntryWithoutItsHeadNeverCounted() throws IOException {
    // killed between the two: the entry is on disk, its head is not, or half
    byte[] heads = Files.readAllBytes(file("heads.jsonl"));
    append(log, "never acknowledged");
    byte[] nine = Files.readAllBytes(file("heads.jsonl"));
    for (int left : List.of(0, 40)) {
      Files.write(file("heads.jsonl"), Arrays.copyOf(nine, heads.length + left));
      Files.deleteIfExists(file("frontier.json"));
      assertThat(open().verify(null).entries()).isEqualTo(8);
    }
    append(open(), "after the crash");
    assertThat(kinds()).hasSize(10).endsWith("repair", "test");
  }

  @Test
  void entriesThatWentToTheDiskTogetherWithoutTheirHeadsAreCutOff() throws IOException {
    for (int i = 0; i < MerkleLog.TOGETHER; i++) {
      append(log, "never acknowledged");
    }
    write("heads.jsonl", lines("heads.jsonl").subList(0, 8));
    Files.delete(file("frontier.json"));
    assertThat(open().verify(null).whole()).isTrue();
    append(open(), "after the crash");
    assertThat(kinds()).hasSize(10).endsWith("repair", "test");
  }

  @Test
  void headsOfTwoMomentsAreMissed() throws IOException {
    append(log, "its head is removed");
    Clock later = Clock.offset(CLOCK, Duration.ofMillis(1));
    log.append(s -> CanonicalJson.object().put("kind", "test"), later);
    write("heads.jsonl", lines("heads.jsonl").subList(0, 8));
    Files.delete(file("frontier.json"));
    assertThat(onlyProblem().toString()).startsWith("heads.jsonl, line 9, is missing, and 1 more");
    assertThatThrownBy(() -> append(open(), "more")).hasMessageContaining("no signed head");
    assertThat(lines("log.jsonl")).hasSize(10);
  }

  @Test
  void moreHeadsThanACrashCanLoseAreMissed() throws IOException {
    for (int i = 0; i <= MerkleLog.TOGETHER; i++) {
      append(log, "its head is removed");
    }
    write("heads.jsonl", lines("heads.jsonl").subList(0, 8));
    Files.delete(file("frontier.json"));
    assertThat(onlyProblem().toString()).startsWith("heads.jsonl, line 9, is missing");
    assertThatThrownBy(() -> append(open(), "more")).hasMessageContaining("no signed head");
  }

  @Test
  void aLostFrontierIsMadeAgain() throws IOException {
    Files.writeString(file("frontier.json"), "{}");
    append(open(), "nine");
    assertThat(open().verify(null).whole()).isTrue();
  }

  @Test
  void aChangedEntryStopsAppendingWhereTheFrontierIsLost() throws IOException {
    Files.delete(file("frontier.json"));
    String text = Files.readString(file("log.jsonl")).replace("number 3", "number 4");
    Files.writeString(file("log.jsonl"), text);
    assertThatThrownBy(() -> append(open(), "nine")).hasMessageContaining("log.jsonl");
  }

  @Test
  void aLostKeyIsNotReplacedByANewOne() throws IOException {
    Files.delete(file("operator.pem"));
    LogException e = catchThrowableOfType(LogException.class, () -> append(open(), "nine"));
    assertThat(e.code()).isEqualTo(LogException.Code.KEY);
  }

  @Test
  void proofsHoldWithoutTheLogAndOnlyAsTheyAre() {
    SubjectKey key = log.key().orElseThrow();
    for (long n = 1; n <= 8; n++) {
      Proof.Inclusion p = log.prove(n);
      byte[] json = CanonicalJson.pretty(p.toJson()).getBytes(StandardCharsets.UTF_8);
      assertThat(Proof.of(json).fault(key)).isEmpty();
      assertThat(p.line()).contains("number " + n);
      Proof.Inclusion other =
          new Proof.Inclusion(
              p.line().replace("number", "nombre"), p.sequence(), p.path(), p.head());
      assertThat(other.fault(key)).isPresent();
      Proof since =
          Proof.of(
              CanonicalJson.write(log.proveSince(n).toJson()).getBytes(StandardCharsets.UTF_8));
      assertThat(since.fault(key)).isEmpty();
    }
    SubjectKey stranger = SubjectKeys.generate().publicKey();
    assertThat(log.prove(3).fault(stranger)).hasValueSatisfying(f -> assertThat(f).contains("key"));
    assertThatThrownBy(() -> log.prove(9)).hasMessageContaining("the log has 8");
    assertThatThrownBy(() -> Proof.of("{}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(LogException.class);
  }

  @Test
  void aProofOfAnOlderHeadStaysConsistentWithNewerOnes() {
    TreeHead old = log.head().orElseThrow();
    for (int i = 9; i <= 21; i++) {
      append(log, "number " + i);
    }
    Proof.Consistency p = log.proveSince(8);
    assertThat(p.from()).isEqualTo(old);
    assertThat(p.fault(log.key().orElseThrow())).isEmpty();
    assertThat(log.verify(old).whole()).isTrue();
  }

  @Test
  void whatManyThreadsAppendToOneLogIsTheirsAndOneThatFailsFailsAlone() throws Exception {
    try (ExecutorService many = Executors.newFixedThreadPool(8)) {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int t = 0; t < 80; t++) {
        String mine = "entry " + t;
        boolean fails = t % 10 == 3;
        all.add(
            many.submit(
                () -> {
                  MerkleLog.Content content =
                      s -> {
                        if (fails) {
                          throw new IllegalStateException(mine);
                        }
                        return CanonicalJson.object().put("kind", "test").put("what", mine);
                      };
                  if (fails) {
                    assertThatThrownBy(() -> log.append(content, CLOCK)).hasMessage(mine);
                    return true;
                  }
                  MerkleLog.Entry e = log.append(content, CLOCK);
                  return e.content().path("what").asString("").equals(mine)
                      && e.sequence() <= log.head().orElseThrow().size();
                }));
      }
      for (Future<Boolean> f : all) {
        assertThat(f.get()).isTrue();
      }
    }
    assertThat(lines("heads.jsonl")).hasSize(80);
    assertThat(open().verify(null).whole()).isTrue();
    assertThat(open().verify(null).entries()).isEqualTo(80);
  }

  @Test
  void manyThreadsAppendOneAfterTheOther() throws Exception {
    try (ExecutorService many = Executors.newFixedThreadPool(4)) {
      List<Future<?>> all = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        MerkleLog own = open();
        all.add(
            many.submit(
                () -> {
                  for (int i = 0; i < 10; i++) {
                    append(own, "thread");
                  }
                  return true;
                }));
      }
      for (Future<?> f : all) {
        f.get();
      }
    }
    assertThat(open().verify(null).entries()).isEqualTo(48);
    assertThat(open().verify(null).whole()).isTrue();
  }
}
