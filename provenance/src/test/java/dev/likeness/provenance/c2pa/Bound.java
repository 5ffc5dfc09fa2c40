package dev.likeness.provenance.c2pa;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signs files with hard bindings that {@link CredentialWriter} does not write. */
final class Bound {
  private final Notary notary;

  private final @Nullable TimeStamper stamper;

  Bound(Notary notary) {
    this(notary, null);
  }

  Bound(Notary notary, @Nullable TimeStamper stamper) {
    this.notary = notary;
    this.stamper = stamper;
  }

  /** Makes a binding for a file that holds a store already. */
  interface Binder {
    CborMap of(FileChannel file, List<Range> store) throws IOException;
  }

  /**
   * Writes a signed copy. The binding is made again until its length no longer changes the file, so
   * that what it says of the file is true of the result.
   */
  void write(Path in, Path out, ManifestPlan plan, String label, Binder binder) {
    try (FileChannel from = FileChannel.open(in, StandardOpenOption.READ)) {
      ManifestWriter writer = new ManifestWriter(plan, notary.credential, stamper);
      CborMap binding = new CborMap();
      int length = -1;
      for (int i = 0; i < 6; i++) {
        byte[] store = writer.signed(label, binding);
        put(from, out, store);
        if (store.length == length) {
          return;
        }
        length = store.length;
        try (FileChannel file = FileChannel.open(out, StandardOpenOption.READ)) {
          binding = binder.of(file, store(file));
        }
        byte[] next = writer.signed(label, binding);
        if (next.length == length) {
          put(from, out, next);
          return;
        }
        length = -1;
      }
      throw new IllegalStateException("a binding that does not come to rest");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy of a file with a store in it. */
  static void put(FileChannel in, Path out, byte[] store) throws IOException {
    Container container = Container.of(in).orElseThrow();
    Layout layout = container.layout(in, store.length);
    Files.deleteIfExists(out);
    try (FileChannel to =
        FileChannel.open(out, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      LayoutCopy.write(in, to, layout);
      Io.put(to, layout.hole(), layout.wrap().apply(store));
    }
    if (container.bmff()) {
      Files.write(out, real(Files.readAllBytes(out)));
    }
  }

  /** A box of a Merkle tree in a file that is yet to be signed, which signing leaves alone. */
  static byte[] later(byte[] box) {
    byte[] b = box.clone();
    b[8] ^= 1;
    return b;
  }

  private static byte[] real(byte[] file) {
    byte[] later = BmffContainer.C2PA.clone();
    later[0] ^= 1;
    for (int at = 0; at + 16 <= file.length; at++) {
      if (Arrays.equals(file, at, at + 16, later, 0, 16)) {
        file[at] ^= 1;
      }
    }
    return file;
  }

  /** A well-signed manifest of any kind with any assertions. */
  static byte[] manifest(Notary notary, String type, String label, List<Jumbf.Super> assertions)
      throws IOException {
    ByteArrayOutputStream boxes = new ByteArrayOutputStream();
    List<CborMap> references = new ArrayList<>();
    for (Jumbf.Super a : assertions) {
      boxes.writeBytes(a.whole());
      references.add(Uris.hashed(Uris.assertion(a.label()), a));
    }
    CborMap m =
        new CborMap()
            .put("instanceID", "x")
            .put("claim_generator_info", new CborMap().put("name", "any"))
            .put("signature", Uris.in(label, Manifest.SIGNATURE))
            .put("created_assertions", references);
    byte[] claim = Cbor.encode(m);
    byte[] head = Cose.protectedHeader(notary.credential);
    byte[] signature = notary.credential.sign(Cose.structure("Signature1", head, claim));
    byte[] cose = Cose.encode(head, signature, null, 0);
    return Jumbf.superbox(
        type,
        label,
        Jumbf.superbox(Jumbf.ASSERTIONS, Manifest.ASSERTIONS, boxes.toByteArray()),
        Jumbf.superbox(Jumbf.CLAIM, Manifest.CLAIM, Jumbf.box("cbor", claim)),
        Jumbf.superbox(Jumbf.SIGNATURE, Manifest.SIGNATURE, Jumbf.box("cbor", cose)));
  }

  static Jumbf.Super assertion(String label, CborMap content) throws IOException {
    return Jumbf.read(Jumbf.superbox(Jumbf.CBOR, label, Jumbf.box("cbor", Cbor.encode(content))));
  }

  static List<Range> store(FileChannel file) throws IOException {
    return Container.of(file).orElseThrow().find(file).orElseThrow().embedded();
  }

  /** Names every box: alone, or with its neighbours on the same side of the manifest. */
  static CborMap boxes(FileChannel file, List<Range> store, boolean alone) throws IOException {
    Optional<List<AssetBox>> all =
        Container.of(file).orElseThrow().boxes(file, store, alone && trailing(file, store));
    List<CborMap> entries = new ArrayList<>();
    List<AssetBox> group = new ArrayList<>();
    for (AssetBox b : all.orElseThrow()) {
      if (b.use() == AssetBox.Use.STORE) {
        entry(file, group, entries);
        entries.add(
            new CborMap()
                .put("names", List.of(AssetBox.STORE))
                .put("hash", new byte[1])
                .put("pad", new byte[0]));
      } else {
        group.add(b);
        if (alone) {
          entry(file, group, entries);
        }
      }
    }
    entry(file, group, entries);
    return new CborMap().put("alg", "sha256").put("boxes", entries);
  }

  private static boolean trailing(FileChannel file, List<Range> store) throws IOException {
    List<AssetBox> all = Container.of(file).orElseThrow().boxes(file, store, false).orElseThrow();
    return all.getLast().to() < file.size();
  }

  private static void entry(FileChannel file, List<AssetBox> group, List<CborMap> entries)
      throws IOException {
    if (group.isEmpty()) {
      return;
    }
    Range span = new Range(group.get(0).from(), group.getLast().to());
    byte[] hash = Coverage.except(List.of(), span).hash(file, Io.digest("sha256"));
    List<String> names = group.stream().map(AssetBox::name).toList();
    entries.add(new CborMap().put("names", names).put("hash", hash).put("pad", new byte[0]));
    group.clear();
  }
}
