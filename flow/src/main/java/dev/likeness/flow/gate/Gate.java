package dev.likeness.flow.gate;

import dev.likeness.consent.Clearance;
import dev.likeness.core.Digest;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.faces.FaceFinder;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.Identity;
import dev.likeness.flow.gate.AgeTally.Known;
import dev.likeness.media.Images;
import dev.likeness.media.MediaException;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import dev.likeness.models.ContentClassifier;
import dev.likeness.models.ModelCard;
import dev.likeness.provenance.ContentGate;
import dev.likeness.provenance.Examination;
import dev.likeness.provenance.Examination.Age;
import dev.likeness.provenance.Examination.Part;
import dev.likeness.provenance.GateRefused;
import dev.likeness.provenance.GateRefused.Reason;
import dev.likeness.synthesis.Persona;
import dev.likeness.synthesis.View;
import dev.likeness.synthesis.run.Draft;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The content gate of one job: looks at personas and target before work starts, at every picture on
 * its way to the encoder, and at the draft. Whatever it refuses is logged and thrown as {@link
 * GateRefused}. One thread at a time.
 */
public final class Gate {
  /** Seconds between the pictures of a target's first look, at least. */
  private static final double SPACING = 1;

  /** Of a persona no more views than this are looked at, evenly spread. */
  private static final int VIEWS = 3;

  private static final Digest NO_FILE = Digest.of(new byte[0]);

  /** Of a draft about this many painted faces are looked at, where they are one person's. */
  private static final int GLANCES = 4;

  private final Supplier<ContentClassifier> classifier;
  private final Supplier<FaceFinder> finder;
  private final GatePolicy policy;
  private final ContentGate door;
  private final List<Known> known = new ArrayList<>();
  private final List<Age> personas = new ArrayList<>();
  private boolean crowd = true;

  /** Whose age in a target is looked at before work starts. */
  public sealed interface Wanted {
    /** The largest face of each picture. */
    record Largest() implements Wanted {}

    /** Everybody. */
    record Everyone() implements Wanted {}

    /** The person with this embedding. */
    record Like(float[] embedding) implements Wanted {}

    /** Nobody can be told yet: the draft's faces are looked at. */
    record Later() implements Wanted {}
  }

  /**
   * @param classifier asked for when pictures are first looked at; stays the caller's
   * @param finder asked for when faces are first looked at; stays the caller's
   * @param door the step that lets drafts pass, and the log of refusals
   */
  public Gate(
      Supplier<ContentClassifier> classifier,
      Supplier<FaceFinder> finder,
      GatePolicy policy,
      ContentGate door) {
    this.classifier = classifier;
    this.finder = finder;
    this.policy = policy;
    this.door = door;
  }

  public GatePolicy policy() {
    return policy;
  }

  /** What is known about the classifier, for records. */
  public ModelCard card() {
    return classifier.get().card();
  }

  /**
   * Refuses what the operator's policy forbids.
   *
   * @throws GateRefused FORBIDDEN_PURPOSE
   */
  public void permit(Clearance c) {
    if (policy.uses().contains(c.use())) {
      throw refused(
          c,
          Reason.FORBIDDEN_PURPOSE,
          "the operator's policy forbids %s".formatted(c.use().word()));
    }
    for (String purpose : c.purposes()) {
      for (String word : policy.purposes()) {
        if (Folding.fold(purpose).contains(word)) {
          throw refused(
              c,
              Reason.FORBIDDEN_PURPOSE,
              "grant %s is for '%s', and the operator's policy forbids '%s'"
                  .formatted(c.grantId(), purpose, word));
        }
      }
    }
  }

  private GateRefused refused(Clearance c, Reason reason, String message) {
    String what = "%s with persona %s".formatted(c.use().word(), c.persona().name());
    return door.refused(what, new GateRefused(reason, message));
  }

  /**
   * Looks at a persona.
   *
   * @throws GateRefused LOOKS_UNDER_AGE
   */
  public void persona(Persona p, Clearance c) {
    List<View> views = p.views();
    List<Double> years = new ArrayList<>();
    float[] sum = new float[0];
    int n = Math.min(VIEWS, views.size());
    for (int i = 0; i < n; i++) {
      View v = views.get(i * views.size() / n);
      years.add(finder.get().apparentAge(v.picture(), v.mesh()));
      sum = Identity.sum(sum, finder.get().embed(v.picture(), v.mesh()));
    }
    known.add(new Known(c, sum));
    personas.add(Age.ofPersona(c, AgeTally.median(years), years.size()));
    requireOldEnough("persona " + p.ref().name(), personas);
  }

  /**
   * Looks at somebody who was made up in one picture.
   *
   * @throws GateRefused LOOKS_UNDER_AGE
   */
  public void person(Clearance c, Picture picture, FaceMesh mesh) {
    personas.add(Age.ofPersona(c, finder.get().apparentAge(picture, mesh), 1));
    requireOldEnough("the face in " + c.persona().name(), personas);
  }

  /**
   * Looks at a made-up picture that is to show no face.
   *
   * @return whether it shows none; where it does, the picture must not leave as one that shows none
   */
  public boolean faceless(Clearance c, Picture picture) {
    if (!finder.get().faces(picture).isEmpty()) {
      return false;
    }
    personas.add(Age.ofNoFace(c));
    return true;
  }

  private void requireOldEnough(String what, List<Age> ages) {
    try {
      ContentGate.requireOldEnough(ages, policy.limits());
    } catch (GateRefused e) {
      throw door.refused(what, e);
    }
  }

  /**
   * Looks through a target before any work: at all key pictures of a video, at most one a second,
   * and at the faces in a few of them. Where one is a hit, the whole video is looked through.
   *
   * @param wanted who will be painted over; others are bystanders, whose age does not count
   * @param ready waits until the finder is free and {@link #persona} is through with everybody
   * @throws GateRefused SEXUAL_CONTENT, LOOKS_UNDER_AGE
   * @throws MediaException where the target cannot be read
   */
  public void target(Path file, List<Wanted> wanted, Runnable ready, Progress progress) {
    String name = "target " + file.getFileName();
    crowd = wanted.size() > 1 || wanted.contains(new Wanted.Everyone());
    AgeTally tally = new AgeTally();
    if (Images.isImage(file)) {
      Picture p = Images.read(file);
      picture(p, name);
      ready.run();
      faces(p, wanted, tally);
    } else if (hit(file, wanted, tally, ready, progress)) {
      through(file, name, progress);
    }
    ready.run();
    requireOldEnough(name, tally.ages("a face in " + name, known));
  }

  /** Whether any key picture is a hit. */
  private boolean hit(
      Path file, List<Wanted> wanted, AgeTally tally, Runnable ready, Progress progress) {
    try (VideoReader in = keys(file)) {
      double next = Double.NEGATIVE_INFINITY;
      int looks = 0;
      for (VideoPicture v = in.next(); v != null; v = in.next()) {
        progress.checkStop();
        if (v.time().seconds() >= next) {
          next = v.time().seconds() + SPACING;
          if (classifier.get().look(v.picture()).sexual() >= policy.limits().sexual()) {
            return true;
          }
          // 0, 1, 2, 4, 8 …: a few, however long the video is
          if (Integer.bitCount(looks++) <= 1) {
            ready.run();
            faces(v.picture(), wanted, tally);
          }
        }
      }
      return false;
    }
  }

  /** Some files do not say which pictures are key: these are read through. */
  private static VideoReader keys(Path file) {
    try {
      return VideoReader.openKeys(file, SPACING);
    } catch (MediaException e) {
      if (e.code() == MediaException.Code.DAMAGED) {
        return VideoReader.open(file);
      }
      throw e;
    }
  }

  /** Every second, and on a hit every picture. */
  private void through(Path file, String name, Progress progress) {
    ContentWatch watch = watch(name);
    try (VideoReader in = VideoReader.open(file)) {
      for (VideoPicture v = in.next(); v != null; v = in.next()) {
        progress.checkStop();
        watch.look(v.time().seconds(), v.picture());
      }
    }
    watch.end();
  }

  private void faces(Picture p, List<Wanted> wanted, AgeTally tally) {
    List<FaceObservation> seen =
        finder.get().faces(p).stream().filter(f -> f.quality().good()).toList();
    for (int i = 0; i < seen.size(); i++) {
      FaceObservation f = seen.get(i);
      boolean largest = i == 0;
      if (wanted.stream().anyMatch(w -> isMeant(w, f, largest))) {
        tally.add(f.embedding(), finder.get().apparentAge(p, f.mesh()));
      }
    }
  }

  private static boolean isMeant(Wanted w, FaceObservation f, boolean largest) {
    return switch (w) {
      case Wanted.Largest l -> largest;
      case Wanted.Everyone e -> true;
      case Wanted.Like l -> Identity.same(l.embedding(), f.embedding());
      case Wanted.Later l -> false;
    };
  }

  /** Begins a run of pictures. */
  public ContentWatch watch(String what) {
    return new ContentWatch(classifier.get(), e -> door.refused(what, e), policy.limits(), what);
  }

  /**
   * Looks at a single picture.
   *
   * @throws GateRefused SEXUAL_CONTENT
   */
  public ContentWatch picture(Picture p, String what) {
    ContentWatch watch = watch(what);
    watch.look(0, p);
    watch.end();
    return watch;
  }

  /**
   * What was seen of a draft: its parts, the personas, and the faces under the paint, of which the
   * draft keeps a few.
   *
   * @param parts from the watches
   * @param faces of this draft
   */
  public Examination examine(Draft draft, List<Part> parts, GlanceFaces faces) {
    AgeTally tally = new AgeTally();
    List<Draft.Glance> glances = draft.glances();
    // where several are painted, each has only a few of them
    int step = crowd ? 1 : Math.max(1, glances.size() / GLANCES);
    for (int i = 0; i < glances.size(); i += step) {
      Draft.Glance g = glances.get(i);
      tally.add(faces.before(g), faces.age(g));
    }
    List<Age> ages = new ArrayList<>(personas);
    ages.addAll(tally.ages("a painted face of the target", known));
    return new Examination(parts, ages, policy.limits());
  }

  /**
   * What was seen of a draft that was painted over nobody: its parts and the personas.
   *
   * @param parts from the watches
   */
  public Examination examine(List<Part> parts) {
    return new Examination(parts, personas, policy.limits());
  }

  /**
   * What the gate thinks of a file that nothing is to be made of.
   *
   * @param looks how many pictures were looked at
   * @param sexual the highest share for sexual content
   * @param faces everybody in a few of the pictures
   * @param refusal why it would not pass, bystanders counted; empty where it would
   */
  public record Check(int looks, double sexual, List<Age> faces, Optional<GateRefused> refusal) {}

  /**
   * Looks at a picture, or at a video every second, for somebody who wants to know; nothing is
   * logged.
   *
   * @throws MediaException where the file cannot be read
   */
  public Check check(Path file, Progress progress) {
    ContentWatch watch =
        new ContentWatch(
            classifier.get(), e -> e, policy.limits(), String.valueOf(file.getFileName()));
    AgeTally tally = new AgeTally();
    List<Wanted> all = List.of(new Wanted.Everyone());
    Optional<GateRefused> refusal = Optional.empty();
    try {
      if (Images.isImage(file)) {
        Picture p = Images.read(file);
        watch.look(0, p);
        faces(p, all, tally);
      } else {
        check(file, watch, p -> faces(p, all, tally), progress);
      }
      watch.end();
    } catch (GateRefused e) {
      refusal = Optional.of(e);
    }
    List<Age> ages = tally.ages("a face in " + file.getFileName(), known);
    if (refusal.isEmpty()) {
      try {
        ContentGate.requireOldEnough(ages, policy.limits());
      } catch (GateRefused e) {
        refusal = Optional.of(e);
      }
    }
    Part seen = watch.seen(NO_FILE);
    return new Check(seen.looks(), seen.worst(), ages, refusal);
  }

  private static void check(
      Path file, ContentWatch watch, Consumer<Picture> faces, Progress progress) {
    try (VideoReader in = VideoReader.open(file)) {
      double next = Double.NEGATIVE_INFINITY;
      int seconds = 0;
      for (VideoPicture v = in.next(); v != null; v = in.next()) {
        progress.checkStop();
        progress.report("Looking at " + file.getFileName(), v.index(), in.video().frames());
        watch.look(v.time().seconds(), v.picture());
        if (v.time().seconds() >= next) {
          next = v.time().seconds() + SPACING;
          if (Integer.bitCount(seconds++) <= 1) {
            faces.accept(v.picture());
          }
        }
      }
    }
  }
}
