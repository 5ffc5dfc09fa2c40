package dev.likeness.studio.answers;

import dev.likeness.answers.Style;
import dev.likeness.answers.model.ChatClient;
import dev.likeness.core.AudioClip;
import dev.likeness.core.StoppedException;
import dev.likeness.flow.FlowException;
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
  private final ReentrantLock voice;
  private final ReentrantLock hearing = new ReentrantLock(true);
  private @Nullable Ear ear;
  private @Nullable Speaker speaker;
  private boolean closed;

  /**
   * Who speaks here, as it was published.
   *
   * @param listening the film of it while it listens; none before it is first shown
   */
  private record Speaker(Published by, OutLoud out, byte[] listening) {}

  /**
   * @param workshop borrowed
   * @param folder for sound on its way out
   * @param voice held by who speaks, in whatever room
   */
  Room(
      Workshop workshop,
      String name,
      Path folder,
      @Nullable ChatClient model,
      ReentrantLock voice) {
    this.workshop = workshop;
    this.name = name;
    this.folder = folder;
    this.voice = voice;
    counter =
        new Counter(
            workshop,
            name,
            this::style,
            model,
            why -> LOG.log(System.Logger.Level.WARNING, "answers from {0}: {1}", name, why));
    talks = new Talks(workshop, counter);
  }

  /** The persona's, where one says what is answered here. */
  private Style style() {
    try {
      return Published.of(workshop, name)
          .map(Published::persona)
          .filter(p -> !p.isEmpty())
          .map(workshop.personas()::style)
          .orElse(Style.PLAIN);
    } catch (FlowException e) {
      return Style.PLAIN; // the persona is gone, and answers are not its own
    }
  }

  Talks.Talk open() {
    return talks.open();
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

  /** Who speaks; with the lock held. */
  private Speaker speaker(Published by) {
    Speaker s = speaker;
    if (s == null || !s.by.equals(by)) {
      String persona = by.persona().isEmpty() ? null : by.persona();
      s = new Speaker(by, new OutLoud(workshop, by.approved(), persona), new byte[0]);
      speaker = s;
    }
    return s;
  }

  private void requireOpen() {
    if (closed) {
      throw new StoppedException("the studio is closing");
    }
  }

  /** What somebody says or shows, in a folder of its own. */
  private interface Act {
    void play(Speaker s, Path own);
  }

  private void act(Published by, Act act) {
    voice.lock();
    Path own = folder.resolve(UUID.randomUUID().toString());
    try {
      requireOpen();
      Files.createDirectories(own);
      act.play(speaker(by), own);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      remove(own);
      voice.unlock();
    }
  }

  /** Whether who speaks has a face that may be shown. */
  boolean shows(Published by) {
    voice.lock();
    try {
      requireOpen();
      return speaker(by).out.shows();
    } finally {
      voice.unlock();
    }
  }

  /**
   * Says a text sentence by sentence; each leaves by the one door and is gone afterwards.
   *
   * @param seen whether as films of the persona
   */
  void say(String text, Published by, boolean seen, Consumer<byte[]> left) {
    Pipe.run(
        out ->
            act(
                by,
                (s, own) -> {
                  Path to = own.resolve("said");
                  if (seen) {
                    s.out.films(text, to, f -> out.accept(bytes(f)));
                  } else {
                    s.out.each(text, to, f -> out.accept(bytes(f)));
                  }
                }),
        left);
  }

  /**
   * The persona while it listens, as a film: made once, and readies all that its answers need.
   *
   * @throws dev.likeness.consent.ConsentRefused where it may not be shown
   */
  byte[] listens(Published by) {
    byte[][] made = new byte[1][];
    act(
        by,
        (s, own) -> {
          byte[] film = s.listening;
          if (film.length == 0 || !s.out.shows()) {
            Path to = own.resolve("listens.mp4");
            s.out.listens(to);
            film = bytes(to);
            speaker = new Speaker(by, s.out, film);
          }
          made[0] = film;
        });
    return made[0];
  }

  /** Makes that film ahead of time, where it may be shown; whoever asks for it hears what fails. */
  void prepare(Published by) {
    try {
      if (shows(by)) {
        listens(by);
      }
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "persona {0}: {1}", by.persona(), e.getMessage());
    }
  }

  /** Says a text for a telephone. */
  byte[] telephone(String text, Published by) {
    byte[][] said = new byte[1][];
    act(by, (s, own) -> said[0] = bytes(s.out.telephone(text, own.resolve("answer.wav"))));
    return said[0];
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

  /** With the lock held: nobody speaks then. */
  @Override
  public void close() {
    closed = true;
    counter.close();
  }
}
