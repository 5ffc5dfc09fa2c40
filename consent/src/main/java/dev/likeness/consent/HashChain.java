package dev.likeness.consent;

import dev.likeness.core.Digest;
import dev.likeness.core.Trouble;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An append-only file of JSON lines in which every line holds the digest of the one before it, so
 * that no line can be changed, moved, put in or left out unseen.
 *
 * <p>A line is the {@link CanonicalJson} of sequence (from 1), time, previous, body and digest, and
 * its digest is the SHA-256 of the canonical JSON of the other four. Beside the file lies {@code
 * FILE.head}: length, sequence and digest of what has been acknowledged; with it a cut end is seen
 * too. Who can rewrite both files can forge both: against that, heads must be kept or signed
 * elsewhere.
 *
 * <p>Appending is safe against other threads and processes ({@code FILE.lock}) and against a kill
 * at any moment: what had not been acknowledged is a torn last line, which {@link #verify} reports
 * and the next append removes, leaving a line of kind {@code repair} that says so. Thread-safe.
 */
public final class HashChain {
  static final Digest GENESIS = new Digest("0".repeat(64));
  static final int LONGEST_LINE = 4 << 20;

  /**
   * A line.
   *
   * @param body what was appended; not to be changed
   */
  public record Entry(
      long sequence, Instant time, Digest previous, ObjectNode body, Digest digest) {}

  /** What {@link #verify} finds. */
  public sealed interface State {
    /** Nothing is wrong. */
    record Whole(long entries, Digest head) implements State {}

    /**
     * The last append was cut off before it was acknowledged: {@code bytes} at the end belong to no
     * line. All lines before are whole.
     */
    record Torn(long entries, Digest head, long bytes) implements State {}

    /** The line with this sequence number, at this byte of the file, is not what was appended. */
    record Broken(long sequence, long offset, String what) implements State {}
  }

  private final Path file;

  private HashChain(Path file) {
    this.file = file;
  }

  /** The chain in this file; it comes into being with the first append. */
  public static HashChain at(Path file) {
    return new HashChain(file.toAbsolutePath());
  }

  public Path file() {
    return file;
  }

  /**
   * Appends without reading what lies before the acknowledged end.
   *
   * @throws ConsentException CHAIN_BROKEN, BUSY, IO
   */
  public Entry append(ObjectNode body, Clock clock) {
    return locked(() -> extend(body, settle(tail(), clock).end(), clock).entry());
  }

  /**
   * Reads all lines, then appends, with nobody between.
   *
   * @param reader sees every line
   * @param body called after the last line; null appends nothing, and what it throws goes through
   */
  public Optional<Entry> append(
      Consumer<Entry> reader, Supplier<@Nullable ObjectNode> body, Clock clock) {
    return locked(
        () -> {
          ChainScan.Result found = whole(scanAll(reader));
          ObjectNode next = body.get();
          return next == null
              ? Optional.empty()
              : Optional.of(extend(next, settle(found, clock).end(), clock).entry());
        });
  }

  /**
   * Reads all lines; an unacknowledged torn end is passed over.
   *
   * @throws ConsentException CHAIN_BROKEN when a line is not what was appended (the reader may have
   *     seen the lines before it)
   */
  public void read(Consumer<Entry> reader) {
    if (exists()) {
      reading(() -> whole(scanAll(reader)));
    }
  }

  /** Checks every line, and that none is missing at the end. */
  public State verify() {
    return exists() ? reading(() -> scanAll(e -> {}).state()) : new State.Whole(0, GENESIS);
  }

  private ChainScan.Result scanAll(Consumer<Entry> reader) throws IOException {
    return scan(false, reader);
  }

  /** The last acknowledged line and what lies behind it. */
  private ChainScan.Result tail() throws IOException {
    return scan(true, e -> {});
  }

  private ChainScan.Result scan(boolean fromHead, Consumer<Entry> reader) throws IOException {
    ChainHead head;
    try {
      head = ChainHead.read(headFile(), file);
    } catch (IllegalArgumentException e) {
      return new ChainScan.Result(
          new State.Broken(1, 0, String.valueOf(e.getMessage())), ChainHead.START);
    }
    return ChainScan.run(file, fromHead ? head.before() : ChainHead.Point.START, head, reader);
  }

  private ChainScan.Result whole(ChainScan.Result found) {
    if (found.state() instanceof State.Broken b) {
      throw broken(b);
    }
    return found;
  }

  /** Makes sure that the file ends with a whole line, and says in the chain what was removed. */
  private ChainHead settle(ChainScan.Result found, Clock clock) throws IOException {
    whole(found);
    if (!(found.state() instanceof State.Torn torn)) {
      return found.end();
    }
    try (FileChannel c = FileChannel.open(file, StandardOpenOption.WRITE)) {
      c.truncate(found.end().end().length());
      c.force(true);
    }
    ObjectNode note =
        CanonicalJson.object().put("kind", "repair").put("removed_bytes", torn.bytes());
    return extend(note, found.end().end(), clock).head();
  }

  private record Extended(Entry entry, ChainHead head) {}

  private Extended extend(ObjectNode body, ChainHead.Point end, Clock clock) throws IOException {
    ObjectNode line =
        CanonicalJson.object()
            .put("sequence", end.sequence() + 1)
            .put("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
            .put("previous", end.digest().hex());
    line.set("body", body);
    Digest digest = Digest.of(CanonicalJson.write(line).getBytes(StandardCharsets.UTF_8));
    line.put("digest", digest.hex());
    byte[] bytes = (CanonicalJson.write(line) + "\n").getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LONGEST_LINE) {
      throw new IllegalArgumentException(
          "an entry of " + bytes.length + " bytes is longer than " + LONGEST_LINE);
    }
    if (end.sequence() == 0) {
      ChainHead.START.write(headFile());
    }
    try (FileChannel c =
        PrivateFiles.open(file, EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
      c.position(end.length());
      PrivateFiles.writeAll(c, bytes);
      c.force(true);
    }
    ChainHead head =
        new ChainHead(
            end, new ChainHead.Point(end.length() + bytes.length, end.sequence() + 1, digest));
    head.write(headFile());
    return new Extended(
        new Entry(
            head.end().sequence(),
            Instant.parse(line.get("time").stringValue()),
            end.digest(),
            body,
            digest),
        head);
  }

  private boolean exists() {
    return Files.exists(file) || Files.exists(headFile());
  }

  private Path headFile() {
    return file.resolveSibling(file.getFileName() + ".head");
  }

  private Path lock() {
    return file.resolveSibling(file.getFileName() + ".lock");
  }

  private <T> T locked(ChainLock.Action<T> action) {
    return told(
        () -> {
          Files.createDirectories(file.getParent());
          return ChainLock.under(lock(), action);
        });
  }

  private <T> T reading(ChainLock.Action<T> action) {
    return told(() -> ChainLock.reading(lock(), action));
  }

  private <T> T told(ChainLock.Action<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new ConsentException(
          ConsentException.Code.IO,
          "cannot read or write "
              + file
              + ": "
              + Trouble.of(e)
              + "; check that the folder is there and yours",
          e);
    }
  }

  private ConsentException broken(State.Broken b) {
    return new ConsentException(
        ConsentException.Code.CHAIN_BROKEN,
        "%s has been changed: entry %d at byte %d %s; put back a copy that verifies"
            .formatted(file, b.sequence(), b.offset(), b.what()));
  }
}
