package dev.likeness.flow.gan;

import dev.likeness.consent.NobodyGrant;
import dev.likeness.consent.Use;
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
import dev.likeness.provenance.OwnPictures;
import dev.likeness.provenance.Reviewer;
import dev.likeness.provenance.SourceType;
import dev.likeness.synthesis.duel.GeneratorFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Makes a persona who does not exist: a generated face, and its turns and expressions by the
 * renderer. Its pictures stay in the home, as every persona's do.
 */
public final class Invention {
  /** What its pictures are, in their signature; they bear no badge, as makers draw from them. */
  private static final String MADE = SourceType.BASE + "trainedAlgorithmicMedia";

  /** Large enough for films that do not show the mark. */
  private static final int SIDE = 512;

  /**
   * Makers draw from the front alone: all other views were drawn from it, so they know nothing that
   * it does not, and what is warped twice is the worse for it (seen on a puppet: a red patch at the
   * cheek).
   */
  private static final int DRAWN = 1;

  private Invention() {}

  /**
   * Makes it.
   *
   * @param name the persona's
   * @param said hears of each view how near it is to the front, and what was left out
   * @param variety see {@link dev.likeness.synthesis.duel.PictureMaker#style}
   * @throws dev.likeness.flow.FlowException as {@link Personas#add}
   */
  public static Personas.Stored of(
      Workshop workshop,
      GeneratorFile file,
      String name,
      Seed seed,
      double variety,
      Consumer<String> said,
      Progress progress) {
    workshop.personas().free(name);
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
      Frame face = recipe.face(seed.derive("face 0"), variety).picture();
      Frame front = face.sample(Affine2.scale((double) face.width() / SIDE), SIDE, SIDE);
      progress.report("Turning the head", 0, 0);
      InventedViews.Made made =
          InventedViews.of(workshop.finder(), recipe.clearance(Use.REENACT), front);
      List<Path> pictures = new ArrayList<>();
      OwnPictures own = new OwnPictures(workshop.keys(), workshop.clock().instant());
      for (InventedViews.View v : made.views()) {
        Path picture = folder.resolve("invented-" + v.name() + ".png");
        Images.write(v.picture(), picture, 1);
        own.sign(picture, MADE, "a person who does not exist, drawn by a generator", null);
        pictures.add(picture);
        said.accept(String.format(Locale.ROOT, "%-10s likeness %.2f", v.name(), v.likeness()));
      }
      made.left().forEach(l -> said.accept("left out " + l));
      return workshop
          .personas()
          .add(
              name,
              pictures,
              new Personas.Drawn(DRAWN, Math.min(1, (double) face.width() / SIDE)),
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
