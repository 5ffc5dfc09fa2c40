package dev.likeness.provenance;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.consent.HashChain;
import dev.likeness.consent.SubjectKey;
import dev.likeness.core.Digest;
import dev.likeness.provenance.merkle.LogException;
import dev.likeness.provenance.merkle.LogReport;
import dev.likeness.provenance.merkle.MerkleLog;
import dev.likeness.provenance.merkle.Proof;
import dev.likeness.provenance.merkle.SubjectVault;
import dev.likeness.provenance.merkle.TreeHead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happened in this installation, in the order it happened: a {@link MerkleLog} in the folder
 * {@code audit}, whose personal parts are encrypted with a key for each person. An older log, the
 * hash chain {@code audit.jsonl}, stays as it is, and the first new entry binds its end.
 * Thread-safe, and safe among processes.
 */
public final class AuditLog {
  private static final String SEALED = "sealed";

  private final HashChain older;
  private final MerkleLog log;
  private final SubjectVault vault;
  private final Clock clock;

  private AuditLog(Path home, Clock clock) {
    Path folder = home.resolve("audit");
    this.older = HashChain.at(home.resolve("audit.jsonl"));
    this.log = new MerkleLog(folder, this::binding);
    this.vault = new SubjectVault(folder.resolve("subjects"));
    this.clock = clock;
  }

  /** The log of the installation in this folder; it comes into being with the first event. */
  public static AuditLog in(Path home, Clock clock) {
    return new AuditLog(home, clock);
  }

  /**
   * An entry as it can be read now.
   *
   * @param sequence from 1
   * @param body the event, with what is known of persons
   * @param forgotten how many of its personal parts can be read no more
   * @param digest the hash of its line as a leaf of the tree
   */
  public record Entry(long sequence, Instant time, ObjectNode body, int forgotten, Digest digest) {}

  /**
   * Appends; on return the event is on disk, under a signed head.
   *
   * @throws LogException BROKEN, KEY, IO
   * @throws dev.likeness.consent.ConsentException BUSY
   */
  public Entry append(AuditEvent event) {
    return view(log.append(sequence -> content(event, sequence), clock));
  }

  private ObjectNode content(AuditEvent event, long sequence) {
    ObjectNode o = event.toJson();
    ArrayNode parts = CanonicalJson.object().putArray(SEALED);
    for (AuditEvent.Personal p : event.personal()) {
      SubjectVault.Sealed s = vault.seal(p.subject(), sequence, p.fields());
      parts.addObject().put("key", s.key()).put("data", s.data());
    }
    if (!parts.isEmpty()) {
      o.set(SEALED, parts);
    }
    return o;
  }

  private Entry view(MerkleLog.Entry e) {
    ObjectNode body = e.content().deepCopy();
    int forgotten = 0;
    if (body.remove(SEALED) instanceof ArrayNode parts) {
      for (JsonNode p : parts) {
        var sealed =
            new SubjectVault.Sealed(p.path("key").asString(""), p.path("data").asString(""));
        Optional<ObjectNode> open = vault.open(sealed, e.sequence());
        open.ifPresent(fields -> join(body, fields));
        forgotten += open.isPresent() ? 0 : 1;
      }
    }
    return new Entry(e.sequence(), e.time(), body, forgotten, e.leaf());
  }

  private static void join(ObjectNode body, ObjectNode fields) {
    for (var f : fields.properties()) {
      if (f.getValue() instanceof ArrayNode more && body.get(f.getKey()) instanceof ArrayNode all) {
        all.addAll(more);
      } else {
        body.set(f.getKey(), f.getValue());
      }
    }
  }

  /** The end of the older log, for the first entry of this one. */
  private Optional<ObjectNode> binding() {
    if (!Files.exists(older.file())) {
      return Optional.empty();
    }
    return switch (older.verify()) {
      case HashChain.State.Whole w -> Optional.of(bound(w.entries(), w.head()));
      case HashChain.State.Torn t -> Optional.of(bound(t.entries(), t.head()));
      case HashChain.State.Broken b ->
          throw new LogException(
              LogException.Code.BROKEN,
              "%s has been changed: entry %d %s; put back a copy that verifies, or move it away"
                  .formatted(older.file(), b.sequence(), b.what()));
    };
  }

  private static ObjectNode bound(long entries, Digest head) {
    return CanonicalJson.object()
        .put("kind", "migration")
        .put("from", "audit.jsonl")
        .put("entries", entries)
        .put("head", head.hex());
  }

  /**
   * Reads all entries, checking each.
   *
   * @throws LogException BROKEN
   */
  public void read(Consumer<Entry> reader) {
    log.read(e -> reader.accept(view(e)));
  }

  /** Reads the older log, where there is one; what it holds of persons is not encrypted. */
  public void readOlder(Consumer<HashChain.Entry> reader) {
    if (Files.exists(older.file())) {
      older.read(reader);
    }
  }

  /**
   * What was found.
   *
   * @param older how the older log stands; null where there is none and none is bound
   */
  public record Checked(LogReport log, @Nullable String older, boolean olderWhole) {
    public boolean whole() {
      return log.whole() && olderWhole;
    }
  }

  /**
   * Checks every entry and every signed head, and the older log.
   *
   * @param kept a head that was kept elsewhere; null for none
   */
  public Checked verify(@Nullable TreeHead kept) {
    LogReport report = log.verify(kept);
    ObjectNode bound = report.whole() ? bound() : null;
    if (!Files.exists(older.file())) {
      return new Checked(
          report,
          bound == null
              ? null
              : "audit.jsonl is gone; its %s entries are bound by entry 1, but cannot be read"
                  .formatted(bound.path("entries")),
          true);
    }
    return switch (older.verify()) {
      case HashChain.State.Broken b ->
          new Checked(report, "audit.jsonl, entry %d, %s".formatted(b.sequence(), b.what()), false);
      case HashChain.State.Torn t -> agreeing(report, bound, t.entries(), t.head());
      case HashChain.State.Whole w -> agreeing(report, bound, w.entries(), w.head());
    };
  }

  private static Checked agreeing(
      LogReport report, @Nullable ObjectNode bound, long entries, Digest head) {
    boolean same =
        bound == null
            || bound.path("head").asString("").equals(head.hex())
                && bound.path("entries").asLong() == entries;
    return new Checked(
        report,
        same
            ? "audit.jsonl: %d entries of the older log, whole%s"
                .formatted(entries, bound == null ? "" : ", bound by entry 1")
            : "audit.jsonl: its end is not the one that entry 1 binds",
        same);
  }

  private @Nullable ObjectNode bound() {
    ObjectNode[] found = new ObjectNode[1];
    log.read(
        e -> {
          if (e.sequence() == 1 && e.content().path("kind").asString("").equals("migration")) {
            found[0] = e.content();
          }
        });
    return found[0];
  }

  /** See {@link MerkleLog#prove}. */
  public Proof.Inclusion prove(long sequence) {
    return log.prove(sequence);
  }

  /** See {@link MerkleLog#proveSince}. */
  public Proof.Consistency proveSince(long size) {
    return log.proveSince(size);
  }

  /** The newest signed head. */
  public Optional<TreeHead> head() {
    return log.head();
  }

  /** The operator's public key; empty where nothing was ever logged. */
  public Optional<SubjectKey> key() {
    return log.key();
  }

  /** Where the operator's public key lies, to be handed out. */
  public Path publicKey() {
    return log.publicKey();
  }

  /**
   * Makes unreadable what entries tell of a person, and says in the log that it was done, not of
   * whom. Tree and proofs stay as they are.
   *
   * @return false where no entry tells of this person
   */
  public boolean forget(String subject) {
    Optional<String> key = vault.forget(subject);
    key.ifPresent(k -> append(new AuditEvent.Forgotten(k)));
    return key.isPresent();
  }
}
