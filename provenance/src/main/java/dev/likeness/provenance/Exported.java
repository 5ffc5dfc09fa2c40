package dev.likeness.provenance;

import dev.likeness.core.Digest;
import java.nio.file.Path;

/** What has left, and where that is recorded. Only {@link Exporter} makes it. */
public final class Exported {
  private final Path file;
  private final Digest digest;
  private final Path record;
  private final AuditLog.Entry audit;
  private final Signed.Signature signature;

  Exported(
      Path file, Digest digest, Path record, AuditLog.Entry audit, Signed.Signature signature) {
    this.file = file;
    this.digest = digest;
    this.record = record;
    this.audit = audit;
    this.signature = signature;
  }

  /** What is said of its signature. */
  public Signed.Signature signature() {
    return signature;
  }

  public Path file() {
    return file;
  }

  public Digest digest() {
    return digest;
  }

  /** {@code OUT.likeness.json}, beside the file. */
  public Path record() {
    return record;
  }

  /** The entry in the audit log. */
  public AuditLog.Entry audit() {
    return audit;
  }
}
