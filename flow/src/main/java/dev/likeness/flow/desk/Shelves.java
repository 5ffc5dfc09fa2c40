package dev.likeness.flow.desk;

import dev.likeness.answers.Knowledge;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.flow.Workshop;
import dev.likeness.models.SentenceEmbedder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The collections of documents in the home folder, by name. */
public final class Shelves {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  private final Path folder;
  private final Supplier<SentenceEmbedder> embedder;

  /** The collections opened here are good as long as the workshop is. */
  public Shelves(Workshop workshop) {
    folder = workshop.home().knowledge();
    embedder = workshop::sentences;
  }

  /** Names of all that are there. */
  public List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Knowledge::exists)
          .map(p -> String.valueOf(p.getFileName()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Opens a collection, or makes it.
   *
   * @throws FlowException BAD_REQUEST where the name is none
   */
  public Knowledge make(String name) {
    return Knowledge.open(place(name), embedder);
  }

  /**
   * Opens a collection.
   *
   * @throws FlowException UNKNOWN where there is none of that name
   */
  public Knowledge open(String name) {
    require(name);
    return Knowledge.open(place(name), embedder);
  }

  /**
   * Makes sure that there is one.
   *
   * @throws FlowException UNKNOWN, BAD_REQUEST
   */
  public void require(String name) {
    if (!Knowledge.exists(place(name))) {
      throw new FlowException(
          Code.UNKNOWN,
          "there is no collection '%s'; 'likeness know add %s FILE...' makes it"
              .formatted(name, name));
    }
  }

  private Path place(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new FlowException(
          Code.BAD_REQUEST,
          "a collection's name has 1 to 64 of a-z, 0-9 and '-', not '%s'".formatted(name));
    }
    return folder.resolve(name);
  }
}
