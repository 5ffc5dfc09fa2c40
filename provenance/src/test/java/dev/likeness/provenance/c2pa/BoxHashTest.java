package dev.likeness.provenance.c2pa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BoxHashTest {
  private static final Notary NOTARY = new Notary(Algorithm.ES256);
  @TempDir Path folder;

  static Stream<Map.Entry<String, byte[]>> samples() {
    return Stream.concat(
        Samples.all().entrySet().stream()
            .filter(e -> e.getKey().matches(".*\\.(jpg|png|webp|wav)")),
        Stream.of(
            Map.entry("restarts.jpg", Samples.restarts()),
            Map.entry("two.jpg", Samples.join(Samples.image("jpg", 5, 5), Samples.restarts()))));
  }

  private Path signed(String name, byte[] bytes, Bound.Binder binder) {
    Path in = Samples.write(folder, "in-" + name, bytes);
    Path out = folder.resolve(name);
    new Bound(NOTARY).write(in, out, Notary.created("x"), BoxHash.LABEL, binder);
    return out;
  }

  private static Bound.Binder alone() {
    return (f, s) -> Bound.boxes(f, s, true);
  }

  private List<String> codes(Path file) {
    return NOTARY.read(file).failures().stream().map(Status::code).toList();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void boxesAloneAndTogetherBindTheFile(Map.Entry<String, byte[]> sample) {
    for (boolean alone : new boolean[] {true, false}) {
      Path file = signed(sample.getKey(), sample.getValue(), (f, s) -> Bound.boxes(f, s, alone));
      CredentialReport r = NOTARY.read(file);
      assertThat(r.failures()).isEmpty();
      assertThat(r.state()).isEqualTo(CredentialReport.State.TRUSTED);
      assertThat(r.statuses()).extracting(Status::code).contains("assertion.boxesHash.match");
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyChangedByteOutsideOfTheManifestIsFound(Map.Entry<String, byte[]> sample)
      throws IOException {
    Path file = signed(sample.getKey(), sample.getValue(), alone());
    byte[] good = Files.readAllBytes(file);
    List<Range> store;
    try (FileChannel c = FileChannel.open(file)) {
      store = Bound.store(c);
    }
    CborMap binding = NOTARY.read(file).assertion(BoxHash.LABEL).orElseThrow();
    for (int i = 0; i < good.length; i++) {
      int at = i;
      if (store.stream().anyMatch(r -> at >= r.from() && at < r.to())) {
        continue;
      }
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 << i % 8);
      Files.write(file, bad);
      assertThat(bound(file, binding)).as("byte %d", at).isFalse();
      if (i % 100 == 0) {
        assertThat(NOTARY.read(file).state())
            .isIn(CredentialReport.State.INVALID, CredentialReport.State.NONE);
      }
    }
    Files.write(file, Samples.join(good, new byte[] {0}));
    assertThat(NOTARY.read(file).state()).isEqualTo(CredentialReport.State.INVALID);
    Files.write(file, Arrays.copyOf(good, good.length - 1));
    assertThat(NOTARY.read(file).state()).isNotEqualTo(CredentialReport.State.TRUSTED);
  }

  /** The binding alone, without the signature, which does not change. */
  private static boolean bound(Path file, CborMap binding) throws IOException {
    try (FileChannel c = FileChannel.open(file)) {
      Container container = Container.of(c).orElse(null);
      Container.Found found = container == null ? null : container.find(c).orElse(null);
      if (container == null || found == null) {
        return false;
      }
      Findings out = new Findings();
      new BoxHash(c, "sha256", out, "").run(container, binding, found.embedded());
      return !out.broken();
    } catch (Malformed e) {
      return false;
    }
  }

  @Test
  void aBoxThatIsNotNamedIsUnknownAndOneInAnotherPlaceAMismatch() throws IOException {
    Path file = signed("a.png", Samples.image("png", 9, 9), alone());
    byte[] good = Files.readAllBytes(file);
    byte[] text = Samples.join(Samples.big(0), Samples.ascii("tEXt"), new byte[4]);
    byte[] end = Arrays.copyOfRange(good, good.length - 12, good.length);
    Files.write(file, Samples.join(Arrays.copyOf(good, good.length - 12), text, end));
    assertThat(codes(file)).containsExactly("assertion.boxesHash.unknownBox");
    byte[] data = Samples.join(Samples.big(0), Samples.ascii("IDAT"), new byte[4]);
    Files.write(file, Samples.join(Arrays.copyOf(good, good.length - 12), data, end));
    assertThat(codes(file)).containsExactly("assertion.boxesHash.mismatch");
    Files.write(file, Samples.join(good, new byte[3]));
    assertThat(codes(file)).containsExactly("assertion.boxesHash.unknownBox");
  }

  /** What follows the picture may be bound as a whole. */
  @Test
  void whatFollowsTheLastBoxIsBoundByItsOwnName() throws IOException {
    byte[] with = Samples.join(Samples.image("jpg", 9, 9), Samples.ascii("a film, perhaps"));
    Path file = signed("tail.jpg", with, alone());
    assertThat(codes(file)).isEmpty();
    byte[] b = Files.readAllBytes(file);
    b[b.length - 3] ^= 1;
    Files.write(file, b);
    assertThat(codes(file)).containsExactly("assertion.boxesHash.mismatch");
  }

  private Path changed(String name, byte[] bytes, UnaryOperator<List<CborMap>> change) {
    return signed(
        name,
        bytes,
        (f, s) -> {
          List<CborMap> entries = new ArrayList<>(Bound.boxes(f, s, true).maps("boxes"));
          return new CborMap().put("alg", "sha256").put("boxes", change.apply(entries));
        });
  }

  private static byte[] commented() {
    byte[] jpeg = Samples.image("jpg", 9, 9);
    byte[] comment = Samples.join(new byte[] {-1, -2, 0, 7}, Samples.ascii("hello"));
    return Samples.join(
        Arrays.copyOf(jpeg, 20), comment, Arrays.copyOfRange(jpeg, 20, jpeg.length));
  }

  private static CborMap named(List<CborMap> all, String name) {
    return all.stream().filter(e -> e.list("names").contains(name)).findFirst().orElseThrow();
  }

  private static CborMap range(long start, long length) {
    return new CborMap().put("start", start).put("length", length);
  }

  @Test
  void metadataMayBeLeftOutAndThatIsSaid() throws IOException {
    UnaryOperator<List<CborMap>> whole =
        l -> {
          named(l, "COM").put("excluded", true).put("hash", new byte[1]);
          return l;
        };
    UnaryOperator<List<CborMap>> part =
        l -> {
          byte[] head = {-1, -2, 0, 7};
          named(l, "COM").put("exclusions", List.of(range(4, 5))).put("hash", sha(head));
          return l;
        };
    for (UnaryOperator<List<CborMap>> how : List.of(whole, part)) {
      Path file = changed("c.jpg", commented(), how);
      byte[] b = Files.readAllBytes(file);
      int at = new String(b, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("hello");
      b[at] = 'H';
      Files.write(file, b);
      CredentialReport r = NOTARY.read(file);
      assertThat(r.failures()).isEmpty();
      assertThat(r.statuses())
          .extracting(Status::code)
          .contains("assertion.boxesHash.additionalExclusionsPresent");
    }
  }

  private static byte[] sha(byte[] bytes) {
    try {
      return Io.digest("sha256").digest(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> of(UnaryOperator<List<CborMap>> change) {
    return codes(changed("c.jpg", commented(), change));
  }

  @Test
  void whatIsNoMetadataMayNotBeLeftOut() {
    for (String name : List.of("SOS", "DQT", "SOF0", "SOI")) {
      assertThat(
              of(
                  l -> {
                    named(l, name).put("excluded", true);
                    return l;
                  }))
          .containsExactly("assertion.boxesHash.mismatch");
    }
    assertThat(with(range(3, 2))).containsExactly("assertion.boxesHash.mismatch");
    assertThat(with(range(4, 6))).containsExactly("assertion.boxesHash.mismatch");
    assertThat(with(range(5, 2), range(6, 1))).containsExactly("assertion.boxesHash.malformed");
    assertThat(with(range(-1, 2))).containsExactly("assertion.boxesHash.malformed");
    assertThat(with(range(4, Long.MAX_VALUE))).containsExactly("assertion.boxesHash.mismatch");
    assertThat(with(range(4, 2).put("boxIndex", 1)))
        .containsExactly("assertion.boxesHash.malformed");
    assertThat(with()).containsExactly("assertion.boxesHash.malformed");
  }

  private List<String> with(CborMap... exclusions) {
    return of(
        l -> {
          named(l, "COM").put("exclusions", List.of(exclusions));
          return l;
        });
  }

  @Test
  void anAssertionThatIsNotAsItMustBeSaysSo() {
    assertThat(of(l -> List.of())).containsExactly("assertion.boxesHash.malformed");
    assertThat(
            of(
                l -> {
                  named(l, "COM").put("names", List.of());
                  return l;
                }))
        .containsExactly("assertion.boxesHash.malformed");
    assertThat(
            of(
                l -> {
                  named(l, "COM").put("alg", "md5");
                  return l;
                }))
        .containsExactly("algorithm.unsupported");
    assertThat(
            of(
                l -> {
                  named(l, "C2PA").put("names", List.of("APP11"));
                  return l;
                }))
        .containsExactly("assertion.boxesHash.unknownBox");
    assertThat(
            of(
                l -> {
                  named(l, "COM").put("names", List.of("C2PA"));
                  return l;
                }))
        .containsExactly("assertion.boxesHash.unknownBox");
  }

  /** The standard names no boxes of MP3 and MP4. */
  @Test
  void aBindingOfBoxesSaysNothingOfAFileWithoutNamedBoxes() {
    for (String name : List.of("sound.mp3", "moov-last.mp4")) {
      byte[] bytes = Samples.all().getOrDefault(name, new byte[0]);
      CborMap entry = new CborMap().put("names", List.of("C2PA")).put("hash", new byte[1]);
      Path file = signed(name, bytes, (f, s) -> new CborMap().put("boxes", List.of(entry)));
      assertThat(codes(file)).containsExactly("algorithm.unsupported");
    }
  }

  @Test
  void aMillionRestartsAreGivenUp() {
    byte[] jpeg = Samples.restarts();
    byte[] many = new byte[1_000_000];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = -1;
      many[i + 1] = (byte) 0xD0;
    }
    byte[] all =
        Samples.join(Arrays.copyOf(jpeg, jpeg.length - 2), many, new byte[] {-1, (byte) 0xD9});
    CborMap entry = new CborMap().put("names", List.of("SOI")).put("hash", new byte[1]);
    Path file = signed("many.jpg", all, (f, s) -> new CborMap().put("boxes", List.of(entry)));
    assertThat(codes(file)).containsExactly("assertion.boxesHash.mismatch");
  }
}
