package dev.likeness.flow.gan;

import dev.likeness.flow.FlowException;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.synthesis.duel.GeneratorFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The generators that there are: files of the user's, and the one in the jar. */
public final class Generators {
  /** How far from the mean face it usually goes, see {@code PictureMaker#style}. */
  public static final double VARIETY = .8;

  /** People who do not exist. */
  private static final String SHIPPED = "faces.safetensors";

  private Generators() {}

  /** Whether a generator comes with the program. */
  public static boolean shipped() {
    return Generators.class.getResource(SHIPPED) != null;
  }

  /**
   * Reads one.
   *
   * @param file null for the one that comes with the program
   * @throws dev.likeness.synthesis.duel.DuelException where the file is none
   * @throws FlowException UNKNOWN where none was named and none comes with the program
   */
  public static GeneratorFile read(@Nullable Path file) {
    if (file != null) {
      return GeneratorFile.read(file);
    }
    try (InputStream in = Generators.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new FlowException(
            Code.UNKNOWN,
            "no generator comes with this version; train one with 'likeness gan train --data FOLDER"
                + " --out FILE' and name it with --model FILE");
      }
      return GeneratorFile.of("the generator in the jar", in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
