package dev.likeness.provenance.merkle;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.consent.SubjectKey;
import dev.likeness.core.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Goes through a log and its heads side by side: line n of the heads signs the tree of the first n
 * entries, so that the first line which is not as it was is known, whichever of the two it is in.
 */
final class LogScan {
  private final LogFiles files;
  private final @Nullable TreeHead kept;
  private final @Nullable SubjectKey key;
  private final boolean everySignature;
  private final Consumer<MerkleLog.Entry> reader;
  private final List<LogReport.Problem> problems = new ArrayList<>();
  private Merkle.Frontier frontier = Merkle.Frontier.EMPTY;
  private @Nullable TreeHead last;
  private boolean keptSeen;
  private long sound;

  private LogScan(
      LogFiles files,
      @Nullable TreeHead kept,
      boolean everySignature,
      Consumer<MerkleLog.Entry> reader) {
    this.files = files;
    this.kept = kept;
    this.everySignature = everySignature;
    this.reader = reader;
    LogKey operator = new LogKey(files.operator());
    this.key = Files.exists(operator.publicFile()) ? operator.shown() : null;
  }

  static LogReport run(LogFiles files, @Nullable TreeHead kept, Consumer<MerkleLog.Entry> reader)
      throws IOException {
    return new LogScan(files, kept, true, reader).scan();
  }

  /** Checks all entries by the last signature alone, which covers them: for reading. */
  static LogReport quick(LogFiles files, Consumer<MerkleLog.Entry> reader) throws IOException {
    return new LogScan(files, null, false, reader).scan();
  }

  static LogReport none(LogFiles files, @Nullable TreeHead kept) {
    List<LogReport.Problem> p = new ArrayList<>();
    if (kept != null && kept.size() > 0) {
      p.add(
          new LogReport.Problem(
              files.log(), 0, "is not there, and %d entries were signed".formatted(kept.size())));
    }
    return new LogReport(0, Optional.empty(), 0, p);
  }

  private LogReport scan() throws IOException {
    long rest = 0;
    if (key == null) {
      wrong(files.operator(), 0, "has no public half beside it any more");
    }
    try (LogFiles.Lines log = new LogFiles.Lines(files.log());
        LogFiles.Lines heads = new LogFiles.Lines(files.heads())) {
      long n = 0;
      while (true) {
        LogFiles.Line h = heads.next();
        if (h == null || !h.whole()) {
          // a torn head at the end was never acknowledged, nor was its entry
          rest = unsigned(log, n);
          break;
        }
        n++;
        TreeHead head = head(h, n);
        LogFiles.Line l = log.next();
        if (l == null) {
          missing(n, head);
          break;
        }
        entry(l, n, head);
      }
    }
    if (!everySignature && last != null && !signed(last)) {
      wrong(files.heads(), last.size(), "is not signed with the operator's key");
    }
    headsCut();
    keptAgrees();
    return new LogReport(sound, Optional.ofNullable(last), rest, problems);
  }

  /** How much lies behind the last head; a crash leaves what was written together. */
  private long unsigned(LogFiles.Lines log, long n) throws IOException {
    LogFiles.Rest rest = LogFiles.Rest.of(log);
    if (!rest.ofOneCrash()) {
      wrong(
          files.heads(),
          n + 1,
          "is missing, and %d more: %d entries have no signed head, and no crash leaves these"
              .formatted(rest.lines() - 1, rest.lines()));
    }
    return rest.bytes();
  }

  private void missing(long n, @Nullable TreeHead head) {
    wrong(
        files.log(),
        n,
        "is missing: the log ends before it, and a head was signed for it"
            + (head == null ? "" : " at " + head.time()));
  }

  /** The head in a line; null, after a complaint, where it is none. */
  private @Nullable TreeHead head(LogFiles.Line h, long n) {
    TreeHead head;
    try {
      head = TreeHead.of(CanonicalJson.read(h.bytes()));
    } catch (IllegalArgumentException e) {
      wrong(files.heads(), n, "has been changed: it " + e.getMessage());
      return null;
    }
    if (!Arrays.equals(head.text().getBytes(StandardCharsets.UTF_8), h.bytes())) {
      wrong(files.heads(), n, "is not spelt as it was written");
      return null;
    }
    if (everySignature && !signed(head)) {
      wrong(files.heads(), n, "is not signed with the operator's key");
      return null;
    }
    if (head.size() != n) {
      wrong(
          files.heads(),
          n,
          "holds the head of %d entries: heads were removed, put in or moved"
              .formatted(head.size()));
      return null;
    }
    last = head;
    return head;
  }

  private boolean signed(TreeHead head) {
    return (key == null || head.key().equals(key)) && head.signatureValid();
  }

  private void entry(LogFiles.Line l, long n, @Nullable TreeHead head) {
    Digest leaf = Merkle.leaf(l.bytes());
    frontier = frontier.with(leaf);
    boolean before = sound == n - 1;
    try {
      MerkleLog.Entry e = parse(l, n, leaf);
      if (head != null && before && !frontier.root().equals(head.root())) {
        throw new IllegalArgumentException("is not the entry that was signed");
      }
      if (head != null && head.length() != l.offset() + l.bytes().length + 1) {
        throw new IllegalArgumentException("does not end where it did when it was signed");
      }
      agree(n);
      if (before) {
        sound = n;
        reader.accept(e);
      }
    } catch (IllegalArgumentException | JacksonException | DateTimeException e) {
      wrong(files.log(), n, String.valueOf(e.getMessage()));
    }
  }

  private static MerkleLog.Entry parse(LogFiles.Line l, long n, Digest leaf) {
    if (!l.whole()) {
      throw new IllegalArgumentException("is cut");
    }
    ObjectNode o;
    try {
      o = CanonicalJson.read(l.bytes());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("has been changed: it is " + e.getMessage(), e);
    }
    long sequence = o.path("sequence").isIntegralNumber() ? o.path("sequence").longValue() : -1;
    if (sequence > 0 && sequence != n) {
      throw new IllegalArgumentException(
          "holds entry %d: entries were removed, put in or moved".formatted(sequence));
    }
    if (o.size() != 3
        || sequence < 0
        || !(o.get("content") instanceof ObjectNode content)
        || !Arrays.equals(CanonicalJson.write(o).getBytes(StandardCharsets.UTF_8), l.bytes())) {
      throw new IllegalArgumentException("has been changed: it is not spelt as an entry is");
    }
    return new MerkleLog.Entry(n, Instant.parse(o.path("time").stringValue()), content, leaf);
  }

  /** Compares with the head that was kept elsewhere, when the tree has its size. */
  private void agree(long n) {
    if (kept != null && kept.size() == n) {
      keptSeen = true;
      if (!frontier.root().equals(kept.root())) {
        wrong(files.log(), n, "and those before are not what the kept head signs");
      }
    }
  }

  private void keptAgrees() {
    if (kept == null) {
      return;
    }
    if (!signed(kept)) {
      wrong(files.operator(), 0, "did not sign the kept head");
    } else if (!keptSeen && kept.size() > 0) {
      wrong(
          files.log(),
          0,
          "does not hold the %d entries that the kept head of %s signs"
              .formatted(kept.size(), kept.time()));
    }
  }

  /** Whether heads were cut off together with their entries, as far as the short cut knows. */
  private void headsCut() throws IOException {
    long signed = last == null ? 0 : last.size();
    Optional<Merkle.Frontier> f = files.readFrontier();
    if (f.isPresent() && f.get().size() > signed && problems.isEmpty()) {
      wrong(
          files.heads(), signed + 1, "is missing: %d heads were signed".formatted(f.get().size()));
    }
  }

  private void wrong(java.nio.file.Path file, long line, String what) {
    problems.add(new LogReport.Problem(file.getFileName(), line, what));
  }
}
