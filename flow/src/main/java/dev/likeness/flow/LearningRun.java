package dev.likeness.flow;

import dev.likeness.consent.FileDigest;
import dev.likeness.core.Digest;
import dev.likeness.core.Version;
import dev.likeness.faces.Identity;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.models.net.Precision;
import dev.likeness.synthesis.Persona;
import dev.likeness.synthesis.View;
import dev.likeness.synthesis.refine.RefineTraining;
import dev.likeness.synthesis.refine.RefineTraining.Look;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/**
 * A training in a persona's folder, which may be gone on with where it is the same one.
 *
 * @param who it is of, in words
 * @param plan what makes it the same
 */
record LearningRun(Path folder, String who, ObjectNode plan) {
  private static final String PLAN = "plan.json";

  /** Whether the folder holds this very run. */
  boolean begun() {
    Path file = folder.resolve(PLAN);
    return Files.exists(file) && same(Json.read(file));
  }

  /**
   * Makes sure that the run to go on with is the same; says in which precision it computes.
   *
   * @throws FlowException UNKNOWN, BAD_REQUEST
   */
  Precision goOn() {
    Path file = folder.resolve(PLAN);
    if (!Files.exists(file)) {
      throw new FlowException(
          Code.UNKNOWN,
          "there is no run of %s to go on with; begin one without --resume".formatted(who));
    }
    ObjectNode was = Json.read(file);
    String precision = was.path("precision").asString("");
    if (!same(was)) {
      throw new FlowException(
          Code.BAD_REQUEST,
          "the run in %s was begun with other files, steps, seed or threads; repeat them, or begin anew without --resume"
              .formatted(folder));
    }
    return Precision.valueOf(precision.toUpperCase(Locale.ROOT));
  }

  private boolean same(ObjectNode was) {
    ObjectNode it = was.deepCopy();
    it.remove(List.of("precision", "version"));
    return it.toString().equals(plan.toString());
  }

  /** Begins the folder; what another run left there goes. */
  Precision begin(int threads) {
    Precision p = RefineTraining.quicker(threads);
    Folders.remove(folder);
    Folders.make(folder);
    ObjectNode now = plan.deepCopy();
    Folders.write(
        folder.resolve(PLAN),
        Json.text(now.put("precision", p.word()).put("version", Version.current())));
    return p;
  }

  static String line(Look l) {
    return String.format(
        Locale.ROOT,
        "step %d: held-out faces %.2f dB, the warp alone %.2f; similarity %.3f, %.3f",
        l.step(),
        l.refined(),
        l.warp(),
        l.refinedSsim(),
        l.warpSsim());
  }

  /**
   * The files to learn from: those that were named, all of which the persona was made from, or its
   * pictures.
   *
   * @throws FlowException BAD_REQUEST
   */
  static List<Path> files(Workshop workshop, Persona persona, List<Path> named) {
    List<Path> files =
        named.isEmpty() ? workshop.personas().pictureFiles(persona.ref().name()) : named;
    for (Path f : named) {
      Digest d = FileDigest.of(f);
      if (!persona.ref().pictures().contains(d)) {
        throw new FlowException(
            Code.BAD_REQUEST,
            ("%s is not one of the files that persona %s was made from (SHA-256 %s); make the persona"
                    + " from it, on a grant that names it, and train then")
                .formatted(f, persona.ref().name(), d.hex()));
      }
    }
    if (files.isEmpty()) {
      throw new FlowException(
          Code.BAD_REQUEST,
          "persona %s was made from films, of which only digests are kept; name them with --from"
              .formatted(persona.ref().name()));
    }
    return files;
  }

  /** Who the persona is. */
  static float[] embedding(Workshop workshop, Persona persona) {
    float[] person = new float[0];
    for (View v : persona.views()) {
      person = Identity.sum(person, workshop.finder().embed(v.picture(), v.mesh()));
    }
    return person;
  }
}
