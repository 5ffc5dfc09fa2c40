package dev.likeness.provenance.merkle;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.consent.ChainLock;
import dev.likeness.consent.SubjectKey;
import dev.likeness.consent.SubjectKeys;
import dev.likeness.core.Digest;
import dev.likeness.core.Trouble;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A folder with an append-only log: a line of {@link CanonicalJson} for each entry, and a head that
 * the operator signed for each. An entry counts once its head is on disk; what a crash left beyond,
 * which are lines of one moment, is cut off by the next append, which says so in an entry of kind
 * {@code repair}. Entries that several threads append at the same time reach the disk together,
 * since waiting for it is what takes long, and bear the same time, so that heads which somebody
 * removed are not taken for a crash. Thread-safe, and safe among processes.
 */
public final class MerkleLog {
  /** So many entries go to the disk at once, at most. */
  static final int TOGETHER = 64;

  private final LogFiles files;
  private final Supplier<Optional<ObjectNode>> opening;
  private final Queue<Wish> wishes = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();

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

  /** An entry that a thread waits for. */
  private static final class Wish {
    final Content content;
    final Clock clock;
    private final CompletableFuture<Entry> entry = new CompletableFuture<>();

    Wish(Content content, Clock clock) {
      this.content = content;
      this.clock = clock;
    }
  }

  /**
   * Appends; on return entry and head are on disk.
   *
   * @throws LogException BROKEN, KEY, IO
   * @throws dev.likeness.consent.ConsentException BUSY
   */
  public Entry append(Content content, Clock clock) {
    Wish wish = new Wish(content, clock);
    wishes.add(wish);
    turn.lock();
    try {
      // whoever had the turn before may have written it
      while (!wish.entry.isDone()) {
        List<Wish> all = new ArrayList<>();
        for (Wish w = wishes.poll(); w != null; w = all.size() < TOGETHER ? wishes.poll() : null) {
          all.add(w);
        }
        write(all);
      }
    } finally {
      turn.unlock();
    }
    try {
      return wish.entry.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException own ? own : e;
    }
  }

  /** Sees to it that each wish ends, one way or the other. */
  private void write(List<Wish> all) {
    try {
      locked(
          () -> {
            End end = settle(all.getFirst().clock);
            if (end.frontier.size() == 0) {
              Optional<ObjectNode> first = opening.get();
              if (first.isPresent()) {
                end = extend(List.of(new Wish(s -> first.get(), all.getFirst().clock)), end);
              }
            }
            return extend(all, end);
          });
    } catch (RuntimeException | Error e) {
      all.forEach(w -> w.entry.completeExceptionally(e));
    }
  }

  /** Writes all entries, then all heads; a wish that cannot be put into words fails alone. */
  private End extend(List<Wish> all, End end) throws IOException {
    SubjectKeys keys = new LogKey(files.operator()).pair(end.frontier.size() == 0);
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    ByteArrayOutputStream heads = new ByteArrayOutputStream();
    Merkle.Frontier frontier = end.frontier;
    Map<Wish, Entry> written = new LinkedHashMap<>();
    String last = own;
    Instant now = all.getFirst().clock.instant().truncatedTo(ChronoUnit.MILLIS);
    for (Wish w : all) {
      long sequence = frontier.size() + 1;
      ObjectNode body;
      byte[] bytes;
      try {
        body = w.content.at(sequence);
        bytes = line(sequence, now, body);
      } catch (RuntimeException e) {
        w.entry.completeExceptionally(e);
        continue;
      }
      Digest leaf = Merkle.leaf(bytes);
      frontier = frontier.with(leaf);
      lines.writeBytes(bytes);
      lines.write('\n');
      TreeHead head =
          TreeHead.sign(sequence, frontier.root(), end.length + lines.size(), now, keys);
      last = head.text();
      heads.writeBytes(last.getBytes(StandardCharsets.UTF_8));
      heads.write('\n');
      written.put(w, new Entry(sequence, now, body, leaf));
    }
    if (written.isEmpty()) {
      return end;
    }
    long length = LogFiles.put(files.log(), end.length, lines.toByteArray());
    long headsLength = LogFiles.put(files.heads(), end.headsLength, heads.toByteArray());
    files.writeFrontier(frontier);
    own = last;
    written.forEach((w, e) -> w.entry.complete(e));
    return new End(frontier, length, headsLength);
  }

  private static byte[] line(long sequence, Instant now, ObjectNode body) {
    ObjectNode line = CanonicalJson.object().put("sequence", sequence).put("time", now.toString());
    line.set("content", body);
    byte[] bytes = CanonicalJson.write(line).getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= LogFiles.LONGEST_LINE) {
      throw new IllegalArgumentException("an entry of " + bytes.length + " bytes is too long");
    }
    return bytes;
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
    try (LogFiles.Lines log = new LogFiles.Lines(files.log(), length)) {
      LogFiles.Rest rest = LogFiles.Rest.of(log);
      if (!rest.ofOneCrash()) {
        throw LogFiles.broken(
            files.heads(),
            "%d entries have no signed head, and no crash leaves these".formatted(rest.lines()));
      }
    }
    ObjectNode note =
        CanonicalJson.object().put("kind", "repair").put("removed_bytes", there - length);
    return extend(List.of(new Wish(s -> note, clock)), end);
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
    for (Digest leaf : LogProofs.leaves(files, h.size())) {
      f = f.with(leaf);
    }
    if (!f.root().equals(h.root())) {
      throw LogFiles.broken(files.log(), "it is not what the last head signs");
    }
    return f;
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
    LogReport report = reading(() -> LogScan.quick(files, all::add));
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
        ? reading(() -> LogScan.run(files, kept, e -> {}))
        : LogScan.none(files, kept);
  }

  /** The newest head. */
  public Optional<TreeHead> head() {
    return files.exist() ? reading(files::lastHead).map(LogFiles.LastHead::head) : Optional.empty();
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
    return locked(() -> LogProofs.inclusion(files, sequence));
  }

  /**
   * Shows that the log only grew since a head.
   *
   * @param from the size that the log had
   * @throws LogException PROOF when it never had that size, BROKEN
   */
  public Proof.Consistency proveSince(long from) {
    return locked(() -> LogProofs.consistency(files, from));
  }

  private <T> T locked(ChainLock.Action<T> action) {
    return told(
        () -> {
          Files.createDirectories(files.folder());
          return ChainLock.under(files.lock(), action);
        });
  }

  private <T> T reading(ChainLock.Action<T> action) {
    return told(() -> ChainLock.reading(files.lock(), action));
  }

  private <T> T told(ChainLock.Action<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new LogException(
          LogException.Code.IO,
          "cannot read or write the log in %s: %s; check that the folder is there and yours"
              .formatted(files.folder(), Trouble.of(e)),
          e);
    }
  }
}
