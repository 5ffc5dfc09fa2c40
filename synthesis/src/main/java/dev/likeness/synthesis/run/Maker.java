package dev.likeness.synthesis.run;

import dev.likeness.consent.Clearance;
import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.core.StoppedException;
import dev.likeness.core.Trouble;
import dev.likeness.faces.Alignments;
import dev.likeness.faces.FaceFinder;
import dev.likeness.models.ModelCard;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries out jobs: reads, follows faces, paints, encodes, all overlapped, with memory that does
 * not grow with the clip. A job that was stopped, or killed, goes on from its last finished chunk
 * when it is performed again and gives the same result bit for bit. One job at a time.
 */
public final class Maker {
  /** The long side of a preview, in pixels. */
  public static final int PREVIEW = 640;

  static final String JOB_FILE = "job.json";
  private static final int FEWEST_FRAMES = 2;
  private static final int MOST_FRAMES = 600;

  /** So many bytes of pictures may be painted before the heap is collected. */
  private static final long WASTE = 160L << 20;

  private final FaceFinder finder;
  private final List<ModelCard> models;

  /**
   * @param finder finds the target's faces; stays the caller's
   * @param models the networks that finder and painters use, for the record
   */
  public Maker(FaceFinder finder, List<ModelCard> models) {
    this.finder = finder;
    this.models = List.copyOf(models);
  }

  /**
   * Takes stock of a job: reads and digests its inputs, without rendering anything.
   *
   * @param roles who is put on whom; more than one where the target shows several people
   */
  public Plan plan(Job job, List<Role> roles, Sinks sinks) {
    return new Plan(
        job, roles, sinks, clearances(job, roles), JobRecord.inputs(job, roles, sinks, models));
  }

  /**
   * Makes a draft, or goes on with one.
   *
   * @param folder where the job keeps its chunks; made if need be
   * @throws StoppedException when the user wants it; what is finished is kept
   * @throws MakerException NO_FACE when no frame could be painted; OTHER_JOB when the folder holds
   *     another job; JOB_FOLDER
   * @throws dev.likeness.media.MediaException when the target cannot be read
   */
  public Draft perform(Plan plan, Path folder, Progress progress) {
    try (FileChannel lock = lock(folder)) {
      claim(folder, plan);
      Draft draft = attempt(plan, folder, progress);
      // Who shows most in a clip is known at its end only; the second time from the beginning.
      return draft != null ? draft : Objects.requireNonNull(attempt(plan, folder, progress));
    } catch (IOException e) {
      throw new MakerException(
          MakerException.Code.JOB_FOLDER,
          "the job folder %s cannot be used (%s); give the right to write, free space, or another"
                  .formatted(folder, Trouble.of(e))
              + " LIKENESS_HOME",
          e);
    }
  }

  private @Nullable Draft attempt(Plan plan, Path folder, Progress progress) {
    try (Target target = Target.open(plan.job())) {
      Journal journal = new Journal(folder, target.ending(), plan.sinks()::finished);
      return new Run(plan, target, journal, progress).draft();
    }
  }

  /**
   * Paints one frame, for a look before the whole is made.
   *
   * @param frame its number in the target, from 0
   * @return the frame without label, its long side no longer than {@value #PREVIEW} pixels
   * @throws MakerException NO_SUCH_FRAME, NO_FACE
   */
  public Picture preview(Plan plan, long frame, Progress progress) {
    try (Target target = Target.open(plan.job())) {
      return new Look(plan, finder, target, progress).at(frame);
    }
  }

  private static List<Clearance> clearances(Job job, List<Role> roles) {
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("a job without roles");
    }
    List<Clearance> all = new ArrayList<>();
    for (Role r : roles) {
      Clearance c = r.painter().clearance();
      if (c.use() != job.use()) {
        throw new IllegalArgumentException("%s is not for %s".formatted(c, job.use().word()));
      }
      all.add(c);
    }
    return all;
  }

  /** Keeps other processes out of the folder; released when the channel is closed. */
  private static FileChannel lock(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel c =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock held = c.tryLock();
    if (held == null) {
      c.close();
      throw new MakerException(
          MakerException.Code.JOB_FOLDER,
          "another process works on this job (%s); wait for it or stop it".formatted(folder));
    }
    return c;
  }

  private static void claim(Path folder, Plan plan) throws IOException {
    Path file = folder.resolve(JOB_FILE);
    String text = JobRecord.text(plan.inputs());
    if (!Files.exists(file)) {
      Path part = folder.resolve(JOB_FILE + ".part");
      Files.writeString(part, text);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } else if (!Files.readString(file).equals(text)) {
      throw new MakerException(
          MakerException.Code.OTHER_JOB,
          "%s belongs to a job with other inputs or settings; remove that job first"
              .formatted(folder));
    }
  }

  /** One performance. */
  private final class Run {
    private final Plan plan;
    private final Job job;
    private final Target target;
    private final Journal journal;
    private final Progress progress;
    private final Stopwatch clock = new Stopwatch();
    private final Tally tally = new Tally();
    private final int chunkFrames;
    private final long expected;
    private final List<Who> people;
    private final Chooser chooser;
    private final String stage;
    private final long frameBytes;
    private long wasted;

    Run(Plan plan, Target target, Journal journal, Progress progress) {
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
      int largest = target.resumable() ? journal.largest() : 0;
      chooser = new Chooser(people, largest);
      stage = largest > 0 ? "Painting again, person %d shows more".formatted(largest) : "Painting";
    }

    /** Null where the wrong person was painted; the journal then knows better. */
    @Nullable Draft draft() {
      long began = System.nanoTime();
      int finished = target.resumable() ? journal.finished() : 0;
      journal.clearFrom(finished);
      String state = finished == 0 ? "" : journal.stateAfter(finished - 1);
      Timeline timeline =
          new Timeline(plan.roles().stream().mapToInt(r -> r.painter().reach()).max().orElse(0));
      int chunks;
      @Nullable String damage;
      Glances glances = new Glances(journal.folder(), expected);
      Watcher watcher = Watcher.of(job, finder, state);
      Lookout lookout = new Lookout(watcher, chooser, plan.roles(), chunkFrames, clock);
      boolean fromStart = Chooser.countsFromStart(people);
      try (Analysis analysis =
          new Analysis(target, lookout, job.span(), fromStart, progress, clock)) {
        long next = recall(finished, lookout, timeline, glances);
        analysis.start(next);
        chunks = paintAll(finished, analysis, timeline, glances);
        damage = analysis.damage().orElse(null);
      } catch (StoppedException e) {
        int kept = journal.finished();
        throw new StoppedException(
            kept == 0
                ? "stopped before the first chunk was finished"
                : "stopped; %d of about %d frames are kept"
                    .formatted((long) kept * chunkFrames, Math.max(expected, tally.frames())));
      }
      requirePainted();
      if (target.resumable() && chooser.better() > 0) {
        journal.startAgain(chooser.better());
        return null;
      }
      List<Path> files = new ArrayList<>();
      for (int i = 0; i < chunks; i++) {
        files.add(journal.segment(i));
      }
      ObjectNode record = JobRecord.object();
      record.set("inputs", plan.inputs().deepCopy());
      ObjectNode result = record.putObject("result");
      tally.describe(result);
      result.put("resumed_after_frames", (long) finished * chunkFrames);
      result.put("seconds", (System.nanoTime() - began) / 1e9);
      ObjectNode stages = result.putObject("stage_ms");
      clock.millis().forEach(stages::put);
      if (damage != null) {
        result.put("damage", damage);
      }
      return new Draft(plan, journal, files, record, !target.resumable());
    }

    /** Replays what earlier runs finished; returns the frame to go on with. */
    private long recall(int finished, Lookout lookout, Timeline timeline, Glances glances) {
      long[] next = {0};
      for (int chunk = 0; chunk < finished; chunk++) {
        journal.replay(
            chunk,
            m -> {
              lookout.recall(m);
              timeline.remember(m);
              tally.add(m);
              glances.wants(m);
              next[0] = m.frame() + 1;
            });
      }
      return next[0];
    }

    /** Paints and encodes what is left; returns the number of chunks. */
    private int paintAll(int finished, Analysis analysis, Timeline timeline, Glances glances) {
      Painting painting = new Painting(plan.roles(), timeline, clock);
      try (Output out =
          new Output(
              finished,
              n -> journal.write(n, f -> target.sink(f, plan.sinks()), header()),
              chunkFrames,
              frameBytes,
              clock)) {
        int inChunk = 0;
        while (true) {
          Moment in = analysis.next();
          if (in != null) {
            timeline.add(in);
          }
          for (Moment m = timeline.ready(in == null); m != null; m = timeline.ready(in == null)) {
            progress.checkStop();
            painting.paint(m, out, glances);
            timeline.painted();
            tally.add(m);
            progress.report(stage, tally.frames(), expected);
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
        progress.report(stage, tally.frames(), tally.frames());
        return chunks;
      }
    }

    /**
     * Frames wait long enough to count as old, and the serial collector lets the old grow up to the
     * heap's limit before it looks at them. Once a chunk, and in large pictures once in {@link
     * #WASTE} bytes of them, costs tens of milliseconds, and the process stays as small after an
     * hour as after a minute.
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
                    .formatted(
                        job.target(), tally.frames(), tally.frames() == 1 ? "frame" : "frames")
                : "%s shows %s, but nobody that was asked for (%s); see 'likeness faces'"
                    .formatted(
                        job.target(),
                        tally.people() == 1 ? "1 person" : tally.people() + " people",
                        who));
      }
    }
  }
}
