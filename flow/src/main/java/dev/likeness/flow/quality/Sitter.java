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

/**
 * Who is put on the clips.
 *
 * @param name as the tables show it
 * @param pictures one or more of one person
 */
public record Sitter(String name, List<Path> pictures) {
  public Sitter {
    if (pictures.isEmpty()) {
      throw new IllegalArgumentException("persona " + name + " without pictures");
    }
    pictures = List.copyOf(pictures);
  }

  /** Pictures joined by "+", from a folder; the name is the first picture's without its ending. */
  static Sitter parse(String text, Path folder) {
    List<Path> files =
        Arrays.stream(text.split("\\+", -1)).map(folder::resolve).map(Path::normalize).toList();
    return new Sitter(bare(files.getFirst()), files);
  }

  /**
   * What a user named: a picture, pictures of one person joined by "+", or a folder of which each
   * picture is a person.
   */
  public static List<Sitter> of(String text, Path folder) {
    Path path = folder.resolve(text);
    if (!Files.isDirectory(path)) {
      return List.of(parse(text, folder));
    }
    try (Stream<Path> files = Files.list(path)) {
      List<Sitter> all = new ArrayList<>();
      files
          .filter(f -> f.toString().toLowerCase(Locale.ROOT).matches(".*\\.(jpe?g|png|webp)"))
          .sorted()
          .forEach(f -> all.add(new Sitter(bare(f), List.of(f))));
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
