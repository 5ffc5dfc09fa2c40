package dev.likeness.provenance.merkle;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.consent.ChainLock;
import dev.likeness.consent.SubjectKey;
import dev.likeness.consent.SubjectKeys;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A folder with an append-only log: a line of {@link CanonicalJson} for each entry, and a head that
 * the operator signed for each. An entry counts once its head is on disk; what a crash left beyond,
 * at most one line, is cut off by the next append, which says so in an entry of kind {@code
 * repair}. Thread-safe, and safe among processes.
 */
public final class MerkleLog {
  private final LogFiles files;
  private final Supplier<Optional<ObjectNode>> opening;

  /** The head that was signed here last: where the file still ends with it, it is known good. */
  private volatile String own = "";

  /**
   * @param folder made with the first entry
   * @param opening the content of an entry that goes before all others, if there is one
   */
  public MerkleLog(Path folder, Supplier<Optional<ObjectNode>> opening) {
    this.files = new LogFiles(folder.toAbsolutePath());
    this.opening = opening;
  }

  /**
   * An entry.
   *
   * @param sequence from 1
   * @param content what was appended; not to be changed
   * @param leaf the hash of its line as a leaf of the tree
   */
  public record Entry(long sequence, Instant time, ObjectNode content, Digest leaf) {}

  /** What is appended, when its number is known. */
  @FunctionalInterface
  public interface Content {
    ObjectNode at(long sequence);
  }

  /** Where the log ends. */
  private record End(Merkle.Frontier frontier, long length, long headsLength) {}

  /**
   * Appends; on return entry and head are on disk.
   *
   * @throws LogException BROKEN, KEY, IO
   * @throws dev.likeness.consent.ConsentException BUSY
   */
  public Entry append(Content content, Clock clock) {
    return locked(
        () -> {
          End end = settle(clock);
          if (end.frontier.size() == 0) {
            Optional<ObjectNode> first = opening.get();
            if (first.isPresent()) {
              end = extend(s -> first.get(), end, clock).end;
            }
          }
          return extend(content, end, clock).entry;
        });
  }

  private record Extended(Entry entry, End end) {}

  private Extended extend(Content content, End end, Clock clock) throws IOException {
    SubjectKeys keys = new LogKey(files.operator()).pair(end.frontier.size() == 0);
    long sequence = end.frontier.size() + 1;
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    ObjectNode body = content.at(sequence);
    ObjectNode line = CanonicalJson.object().put("sequence", sequence).put("time", now.toString());
    line.set("content", body);
    byte[] bytes = CanonicalJson.write(line).getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= LogFiles.LONGEST_LINE) {
      throw new IllegalArgumentException("an entry of " + bytes.length + " bytes is too long");
    }
    Digest leaf = Merkle.leaf(bytes);
    Merkle.Frontier frontier = end.frontier.with(leaf);
    long length = LogFiles.put(files.log(), end.length, bytes);
    TreeHead head = TreeHead.sign(sequence, frontier.root(), length, now, keys);
    long heads =
        LogFiles.put(files.heads(), end.headsLength, head.text().getBytes(StandardCharsets.UTF_8));
    files.writeFrontier(frontier);
    own = head.text();
    return new Extended(new Entry(sequence, now, body, leaf), new End(frontier, length, heads));
  }

  /** Where the log ends, after removing what a crash left behind the last head. */
  private End settle(Clock clock) throws IOException {
    Optional<LogFiles.LastHead> last = files.lastHead();
    long length = last.map(l -> l.head().length()).orElse(0L);
    long heads = last.map(LogFiles.LastHead::end).orElse(0L);
    long there = Files.exists(files.log()) ? Files.size(files.log()) : 0;
    if (there < length) {
      throw LogFiles.broken(files.log(), "%d bytes, and %d were signed".formatted(there, length));
    }
    Merkle.Frontier frontier = frontier(last.map(LogFiles.LastHead::head));
    End end = new End(frontier, length, heads);
    if (there == length) {
      return end;
    }
    requireOneLine(length, there);
    ObjectNode note =
        CanonicalJson.object().put("kind", "repair").put("removed_bytes", there - length);
    return extend(s -> note, end, clock).end;
  }

  private void requireOneLine(long from, long to) throws IOException {
    try (FileChannel c = FileChannel.open(files.log(), StandardOpenOption.READ)) {
      byte[] rest = new byte[(int) Math.min(to - from, LogFiles.LONGEST_LINE + 1)];
      c.read(java.nio.ByteBuffer.wrap(rest), from);
      for (int i = 0; i < rest.length - 1; i++) {
        if (rest[i] == '\n') {
          throw LogFiles.broken(
              files.heads(), "more than one entry has no signed head; a crash leaves one at most");
        }
      }
    }
  }

  /** The tree's right edge as the last head signs it, from the short cut or from the log itself. */
  private Merkle.Frontier frontier(Optional<TreeHead> head) throws IOException {
    Optional<Merkle.Frontier> kept = files.readFrontier();
    if (head.isEmpty()) {
      if (kept.isPresent() && kept.get().size() > 0) {
        throw LogFiles.broken(files.heads(), "all signed heads are gone");
      }
      return Merkle.Frontier.EMPTY;
    }
    TreeHead h = head.get();
    boolean known = h.text().equals(own);
    if (!known && !h.signatureValid() || !h.key().equals(new LogKey(files.operator()).shown())) {
      throw LogFiles.broken(files.heads(), "its last line is not signed with the operator's key");
    }
    if (kept.isPresent() && kept.get().size() > h.size()) {
      throw LogFiles.broken(
          files.heads(),
          "it ends with the head of %d entries, and %d were signed"
              .formatted(h.size(), kept.get().size()));
    }
    if (kept.isPresent() && kept.get().size() == h.size() && kept.get().root().equals(h.root())) {
      return kept.get();
    }
    Merkle.Frontier f = Merkle.Frontier.EMPTY;
    for (Digest leaf : leaves(h.size())) {
      f = f.with(leaf);
    }
    if (!f.root().equals(h.root())) {
      throw LogFiles.broken(files.log(), "it is not what the last head signs");
    }
    return f;
  }

  private List<Digest> leaves(long count) throws IOException {
    List<Digest> out = new ArrayList<>();
    try (LogFiles.Lines lines = new LogFiles.Lines(files.log())) {
      for (LogFiles.Line l = lines.next(); l != null && out.size() < count; l = lines.next()) {
        out.add(Merkle.leaf(l.bytes()));
      }
    }
    if (out.size() < count) {
      throw LogFiles.broken(
          files.log(), "%d entries, and %d were signed".formatted(out.size(), count));
    }
    return out;
  }

  /**
   * Reads all entries that a head signs; they are checked by the last signature, which covers them.
   *
   * @throws LogException BROKEN when the log is not what was signed; the reader has then seen
   *     nothing
   */
  public void read(Consumer<Entry> reader) {
    if (!files.exist()) {
      return;
    }
    List<Entry> all = new ArrayList<>();
    LogReport report = locked(() -> LogScan.quick(files, all::add));
    if (!report.problems().isEmpty()) {
      throw new LogException(
          LogException.Code.BROKEN,
          report.problems().get(0) + "; 'likeness audit verify' says more");
    }
    all.forEach(reader);
  }

  /**
   * Checks every entry against every signed head.
   *
   * @param kept a head that was kept elsewhere, with which the log must agree; null for none
   */
  public LogReport verify(@Nullable TreeHead kept) {
    return files.exist()
        ? locked(() -> LogScan.run(files, kept, e -> {}))
        : LogScan.none(files, kept);
  }

  /** The newest head. */
  public Optional<TreeHead> head() {
    return files.exist() ? locked(files::lastHead).map(LogFiles.LastHead::head) : Optional.empty();
  }

  /** The operator's public key, as PEM file. */
  public Path publicKey() {
    return new LogKey(files.operator()).publicFile();
  }

  /** The operator's public key; empty where nothing was ever logged. */
  public Optional<SubjectKey> key() {
    LogKey k = new LogKey(files.operator());
    return Files.exists(k.publicFile()) ? Optional.of(k.shown()) : Optional.empty();
  }

  /**
   * Shows that an entry is in the log.
   *
   * @param sequence of the entry, from 1
   * @throws LogException PROOF when there is no such entry, BROKEN
   */
  public Proof.Inclusion prove(long sequence) {
    return locked(
        () -> {
          TreeHead head = requireHead();
          if (sequence < 1 || sequence > head.size()) {
            throw new LogException(
                LogException.Code.PROOF,
                "there is no entry %d; the log has %d".formatted(sequence, head.size()));
          }
          List<Digest> leaves = leaves(head.size());
          requireRoot(leaves, head);
          return new Proof.Inclusion(
              line(sequence), sequence, Merkle.inclusion(leaves, (int) sequence - 1), head);
        });
  }

  /**
   * Shows that the log only grew since a head.
   *
   * @param from the size that the log had
   */
  public Proof.Consistency proveSince(long from) {
    return locked(
        () -> {
          TreeHead head = requireHead();
          if (from < 1 || from > head.size()) {
            throw new LogException(
                LogException.Code.PROOF,
                "the log has %d entries; it never ended with entry %d"
                    .formatted(head.size(), from));
          }
          List<Digest> leaves = leaves(head.size());
          requireRoot(leaves, head);
          return new Proof.Consistency(headAt(from), Merkle.consistency(leaves, (int) from), head);
        });
  }

  private void requireRoot(List<Digest> leaves, TreeHead head) {
    if (!Merkle.root(leaves).equals(head.root())) {
      throw LogFiles.broken(files.log(), "it is not what the last head signs");
    }
  }

  private TreeHead requireHead() throws IOException {
    return files
        .lastHead()
        .map(LogFiles.LastHead::head)
        .orElseThrow(() -> new LogException(LogException.Code.PROOF, "the log has no entry yet"));
  }

  private String line(long sequence) throws IOException {
    try (LogFiles.Lines lines = new LogFiles.Lines(files.log())) {
      for (LogFiles.Line l = lines.next(); l != null; l = lines.next()) {
        if (sequence == CanonicalJson.read(l.bytes()).path("sequence").longValue()) {
          return l.text();
        }
      }
    }
    throw LogFiles.broken(files.log(), "entry " + sequence + " is gone");
  }

  private TreeHead headAt(long size) throws IOException {
    try (LogFiles.Lines lines = new LogFiles.Lines(files.heads())) {
      for (LogFiles.Line l = lines.next(); l != null; l = lines.next()) {
        TreeHead h = TreeHead.of(CanonicalJson.read(l.bytes()));
        if (h.size() == size) {
          return h;
        }
      }
    }
    throw LogFiles.broken(files.heads(), "the head of " + size + " entries is gone");
  }

  private <T> T locked(ChainLock.Action<T> action) {
    try {
      Files.createDirectories(files.folder());
      return ChainLock.under(files.lock(), action);
    } catch (IOException e) {
      throw new LogException(
          LogException.Code.IO,
          "cannot read or write the log in %s: %s; check that the folder is there and yours"
              .formatted(files.folder(), Trouble.of(e)),
          e);
    }
  }
}
