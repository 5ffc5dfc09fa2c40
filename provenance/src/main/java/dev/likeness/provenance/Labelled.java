package dev.likeness.provenance;

import dev.likeness.core.Digest;
import java.nio.file.Path;

/**
 * An approved draft whose every picture carries the badge and whose file carries the
 * machine-readable label. Still private. Only {@link Labeller#apply} makes it.
 */
public final class Labelled {
  private final Reviewed reviewed;
  private final Path file;
  private final Digest digest;

  Labelled(Reviewed reviewed, Path file, Digest digest) {
    this.reviewed = reviewed;
    this.file = file;
    this.digest = digest;
  }

  public Reviewed reviewed() {
    return reviewed;
  }

  /** The labelled file, in the job's folder. */
  public Path file() {
    return file;
  }

  public Digest digest() {
    return digest;
  }
}
