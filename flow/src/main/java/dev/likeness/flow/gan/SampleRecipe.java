package dev.likeness.flow.gan;

import dev.likeness.consent.Clearance;
import dev.likeness.consent.Grant;
import dev.likeness.consent.NobodyGrant;
import dev.likeness.consent.PersonaRef;
import dev.likeness.consent.Use;
import dev.likeness.core.Digest;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.faces.FaceObservation;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.gate.ContentWatch;
import dev.likeness.flow.gate.Gate;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.provenance.DraftFile;
import dev.likeness.provenance.Exported;
import dev.likeness.provenance.GateRefused;
import dev.likeness.provenance.Reviewer;
import dev.likeness.synthesis.duel.GeneratorFile;
import dev.likeness.synthesis.duel.PictureMaker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Faces of nobody, or other things, from a generator to files. A face that is too near to one that
 * was learnt from, looks too young, or in which no face is found, is not written: the next numbers
 * take its place; so they do where a generator of other things draws a face. Everything leaves
 * through the one door, on the recorded statement that no real person is shown.
 */
public final class SampleRecipe implements AutoCloseable {
  /** After so many refused pictures in a row there is something wrong with the generator. */
  private static final int MOST_TRIES = 40;

  private static final String NOBODY = "nobody's picture: made by a generator";

  private final Workshop workshop;
  private final PictureMaker maker;
  private final Sieve sieve;
  private final Clearance clearance;
  private final PictureDoor door;
  private final Optional<Integer> label;

  /** Draws of all classes, where there are any. */
  public SampleRecipe(Workshop workshop, GeneratorFile file, BadgeSpec badge, Reviewer reviewer) {
    this(workshop, file, "", badge, reviewer);
  }

  /**
   * @param kind the class that is drawn, by name or number; blank: each seed has one
   * @param reviewer who lets the pictures out
   * @throws FlowException BAD_REQUEST where there is no such class
   */
  public SampleRecipe(
      Workshop workshop, GeneratorFile file, String kind, BadgeSpec badge, Reviewer reviewer) {
    label = label(file, kind);
    this.workshop = workshop;
    door = new PictureDoor(workshop, file, badge, reviewer);
    clearance = clear(workshop, file);
    maker = new PictureMaker(workshop.models(), file);
    sieve = new Sieve(workshop, file, clearance);
  }

  private static Optional<Integer> label(GeneratorFile file, String kind) {
    if (kind.isBlank()) {
      return Optional.empty();
    }
    int named = file.classes().indexOf(kind);
    if (named >= 0) {
      return Optional.of(named);
    }
    for (int i = 0; i < file.size().classes(); i++) {
      if (kind.equals(String.valueOf(i))) {
        return Optional.of(i);
      }
    }
    throw new FlowException(
        Code.BAD_REQUEST,
        "'%s' knows no class '%s'; it knows %s"
            .formatted(
                file.note(GeneratorFile.TITLE),
                kind,
                file.classes().isEmpty()
                    ? file.size().classes() + " without names"
                    : String.join(", ", file.classes())));
  }

  /** The class of a seed's pictures. */
  private int label(Seed seed) {
    int n = maker.file().size().classes();
    return n == 0 ? 0 : label.orElseGet(() -> seed.derive("class").random().nextInt(n));
  }

  /** The statement that the generator's pictures show no real person, recorded once. */
  private static Clearance clear(Workshop workshop, GeneratorFile file) {
    String name = "nobody by " + file.note(GeneratorFile.TITLE);
    List<Digest> pictures = List.of(file.digest());
    Grant grant =
        workshop.ledger().read().grants().values().stream()
            .filter(g -> g instanceof NobodyGrant && g.pictures().equals(pictures))
            .findFirst()
            .orElse(null);
    if (grant == null) {
      grant =
          NobodyGrant.of(
              name,
              "drawn by a generator, SHA-256 " + file.digest().hex(),
              "likeness " + PictureDoor.MAKER,
              workshop.clock().instant(),
              pictures);
      workshop.record(grant);
    }
    PersonaRef ref = new PersonaRef(name, grant.id(), pictures);
    return workshop.consents().require(ref, Use.PICTURE, workshop.clock());
  }

  public PictureMaker maker() {
    return maker;
  }

  /**
   * A picture that may be shown.
   *
   * @param seen the face; null where the generator draws other things
   */
  public record Face(
      float[] style, Frame picture, double nearness, @Nullable FaceObservation seen) {}

  /** The same statement as a clearance for another use. */
  Clearance clearance(Use use) {
    return workshop.consents().require(clearance.persona(), use, workshop.clock());
  }

  /**
   * The face of a seed: of the numbers that follow from it, the first that give one that may be
   * shown.
   *
   * @param variety see {@link PictureMaker#style}
   * @throws FlowException UNSUITABLE where none does
   */
  public Face face(Seed seed, double variety) {
    int kind = label(seed);
    for (int i = 0; i < MOST_TRIES; i++) {
      float[] style = maker.style(maker.latent(seed.derive("try " + i), kind), kind, variety);
      Face face = look(style, maker.draw(style));
      if (face != null) {
        return face;
      }
    }
    throw new FlowException(
        Code.UNSUITABLE,
        "%d pictures in a row could not be shown: %s; try another --seed, or train further"
            .formatted(MOST_TRIES, sieve.told()));
  }

  /**
   * The face of a style.
   *
   * @throws FlowException UNSUITABLE where it may not be shown
   */
  Face face(float[] style) {
    Face face = look(style, maker.draw(style));
    if (face == null) {
      throw new FlowException(
          Code.UNSUITABLE,
          "a face on the way cannot be shown: it is too near to one that was learnt from, looks too"
              + " young, or is not found as a face; try other seeds");
    }
    return face;
  }

  /** Looks at a picture; null where it may not be shown. */
  public @Nullable Face look(float[] style, Frame picture) {
    return sieve.look(style, picture);
  }

  /**
   * Lets a face out.
   *
   * @param settings that it was made with
   * @throws GateRefused where the content gate refuses it
   */
  public Exported write(Face face, Map<String, String> settings, Seed seed, Path out) {
    return write(clearance, NOBODY, face, settings, seed, out);
  }

  /** The same on somebody's grant. */
  Exported write(
      Clearance whose, String right, Face face, Map<String, String> settings, Seed seed, Path out) {
    return door.leave(
        whose,
        right,
        (labeller, folder, gate) -> {
          show(gate, whose, face);
          ContentWatch watch = gate.picture(face.picture(), "the picture");
          DraftFile draft = labeller.still(face.picture(), folder.resolve("draft.png"), 1);
          return new PictureDoor.Drawn(draft, watch.seen(draft.digest()), face.nearness());
        },
        settings,
        seed,
        out);
  }

  /** Lets out what is drawn on the statement that it shows nobody. */
  Exported leave(PictureDoor.Drawing drawing, Map<String, String> settings, Seed seed, Path out) {
    return door.leave(clearance, NOBODY, drawing, settings, seed, out);
  }

  /** Lets a job's gate see who is shown. */
  void show(Gate gate, Face face) {
    show(gate, clearance, face);
  }

  private static void show(Gate gate, Clearance whose, Face face) {
    FaceObservation seen = face.seen();
    if (seen != null) {
      gate.person(whose, face.picture(), seen.mesh());
    } else if (!gate.faceless(whose, face.picture())) {
      throw new IllegalStateException("a face where none was found before");
    }
  }

  /** The cosine between what two aligned faces look like. */
  double alike(Frame a, Frame b) {
    return sieve.alike(a, b);
  }

  /** How many pictures were refused so far, by reason. */
  public Map<String, Integer> refused() {
    return sieve.refused();
  }

  @Override
  public void close() {
    sieve.close();
    maker.close();
  }

  /** What the file of a seed's picture is called. */
  public String name(Seed seed, int number) {
    String what = maker.file().faces() ? "face" : "picture";
    return "%s-%d-%03d.png".formatted(what, seed.value(), number);
  }

  /** What a file on the way between two faces is called. */
  public static String wayName(Seed from, Seed to, int number) {
    return "way-%d-%d-%03d.png".formatted(from.value(), to.value(), number);
  }

  /**
   * Writes {@code count} faces.
   *
   * @return what was written
   */
  public List<Exported> sample(
      Seed seed, int count, double variety, Path folder, Progress progress) {
    List<Exported> out = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      progress.checkStop();
      Seed own = own(seed, i);
      Map<String, String> settings = settings(variety);
      settings.put("seed", String.valueOf(seed.value()));
      settings.put("number", String.valueOf(i));
      out.add(one(own, variety, settings, folder.resolve(name(seed, i))));
      progress.report("drawing faces", i + 1, count);
    }
    return out;
  }

  /** Writes the first face of a seed that the content gate lets out. */
  private Exported one(Seed seed, double variety, Map<String, String> settings, Path out) {
    for (int i = 0; ; i++) {
      Seed own = i == 0 ? seed : seed.derive("instead " + i);
      try {
        return write(face(own, variety), settings, own, out);
      } catch (GateRefused e) {
        sieve.refusedByGate();
        if (i + 1 >= MOST_TRIES || e.reason() == GateRefused.Reason.FORBIDDEN_PURPOSE) {
          throw e;
        }
      }
    }
  }

  static Seed own(Seed seed, int number) {
    return seed.derive("face " + number);
  }

  static Map<String, String> settings(double variety) {
    Map<String, String> m = new LinkedHashMap<>();
    m.put("variety", String.valueOf(variety));
    return m;
  }

  /**
   * Writes the way between the first faces of two seeds; what may not be shown is left out.
   *
   * @return what was written
   */
  public List<Exported> way(
      Seed from, Seed to, int steps, double variety, Path folder, Progress progress) {
    float[] a = face(own(from, 0), variety).style();
    float[] b = face(own(to, 0), variety).style();
    List<Exported> out = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      progress.checkStop();
      float[] style = PictureMaker.between(a, b, (double) i / (steps - 1));
      Face face = look(style, maker.draw(style));
      if (face != null) {
        Map<String, String> settings = settings(variety);
        settings.put("from_seed", String.valueOf(from.value()));
        settings.put("to_seed", String.valueOf(to.value()));
        settings.put("number", i + " of " + steps);
        out.add(write(face, settings, from, folder.resolve(wayName(from, to, i))));
      }
      progress.report("drawing the way", i + 1, steps);
    }
    return out;
  }

  /**
   * Writes the form of one seed's face in the colours of another's.
   *
   * @param at side of the first level that takes the colours' style
   * @throws FlowException UNSUITABLE where the result may not be shown
   */
  public Exported mix(Seed form, Seed colour, int at, double variety, Path out) {
    float[] coarse = face(own(form, 0), variety).style();
    float[] fine = face(own(colour, 0), variety).style();
    Face face = look(coarse, maker.draw(coarse, fine, at));
    if (face == null) {
      throw new FlowException(
          Code.UNSUITABLE,
          "the mixture cannot be shown: it is too near to a face that was learnt from, looks too young"
              + " or is not found as a face; try other seeds, or another --at");
    }
    Map<String, String> settings = settings(variety);
    settings.put("form_seed", String.valueOf(form.value()));
    settings.put("colour_seed", String.valueOf(colour.value()));
    settings.put("at", String.valueOf(at));
    return write(face, settings, form, out);
  }
}
