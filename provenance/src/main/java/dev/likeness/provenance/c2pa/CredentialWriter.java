package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs files: writes a copy with a manifest in it, in place of any that was there. The file is
 * read once, in pieces, and hashed on the way. Thread-safe.
 */
public final class CredentialWriter {
  private static final int PIECE = 1 << 20;

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
   * Writes a manifest that lies beside a file (section 11.5), for kinds of file that cannot hold
   * one.
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
    Coverage.Sink sink = coverage.new Sink(Io.digest("sha256"));
    copy(in, out, layout, sink);
    byte[] hash = sink.finish();
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

  /** Section 18.6; padded so that its length does not depend on the numbers. */
  private static CborMap dataHash(@Nullable Range excluded, byte[] hash) {
    CborMap m = new CborMap().put("name", "jumbf manifest").put("alg", "sha256").put("hash", hash);
    if (excluded == null) {
      return m.put("pad", new byte[0]);
    }
    CborMap range = new CborMap().put("start", excluded.from()).put("length", excluded.length());
    int used = Cbor.encode(excluded.from()).length + Cbor.encode(excluded.length()).length;
    return m.put("exclusions", List.of(range)).put("pad", new byte[PAD - used]);
  }

  /** Section 18.7. */
  private static CborMap bmffHash(byte[] hash) {
    return new CborMap()
        .put("name", "jumbf manifest")
        .put("alg", "sha256")
        .put("hash", hash)
        .put("exclusions", BmffHash.exclusions());
  }

  private static void copy(FileChannel in, FileChannel out, Layout layout, Coverage.Sink sink)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(PIECE);
    long at = 0;
    for (Layout.Part p : layout.parts()) {
      switch (p) {
        case Layout.Hole h -> sink.skip(h.length());
        case Layout.Bytes b -> put(out, at, b.bytes(), b.bytes().length, sink);
        case Layout.Zeros z -> {
          byte[] zeros = new byte[(int) Math.min(z.length(), 1 << 16)];
          for (long done = 0; done < z.length(); done += zeros.length) {
            int n = (int) Math.min(zeros.length, z.length() - done);
            put(out, at + done, zeros, n, sink);
          }
        }
        case Layout.Table t -> {
          for (long done = 0; done < t.length(); done += buffer.capacity()) {
            byte[] b = Io.at(in, t.from() + done, Math.min(buffer.capacity(), t.length() - done));
            add(ByteBuffer.wrap(b), t.width(), t.add());
            put(out, at + done, b, b.length, sink);
          }
        }
        case Layout.Copy c -> {
          for (long from = c.from(); from < c.to(); ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), c.to() - from));
            int n = in.read(buffer, from);
            if (n < 0) {
              throw new Malformed("the file became shorter while it was read");
            }
            put(out, at + from - c.from(), buffer.array(), n, sink);
            from += n;
          }
        }
      }
      at += p.length();
    }
  }

  private static void put(FileChannel out, long at, byte[] b, int n, Coverage.Sink sink)
      throws IOException {
    sink.take(b, 0, n);
    ByteBuffer view = ByteBuffer.wrap(b, 0, n);
    while (view.hasRemaining()) {
      out.write(view, at + view.position());
    }
  }

  private static void add(ByteBuffer numbers, int width, long add) {
    for (int i = 0; i < numbers.limit(); i += width) {
      if (width == 4) {
        numbers.putInt(i, (int) (numbers.getInt(i) + add));
      } else {
        numbers.putLong(i, numbers.getLong(i) + add);
      }
    }
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
