package dev.likeness.provenance.c2pa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Films whose media data is hashed in pieces. */
class MerkleBindingTest {
  private static final Notary NOTARY = new Notary(Algorithm.ES256);
  private static final MerkleTree TREE = new MerkleTree("sha256");
  private static final int MDAT = Jumbf.four("mdat");
  private static final int MOOF = Jumbf.four("moof");
  private static final int BLOCK = 64;
  @TempDir Path folder;

  private Path signed(String name, byte[] bytes, Bound.Binder binder) {
    Path in = Samples.write(folder, "in-" + name, bytes);
    Path out = folder.resolve(name);
    new Bound(NOTARY).write(in, out, Notary.created("x"), ManifestWriter.BMFF_HASH, binder);
    return out;
  }

  private static List<String> codes(Path file) {
    return NOTARY.read(file).failures().stream().map(Status::code).toList();
  }

  private static void assertTrusted(Path file) {
    CredentialReport r = NOTARY.read(file);
    assertThat(r.failures()).isEmpty();
    assertThat(r.state()).isEqualTo(CredentialReport.State.TRUSTED);
    assertThat(r.statuses())
        .extracting(Status::code)
        .contains("assertion.bmffHash.match")
        .doesNotContain("assertion.bmffHash.additionalExclusionsPresent");
  }

  private static byte[] sha(byte[] bytes) throws IOException {
    return Io.digest("sha256").digest(bytes);
  }

  private static byte[] noise(int length) {
    byte[] b = new byte[length];
    new Random(length).nextBytes(b);
    return b;
  }

  /** The way from a leaf up to a row of this size. */
  private static List<byte[]> proof(List<byte[]> leaves, int location, int row) throws IOException {
    List<byte[]> out = new ArrayList<>();
    int at = location;
    int n = leaves.size();
    while (n > row) {
      List<byte[]> level = TREE.row(leaves, n);
      int other = at % 2 == 1 ? at - 1 : at + 1;
      if (other < n) {
        out.add(level.get(other));
      }
      at /= 2;
      n = (n + 1) / 2;
    }
    return out;
  }

  private static byte[] box(long location, List<byte[]> hashes) {
    CborMap m = new CborMap().put("uniqueId", 7).put("localId", 0).put("location", location);
    return MerkleBox.written(hashes.isEmpty() ? m : m.put("hashes", hashes));
  }

  private static CborMap map(int count, List<byte[]> row) {
    return new CborMap()
        .put("uniqueId", 7)
        .put("localId", 0)
        .put("count", count)
        .put("hashes", row);
  }

  // ---- media data in one file ----

  private static List<byte[]> blocks(byte[] data, int skip) throws IOException {
    List<byte[]> out = new ArrayList<>();
    for (int at = skip; at < data.length; at += BLOCK) {
      out.add(sha(Arrays.copyOfRange(data, at, Math.min(data.length, at + BLOCK))));
    }
    return out;
  }

  private static Bound.Binder pieces(UnaryOperator<CborMap> tree) {
    return (f, s) -> {
      List<CborMap> exclusions = new ArrayList<>(BmffHash.exclusions());
      CborMap subset = new CborMap().put("offset", 16).put("length", 0);
      exclusions.add(new CborMap().put("xpath", "/mdat").put("subset", List.of(subset)));
      List<BmffBox> top = BmffBox.top(f);
      Coverage c = Coverage.ofBoxes(top, BmffHash.ranges(f, top, exclusions), true);
      return new CborMap()
          .put("alg", "sha256")
          .put("hash", c.hash(f, Io.digest("sha256")))
          .put("exclusions", exclusions)
          .put("merkle", List.of(tree.apply(new CborMap())));
    };
  }

  /** A film of one block of media data, with boxes of the tree's leaves at its end. */
  private static byte[] film(byte[] data, List<byte[]> leaves, int row) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(Samples.join(Samples.ftyp(), Samples.box("moov"), Samples.box("mdat", data)));
    for (int i = 0; i < leaves.size(); i++) {
      out.writeBytes(Bound.later(box(i, proof(leaves, i, row))));
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({"700,0,8", "700,0,1", "700,8,3", "640,8,10", "64,0,1", "1000,0,4", "100,8,1"})
  void blocksOfOneSizeAreBound(int length, int skip, int row) throws IOException {
    byte[] data = noise(length);
    List<byte[]> leaves = blocks(data, skip);
    List<byte[]> at = TREE.row(leaves, row);
    CborMap m = map(leaves.size(), at).put("fixedBlockSize", BLOCK);
    // boxes that nobody needs are nobody's statement
    List<byte[]> boxes = at.size() < leaves.size() ? leaves : List.of();
    Path file = signed("a.mp4", film(data, boxes, at.size()), pieces(x -> m));
    assertTrusted(file);
    everyByteCounts(file);
  }

  @Test
  void blocksOfManySizesAndOneAreBound() throws IOException {
    byte[] data = noise(300);
    List<byte[]> leaves = new ArrayList<>();
    List<Integer> sizes = List.of(100, 0, 50, 150);
    int at = 0;
    for (int n : sizes) {
      leaves.add(sha(Arrays.copyOfRange(data, at, at + n)));
      at += n;
    }
    List<Long> longs = sizes.stream().map(Integer::longValue).toList();
    CborMap many = map(4, leaves).put("variableBlockSizes", longs);
    assertTrusted(signed("a.mp4", film(data, List.of(), 4), pieces(x -> many)));
    CborMap one = map(1, List.of(sha(data)));
    assertTrusted(signed("b.mp4", film(data, List.of(), 1), pieces(x -> one)));
    CborMap few = map(3, leaves.subList(0, 3)).put("variableBlockSizes", longs.subList(0, 3));
    assertThat(codes(signed("c.mp4", film(data, List.of(), 1), pieces(x -> few))))
        .containsExactly("assertion.bmffHash.malformed");
  }

  /** All but the manifest's own box and {@code ftyp}. */
  private void everyByteCounts(Path file) throws IOException {
    byte[] good = Files.readAllBytes(file);
    List<Range> free = new ArrayList<>();
    try (FileChannel c = FileChannel.open(file)) {
      free.addAll(Bound.store(c));
      for (BmffBox b : BmffBox.top(c)) {
        if (b.type() == BmffBox.FTYP || b.type() == BmffBox.MFRA) {
          free.add(new Range(b.offset(), b.end()));
        }
      }
    }
    Random random = new Random(3);
    for (int n = 0; n < 60; ) {
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
          .isEqualTo(CredentialReport.State.INVALID);
    }
    Files.write(file, good);
  }

  @Test
  void aTreeThatIsNotAsItMustBeSaysSo() throws IOException {
    byte[] data = noise(700);
    List<byte[]> leaves = blocks(data, 0);
    List<byte[]> row = TREE.row(leaves, 3);
    byte[] whole = film(data, leaves, 3);
    byte[] bare = film(data, List.of(), 3);
    List<CborMap> malformed =
        List.of(
            map(11, row),
            map(11, row).put("fixedBlockSize", 0),
            map(11, row).put("fixedBlockSize", 62),
            map(11, row).put("fixedBlockSize", Long.MAX_VALUE),
            map(11, TREE.row(leaves, 2)).put("fixedBlockSize", BLOCK).put("count", 0),
            map(11, leaves.subList(0, 5)).put("fixedBlockSize", BLOCK),
            map(11, row).put("fixedBlockSize", BLOCK).put("localId", 1),
            map(11, row).put("fixedBlockSize", BLOCK).put("initHash", new byte[32]),
            map(11, row).put("fixedBlockSize", BLOCK).put("variableBlockSizes", List.of(1)));
    for (CborMap m : malformed) {
      assertThat(codes(signed("a.mp4", whole, pieces(x -> m))))
          .as("%s", m)
          .containsExactly("assertion.bmffHash.malformed");
    }
    CborMap good = map(11, row).put("fixedBlockSize", BLOCK);
    assertThat(codes(signed("b.mp4", bare, pieces(x -> good))))
        .containsExactly("assertion.bmffHash.malformed");
    CborMap other = map(11, List.of(row.get(0), row.get(0), row.get(2))).put("fixedBlockSize", 64);
    assertThat(codes(signed("c.mp4", whole, pieces(x -> other))))
        .containsExactly("assertion.bmffHash.mismatch");
    CborMap unknown = map(11, row).put("fixedBlockSize", BLOCK).put("alg", "md5");
    assertThat(codes(signed("d.mp4", whole, pieces(x -> unknown))))
        .containsExactly("algorithm.unsupported");
  }

  // ---- fragments ----

  private static byte[] fragment(int i, byte[] announced) {
    return Samples.join(
        announced,
        Samples.box("moof", Samples.box("mfhd", Samples.big(i))),
        Samples.box("mdat", noise(40 + i)));
  }

  private static byte[] fragments(int count, int row) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(Samples.join(Samples.ftyp(), Samples.box("moov", Samples.box("mvex"))));
    for (int i = 0; i < count; i++) {
      out.writeBytes(fragment(i, Bound.later(placeholder(i, count, row))));
    }
    out.writeBytes(Samples.box("mfra", new byte[9]));
    return out.toByteArray();
  }

  /** As long as the box with the proof will be. */
  private static byte[] placeholder(int location, int count, int row) {
    List<byte[]> zeros = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      zeros.add(new byte[32]);
    }
    try {
      return box(location, proof(zeros, location, row));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<byte[]> leaves(FileChannel f) throws IOException {
    List<BmffBox> top = BmffBox.top(f);
    List<Range> excluded = BmffHash.ranges(f, top, BmffHash.exclusions());
    List<byte[]> out = new ArrayList<>();
    for (int i = 0; i < top.size(); i++) {
      if (top.get(i).type() == MOOF) {
        int end = i + 1;
        while (end < top.size() && top.get(end).type() != MOOF) {
          end++;
        }
        Coverage c = Coverage.ofBoxes(top.subList(i, end), excluded, true);
        out.add(c.hash(f, Io.digest("sha256")));
      }
    }
    return out;
  }

  private static Bound.Binder tree(int row) {
    return (f, s) -> {
      List<BmffBox> top = BmffBox.top(f);
      int first = 0;
      while (top.get(first).type() != MOOF) {
        first++;
      }
      List<Range> excluded = BmffHash.ranges(f, top, BmffHash.exclusions());
      Coverage init = Coverage.ofBoxes(top.subList(0, first), excluded, true);
      List<byte[]> leaves = leaves(f);
      CborMap m =
          map(leaves.size(), TREE.row(leaves, row))
              .put("initHash", init.hash(f, Io.digest("sha256")));
      return new CborMap()
          .put("alg", "sha256")
          .put("exclusions", BmffHash.exclusions())
          .put("merkle", List.of(m));
    };
  }

  /** Fills in the proofs, which the manifest leaves out. */
  private static void prove(Path file, int row) throws IOException {
    byte[] b = Files.readAllBytes(file);
    try (FileChannel f = FileChannel.open(file)) {
      List<byte[]> leaves = leaves(f);
      for (MerkleBox m : MerkleBox.all(f, BmffBox.top(f))) {
        byte[] box = box(m.location(), proof(leaves, (int) m.location(), row));
        System.arraycopy(box, 0, b, (int) m.box().offset(), box.length);
      }
    }
    Files.write(file, b);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "5,5", "5,1", "5,2", "8,1", "7,4"})
  void fragmentsInOneFileAreBound(int count, int row) throws IOException {
    Path file = signed("f.mp4", fragments(count, row), tree(row));
    prove(file, row);
    assertTrusted(file);
    everyByteCounts(file);
  }

  @Test
  void fragmentsThatAreMissingOrMovedAreFound() throws IOException {
    Path file = signed("f.mp4", fragments(4, 4), tree(4));
    byte[] good = Files.readAllBytes(file);
    List<BmffBox> top;
    try (FileChannel f = FileChannel.open(file)) {
      top = BmffBox.top(f);
    }
    List<BmffBox> data = top.stream().filter(b -> b.type() == MDAT).toList();
    int third = (int) data.get(2).end();
    Files.write(file, Arrays.copyOf(good, third));
    assertThat(codes(file)).containsExactly("assertion.bmffHash.mismatch");
    byte[] bare = Samples.join(good, Samples.box("moof"), Samples.box("mdat"));
    Files.write(file, bare);
    assertThat(codes(file)).containsExactly("assertion.bmffHash.malformed");
  }

  /** Fragments beside the file: init.mp4, 0.m4s, 1.m4s and so on. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5})
  void fragmentsInFilesOfTheirOwnAreBound(int row) throws IOException {
    int count = 5;
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path p = Samples.write(folder, i + ".m4s", fragment(i, placeholder(i, count, row)));
      leaves.addAll(leavesOf(p));
    }
    for (int i = 0; i < count; i++) {
      Samples.write(folder, i + ".m4s", fragment(i, box(i, proof(leaves, i, row))));
    }
    byte[] head = Samples.join(Samples.ftyp(), Samples.box("moov", Samples.box("mvex")));
    Path init =
        signed(
            "init.mp4",
            head,
            (f, s) -> {
              List<BmffBox> top = BmffBox.top(f);
              List<Range> excluded = BmffHash.ranges(f, top, BmffHash.exclusions());
              byte[] hash = Coverage.ofBoxes(top, excluded, true).hash(f, Io.digest("sha256"));
              CborMap m = map(count, TREE.row(leaves, row)).put("initHash", hash);
              return new CborMap()
                  .put("alg", "sha256")
                  .put("exclusions", BmffHash.exclusions())
                  .put("merkle", List.of(m));
            });
    assertTrusted(init);
    byte[] third = Files.readAllBytes(folder.resolve("3.m4s"));
    byte[] bad = third.clone();
    bad[bad.length - 1] ^= 1;
    Files.write(folder.resolve("3.m4s"), bad);
    assertThat(codes(init)).containsExactly("assertion.bmffHash.mismatch");
    Files.delete(folder.resolve("3.m4s"));
    assertThat(codes(init)).containsExactly("assertion.bmffHash.mismatch");
    Files.write(folder.resolve("3.m4s"), third);
    assertTrusted(init);
    byte[] changed = Files.readAllBytes(init);
    changed[changed.length - 1] ^= 1;
    Files.write(init, changed);
    assertThat(codes(init)).containsExactly("assertion.bmffHash.mismatch");
  }

  private static List<byte[]> leavesOf(Path fragment) throws IOException {
    try (FileChannel f = FileChannel.open(fragment)) {
      List<BmffBox> top = BmffBox.top(f);
      List<Range> excluded = BmffHash.ranges(f, top, BmffHash.exclusions());
      return List.of(Coverage.ofBoxes(top, excluded, true).hash(f, Io.digest("sha256")));
    }
  }
}
