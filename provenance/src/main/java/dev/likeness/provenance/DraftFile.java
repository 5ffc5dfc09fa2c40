package dev.likeness.provenance;

import dev.likeness.core.Digest;
import java.nio.file.Path;
import java.util.List;

/**
 * A finished draft in the job's private folder, every picture of it with the badge. It can be
 * reviewed; it cannot leave as it is.
 */
public final class DraftFile {
  private final Path file;
  private final Digest digest;
  private final LabelPlan plan;
  private final List<Digest> parts;

  /** A draft of one piece. */
  DraftFile(Path file, Digest digest, LabelPlan plan) {
    this(file, digest, plan, List.of(digest));
  }

  /**
   * @param parts digests of the files it was joined from; its own where it is of one piece
   */
  DraftFile(Path file, Digest digest, LabelPlan plan, List<Digest> parts) {
    this.file = file;
    this.digest = digest;
    this.plan = plan;
    this.parts = List.copyOf(parts);
  }

  public Path file() {
    return file;
  }

  public Digest digest() {
    return digest;
  }

  /** Digests of the files it was joined from, in order; its own where it is of one piece. */
  public List<Digest> parts() {
    return parts;
  }

  LabelPlan plan() {
    return plan;
  }
}
