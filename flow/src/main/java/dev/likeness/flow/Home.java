package dev.likeness.flow;

import dev.likeness.consent.Ledger;
import dev.likeness.consent.OperatorKey;
import dev.likeness.core.Trouble;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.provenance.AuditLog;
import dev.likeness.provenance.MarkBook;
import dev.likeness.provenance.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/**
 * The folder in which everything is kept: {@code consent/ledger.jsonl}, {@code audit}, {@code
 * personas/NAME}, {@code knowledge/NAME}, {@code forms/NAME}, {@code records/NAME}, {@code
 * handovers/NAME}, {@code tutor/COURSE}, {@code jobs/ID}, {@code keys}, {@code marks}, {@code
 * cache}. Only its owner may look into it.
 */
public record Home(Path folder) {
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");

  /** {@code LIKENESS_HOME} where it is set, else {@code .likeness} in the user's home. */
  public static Home of(Map<String, String> environment) {
    String set = environment.getOrDefault("LIKENESS_HOME", "");
    return new Home(
        set.isBlank()
            ? Path.of(System.getProperty("user.home"), ".likeness")
            : Path.of(set).toAbsolutePath().normalize());
  }

  public Ledger ledger() {
    return Ledger.at(folder("consent").resolve("ledger.jsonl"));
  }

  /** Where collections of documents are kept, a folder each. */
  public Path knowledge() {
    return folder("").resolve("knowledge");
  }

  /** Forms that dialogues can fill in, a folder for each collection. */
  public Path forms() {
    return folder("forms");
  }

  /** Forms that were filled in, a folder for each collection. */
  public Path records() {
    return folder("records");
  }

  /** Dialogues that a person has to take over, a folder for each collection. */
  public Path handovers() {
    return folder("handovers");
  }

  /** Which collections people outside may ask. */
  public Path published() {
    return folder("published");
  }

  /** How far learners are, a folder for each course. */
  public Path tutor() {
    return folder("tutor");
  }

  /** Where challenges and their answers are kept. */
  public Path challenges() {
    return folder("consent").resolve("challenges");
  }

  /**
   * What the operator signs the audit log's heads and countersigns records with; made when it is
   * first needed.
   */
  public OperatorKey operatorKey() {
    return OperatorKey.at(folder("audit").resolve("operator.pem"));
  }

  public AuditLog audit(Clock clock) {
    return AuditLog.in(root(), clock);
  }

  /** What results are signed with; made when they are first needed. */
  public SigningKeys keys() {
    return SigningKeys.in(root().resolve("keys"));
  }

  /** What the operator forbids besides what is built in; there need not be one. */
  public Path policy() {
    return folder("").resolve("policy.json");
  }

  /** The key of invisible marks and what each was given to; made when first needed. */
  public MarkBook marks() {
    return MarkBook.in(root().resolve("marks"));
  }

  public Path personas() {
    return folder("personas");
  }

  public Path jobs() {
    return folder("jobs");
  }

  /** Removes a job's folder with what is in it. */
  public void discard(Path job) {
    if (!job.startsWith(jobs())) {
      throw new IllegalArgumentException(job + " is no job's folder");
    }
    Folders.remove(job);
  }

  /** For what can be computed again. */
  public Path cache() {
    return folder("cache");
  }

  /** The home; who only reads does without where it cannot be made, and who writes is told then. */
  private Path root() {
    try {
      make(folder);
    } catch (IOException e) {
      // there is nothing to read in it
    }
    return folder;
  }

  private Path folder(String name) {
    Path f = folder.resolve(name);
    try {
      make(folder);
      make(f);
      return f;
    } catch (IOException e) {
      throw new FlowException(
          Code.IO,
          "cannot make the folder %s (%s); give the right to write, or set LIKENESS_HOME to another"
                  .formatted(f, Trouble.of(e))
              + " place",
          e);
    }
  }

  private static void make(Path f) throws IOException {
    if (Files.isDirectory(f)) {
      return;
    }
    Files.createDirectories(f);
    if (f.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(f, PRIVATE);
    }
  }
}
