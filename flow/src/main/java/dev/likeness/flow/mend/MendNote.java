package dev.likeness.flow.mend;

import dev.likeness.flow.FlowException;
import dev.likeness.flow.Home;
import dev.likeness.synthesis.run.Base;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a corrected alignments file mends, kept beside it ({@code ….mends}, JSON): the job, the job
 * by which its pictures are marked, and the frames in which something is changed.
 */
public record MendNote(Base base) {
  private static Path beside(Path alignments) {
    return alignments.resolveSibling(alignments.getFileName() + ".mends");
  }

  void write(Path alignments) throws IOException {
    ObjectNode o = JsonMapper.shared().createObjectNode();
    o.put("job", base.job()).put("root", base.root());
    ArrayNode all = o.putArray("changed");
    base.changed().forEach(r -> all.addArray().add(r.from()).add(r.to()));
    Files.writeString(beside(alignments), o + "\n");
  }

  /**
   * Reads the note of an alignments file; null where it mends nothing.
   *
   * @throws FlowException BAD_REQUEST where it cannot be read
   */
  public static @Nullable Base read(Home home, Path alignments) {
    Path file = beside(alignments);
    if (!Files.exists(file)) {
      return null;
    }
    try {
      JsonNode o = JsonMapper.shared().readTree(Files.readAllBytes(file));
      List<Base.Range> changed = new ArrayList<>();
      o.path("changed")
          .forEach(r -> changed.add(new Base.Range(r.path(0).asLong(), r.path(1).asLong())));
      String job = o.path("job").asString("");
      String root = o.path("root").asString("");
      if (!job.matches("[0-9a-f]{12}") || !root.matches("[0-9a-f]{12}")) {
        throw new IllegalArgumentException("it names no job");
      }
      return new Base(job, root, home.jobs().resolve(job), changed);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new FlowException(
          FlowException.Code.BAD_REQUEST,
          "%s does not say what is mended; remove it to make everything anew".formatted(file),
          e);
    } catch (IOException e) {
      throw new FlowException(FlowException.Code.IO, file + " cannot be read", e);
    }
  }
}
