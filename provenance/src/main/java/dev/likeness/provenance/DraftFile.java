package dev.likeness.provenance;

import dev.likeness.core.Digest;
import dev.likeness.provenance.mark.MarkId;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finished draft in the job's private folder, every picture of it with the badge. It can be
 * reviewed; it cannot leave as it is.
 */
public final class DraftFile {
  private final Path file;
  private final Digest digest;
  private final LabelPlan plan;
  private final List<Digest> parts;
  private final List<String> imprints;
  private final boolean sound;

  /** A draft of sound, in one piece. */
  DraftFile(Path file, Digest digest, LabelPlan plan) {
    this(file, digest, plan, List.of(digest), List.of(), true);
  }

  /**
   * @param parts digests of the files it was joined from; its own where it is of one piece
   * @param imprints texts of {@link dev.likeness.provenance.mark.Imprint}s of its pictures, which
   *     bear the plan's mark; none where it has no pictures
   */
  DraftFile(Path file, Digest digest, LabelPlan plan, List<Digest> parts, List<String> imprints) {
    this(file, digest, plan, parts, imprints, false);
  }

  private DraftFile(
      Path file,
      Digest digest,
      LabelPlan plan,
      List<Digest> parts,
      List<String> imprints,
      boolean sound) {
    this.sound = sound;
    this.imprints = List.copyOf(imprints);
    this.file = file;
    this.digest = digest;
    this.plan = plan;
    this.parts = List.copyOf(parts);
  }

  /** Whether it is to be heard and has no pictures. */
  boolean sound() {
    return sound;
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

  List<String> imprints() {
    return imprints;
  }

  /** What the invisible mark in its pictures says; null where it has none. */
  @Nullable MarkId mark() {
    return imprints.isEmpty() ? null : plan.mark();
  }

  LabelPlan plan() {
    return plan;
  }
}
