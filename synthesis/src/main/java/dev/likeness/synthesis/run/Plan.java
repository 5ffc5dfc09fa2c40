package dev.likeness.synthesis.run;

import dev.likeness.consent.Clearance;
import dev.likeness.core.Digest;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A job with its inputs read and digested, ready to be performed. Immutable. */
public final class Plan {
  private final Job job;
  private final List<Role> roles;
  private final Sinks sinks;
  private final List<Clearance> clearances;
  private final ObjectNode inputs;

  Plan(Job job, List<Role> roles, Sinks sinks, List<Clearance> clearances, ObjectNode inputs) {
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
