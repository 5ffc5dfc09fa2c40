package dev.likeness.consent;

import dev.likeness.core.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far a chain has been acknowledged.
 *
 * @param before the end of the last line but one, from which the last can be checked
 * @param end the end of the last line
 */
record ChainHead(Point before, Point end) {
  static final ChainHead START = new ChainHead(Point.START, Point.START);

  /** The end of a line: bytes up to there, its sequence number and its digest. */
  record Point(long length, long sequence, Digest digest) {
    static final Point START = new Point(0, 0, HashChain.GENESIS);
  }

  /**
   * @return {@link #START} where neither head nor chain exist
   * @throws IllegalArgumentException when the head is not what {@link #write} wrote, or is missing
   */
  static ChainHead read(Path head, Path chain) throws IOException {
    if (!Files.exists(head)) {
      if (!Files.exists(chain) || Files.size(chain) == 0) {
        return START;
      }
      throw new IllegalArgumentException("has no " + head.getFileName() + " beside it any more");
    }
    byte[] bytes = Files.size(head) > 1000 ? new byte[0] : Files.readAllBytes(head);
    try {
      ObjectNode o = CanonicalJson.read(bytes);
      long sequence = o.path("sequence").longValue();
      ChainHead h =
          new ChainHead(
              new Point(
                  o.path("last").longValue(), Math.max(0, sequence - 1), digest(o, "previous")),
              new Point(o.path("length").longValue(), sequence, digest(o, "digest")));
      if (new String(bytes, StandardCharsets.UTF_8).equals(h.text())) {
        return h;
      }
    } catch (IllegalArgumentException | JacksonException e) {
      // told below
    }
    throw new IllegalArgumentException("cannot be checked: " + head + " is damaged");
  }

  void write(Path head) throws IOException {
    PrivateFiles.replace(head, text().getBytes(StandardCharsets.UTF_8));
  }

  private static Digest digest(ObjectNode o, String name) {
    return new Digest(o.path(name).stringValue());
  }

  private String text() {
    return CanonicalJson.write(
            CanonicalJson.object()
                .put("last", before.length)
                .put("length", end.length)
                .put("previous", before.digest.hex())
                .put("sequence", end.sequence)
                .put("digest", end.digest.hex()))
        + "\n";
  }
}
