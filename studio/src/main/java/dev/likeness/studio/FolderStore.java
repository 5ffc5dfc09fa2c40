package dev.likeness.studio;

import dev.likeness.core.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;

/** Media in a folder: what lies at its place is kept. */
final class FolderStore implements MediaStore {
  private final Path folder;

  FolderStore(Path folder) {
    this.folder = folder;
  }

  @Override
  public Path place(String name) {
    return folder.resolve(name);
  }

  @Override
  public void keep(String name) {
    // it lies where it is kept
  }

  @Override
  public Path file(String name) {
    Path file = place(name);
    if (!Files.exists(file)) {
      throw MediaStore.unknown();
    }
    return file;
  }

  @Override
  public boolean has(String name) {
    return Files.exists(place(name));
  }

  @Override
  public Reading read(String name) {
    Path file = place(name);
    try {
      return new Reading(Files.newInputStream(file), Files.size(file));
    } catch (NoSuchFileException e) {
      throw MediaStore.unknown();
    } catch (IOException e) {
      throw new StudioException(
          StudioException.Code.IO, file + " cannot be read: " + Trouble.of(e));
    }
  }

  @Override
  public void remove(String name) {
    Uploads.remove(place(name));
  }

  @Override
  public void tidy(Instant since) {
    // nothing lies anywhere else
  }

  @Override
  public void close() {
    // a folder need not be closed
  }
}
