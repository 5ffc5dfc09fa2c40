package dev.likeness.consent;

import dev.likeness.core.Digest;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Reads a chain line by line and checks each. */
final class ChainScan {
  private ChainScan() {}

  /**
   * @param end the last whole line
   */
  record Result(HashChain.State state, ChainHead end) {}

  /**
   * @param from where to begin: at the start, or at the acknowledged line before the last
   * @param head what has been acknowledged and must be there
   */
  static Result run(
      Path file, ChainHead.Point from, ChainHead head, Consumer<HashChain.Entry> reader)
      throws IOException {
    ChainHead at = new ChainHead(from, from);
    if (!Files.exists(file) || Files.size(file) < from.length()) {
      return from.length() == 0
          ? end(at, head, 0)
          : broken(from, "and some before it are missing: the file has been cut");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      in.skipNBytes(from.length());
      Line line = Line.read(in);
      for (; line.whole; line = Line.read(in)) {
        ChainHead.Point before = at.end();
        HashChain.Entry e;
        try {
          e = check(line.bytes, before);
        } catch (IllegalArgumentException | JacksonException | DateTimeException x) {
          return broken(before, String.valueOf(x.getMessage()));
        }
        long length = before.length() + line.bytes.length + 1;
        at = new ChainHead(before, new ChainHead.Point(length, e.sequence(), e.digest()));
        if (e.sequence() == head.end().sequence() && !at.equals(head)) {
          return broken(before, "is not the one that the head file names");
        }
        reader.accept(e);
      }
      return end(at, head, line.bytes.length);
    }
  }

  private static Result end(ChainHead at, ChainHead head, int rest) {
    if (at.end().sequence() < head.end().sequence()) {
      return broken(
          at.end(),
          rest == 0
              ? "is missing: %d were acknowledged".formatted(head.end().sequence())
              : "is cut or changed, and it had been acknowledged");
    }
    long entries = at.end().sequence();
    return new Result(
        rest == 0
            ? new HashChain.State.Whole(entries, at.end().digest())
            : new HashChain.State.Torn(entries, at.end().digest(), rest),
        at);
  }

  private static Result broken(ChainHead.Point at, String what) {
    return new Result(
        new HashChain.State.Broken(at.sequence() + 1, at.length(), what), ChainHead.START);
  }

  /** The entry in a line, which must be written exactly as an append writes it. */
  private static HashChain.Entry check(byte[] line, ChainHead.Point before) {
    ObjectNode o;
    try {
      o = CanonicalJson.read(line);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is " + e.getMessage(), e);
    }
    if (!Arrays.equals(CanonicalJson.write(o).getBytes(StandardCharsets.UTF_8), line)) {
      throw new IllegalArgumentException("is not spelt as it was written");
    }
    if (o.size() != 5 || !(o.get("body") instanceof ObjectNode body)) {
      throw new IllegalArgumentException("does not have the five fields of an entry");
    }
    Digest stated = new Digest(o.path("digest").stringValue());
    Digest previous = new Digest(o.path("previous").stringValue());
    o.remove("digest");
    if (!Digest.of(CanonicalJson.write(o).getBytes(StandardCharsets.UTF_8)).equals(stated)) {
      throw new IllegalArgumentException("does not match its digest");
    }
    if (!previous.equals(before.digest())
        || o.path("sequence").longValue() != before.sequence() + 1) {
      throw new IllegalArgumentException("does not follow the entry before it");
    }
    return new HashChain.Entry(
        before.sequence() + 1, Instant.parse(o.path("time").stringValue()), previous, body, stated);
  }

  /** Bytes up to a line feed (whole) or up to the end of the file. */
  private record Line(byte[] bytes, boolean whole) {
    static Line read(InputStream in) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream(512);
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          return new Line(out.toByteArray(), true);
        }
        if (out.size() == HashChain.LONGEST_LINE) {
          // not written by an append: let the check of the line say so
          return new Line(out.toByteArray(), true);
        }
        out.write(b);
      }
      return new Line(out.toByteArray(), false);
    }
  }
}
