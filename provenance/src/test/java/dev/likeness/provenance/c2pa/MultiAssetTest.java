package dev.likeness.provenance.c2pa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A picture with a film behind it, each bound on its own besides. */
class MultiAssetTest {
  private static final Notary NOTARY = new Notary(Algorithm.ES256);
  private static final byte[] FILM = Samples.mp4(true, false, 4);
  @TempDir Path folder;

  /** How a test spoils the assertion. */
  private interface Change {
    void to(List<CborMap> parts);
  }

  private static CborMap at(long offset, long length) {
    return new CborMap().put("byteOffset", offset).put("length", length);
  }

  private Path signed(Change change) throws IOException {
    byte[] jpeg = Samples.image("jpg", 9, 9);
    Path in = Samples.write(folder, "in.jpg", Samples.join(jpeg, FILM));
    Path out = folder.resolve("out.jpg");
    byte[] store = store(in, jpeg.length, change);
    for (int i = 0; i < 4; i++) {
      try (FileChannel c = FileChannel.open(in)) {
        Bound.put(c, out, store);
      }
      byte[] next = store(out, (int) (Files.size(out) - FILM.length), change);
      if (next.length == store.length) {
        try (FileChannel c = FileChannel.open(in)) {
          Bound.put(c, out, next);
        }
        return out;
      }
      store = next;
    }
    throw new IllegalStateException("a store that does not come to rest");
  }

  /** What binds the file as it is; its first part ends at a byte. */
  private static byte[] store(Path file, int first, Change change) throws IOException {
    List<Jumbf.Super> all = new ArrayList<>();
    try (FileChannel c = FileChannel.open(file)) {
      boolean has = Container.of(c).orElseThrow().find(c).isPresent();
      List<Range> own = has ? Bound.store(c) : List.of();
      Slice picture = new Slice(c, new Range(0, first));
      all.add(Bound.assertion("c2pa.hash.boxes", Bound.boxes(c, own, true)));
      all.add(Bound.assertion("c2pa.hash.boxes.part", Bound.boxes(picture, own, false)));
      CborMap film =
          new CborMap()
              .put("alg", "sha256")
              .put("hash", Io.digest("sha256").digest(FILM))
              .put("pad", new byte[0]);
      all.add(Bound.assertion("c2pa.hash.data.part", film));
    }
    CborMap created =
        new CborMap().put("action", "c2pa.created").put("digitalSourceType", Notary.CREATED);
    CborMap actions = new CborMap().put("actions", List.of(created));
    List<CborMap> parts = new ArrayList<>();
    parts.add(part(at(0, first), all.get(1)));
    parts.add(part(at(first, FILM.length), all.get(2)).put("optional", true));
    change.to(parts);
    all.add(Bound.assertion("c2pa.actions.v2", actions));
    all.add(Bound.assertion(MultiAssetCheck.LABEL, new CborMap().put("parts", parts)));
    return Jumbf.superbox(
        Jumbf.STORE, "c2pa", Bound.manifest(NOTARY, Jumbf.MANIFEST, "urn:c2pa:two", all));
  }

  private static CborMap part(CborMap location, Jumbf.Super assertion) throws IOException {
    return new CborMap()
        .put("location", location)
        .put("hashAssertion", Uris.hashed(Uris.assertion(assertion.label()), assertion));
  }

  private static List<String> codes(Path file) {
    return NOTARY.read(file).failures().stream().map(Status::code).toList();
  }

  @Test
  void theWholeHoldsAndSoDoesWhatIsLeftOfIt() throws IOException {
    Path file = signed(p -> {});
    assertThat(codes(file)).isEmpty();
    assertThat(NOTARY.read(file).statuses())
        .extracting(Status::code)
        .contains("assertion.boxesHash.match");
    byte[] all = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(all, all.length - FILM.length));
    CredentialReport r = NOTARY.read(file);
    assertThat(r.failures()).isEmpty();
    assertThat(r.state()).isEqualTo(CredentialReport.State.TRUSTED);
    assertThat(r.statuses())
        .extracting(Status::code)
        .contains("assertion.multiAssetHash.match")
        .doesNotContain("assertion.boxesHash.match");
  }

  @Test
  void everyChangedByteIsFoundInBothParts() throws IOException {
    Path file = signed(p -> {});
    byte[] good = Files.readAllBytes(file);
    List<Range> store;
    try (FileChannel c = FileChannel.open(file)) {
      store = Bound.store(c);
    }
    for (int i = 0; i < good.length; i += 11) {
      int at = i;
      if (store.stream().noneMatch(r -> at >= r.from() && at < r.to())) {
        byte[] bad = good.clone();
        bad[at] ^= 4;
        Files.write(file, bad);
        assertThat(NOTARY.read(file).state())
            .as("byte %d", at)
            .isIn(CredentialReport.State.INVALID, CredentialReport.State.NONE);
      }
    }
    Files.write(file, Arrays.copyOf(good, good.length - 5));
    assertThat(codes(file)).containsExactly("assertion.multiAssetHash.mismatch");
    Files.write(file, Samples.join(good, new byte[2]));
    assertThat(codes(file)).containsExactly("assertion.multiAssetHash.malformed");
  }

  @Test
  void aPartThatMustBeThereIsMissed() throws IOException {
    Path file = signed(p -> p.get(1).put("optional", false));
    byte[] all = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(all, all.length - FILM.length));
    assertThat(codes(file)).containsExactly("assertion.multiAssetHash.missingPart");
  }

  @Test
  void partsThatAreNotAsTheyMustBeSaySo() throws IOException {
    List<Change> all =
        List.of(
            List::clear,
            p -> p.remove(0),
            p -> p.get(0).put("location", new CborMap()),
            p -> p.get(0).put("location", at(-1, 5)),
            p -> p.get(0).put("location", at(0, 5)),
            p -> p.get(0).put("location", new CborMap().put("bmffBox", "/mpvd")),
            p -> p.get(0).put("hashAssertion", new CborMap().put("url", "self#jumbf=x")),
            p -> p.get(1).put("hashAssertion", new CborMap()));
    for (Change change : all) {
      Path file = signed(change);
      byte[] b = Files.readAllBytes(file);
      b[b.length - 1] ^= 1;
      Files.write(file, b);
      assertThat(codes(file)).containsExactly("assertion.multiAssetHash.malformed");
    }
  }
}
