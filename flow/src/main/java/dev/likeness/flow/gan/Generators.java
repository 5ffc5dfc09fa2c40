package dev.likeness.flow.gan;

import dev.likeness.flow.FlowException;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.synthesis.duel.GeneratorFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The generators that there are: files of the user's, and those in the jar. */
public final class Generators {
  /** How far from the mean face it usually goes, see {@code PictureMaker#style}. */
  public static final double VARIETY = 1.1;

  /** People who do not exist. */
  private static final String SHIPPED = "faces.safetensors";

  /** Drawn heads, to be named instead of a file. */
  private static final String AVATARS = "avatars";

  private Generators() {}

  /** Whether a generator comes with the program. */
  public static boolean shipped() {
    return Generators.class.getResource(SHIPPED) != null;
  }

  /**
   * Reads one.
   *
   * @param file null for the faces that come with the program; {@code avatars}, where there is no
   *     such file, for the drawn heads that do
   * @throws dev.likeness.synthesis.duel.DuelException where the file is none
   * @throws FlowException UNKNOWN where none was named and none comes with the program
   */
  public static GeneratorFile read(@Nullable Path file) {
    boolean avatars =
        file != null && String.valueOf(file.getFileName()).equals(AVATARS) && !Files.exists(file);
    if (file != null && !avatars) {
      return GeneratorFile.read(file);
    }
    String name = avatars ? AVATARS + ".safetensors" : SHIPPED;
    try (InputStream in = Generators.class.getResourceAsStream(name)) {
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
