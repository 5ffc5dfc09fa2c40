package dev.likeness.provenance;

import dev.likeness.core.Digest;
import java.nio.file.Path;

/**
 * A finished draft in the job's private folder, every picture of it with the badge. It can be
 * reviewed; it cannot leave as it is.
 */
public final class DraftFile {
  private final Path file;
  private final Digest digest;
  private final LabelPlan plan;

  DraftFile(Path file, Digest digest, LabelPlan plan) {
    this.file = file;
    this.digest = digest;
    this.plan = plan;
  }

  public Path file() {
    return file;
  }

  public Digest digest() {
    return digest;
  }

  LabelPlan plan() {
    return plan;
  }
}
