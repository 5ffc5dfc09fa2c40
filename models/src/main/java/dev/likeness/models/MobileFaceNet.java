package dev.likeness.models;

import dev.likeness.models.PictureNet.Preparation;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * MobileFaceNet (Chen et al. 2018), 192 numbers: the embedder on whose scale the project's identity
 * bars were set. Its package has no licence file, so that it may be measured with and not shipped:
 * it is in no jar but in a folder that the build leaves behind, and may be missing. Takes 112×112
 * sRGB pixels aligned as ArcFace does (Deng et al. 2019). Not thread-safe; owns a session.
 */
public final class MobileFaceNet extends AlignedEmbedder {
  /** The name of its files and card. */
  public static final String ID = "mobile-face-net";

  /**
   * Opens it.
   *
   * @param folder where the build put it
   * @throws ModelException when it is missing there or damaged
   */
  public MobileFaceNet(Models models, Path folder) {
    super(
        new PictureNet(models.open(folder, ID), Preparation.of(1 / 128f, -127.5f / 128)),
        ARC_FACE,
        0,
        .03);
  }

  /** Whether a folder holds it. */
  public static boolean in(Path folder) {
    return Files.isRegularFile(folder.resolve(ID + ".onnx"))
        && Files.isRegularFile(folder.resolve(ID + ".json"));
  }
}
