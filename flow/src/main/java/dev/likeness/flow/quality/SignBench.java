package dev.likeness.flow.quality;

import dev.likeness.core.Progress;
import dev.likeness.provenance.SigningKeys;
import dev.likeness.provenance.SourceType;
import dev.likeness.provenance.c2pa.CredentialWriter;
import dev.likeness.provenance.c2pa.ManifestPlan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What signing costs: a file of a given size is signed with a key of the bench's own, and hashed
 * with SHA-256 by the same JVM, by turns. Reading back what was signed is not part of it.
 */
public final class SignBench {
  private static final int PIECE = 1 << 17;
  private static final int HEAD = 28;

  private final Path folder;
  private final Clock clock;
  private final Progress progress;

  /**
   * @param folder of files that are removed again; on the file system that is to be measured
   */
  public SignBench(Path folder, Clock clock, Progress progress) {
    this.folder = folder;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * A turn.
   *
   * @param plain seconds for SHA-256 alone
   * @param signing seconds for signing
   * @param heap the heap's peak while signing, in bytes
   */
  public record Turn(double plain, double signing, long heap) {
    public double times() {
      return signing / plain;
    }
  }

  /** Signs a file of so many bytes so often, after a turn that does not count. */
  public List<Turn> run(long bytes, int repeats) throws IOException {
    Path work = Files.createTempDirectory(folder, "likeness-sign");
    Path in = work.resolve("film.mp4");
    Path out = work.resolve("signed.mp4");
    try {
      fill(in, bytes);
      SigningKeys keys = SigningKeys.in(work.resolve("keys"));
      keys.initIfMissing(clock.instant());
      CredentialWriter writer = new CredentialWriter(keys.credential(clock.instant()), null);
      List<Turn> turns = new ArrayList<>();
      for (int i = 0; i <= repeats; i++) {
        progress.checkStop();
        progress.report("Signing", i, repeats + 1L);
        Turn t = turn(writer, in, out);
        if (i > 0) {
          turns.add(t);
        }
      }
      return turns;
    } finally {
      remove(work);
    }
  }

  private Turn turn(CredentialWriter writer, Path in, Path out) throws IOException {
    long began = System.nanoTime();
    hash(in);
    double plain = (System.nanoTime() - began) / 1e9;
    Files.deleteIfExists(out);
    List<MemoryPoolMXBean> heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(p -> p.getType() == MemoryType.HEAP)
            .toList();
    heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    began = System.nanoTime();
    writer.write(in, out, plan());
    double signing = (System.nanoTime() - began) / 1e9;
    long peak = heap.stream().mapToLong(p -> p.getPeakUsage().getUsed()).sum();
    return new Turn(plain, signing, peak);
  }

  private ManifestPlan plan() {
    String type = SourceType.BASE + "trainedAlgorithmicMedia";
    return new ManifestPlan(
        "bench",
        "Likeness",
        "bench",
        clock.instant(),
        List.of(new ManifestPlan.Action("c2pa.created", type, null, List.of())),
        List.of(),
        List.of(),
        null,
        null);
  }

  /** Boxes {@code ftyp} and {@code mdat}, with noise that no file system makes smaller. */
  private static void fill(Path file, long bytes) throws IOException {
    try (FileChannel c =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer head = ByteBuffer.allocate(HEAD + 8);
      head.putInt(20).put("ftypisom\0\0\2\0isom".getBytes(StandardCharsets.US_ASCII));
      head.putInt(1).putInt(0x6D646174).putLong(bytes - 20).flip();
      write(c, head);
      Random random = new Random(1);
      byte[] noise = new byte[PIECE];
      for (long at = c.position(); at < bytes; at += PIECE) {
        random.nextBytes(noise);
        write(c, ByteBuffer.wrap(noise, 0, (int) Math.min(PIECE, bytes - at)));
      }
    }
  }

  private static void write(FileChannel c, ByteBuffer b) throws IOException {
    while (b.hasRemaining()) {
      c.write(b);
    }
  }

  private static void hash(Path file) throws IOException {
    try (FileChannel c = FileChannel.open(file)) {
      MessageDigest d = MessageDigest.getInstance("SHA-256");
      ByteBuffer b = ByteBuffer.allocate(PIECE);
      while (c.read(b) >= 0) {
        d.update(b.array(), 0, b.position());
        b.clear();
      }
      d.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void remove(Path work) throws IOException {
    try (var all = Files.walk(work)) {
      for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(p);
      }
    }
  }
}
