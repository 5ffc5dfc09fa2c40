package dev.likeness.provenance;

import dev.likeness.core.Digest;
import java.nio.file.Path;
import java.util.List;

/** A run of pictures that all carry the badge, encoded, in a private folder. */
public final class BadgedSegment {
  private final Path file;
  private final Digest digest;
  private final long pictures;
  private final LabelPlan plan;
  private final List<String> imprints;

  BadgedSegment(Path file, Digest digest, long pictures, LabelPlan plan, List<String> imprints) {
    this.imprints = List.copyOf(imprints);
    this.file = file;
    this.digest = digest;
    this.pictures = pictures;
    this.plan = plan;
  }

  public Path file() {
    return file;
  }

  public Digest digest() {
    return digest;
  }

  public long pictures() {
    return pictures;
  }

  List<String> imprints() {
    return imprints;
  }

  LabelPlan plan() {
    return plan;
  }
}
