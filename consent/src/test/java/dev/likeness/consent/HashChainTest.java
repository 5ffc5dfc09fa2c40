package dev.likeness.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class HashChainTest {
  @TempDir private Path folder;
  private Path file = Path.of("log");
  private HashChain chain = HashChain.at(file);

  @BeforeEach
  void inFolder() {
    file = folder.resolve("log.jsonl");
    chain = HashChain.at(file);
  }

  private static ObjectNode body(String text) {
    return CanonicalJson.object().put("kind", "note").put("text", text);
  }

  private void three() {
    for (String t : List.of("one", "two – zwei", "three")) {
      chain.append(body(t), Samples.NOW);
    }
  }

  private List<String> texts() {
    List<String> out = new ArrayList<>();
    chain.read(e -> out.add(e.body().path("text").asString("repair")));
    return out;
  }

  @Test
  void nothingYetIsWhole() {
    assertThat(chain.verify()).isEqualTo(new HashChain.State.Whole(0, HashChain.GENESIS));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void entriesFollowEachOther() {
    three();
    List<HashChain.Entry> all = new ArrayList<>();
    chain.read(all::add);
    assertThat(all).extracting(HashChain.Entry::sequence).containsExactly(1L, 2L, 3L);
    assertThat(all.get(2).previous()).isEqualTo(all.get(1).digest());
    assertThat(all.get(0).time()).isEqualTo(Samples.NOW.instant());
    assertThat(chain.verify()).isEqualTo(new HashChain.State.Whole(3, all.get(2).digest()));
  }

  @Test
  void whoMayNotWriteTheLockReadsAllTheSame() throws IOException {
    three();
    Path lock = folder.resolve("log.jsonl.lock");
    Files.delete(lock);
    // it leads nowhere: nobody can open or make it, not even a superuser
    Files.createSymbolicLink(lock, folder.resolve("nowhere/lock"));
    assertThat(texts()).hasSize(3);
    assertThat(chain.verify()).isInstanceOf(HashChain.State.Whole.class);
    assertThatThrownBy(() -> chain.append(body("four"), Samples.NOW))
        .isInstanceOf(ConsentException.class);
    Files.delete(lock);
    Files.createDirectory(lock);
    assertThat(texts()).as("a lock that can be opened for reading only").hasSize(3);
  }

  @Test
  void aChangeOfAnyByteIsFound() throws IOException {
    three();
    SplittableRandom random = new SplittableRandom(1);
    for (Path p : List.of(file, folder.resolve("log.jsonl.head"))) {
      byte[] good = Files.readAllBytes(p);
      for (int i = 0; i < good.length; i++) {
        byte[] bad = good.clone();
        bad[i] ^= (byte) (1 + random.nextInt(255));
        Files.write(p, bad);
        assertThat(chain.verify())
            .as("byte %d of %s", i, p)
            .isInstanceOf(HashChain.State.Broken.class);
      }
      Files.write(p, good);
    }
    assertThat(chain.verify()).isInstanceOf(HashChain.State.Whole.class);
  }

  @Test
  void aLineTakenOutSwappedOrCutOffIsFound() throws IOException {
    three();
    List<String> lines = Files.readAllLines(file);
    for (List<Integer> order :
        List.of(
            List.of(0, 2),
            List.of(1, 0, 2),
            List.of(0, 1),
            List.of(0, 1, 2, 2),
            List.<Integer>of())) {
      Files.write(file, order.stream().map(lines::get).toList());
      assertThat(chain.verify()).as("%s", order).isInstanceOf(HashChain.State.Broken.class);
    }
    Files.delete(file);
    assertThat(chain.verify()).isInstanceOf(HashChain.State.Broken.class);
  }

  @Test
  void everyCutOfTheFileIsFound() throws IOException {
    three();
    byte[] good = Files.readAllBytes(file);
    for (int n = good.length - 1; n >= 0; n--) {
      Files.write(file, Arrays.copyOf(good, n));
      assertThat(chain.verify()).as("cut at %d", n).isInstanceOf(HashChain.State.Broken.class);
    }
  }

  @Test
  void aMissingHeadIsFoundAndNothingIsAppendedToABrokenChain() throws IOException {
    three();
    Files.delete(folder.resolve("log.jsonl.head"));
    assertThat(chain.verify())
        .isInstanceOfSatisfying(
            HashChain.State.Broken.class, b -> assertThat(b.what()).contains("log.jsonl.head"));
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> chain.append(body("four"), Samples.NOW))
        .isInstanceOfSatisfying(
            ConsentException.class,
            e -> assertThat(e.code()).isEqualTo(ConsentException.Code.CHAIN_BROKEN));
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void appendingNoticesAChangeOfTheLastLineOrOfTheHead() throws IOException {
    three();
    Path head = folder.resolve("log.jsonl.head");
    byte[] log = Files.readAllBytes(file);
    byte[] heading = Files.readAllBytes(head);
    for (int i = 0; i < heading.length; i++) {
      byte[] bad = heading.clone();
      bad[i] ^= 1;
      Files.write(head, bad);
      assertThatThrownBy(() -> chain.append(body("four"), Samples.NOW))
          .as("byte %d of the head", i)
          .isInstanceOf(ConsentException.class);
    }
    Files.write(head, heading);
    byte[] bad = log.clone();
    bad[log.length - 30] ^= 1;
    Files.write(file, bad);
    assertThatThrownBy(() -> chain.append(body("four"), Samples.NOW))
        .isInstanceOf(ConsentException.class);
    assertThat(Files.readAllBytes(file)).isEqualTo(bad);
  }

  @Test
  void theBrokenEntryIsNamed() throws IOException {
    three();
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(1, lines.get(1).replace("zwei", "drei"));
    Files.write(file, lines);
    assertThat(chain.verify())
        .isEqualTo(
            new HashChain.State.Broken(
                2,
                lines.get(0).getBytes(StandardCharsets.UTF_8).length + 1,
                "does not match its digest"));
  }

  @Test
  void aTornLineIsReportedPassedOverAndRemovedByTheNextAppend() throws IOException {
    three();
    Files.writeString(file, "{\"body\":{\"kind\":\"no", StandardOpenOption.APPEND);
    assertThat(chain.verify())
        .isInstanceOfSatisfying(
            HashChain.State.Torn.class,
            t -> {
              assertThat(t.entries()).isEqualTo(3);
              assertThat(t.bytes()).isEqualTo(19);
            });
    assertThat(texts()).containsExactly("one", "two – zwei", "three");
    chain.append(body("four"), Samples.NOW);
    assertThat(texts()).containsExactly("one", "two – zwei", "three", "repair", "four");
    assertThat(chain.verify()).isInstanceOf(HashChain.State.Whole.class);
  }

  @Test
  void aLineWrittenButNotAcknowledgedIsKept() throws IOException {
    three();
    Path head = folder.resolve("log.jsonl.head");
    byte[] third = Files.readAllBytes(head);
    chain.append(body("four"), Samples.NOW);
    Files.write(head, third);
    chain.append(body("five"), Samples.NOW);
    assertThat(texts()).containsExactly("one", "two – zwei", "three", "four", "five");
  }

  @Test
  void threadsWithChainsOfTheirOwnWait() throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Future<?>> all = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        String name = "t" + t;
        all.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < 20; i++) {
                    HashChain.at(file).append(body(name), Samples.NOW);
                  }
                }));
      }
      for (Future<?> f : all) {
        f.get();
      }
    }
    assertThat(chain.verify())
        .isInstanceOfSatisfying(
            HashChain.State.Whole.class, w -> assertThat(w.entries()).isEqualTo(80));
    for (int t = 0; t < 4; t++) {
      assertThat(Collections.frequency(texts(), "t" + t)).isEqualTo(20);
    }
  }

  @Test
  void twoProcessesWaitForEachOther() throws Exception {
    List<Process> both =
        List.of(Appender.start(file, "a", 60).start(), Appender.start(file, "b", 60).start());
    for (Process p : both) {
      String said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(p.waitFor()).as(said).isZero();
    }
    assertThat(chain.verify())
        .isInstanceOfSatisfying(
            HashChain.State.Whole.class, w -> assertThat(w.entries()).isEqualTo(120));
  }

  @Test
  void aKilledProcessLosesNothingThatItHadAcknowledged() throws Exception {
    for (int round = 0; round < 4; round++) {
      Path out = folder.resolve("said-" + round);
      Process p = Appender.start(file, "k" + round, 100_000).redirectOutput(out.toFile()).start();
      while (p.isAlive() && Files.readAllLines(out).size() < 10 + 7 * round) {
        Thread.sleep(5);
      }
      p.destroyForcibly();
      assertThat(p.waitFor()).isNotZero();
      List<String> said = Files.readAllLines(out);
      long last = Long.parseLong(said.get(said.size() - 2));
      assertThat(chain.verify()).isNotInstanceOf(HashChain.State.Broken.class);
      HashChain.Entry next = chain.append(body("after the kill"), Samples.NOW);
      assertThat(next.sequence()).isGreaterThan(last);
      assertThat(chain.verify()).isInstanceOf(HashChain.State.Whole.class);
    }
  }
}
