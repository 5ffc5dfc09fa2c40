package dev.likeness.studio;

import dev.likeness.core.Trouble;
import dev.likeness.synthesis.run.Base;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What training runs learn from, and where they keep what they have learnt. Thread-safe. */
final class RunFolders {
  private final Path folder;
  private final Path pictures;
  private final Uploads uploads;

  /**
   * @param folder of all runs
   * @param pictures folders of pictures that somebody put into the home, to learn from
   */
  RunFolders(Path folder, Path pictures, Uploads uploads) {
    this.folder = folder;
    this.pictures = pictures;
    this.uploads = uploads;
  }

  /** Where a training run is kept. */
  RunPlace run(String id) {
    return new RunPlace(folder.resolve(Uploads.require(id)));
  }

  /** Makes a run's folder, with the uploads that it learns from. */
  void gather(String run, List<Uploads.Brought> files) {
    RunPlace place = run(run);
    try {
      Files.createDirectories(place.pictures());
      for (Uploads.Brought b : files) {
        Base.copy(uploads.file(b.id()), place.pictures().resolve(b.id()));
      }
    } catch (IOException e) {
      throw new StudioException(
          StudioException.Code.IO, place.folder() + " cannot be written: " + Trouble.of(e));
    }
  }

  /** Removes a run with all that it has learnt. */
  void forget(String run) {
    Path place = run(run).folder();
    try (Stream<Path> all = Files.walk(place)) {
      all.sorted(Comparator.reverseOrder()).forEach(Uploads::remove);
    } catch (IOException e) {
      throw new StudioException(
          StudioException.Code.IO, place + " cannot be read: " + Trouble.of(e));
    }
  }

  /** Folders of pictures in the home that can be learnt from. */
  Path pictures() {
    return pictures;
  }

  /** Their names. */
  List<String> pictureFolders() {
    if (!Files.isDirectory(pictures)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(pictures)) {
      return all.filter(Files::isDirectory)
          .map(p -> String.valueOf(p.getFileName()))
          .filter(n -> !n.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new StudioException(
          StudioException.Code.IO, pictures + " cannot be read: " + Trouble.of(e));
    }
  }
}
