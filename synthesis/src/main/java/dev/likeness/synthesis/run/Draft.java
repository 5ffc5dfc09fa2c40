package dev.likeness.synthesis.run;

import dev.likeness.consent.Clearance;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a maker made, before anybody has looked at it: encoded chunks in the job's folder, and how
 * they came to be. Only {@link Maker} makes one. Immutable.
 */
public final class Draft {
  private final Plan plan;
  private final Journal journal;
  private final List<Path> files;
  private final ObjectNode record;
  private final boolean still;

  Draft(Plan plan, Journal journal, List<Path> files, ObjectNode record, boolean still) {
    this.plan = plan;
    this.journal = journal;
    this.files = List.copyOf(files);
    this.record = record;
    this.still = still;
  }

  public Plan plan() {
    return plan;
  }

  /** What every persona in it was cleared for; to be checked again before it leaves. */
  public List<Clearance> clearances() {
    return plan.clearances();
  }

  /** Whether it is one picture and not a video. */
  public boolean still() {
    return still;
  }

  /** The chunks in order: segments of video to be joined, or the one picture. */
  public List<Path> files() {
    return files;
  }

  /**
   * How it came to be: {@code inputs} (all that decides how the frames look) and {@code result}
   * (frames, people, time by stage). A copy.
   */
  public ObjectNode record() {
    return record.deepCopy();
  }

  /** How many frames it has. */
  public long frames() {
    return record.path("result").path("frames").asLong();
  }

  /**
   * A painted face with its surroundings, small, before and after.
   *
   * @param frame its number in the target
   * @param mesh the target's face, in pixels of both pictures
   */
  public record Glance(long frame, Frame before, Frame after, FaceMesh mesh) {}

  /** A few frames for a reviewer to look at, evenly spread. */
  public List<Glance> glances() {
    return Glances.in(journal.folder());
  }

  /** Writes what was seen in all frames as one alignments file that people can read and correct. */
  public void writeAlignments(Path file) {
    journal.writeAlignments(files.size(), file);
  }

  /** Takes in what a painter measured. */
  @FunctionalInterface
  public interface MeasureReader {
    void read(long frame, int track, String name, double value);
  }

  /** Streams what the painters measured, frame by frame. */
  public void measures(MeasureReader reader) {
    journal.measures(files.size(), reader);
  }
}
