package dev.likeness.synthesis.run;

import dev.likeness.consent.Clearance;
import dev.likeness.core.Affine2;
import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.core.StoppedException;
import dev.likeness.core.Trouble;
import dev.likeness.faces.FaceFinder;
import dev.likeness.models.ModelCard;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Carries out jobs: reads, follows faces, paints, encodes, all overlapped, with memory that does
 * not grow with the clip. A job that was stopped, or killed, goes on from its last finished chunk
 * when it is performed again and gives the same result bit for bit. One job at a time.
 */
public final class Maker {
  /** The long side of a preview, in pixels. */
  public static final int PREVIEW = 640;

  static final String JOB_FILE = "job.json";

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
        job,
        roles,
        sinks,
        clearances(job, roles),
        JobRecord.inputs(job, roles, sinks, models),
        null);
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
      return new Run(finder, plan, target, journal, progress).draft();
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
      return new Look(plan, finder, target, progress).at(frame, -1);
    }
  }

  /**
   * Likewise, with the faces followed from an earlier frame on: from the first, painters that
   * remember how a face looked then paint as they do in the draft.
   *
   * @param from no later than {@code frame}
   */
  public Picture preview(Plan plan, long frame, long from, Progress progress) {
    try (Target target = Target.open(plan.job())) {
      return new Look(plan, finder, target, progress).at(frame, from);
    }
  }

  /** A picture as large as a preview: its long side no longer than {@value #PREVIEW} pixels. */
  public static Picture small(Picture p) {
    double shrink = Math.max(1, (double) Math.max(p.width(), p.height()) / PREVIEW);
    return p.sample(Affine2.scale(shrink), (int) (p.width() / shrink), (int) (p.height() / shrink));
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

  /**
   * Makes sure that nobody works on a job, before its folder is removed.
   *
   * @throws MakerException JOB_FOLDER where somebody does
   */
  public static void idle(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      lock(folder).close();
    } catch (IOException e) {
      throw new MakerException(
          MakerException.Code.JOB_FOLDER,
          "the job folder %s cannot be used (%s)".formatted(folder, Trouble.of(e)),
          e);
    }
  }

  /** Keeps other processes out of the folder; released when the channel is closed. */
  private static FileChannel lock(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel c =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock held;
    try {
      held = c.tryLock();
    } catch (OverlappingFileLockException e) {
      held = null; // this very process holds it
    }
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
}
