package dev.likeness.synthesis.run;

import dev.likeness.core.Progress;
import dev.likeness.core.StoppedException;
import dev.likeness.faces.Alignments;
import dev.likeness.faces.FaceFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One performance of a job: goes on from the chunks that are finished. */
final class Run {
  private static final int FEWEST_FRAMES = 2;
  private static final int MOST_FRAMES = 600;

  /** So many bytes of pictures may be painted before the heap is collected. */
  private static final long WASTE = 160L << 20;

  private final FaceFinder finder;
  private final Plan plan;
  private final Job job;
  private final Target target;
  private final Journal journal;
  private final Progress progress;
  private final Stopwatch clock = new Stopwatch();
  private final int chunkFrames;
  private final long expected;
  private final List<Who> people;
  private final int reach;
  private final String stage;
  private final long frameBytes;
  private final @Nullable Takeover takeover;
  private long wasted;
  private @Nullable String damage;

  /** What is known of the frames so far; made anew for each stretch that is painted. */
  private Pass pass;

  Run(FaceFinder finder, Plan plan, Target target, Journal journal, Progress progress) {
    this.finder = finder;
    this.plan = plan;
    this.job = plan.job();
    this.target = target;
    this.journal = journal;
    this.progress = progress;
    double frames = job.chunkSeconds() * (target.fps() > 0 ? target.fps() : 25);
    chunkFrames = (int) Math.clamp(Math.round(frames), FEWEST_FRAMES, MOST_FRAMES);
    expected = target.expected(job.span());
    frameBytes = (long) target.width() * target.height() * 3 / 2;
    people = plan.roles().stream().map(Role::who).toList();
    reach = plan.roles().stream().mapToInt(r -> r.painter().reach()).max().orElse(0);
    takeover = target.resumable() ? Takeover.of(plan, target, journal) : null;
    int largest = target.resumable() ? journal.largest() : 0;
    stage = largest > 0 ? "Painting again, person %d shows more".formatted(largest) : "Painting";
    pass = new Pass(new Chooser(people, largest));
  }

  /** Null where the wrong person was painted; the journal then knows better. */
  @Nullable Draft draft() {
    long began = System.nanoTime();
    int finished = target.resumable() ? journal.finished() : 0;
    journal.clearFrom(finished);
    for (int i = 0; i < finished; i++) {
      pass.recall(i);
    }
    int chunks;
    try {
      chunks = takeover == null ? paint(finished, target, 0) : mend(finished, takeover);
    } catch (StoppedException e) {
      int kept = journal.finished();
      throw new StoppedException(
          kept == 0
              ? "stopped before a first part was finished: nothing is kept"
              : "stopped; %d of about %d frames are kept"
                  .formatted((long) kept * chunkFrames, Math.max(expected, pass.tally.frames())),
          kept > 0);
    }
    requirePainted();
    if (target.resumable() && pass.chooser.better() > 0) {
      journal.startAgain(pass.chooser.better());
      return null;
    }
    return new Draft(plan, journal, files(chunks), record(finished, began), !target.resumable());
  }

  private List<Path> files(int chunks) {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < chunks; i++) {
      files.add(journal.segment(i));
    }
    return files;
  }

  private ObjectNode record(int finished, long began) {
    ObjectNode record = JobRecord.object();
    record.set("inputs", plan.inputs().deepCopy());
    ObjectNode result = record.putObject("result");
    pass.tally.describe(result);
    result.put("resumed_after_frames", (long) finished * chunkFrames);
    if (takeover != null) {
      result.put("taken_over_frames", takeover.frames());
    }
    result.put("seconds", (System.nanoTime() - began) / 1e9);
    ObjectNode stages = result.putObject("stage_ms");
    clock.millis().forEach(stages::put);
    if (damage != null) {
      result.put("damage", damage);
    }
    return record;
  }

  /** Takes over what can be, and paints what lies between; returns the number of chunks. */
  private int mend(int finished, Takeover from) {
    int chunk = finished;
    while (true) {
      while (from.fits(chunk, pass.chooser, reach)) {
        progress.checkStop();
        from.take(chunk);
        pass.recall(chunk);
        chunk++;
      }
      if (chunk == from.chunks()) {
        return chunk;
      }
      int to = chunk + 1;
      while (to < from.chunks() && !from.untouched(to, reach)) {
        to++;
      }
      boolean toEnd = to == from.chunks();
      try (Target part = Target.open(job)) {
        chunk = paint(chunk, part, toEnd ? 0 : (long) (to - chunk) * chunkFrames);
      }
      if (toEnd) {
        return chunk;
      }
      // painting looked ahead: what it learnt there is forgotten again
      pass = new Pass(new Chooser(people, journal.largest()));
      for (int i = 0; i < chunk; i++) {
        pass.recall(i);
      }
    }
  }

  /** What the frames so far say. */
  private final class Pass {
    final Chooser chooser;
    final Tally tally = new Tally();
    final Timeline timeline = new Timeline(reach);
    final Glances glances = new Glances(journal.folder(), expected);
    final Lookout.Memory memory = new Lookout.Memory();
    long next;

    Pass(Chooser chooser) {
      this.chooser = chooser;
    }

    /** Replays what a finished chunk holds. */
    void recall(int chunk) {
      journal.replay(
          chunk,
          m -> {
            chooser.choose(m.faces().stream().map(Face::seen).toList());
            memory.add(m);
            timeline.remember(m);
            tally.add(m);
            glances.wants(m);
            next = m.frame() + 1;
          });
    }
  }

  /**
   * Paints and encodes.
   *
   * @param first the chunk to begin with
   * @param from is read
   * @param most so many frames, whole chunks; 0 for all that are left
   * @return the number of chunks there are then
   */
  private int paint(int first, Target from, long most) {
    String state = first == 0 ? "" : journal.stateAfter(first - 1);
    Watcher watcher = Watcher.of(job, finder, state);
    Lookout lookout =
        new Lookout(watcher, pass.chooser, plan.roles(), chunkFrames, clock, pass.memory);
    boolean fromStart = Chooser.countsFromStart(people);
    try (Analysis analysis = new Analysis(from, lookout, job.span(), fromStart, progress, clock)) {
      analysis.start(pass.next);
      int chunks = paintAll(first, analysis, most);
      damage = analysis.damage().orElse(damage);
      return chunks;
    }
  }

  private int paintAll(int first, Analysis analysis, long most) {
    Timeline timeline = pass.timeline;
    Painting painting = new Painting(plan.roles(), timeline, clock);
    long left = most == 0 ? Long.MAX_VALUE : most;
    try (Output out =
        new Output(
            first,
            n -> journal.write(n, f -> target.sink(f, plan.sinks()), header()),
            chunkFrames,
            frameBytes,
            clock)) {
      int inChunk = 0;
      while (left > 0) {
        Moment in = analysis.next();
        if (in != null) {
          timeline.add(in);
        }
        for (Moment m = timeline.ready(in == null);
            m != null && left > 0;
            m = timeline.ready(in == null)) {
          progress.checkStop();
          painting.paint(m, out, pass.glances);
          timeline.painted();
          pass.tally.add(m);
          left--;
          progress.report(stage, pass.tally.frames(), expected);
          wasted += frameBytes;
          inChunk = (inChunk + 1) % chunkFrames;
          if (wasted > WASTE || inChunk == 0) {
            collect();
          }
        }
        if (in == null) {
          break;
        }
      }
      int chunks = out.finish(progress);
      progress.report(stage, pass.tally.frames(), most == 0 ? pass.tally.frames() : expected);
      return chunks;
    }
  }

  /**
   * Frames wait long enough to count as old, and the serial collector lets the old grow up to the
   * heap's limit before it looks at them. Once a chunk, and in large pictures once in {@link
   * #WASTE} bytes of them, costs tens of milliseconds, and the process stays as small after an hour
   * as after a minute.
   */
  private void collect() {
    System.gc();
    wasted = 0;
  }

  private Alignments.Header header() {
    return new Alignments.Header(
        job.target().getFileName().toString(),
        plan.target().hex(),
        target.width(),
        target.height(),
        Alignments.Precision.EXACT);
  }

  private void requirePainted() {
    Tally tally = pass.tally;
    if (tally.frames() == 0) {
      throw new MakerException(
          MakerException.Code.NO_SUCH_FRAME,
          "%s has no frame %s; give another time range".formatted(job.target(), job.span()));
    }
    if (tally.painted() == 0) {
      journal.clearFrom(0);
      String who = String.join(", ", plan.roles().stream().map(r -> r.who().text()).toList());
      throw new MakerException(
          MakerException.Code.NO_FACE,
          tally.people() == 0
              ? "no face was found in %s (%d %s looked at); nothing was made"
                  .formatted(job.target(), tally.frames(), tally.frames() == 1 ? "frame" : "frames")
              : "%s shows %s, but nobody that was asked for (%s); see 'likeness faces'"
                  .formatted(
                      job.target(),
                      tally.people() == 1 ? "1 person" : tally.people() + " people",
                      who));
    }
  }
}
