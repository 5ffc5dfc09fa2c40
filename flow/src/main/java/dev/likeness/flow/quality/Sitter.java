package dev.likeness.flow.quality;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is put on the clips.
 *
 * @param name as the tables show it * @param pictures one or more of one person
 * @param nobody where the pictures come from, for a person who does not exist; null when that is
 *     not stated, which is right for the test media only
 */
public record Sitter(String name, List<Path> pictures, @Nullable String nobody) {
  public Sitter {
    if (pictures.isEmpty()) {
      throw new IllegalArgumentException("persona " + name + " without pictures");
    }
    pictures = List.copyOf(pictures);
  }

  /** Pictures joined by "+", from a folder; the name is the first picture's without its ending. */
  static Sitter parse(String text, Path folder, @Nullable String nobody) {
    List<Path> files =
        Arrays.stream(text.split("\\+", -1)).map(folder::resolve).map(Path::normalize).toList();
    return new Sitter(bare(files.getFirst()), files, nobody);
  }

  /**
   * What a user named: a picture, pictures of one person joined by "+", or a folder of which each
   * picture is a person.
   */
  public static List<Sitter> of(String text, Path folder, @Nullable String nobody) {
    Path path = folder.resolve(text);
    if (!Files.isDirectory(path)) {
      return List.of(parse(text, folder, nobody));
    }
    try (Stream<Path> files = Files.list(path)) {
      List<Sitter> all = new ArrayList<>();
      files
          .filter(f -> f.toString().toLowerCase(Locale.ROOT).matches(".*\\.(jpe?g|png|webp)"))
          .sorted()
          .forEach(f -> all.add(new Sitter(bare(f), List.of(f), nobody)));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String bare(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }
}
