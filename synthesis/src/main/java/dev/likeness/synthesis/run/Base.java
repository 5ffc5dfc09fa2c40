package dev.likeness.synthesis.run;

import dev.likeness.core.Trouble;
import dev.likeness.faces.Alignments;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A job whose draft another one mends. Chunks in which, and near which, nothing was changed are
 * taken over; only the others are painted. Where its chunks are gone, or were made in another way,
 * everything is painted.
 *
 * @param job its id
 * @param root by which job's number the first draft's pictures were marked: all that mend it bear
 *     the same mark
 * @param folder where it keeps its chunks
 * @param changed frames of the target, by their numbers, in which something is changed
 */
public record Base(String job, String root, Path folder, List<Range> changed) {
  private static final String MENDS = "mends";

  /**
   * Frames.
   *
   * @param from the first
   * @param to the last
   */
  public record Range(long from, long to) {
    public Range {
      if (from < 0 || to < from) {
        throw new IllegalArgumentException("frames %d to %d".formatted(from, to));
      }
    }
  }

  public Base {
    changed = List.copyOf(changed);
  }

  /** The same with these frames changed. */
  public Base changing(List<Range> frames) {
    return new Base(job, root, folder, frames);
  }

  /** By which job's number the pictures of a job are marked. */
  public static String root(Path folder, String job) {
    ObjectNode inputs = inputs(folder);
    String earlier = inputs == null ? "" : inputs.path(MENDS).path("root").asString("");
    return earlier.isEmpty() ? job : earlier;
  }

  /** What decides about a job's frames; null where nothing is kept of it. */
  private static @Nullable ObjectNode inputs(Path folder) {
    Path file = folder.resolve(Maker.JOB_FILE);
    try {
      return Files.exists(file)
              && JsonMapper.shared().readTree(Files.readAllBytes(file)) instanceof ObjectNode o
          ? o
          : null;
    } catch (JacksonException e) {
      return null;
    } catch (IOException e) {
      throw failed("read", folder, e);
    }
  }

  /** Says in a job's inputs what it mends. */
  void note(ObjectNode inputs) {
    ObjectNode o = inputs.putObject(MENDS).put("job", job).put("root", root);
    var all = o.putArray("changed");
    changed.forEach(r -> all.addArray().add(r.from()).add(r.to()));
  }

  /** Whether all but what was corrected is as it was there. */
  boolean like(ObjectNode mended) {
    ObjectNode there = inputs(folder);
    return there != null && bare(there).equals(bare(mended));
  }

  private static ObjectNode bare(ObjectNode inputs) {
    ObjectNode o = inputs.deepCopy();
    o.remove(MENDS);
    o.remove("alignments");
    if (o.get("settings") instanceof ObjectNode s) {
      s.remove(Job.KEPT);
      s.remove(Job.CORRECTED);
    }
    return JsonMapper.shared().readTree(o.toString()) instanceof ObjectNode plain ? plain : o;
  }

  /** Whether something is changed within so many frames of these. */
  boolean touches(long first, long last, int reach) {
    return changed.stream().anyMatch(r -> r.from() <= last + reach && r.to() >= first - reach);
  }

  /** Takes a finished chunk over into another job's folder, all its files or none that count. */
  void take(String name, Path into) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, name + ".*")) {
      all.forEach(files::add);
      Collections.sort(files);
      for (Path f : files) {
        if (!f.toString().endsWith(".part")) {
          copy(f, into.resolve(f.getFileName()));
        }
      }
    } catch (IOException e) {
      throw failed("read", folder, e);
    }
  }

  /**
   * A second name for the same bytes where the disk can, else a copy; for files that nobody
   * changes.
   */
  public static void copy(Path from, Path to) throws IOException {
    Files.deleteIfExists(to);
    try {
      Files.createLink(to, from);
    } catch (UnsupportedOperationException | FileSystemException e) {
      Path part = to.resolveSibling(to.getFileName() + ".part");
      Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /**
   * Writes what a job saw, exactly, as one alignments file.
   *
   * @param folder the job's
   * @return false where nothing of it is kept
   */
  public static boolean writeSeen(Path folder, Path file) {
    int chunks = 0;
    while (Files.exists(folder.resolve(Journal.name(chunks) + Journal.FACES))) {
      chunks++;
    }
    Journal.join(folder, chunks, Alignments.Precision.EXACT, file);
    return chunks > 0;
  }

  private static MakerException failed(String what, Path folder, IOException e) {
    return new MakerException(
        MakerException.Code.JOB_FOLDER,
        "the job folder %s cannot be %s (%s)".formatted(folder, what, Trouble.of(e)),
        e);
  }
}
