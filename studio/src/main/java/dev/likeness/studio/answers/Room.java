package dev.likeness.studio.answers;

import dev.likeness.answers.Style;
import dev.likeness.answers.model.ChatClient;
import dev.likeness.core.AudioClip;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.desk.Counter;
import dev.likeness.flow.desk.Ear;
import dev.likeness.flow.desk.OutLoud;
import dev.likeness.flow.desk.Published;
import dev.likeness.flow.desk.Talks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One collection that is asked: text at any time, one voice and one ear at a time. Thread-safe. */
final class Room implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Room.class.getName());

  private final Workshop workshop;
  private final String name;
  private final Path folder;
  private final Counter counter;
  private final Talks talks;
  private final ReentrantLock voice = new ReentrantLock(true);
  private final ReentrantLock hearing = new ReentrantLock(true);
  private @Nullable Ear ear;

  /**
   * @param workshop borrowed
   * @param folder for sound on its way out
   */
  Room(Workshop workshop, String name, Path folder, @Nullable ChatClient model) {
    this.workshop = workshop;
    this.name = name;
    this.folder = folder;
    counter =
        new Counter(
            workshop,
            name,
            Style.PLAIN,
            model,
            why -> LOG.log(System.Logger.Level.WARNING, "answers from {0}: {1}", name, why));
    talks = new Talks(workshop, counter);
  }

  Talks.Talk open() {
    return talks.open();
  }

  Optional<Published> published() {
    return Published.of(workshop, name);
  }

  /** Hears a question. */
  Ear.Understood hear(AudioClip clip) {
    hearing.lock();
    try {
      Ear e = ear;
      if (e == null) {
        e = counter.ear();
        ear = e;
      }
      return e.hear(clip);
    } finally {
      hearing.unlock();
    }
  }

  /** Says a text sentence by sentence; each leaves by the one door and is gone afterwards. */
  void say(String text, Published by, Consumer<byte[]> left) {
    voice.lock();
    Path own = folder.resolve(UUID.randomUUID().toString());
    try {
      Files.createDirectories(folder);
      new OutLoud(workshop, by.approved(), by.persona().isEmpty() ? null : by.persona())
          .each(text, own, f -> left.accept(bytes(f)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      voice.unlock();
      remove(own);
    }
  }

  /** Says a text for a telephone. */
  byte[] telephone(String text, Published by) {
    voice.lock();
    Path own = folder.resolve(UUID.randomUUID().toString());
    try {
      Files.createDirectories(own);
      return bytes(
          new OutLoud(workshop, by.approved(), by.persona().isEmpty() ? null : by.persona())
              .telephone(text, own.resolve("answer.wav")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      voice.unlock();
      remove(own);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(p);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    counter.close();
  }
}
