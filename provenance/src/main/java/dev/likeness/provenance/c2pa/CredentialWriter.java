package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs files: writes a copy with a manifest in it, in place of any that was there. The file is
 * hashed once, in pieces, while it is copied. Thread-safe.
 */
public final class CredentialWriter {
  /**
   * The largest numbers that an exclusion can state, for a pad that can always make up for less.
   */
  private static final int PAD = 20;

  private final Credential credential;
  private final @Nullable TimeStamper stamper;

  /**
   * @param stamper null for no time-stamps: then signatures are valid as long as the certificate
   */
  public CredentialWriter(Credential credential, @Nullable TimeStamper stamper) {
    this.credential = credential;
    this.stamper = stamper;
  }

  /** The label of a manifest that was written, and how long its store is. */
  public record Written(String label, int bytes) {}

  /** Whether a manifest can be embedded in a file of this kind. */
  public static boolean embeds(Path file) {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      return Container.of(in).isPresent();
    } catch (IOException e) {
      throw io(file, e);
    }
  }

  /**
   * Writes a signed copy.
   *
   * @param out overwritten; on a failure what it holds is of no use
   * @throws CredentialException IO, CONTAINER, KEY, TIMESTAMP
   */
  public Written write(Path in, Path out, ManifestPlan plan) {
    try (FileChannel from = FileChannel.open(in, StandardOpenOption.READ);
        FileChannel to = create(out)) {
      Optional<Container> container = Container.of(from);
      if (container.isEmpty()) {
        throw new CredentialException(
            CredentialException.Code.CONTAINER,
            in + " is of a kind that Content Credentials cannot be embedded in");
      }
      return write(from, to, container.get(), new ManifestWriter(plan, credential, stamper));
    } catch (Malformed e) {
      throw new CredentialException(
          CredentialException.Code.CONTAINER, in + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw io(in, e);
    }
  }

  /**
   * Writes a manifest that lies beside a file, for kinds of file that cannot hold one.
   *
   * @param out the manifest store alone, {@code .c2pa}
   * @throws CredentialException IO, KEY, TIMESTAMP
   */
  public Written writeBeside(Path in, Path out, ManifestPlan plan) {
    try (FileChannel from = FileChannel.open(in, StandardOpenOption.READ);
        FileChannel to = create(out)) {
      ManifestWriter writer = new ManifestWriter(plan, credential, stamper);
      byte[] hash = Coverage.except(List.of(), from.size()).hash(from, Io.digest("sha256"));
      byte[] store = writer.signed(ManifestWriter.DATA_HASH, dataHash(null, hash));
      Io.put(to, 0, store);
      return new Written(writer.label(), store.length);
    } catch (IOException e) {
      throw io(in, e);
    }
  }

  private static Written write(
      FileChannel in, FileChannel out, Container container, ManifestWriter writer)
      throws IOException {
    String label = container.bmff() ? ManifestWriter.BMFF_HASH : ManifestWriter.DATA_HASH;
    byte[] zeros = new byte[32];
    CborMap empty =
        container.bmff() ? bmffHash(zeros) : dataHash(new Range(0, Long.MAX_VALUE), zeros);
    int length = writer.length(label, empty);
    Layout layout;
    Coverage coverage;
    Range hole;
    if (container.bmff()) {
      BmffContainer.Plan plan = BmffContainer.plan(in, length);
      layout = plan.layout();
      hole = new Range(layout.hole(), layout.hole() + layout.holeLength());
      coverage = BmffHash.written(plan.boxes(), hole);
    } else {
      layout = container.layout(in, length);
      hole = new Range(layout.hole(), layout.hole() + layout.holeLength());
      coverage = Coverage.except(List.of(hole), layout.length());
    }
    byte[] hash = LayoutCopy.run(in, out, layout, coverage.new Sink(Io.digest("sha256")));
    byte[] store = writer.signed(label, container.bmff() ? bmffHash(hash) : dataHash(hole, hash));
    if (store.length != length) {
      throw new IllegalStateException(
          "a store of " + store.length + " bytes that was to have " + length);
    }
    byte[] wrapped = layout.wrap().apply(store);
    if (wrapped.length != hole.length()) {
      throw new IllegalStateException(wrapped.length + " bytes for a place of " + hole.length());
    }
    Io.put(out, hole.from(), wrapped);
    return new Written(writer.label(), length);
  }

  /** Section 18.5; padded so that its length does not depend on the numbers. */
  private static CborMap dataHash(@Nullable Range excluded, byte[] hash) {
    CborMap m = new CborMap().put("name", "jumbf manifest").put("alg", "sha256").put("hash", hash);
    if (excluded == null) {
      return m.put("pad", new byte[0]);
    }
    CborMap range = new CborMap().put("start", excluded.from()).put("length", excluded.length());
    int used = Cbor.encode(excluded.from()).length + Cbor.encode(excluded.length()).length;
    return m.put("exclusions", List.of(range)).put("pad", new byte[PAD - used]);
  }

  /** Section 18.6. */
  private static CborMap bmffHash(byte[] hash) {
    return new CborMap()
        .put("name", "jumbf manifest")
        .put("alg", "sha256")
        .put("hash", hash)
        .put("exclusions", BmffHash.exclusions());
  }

  private static FileChannel create(Path out) throws IOException {
    return FileChannel.open(
        out,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  private static CredentialException io(Path file, IOException e) {
    return new CredentialException(
        CredentialException.Code.IO, "cannot sign " + file + ": " + e, e);
  }
}
