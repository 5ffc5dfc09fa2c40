package dev.likeness.flow.gan;

import dev.likeness.consent.Clearance;
import dev.likeness.consent.ConsentRefused;
import dev.likeness.consent.FileDigest;
import dev.likeness.consent.PersonaRef;
import dev.likeness.consent.Use;
import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import dev.likeness.faces.FaceCrop;
import dev.likeness.faces.FaceObservation;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.flow.Workshop;
import dev.likeness.media.Images;
import dev.likeness.provenance.Exported;
import dev.likeness.synthesis.duel.GeneratorFile;
import dev.likeness.synthesis.duel.Inverse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Draws a persona's face with a generator: only from a picture that the persona's grant names, and
 * only where it covers new pictures.
 */
public final class InvertRecipe {
  private final Workshop workshop;
  private final SampleRecipe recipe;

  /**
   * What was drawn.
   *
   * @param alike cosine of the FaceRes descriptors of photo and picture
   */
  public record Inverted(Exported written, double alike) {}

  /** Borrows the recipe. */
  public InvertRecipe(Workshop workshop, SampleRecipe recipe) {
    this.workshop = workshop;
    this.recipe = recipe;
  }

  /**
   * Writes the face.
   *
   * @param photo one of the persona's pictures, byte for byte
   * @throws ConsentRefused where no grant covers it
   * @throws FlowException BAD_REQUEST for a generator of other things, UNSUITABLE where no face is
   *     found, or what is drawn may not be shown
   */
  public Inverted perform(String persona, Path photo, Path out) {
    if (!recipe.maker().file().faces()) {
      throw new FlowException(
          Code.BAD_REQUEST,
          "'%s' does not draw faces".formatted(recipe.maker().file().note(GeneratorFile.TITLE)));
    }
    PersonaRef ref = workshop.personas().show(persona).ref();
    Clearance whose = workshop.consents().require(ref, Use.PICTURE, workshop.clock());
    String digest = FileDigest.of(photo).hex();
    if (ref.pictures().stream().noneMatch(d -> d.hex().equals(digest))) {
      throw new ConsentRefused(
          ConsentRefused.Reason.PICTURES_DIFFER,
          "%s is not one of the pictures that %s was made from, which the grant names"
              .formatted(photo, persona));
    }
    Frame picture = Images.read(photo);
    List<FaceObservation> faces = workshop.finder().faces(picture);
    if (faces.size() != 1) {
      throw new FlowException(
          Code.UNSUITABLE, "%s shows %d faces; one is needed".formatted(photo, faces.size()));
    }
    float[] style = new Inverse(recipe.maker()).style(picture, faces.getFirst().mesh());
    SampleRecipe.Face face = recipe.look(style, recipe.maker().draw(style));
    if (face == null) {
      throw new FlowException(
          Code.UNSUITABLE,
          "what the generator draws for %s cannot be shown: %s".formatted(photo, recipe.refused()));
    }
    Frame was = FaceCrop.of(picture, faces.getFirst().mesh(), Sieve.SMALLEST);
    double alike = recipe.alike(face.picture(), was);
    Map<String, String> settings = SampleRecipe.settings(1);
    settings.put("inverted", digest);
    settings.put("alike", String.format(Locale.ROOT, "%.3f", alike));
    return new Inverted(
        recipe.write(whose, "the grant of " + persona, face, settings, new Seed(0), out), alike);
  }
}
