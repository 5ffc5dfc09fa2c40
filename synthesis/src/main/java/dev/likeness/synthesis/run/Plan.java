package dev.likeness.synthesis.run;

import dev.likeness.consent.Clearance;
import dev.likeness.core.Digest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A job with its inputs read and digested, ready to be performed. Immutable. */
public final class Plan {
  private final Job job;
  private final List<Role> roles;
  private final Sinks sinks;
  private final List<Clearance> clearances;
  private final ObjectNode inputs;
  private final @Nullable Base base;

  Plan(
      Job job,
      List<Role> roles,
      Sinks sinks,
      List<Clearance> clearances,
      ObjectNode inputs,
      @Nullable Base base) {
    this.base = base;
    this.job = job;
    this.roles = List.copyOf(roles);
    this.sinks = sinks;
    this.clearances = List.copyOf(clearances);
    this.inputs = inputs;
  }

  public Job job() {
    return job;
  }

  /** A short name that is the same for the same inputs and settings, and for no others. */
  public String id() {
    return JobRecord.id(inputs);
  }

  /**
   * The same as mending of an earlier job's draft.
   *
   * @throws IllegalArgumentException where the job has no corrected alignments file
   */
  public Plan mending(Base earlier) {
    if (job.alignments() == null && !job.settings().containsKey(Job.CORRECTED)) {
      throw new IllegalArgumentException("a mended job follows a corrected alignments file");
    }
    ObjectNode noted = inputs.deepCopy();
    earlier.note(noted);
    return new Plan(job, roles, sinks, clearances, noted, earlier);
  }

  /** What it mends; null where it begins from nothing. */
  public @Nullable Base base() {
    return base;
  }

  /** By which job's number its pictures are marked. */
  public String mark() {
    return base == null ? id() : base.root();
  }

  /** The digest of the target's file. */
  public Digest target() {
    return new Digest(inputs.path("target").path("sha256").asString(""));
  }

  List<Role> roles() {
    return roles;
  }

  Sinks sinks() {
    return sinks;
  }

  List<Clearance> clearances() {
    return clearances;
  }

  ObjectNode inputs() {
    return inputs;
  }
}
