package dev.likeness.flow;

import dev.likeness.core.StoppedException;
import dev.likeness.flow.FlowException.Code;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The jobs of this home: a folder each, with {@code state.json} beside what the maker keeps. */
public final class Jobs {
  private static final String STATE = "state.json";

  private final Path folder;

  Jobs(Path folder) {
    this.folder = folder;
  }

  /** How far a job is. */
  public enum State {
    /** At work, or killed while it was. */
    RUNNING,
    /** Stopped by the user; {@code --resume} goes on. */
    STOPPED,
    /** Made, and waiting for a person's approval. */
    DRAFT,
    REJECTED,
    /** Approved, labelled and exported. */
    DONE,
    FAILED
  }

  /**
   * A job.
   *
   * @param about what it makes, in a line
   * @param out where its result goes
   * @param note what is to be known about its state; may be empty
   */
  public record Entry(
      String id,
      String maker,
      String about,
      String out,
      State state,
      Instant changed,
      String note) {
    Entry with(State newState, Instant now, String newNote) {
      return new Entry(id, maker, about, out, newState, now, newNote);
    }
  }

  /** What is said of work that was stopped: how to go on. */
  static StoppedException stopped(StoppedException e) {
    return new StoppedException(
        e.getMessage()
            + (e.kept()
                ? "; the same command with --resume goes on from there"
                : "; the same command begins anew"),
        e.kept());
  }

  Path folder(String id) {
    return folder.resolve(id);
  }

  /** All jobs, by the time of their last change, newest first. */
  public List<Entry> list() {
    return Folders.in(folder).stream()
        .flatMap(f -> read(f).stream())
        .sorted(java.util.Comparator.comparing(Entry::changed).reversed())
        .toList();
  }

  /**
   * One job.
   *
   * @param id or the beginning of it, where that is clear
   * @throws FlowException UNKNOWN
   */
  public Entry show(String id) {
    List<Entry> all = list().stream().filter(e -> e.id().startsWith(id)).toList();
    if (id.isBlank() || all.size() != 1) {
      throw new FlowException(
          Code.UNKNOWN,
          all.isEmpty()
              ? "there is no job %s; 'likeness jobs' shows those there are".formatted(id)
              : "%d jobs begin with '%s'; give more of the number".formatted(all.size(), id));
    }
    return all.get(0);
  }

  Optional<Entry> find(String id) {
    return read(folder(id));
  }

  /** For whoever reviews it: what was said of the same draft before, where it was rejected. */
  Optional<String> rejection(String id) {
    return find(id)
        .filter(e -> e.state() == State.REJECTED)
        .map(e -> "the same was made before, and " + e.note());
  }

  private static Optional<Entry> read(Path job) {
    Path file = job.resolve(STATE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    ObjectNode o = Json.read(file);
    return Optional.of(
        new Entry(
            job.getFileName().toString(),
            o.path("maker").asString(""),
            o.path("about").asString(""),
            o.path("out").asString(""),
            State.valueOf(o.path("state").asString("failed").toUpperCase(Locale.ROOT)),
            Instant.parse(o.path("changed").asString("1970-01-01T00:00:00Z")),
            o.path("note").asString("")));
  }

  void save(Entry e) {
    Path job = folder(e.id());
    try {
      Files.createDirectories(job);
    } catch (IOException x) {
      throw Folders.failed("made", job, x);
    }
    Folders.write(
        job.resolve(STATE),
        Json.text(
            Json.object()
                .put("maker", e.maker())
                .put("about", e.about())
                .put("out", e.out())
                .put("state", e.state().name().toLowerCase(Locale.ROOT))
                .put("changed", e.changed().toString())
                .put("note", e.note())));
  }

  /** Removes a job and all its files; what it exported stays. */
  public void remove(String id) {
    Folders.remove(folder(show(id).id()));
  }

  /** Removes the frames of a job that is over; report and contact sheet stay. */
  void tidy(String id) {
    Path job = folder(id);
    for (String pattern :
        List.of("chunk-*", "glance-*", "draft.*", "labelled-*", "signed-*", "lock")) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(job, pattern)) {
        for (Path f : files) {
          Files.delete(f);
        }
      } catch (IOException e) {
        throw Folders.failed("tidied", job, e);
      }
    }
  }

  /** Where a job keeps its contact sheet, stamped. */
  public Path sheet(String id) {
    return folder(id).resolve("sheet.png");
  }

  /** Where a job keeps its quality report. */
  public Path report(String id) {
    return folder(id).resolve("report.json");
  }
}
