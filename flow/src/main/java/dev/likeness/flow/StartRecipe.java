package dev.likeness.flow;

import dev.likeness.consent.Clearance;
import dev.likeness.consent.NobodyGrant;
import dev.likeness.consent.PersonaRef;
import dev.likeness.consent.Use;
import dev.likeness.core.Digest;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.faces.FaceObservation;
import dev.likeness.media.Images;
import dev.likeness.models.net.Precision;
import dev.likeness.models.onnx.Weights;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Performance;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Puppet;
import dev.likeness.puppet.Scene;
import dev.likeness.synthesis.DriverMotion;
import dev.likeness.synthesis.Rehearsal;
import dev.likeness.synthesis.View;
import dev.likeness.synthesis.refine.Lessons;
import dev.likeness.synthesis.refine.RefineTraining;
import dev.likeness.synthesis.refine.RefineTraining.Look;
import dev.likeness.synthesis.refine.StartLessons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Trains what every refiner begins with, on people who do not exist: puppets, which act, and
 * portraits that a generator drew. A puppet's moments are its lessons. A portrait is moved as a
 * puppet moves, and brought back: the portrait itself, untouched, is the answer to that.
 */
public final class StartRecipe {
  /** Moments of a puppet, two by two neighbours, within so many seconds of its acting. */
  private static final int PAIRS = 24;

  private static final double ACTING = 20;
  private static final double NEXT = .04;

  /** Of each portrait so many moved ones. */
  private static final int MOVED = 2;

  private static final int PORTRAIT = 400;

  private final Workshop workshop;
  private final Plan plan;
  private final Consumer<String> told;

  /** The film that portraits are moved by, of the puppet before. */
  private @Nullable DriverMotion acting;

  private int acted;

  /**
   * What to train.
   *
   * @param people portraits of people who do not exist, CC0 or the operator's own; may be none
   * @param source where the portraits come from, as the operator states it
   * @param puppets how many
   * @param folder of the run, which is gone on with where it holds one
   */
  public record Plan(
      List<Path> people,
      String source,
      int puppets,
      Seed seed,
      long steps,
      Duration limit,
      int threads,
      Path folder) {
    public Plan {
      people = List.copyOf(people);
      if (puppets < 8 || steps < 1 || threads < 1) {
        throw new IllegalArgumentException(
            "%d puppets (8 at least), %d steps, %d threads".formatted(puppets, steps, threads));
      }
      if (!people.isEmpty() && source.isBlank()) {
        throw new IllegalArgumentException(
            "say where the portraits come from: they must show nobody, and that is recorded");
      }
    }
  }

  /**
   * What came of it.
   *
   * @param lessons how many
   */
  public record Result(int lessons, Look best, Map<String, Weights> weights, String device) {}

  public StartRecipe(Workshop workshop, Plan plan, Consumer<String> told) {
    this.workshop = workshop;
    this.plan = plan;
    this.told = told;
  }

  /** The pictures in a folder, in the order of their names. */
  public static List<Path> pictures(Path folder) {
    try (Stream<Path> s = Files.list(folder)) {
      return s.filter(Images::isImage).sorted().toList();
    } catch (IOException e) {
      throw Folders.failed("read", folder, e);
    }
  }

  /** Draws, moves, and learns. */
  public Result perform(Progress progress) {
    Folders.make(plan.folder);
    Path scratch = workshop.home().cache().resolve("start-" + plan.seed.value());
    Folders.make(scratch);
    StartLessons lessons = new StartLessons();
    try {
      // a tenth of the portraits after each tenth of the puppets, so that many puppets move them
      int done = 0;
      for (int i = 0; i < plan.puppets; i++) {
        progress.report("Puppets act", i, plan.puppets);
        puppet(i, lessons, scratch, progress);
        int until = (i + 1) * plan.people.size() / plan.puppets;
        for (; done < until; done++) {
          portrait(plan.people.get(done), lessons, scratch, progress);
        }
      }
    } finally {
      close();
      Folders.remove(scratch);
    }
    told.accept("%d lessons".formatted(lessons.size()));
    Precision precision = RefineTraining.quicker(plan.threads);
    RefineTraining.Settings settings =
        new RefineTraining.Settings(plan.steps, plan.limit, plan.seed, plan.threads, precision);
    try (RefineTraining t = new RefineTraining(plan.folder, lessons, settings, workshop.clock())) {
      Look best = t.run(h -> told.accept(LearningRun.line(h.getLast())), progress);
      return new Result(lessons.size(), best, t.trained(), t.device());
    }
  }

  private void puppet(int number, StartLessons all, Path scratch, Progress progress) {
    SplittableRandom r = plan.seed.derive("puppet " + number).random();
    Puppet puppet = Puppet.of(Identity.random(plan.seed.derive("person " + number)));
    Scene scene = Scene.byChance(r.nextInt(180, 340), r);
    Pose still = Pose.NEUTRAL.turned(4 * r.nextGaussian(), 3 * r.nextGaussian(), 0);
    Frame picture =
        puppet.render(near(r.nextInt(3) == 0 ? still.smiling(.6) : still), scene).frame();
    FaceObservation face = largest(picture);
    if (face == null) {
      return;
    }
    Seed acts = plan.seed.derive("acting " + number);
    Performance p =
        switch (number % 4) {
          case 0, 1 -> Performance.talk(acts);
          case 2 -> Performance.showreel(acts);
          default -> Performance.laughing(acts);
        };
    Lessons lessons = all.film(new View(picture, face.mesh()));
    Clearance clearance =
        nobody("puppet %d".formatted(number), "drawn by this program's puppets", picture);
    close();
    DriverMotion motion = new DriverMotion(scratch.resolve("puppet-%d.trace".formatted(number)));
    acting = motion;
    acted = 0;
    for (int k = 0; k < PAIRS; k++) {
      progress.checkStop();
      double at = ACTING * (k + r.nextDouble()) / PAIRS;
      boolean follows = false;
      for (int i = 0; i < 2; i++) {
        Frame f = puppet.render(near(p.at(at + i * NEXT)), scene).frame();
        FaceObservation seen = largest(f);
        if (seen == null) {
          follows = false;
          continue;
        }
        // each two are a track of their own: what lies far apart is not smoothed together
        motion.add(seen.withTrack(k + 1), null);
        acted++;
        lessons.moments().add(f, seen.mesh(), follows);
        follows = true;
      }
    }
    rehearse(lessons, clearance, picture, face.mesh(), motion);
  }

  /** As large as portraits show it. */
  private static Pose near(Pose p) {
    return p.placed(0, .05, 1.25);
  }

  private static void rehearse(
      Lessons lessons, Clearance clearance, Frame picture, FaceMesh mesh, DriverMotion motion) {
    if (lessons.size() == 0) {
      return;
    }
    try (Rehearsal r = new Rehearsal(clearance, picture, mesh, motion)) {
      for (int i = 0; i < lessons.size(); i++) {
        lessons.play(i, r.at(i));
      }
    }
  }

  private void portrait(Path file, StartLessons all, Path scratch, Progress progress) {
    DriverMotion puppets = acting;
    Frame whole = Images.read(file);
    Frame picture =
        whole.shrunk(Math.min(1, (double) PORTRAIT / Math.max(whole.width(), whole.height())));
    FaceObservation face = largest(picture);
    if (puppets == null || acted == 0 || face == null) {
      return;
    }
    SplittableRandom r = plan.seed.derive("portrait " + file.getFileName()).random();
    Clearance clearance = nobody("portrait " + file.getFileName(), plan.source, picture);
    for (int k = 0; k < MOVED; k++) {
      progress.checkStop();
      Rehearsal.Played moved;
      try (Rehearsal there = new Rehearsal(clearance, picture, face.mesh(), puppets)) {
        moved = there.at(r.nextInt(acted));
      }
      Lessons lessons = all.picture(new View(moved.picture(), moved.mesh()));
      lessons.moments().add(picture, face.mesh(), false);
      Path trace = scratch.resolve("back-%d.trace".formatted(k));
      try (DriverMotion back = new DriverMotion(trace)) {
        back.add(face, null);
        rehearse(lessons, clearance, moved.picture(), moved.mesh(), back);
      }
    }
  }

  private @Nullable FaceObservation largest(Picture p) {
    FaceObservation best = null;
    for (FaceObservation f : workshop.finder().faces(p)) {
      if (best == null || f.quality().size() > best.quality().size()) {
        best = f;
      }
    }
    return best == null || best.quality().small() || best.quality().cutOff() ? null : best;
  }

  /** Nobody is moved without a grant, nobodies neither. */
  private Clearance nobody(String who, String source, Frame picture) {
    List<Digest> pictures = List.of(Digest.of(picture.rgb()));
    NobodyGrant g =
        NobodyGrant.of(who, source, "likeness train start", workshop.clock().instant(), pictures);
    workshop.record(g);
    return workshop
        .consents()
        .require(new PersonaRef(who, g.id(), pictures), Use.REENACT, workshop.clock());
  }

  private void close() {
    DriverMotion m = acting;
    if (m != null) {
      m.close();
    }
    acting = null;
  }
}
