package dev.likeness.provenance.c2pa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TamperTest {
  private static final Notary NOTARY = new Notary(Algorithm.ES256);
  @TempDir Path folder;

  static Stream<Map.Entry<String, byte[]>> samples() {
    return Samples.all().entrySet().stream();
  }

  private Path signed(Map.Entry<String, byte[]> sample) {
    Path in = Samples.write(folder, "in-" + sample.getKey(), sample.getValue());
    Path out = folder.resolve(sample.getKey());
    NOTARY.writer().write(in, out, Notary.created("x"));
    return out;
  }

  /** What the hard binding does not cover: for MP4 whole boxes, else the manifest itself. */
  private static List<Range> uncovered(Path file) throws IOException {
    try (FileChannel c = FileChannel.open(file)) {
      Container container = Container.of(c).orElseThrow();
      List<Range> out = new ArrayList<>(container.find(c).orElseThrow().embedded());
      if (container.bmff()) {
        for (BmffBox b : BmffBox.top(c)) {
          if (b.type() == BmffBox.FTYP || b.type() == BmffBox.MFRA) {
            out.add(new Range(b.offset(), b.end()));
          }
        }
      }
      return out;
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyChangeOutsideTheExclusionsIsFound(Map.Entry<String, byte[]> sample) throws IOException {
    Path file = signed(sample);
    byte[] good = Files.readAllBytes(file);
    List<Range> free = uncovered(file);
    Random random = new Random(7);
    // more than 2,000 in all samples together
    for (int n = 0; n < 150; ) {
      int at = random.nextInt(good.length);
      if (free.stream().anyMatch(r -> at >= r.from() && at < r.to())) {
        continue;
      }
      n++;
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, bad);
      assertThat(NOTARY.read(file).state())
          .as("byte %d", at)
          .isIn(CredentialReport.State.INVALID, CredentialReport.State.NONE);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aChangeInsideTheManifestIsNeverTrusted(Map.Entry<String, byte[]> sample) throws IOException {
    Path file = signed(sample);
    byte[] good = Files.readAllBytes(file);
    Range store;
    try (FileChannel c = FileChannel.open(file)) {
      store = Container.of(c).orElseThrow().find(c).orElseThrow().embedded().get(0);
    }
    Random random = new Random(8);
    int unnoticed = 0;
    for (int n = 0; n < 60; n++) {
      byte[] bad = good.clone();
      bad[(int) store.from() + random.nextInt((int) store.length())] ^= 1;
      Files.write(file, bad);
      unnoticed += NOTARY.read(file).state() == CredentialReport.State.TRUSTED ? 1 : 0;
    }
    // a checksum of the container or a number of a segment is nobody's statement
    assertThat(unnoticed).isLessThan(5);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aCutFileIsNeverTrusted(Map.Entry<String, byte[]> sample) throws IOException {
    Path file = signed(sample);
    byte[] good = Files.readAllBytes(file);
    for (int n = 1; n < 20; n++) {
      Files.write(file, Arrays.copyOf(good, good.length * n / 20));
      assertThat(NOTARY.read(file).state()).isNotEqualTo(CredentialReport.State.TRUSTED);
    }
    Files.write(file, Arrays.copyOf(good, good.length - 1));
    assertThat(NOTARY.read(file).state()).isNotEqualTo(CredentialReport.State.TRUSTED);
    Files.write(file, Samples.join(good, new byte[] {0}));
    assertThat(NOTARY.read(file).state()).isNotEqualTo(CredentialReport.State.TRUSTED);
  }

  @Test
  void theCodeSaysWhatWasChanged() throws IOException {
    Path file = signed(Map.entry("a.png", Samples.image("png", 30, 30)));
    byte[] b = Files.readAllBytes(file);
    b[b.length - 20] ^= 1;
    Files.write(file, b);
    assertThat(NOTARY.read(file).failures())
        .extracting(Status::code)
        .containsExactly("assertion.dataHash.mismatch");
    Path film = signed(Map.entry("a.mp4", Samples.mp4(true, true, 8)));
    b = Files.readAllBytes(film);
    b[b.length - 20] ^= 1;
    Files.write(film, b);
    assertThat(NOTARY.read(film).failures())
        .extracting(Status::code)
        .containsExactly("assertion.bmffHash.mismatch");
  }

  @Test
  void aManifestOfAnotherFileIsNotThisOnes() throws IOException {
    Path one = signed(Map.entry("one.png", Samples.image("png", 30, 30)));
    byte[] other = Files.readAllBytes(signed(Map.entry("b.png", Samples.image("png", 31, 30))));
    byte[] mine = Files.readAllBytes(one);
    int chunk = Samples.image("png", 30, 30).length;
    // the chunk with the manifest lies behind the header, of the same length in both
    int manifest = mine.length - chunk;
    System.arraycopy(other, 33, mine, 33, manifest);
    Files.write(one, mine);
    assertThat(NOTARY.read(one).failures())
        .extracting(Status::code)
        .contains("assertion.dataHash.mismatch");
  }
}
