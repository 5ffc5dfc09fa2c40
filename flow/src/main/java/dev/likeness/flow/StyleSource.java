package dev.likeness.flow;

import dev.likeness.consent.FileDigest;
import dev.likeness.core.Digest;
import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.flow.gate.Gate;
import dev.likeness.media.Images;
import dev.likeness.synthesis.duel.GeneratorFile;
import dev.likeness.synthesis.duel.PictureMaker;
import dev.likeness.synthesis.style.StyleException;
import dev.likeness.synthesis.style.Works;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A style as a job uses it.
 *
 * @param kind {@code picture}, {@code style} or {@code generator}
 * @param digest of its file
 */
record StyleSource(Works works, String kind, Digest digest) {
  /** So many pictures of a generator are painted with. */
  private static final int DRAWN = 12;

  /** How far from its mean a generator goes for them. */
  private static final double VARIETY = 1;

  /**
   * Reads a style.
   *
   * @throws StyleException where the file is none
   * @throws FlowException BAD_REQUEST for a generator of faces
   * @throws dev.likeness.provenance.GateRefused where it shows what is not made
   */
  static StyleSource read(Path file, Workshop workshop, Gate gate) {
    if (!Files.isRegularFile(file)) {
      throw new FlowException(
          Code.BAD_REQUEST,
          "there is no style %s; name a picture, or what 'likeness style train' has written"
              .formatted(file));
    }
    if (Images.isImage(file)) {
      Frame picture = Images.read(file);
      gate.picture(picture, "the style " + file.getFileName());
      return new StyleSource(Works.of(picture), "picture", FileDigest.of(file));
    }
    if (Works.isStyle(file)) {
      return new StyleSource(Works.read(file), "style", FileDigest.of(file));
    }
    return drawn(GeneratorFile.read(file), file, workshop);
  }

  /** What a generator draws, as works to paint with. */
  private static StyleSource drawn(GeneratorFile g, Path file, Workshop workshop) {
    if (g.faces()) {
      throw new FlowException(
          Code.BAD_REQUEST,
          file
              + " draws faces, which are no manner to paint in; name a picture, or a model that was"
              + " trained on works");
    }
    List<Frame> pieces = new ArrayList<>();
    try (PictureMaker maker = new PictureMaker(workshop.models(), g)) {
      Seed seed = new Seed(1);
      for (int i = 0; i < DRAWN; i++) {
        int label = g.size().classes() == 0 ? 0 : i % g.size().classes();
        float[] latent = maker.latent(seed.derive("piece " + i), label);
        pieces.add(maker.draw(maker.style(latent, label, VARIETY)));
      }
    }
    return new StyleSource(new Works(pieces, 1), "generator", g.digest());
  }
}
