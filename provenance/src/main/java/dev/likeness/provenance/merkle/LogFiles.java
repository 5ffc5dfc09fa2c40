package dev.likeness.provenance.merkle;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.consent.PrivateFiles;
import dev.likeness.core.Digest;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files of a log: {@code log.jsonl} with the entries, {@code heads.jsonl} with a signed head
 * for each, {@code frontier.json} with the tree's right edge (no more than a short cut), {@code
 * operator.pem}, and {@code lock}.
 */
record LogFiles(Path folder) {
  static final int LONGEST_LINE = 4 << 20;

  Path log() {
    return folder.resolve("log.jsonl");
  }

  Path heads() {
    return folder.resolve("heads.jsonl");
  }

  Path frontier() {
    return folder.resolve("frontier.json");
  }

  Path operator() {
    return folder.resolve("operator.pem");
  }

  Path lock() {
    return folder.resolve("lock");
  }

  boolean exist() {
    return Files.exists(log()) || Files.exists(heads()) || Files.exists(frontier());
  }

  /** A line of a file without its line feed; whole where it had one. */
  record Line(byte[] bytes, long offset, boolean whole) {
    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** Reads a file line by line; a file that is not there has no line. */
  static final class Lines implements AutoCloseable {
    private final @Nullable InputStream in;
    private long at;

    Lines(Path file) throws IOException {
      this(file, 0);
    }

    Lines(Path file, long from) throws IOException {
      in = Files.exists(file) ? new BufferedInputStream(Files.newInputStream(file), 1 << 16) : null;
      if (in != null) {
        in.skipNBytes(from);
      }
      at = from;
    }

    /** Null at the end. */
    @Nullable Line next() throws IOException {
      if (in == null) {
        return null;
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream(512);
      long from = at;
      for (int b = in.read(); b >= 0; b = in.read()) {
        at++;
        if (b == '\n') {
          return new Line(out.toByteArray(), from, true);
        }
        out.write(b);
        if (out.size() > LONGEST_LINE) {
          // not written by an append: let the check of the line say so
          return new Line(out.toByteArray(), from, true);
        }
      }
      return out.size() == 0 ? null : new Line(out.toByteArray(), from, false);
    }

    @Override
    public void close() throws IOException {
      if (in != null) {
        in.close();
      }
    }
  }

  /**
   * What lies behind the last head.
   *
   * @param lines how many
   * @param ofOneCrash whether one crash can have left it: what was written together, which is of
   *     one moment
   */
  record Rest(long bytes, long lines, boolean ofOneCrash) {
    static Rest of(Lines log) throws IOException {
      long bytes = 0;
      long count = 0;
      Set<String> moments = new HashSet<>();
      for (Line l = log.next(); l != null; l = log.next()) {
        bytes += l.bytes.length + (l.whole ? 1 : 0);
        count++;
        if (l.whole) {
          moments.add(moment(l));
        }
      }
      return new Rest(bytes, count, count <= MerkleLog.TOGETHER && moments.size() <= 1);
    }

    private static String moment(Line l) {
      try {
        return CanonicalJson.read(l.bytes).path("time").asString("");
      } catch (IllegalArgumentException | JacksonException e) {
        return "";
      }
    }
  }

  /**
   * The last whole line of the heads, and where it ends.
   *
   * @throws LogException BROKEN when it is no signed head
   */
  Optional<LastHead> lastHead() throws IOException {
    if (!Files.exists(heads())) {
      return Optional.empty();
    }
    try (FileChannel c = FileChannel.open(heads(), StandardOpenOption.READ)) {
      long size = c.size();
      int tail = (int) Math.min(size, 1 << 14);
      ByteBuffer b = ByteBuffer.allocate(tail);
      while (b.hasRemaining() && c.read(b, size - tail + b.position()) >= 0) {
        // fill
      }
      int end = tail - 1;
      while (end >= 0 && b.get(end) != '\n') {
        end--;
      }
      if (end < 0) {
        return Optional.empty();
      }
      int from = end - 1;
      while (from >= 0 && b.get(from) != '\n') {
        from--;
      }
      String line = new String(b.array(), from + 1, end - from - 1, StandardCharsets.UTF_8);
      try {
        TreeHead head = TreeHead.of(CanonicalJson.read(line));
        return Optional.of(new LastHead(head, size - tail + end + 1));
      } catch (IllegalArgumentException e) {
        throw broken(heads(), "its last line " + e.getMessage());
      }
    }
  }

  /**
   * @param end of its line in the file, in bytes
   */
  record LastHead(TreeHead head, long end) {}

  /** The short cut, where it is there and readable. */
  Optional<Merkle.Frontier> readFrontier() throws IOException {
    if (!Files.exists(frontier()) || Files.size(frontier()) > 1 << 14) {
      return Optional.empty();
    }
    try {
      ObjectNode o = CanonicalJson.read(Files.readAllBytes(frontier()));
      List<Digest> roots = new ArrayList<>();
      o.path("roots").forEach(r -> roots.add(new Digest(r.asString(""))));
      return Optional.of(new Merkle.Frontier(o.path("size").longValue(), roots));
    } catch (IllegalArgumentException | JacksonException e) {
      return Optional.empty();
    }
  }

  void writeFrontier(Merkle.Frontier f) throws IOException {
    ObjectNode o = CanonicalJson.object().put("size", f.size());
    ArrayNode roots = o.putArray("roots");
    f.roots().forEach(r -> roots.add(r.hex()));
    PrivateFiles.replaceLazily(
        frontier(), (CanonicalJson.write(o) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Writes lines at a place, behind which nothing stays, and waits until they are on disk. */
  static long put(Path file, long at, byte[] lines) throws IOException {
    try (FileChannel c =
        PrivateFiles.open(file, EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
      c.truncate(at);
      c.position(at);
      PrivateFiles.writeAll(c, lines);
      c.force(true);
      return at + lines.length;
    }
  }

  static LogException broken(Path file, String what) {
    return new LogException(
        LogException.Code.BROKEN,
        "%s is not as it was left: %s; 'likeness audit verify' says more, a copy that verifies has"
                .formatted(file, what)
            + " to be put back");
  }
}
