package dev.likeness.flow.gan;

import dev.likeness.consent.NobodyGrant;
import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.flow.Personas;
import dev.likeness.flow.Workshop;
import dev.likeness.media.Images;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.provenance.Reviewer;
import dev.likeness.synthesis.duel.GeneratorFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes a persona who does not exist. Its picture stays in the home, as every persona's does. */
public final class Invention {
  /** Large enough for films that do not show the mark. */
  private static final int SIDE = 512;

  private Invention() {}

  /**
   * Makes it.
   *
   * @param name the persona's
   * @param variety see {@link dev.likeness.synthesis.duel.PictureMaker#style}
   * @throws dev.likeness.flow.FlowException as {@link Personas#add}
   */
  public static Personas.Stored of(
      Workshop workshop,
      GeneratorFile file,
      String name,
      Seed seed,
      double variety,
      Progress progress) {
    if (!file.faces()) {
      throw new FlowException(
          Code.BAD_REQUEST,
          "'%s' does not draw faces, and a persona needs one"
              .formatted(file.note(GeneratorFile.TITLE)));
    }
    Path folder = workshop.home().jobs().resolve("invent-" + Long.toHexString(seed.value()));
    try (SampleRecipe recipe =
        new SampleRecipe(
            workshop,
            file,
            BadgeSpec.DEFAULT,
            new Reviewer("likeness persona invent", Reviewer.How.NAMED))) {
      Files.createDirectories(folder);
      Path picture = folder.resolve("invented.png");
      Frame face = recipe.face(seed.derive("face 0"), variety).picture();
      Images.write(
          face.sample(Affine2.scale((double) face.width() / SIDE), SIDE, SIDE), picture, 1);
      return workshop
          .personas()
          .add(
              name,
              List.of(picture),
              digests ->
                  NobodyGrant.of(
                      name,
                      "drawn by a generator, SHA-256 %s, seed %d"
                          .formatted(file.digest().hex(), seed.value()),
                      "likeness persona invent",
                      workshop.clock().instant(),
                      digests),
              progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      workshop.home().discard(folder);
    }
  }
}
