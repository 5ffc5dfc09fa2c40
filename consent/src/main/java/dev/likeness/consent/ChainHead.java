package dev.likeness.consent;

import dev.likeness.core.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** How far a chain has been acknowledged: bytes, last sequence number, last digest. */
record ChainHead(long length, long sequence, Digest digest) {
  static final ChainHead START = new ChainHead(0, 0, HashChain.GENESIS);

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
      ChainHead h =
          new ChainHead(
              o.path("length").longValue(),
              o.path("sequence").longValue(),
              new Digest(o.path("digest").stringValue()));
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

  private String text() {
    return CanonicalJson.write(
            CanonicalJson.object()
                .put("length", length)
                .put("sequence", sequence)
                .put("digest", digest.hex()))
        + "\n";
  }
}
