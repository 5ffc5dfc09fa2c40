package dev.likeness.provenance.c2pa;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.brotli.dec.BrotliInputStream;

/**
 * Manifests that are compressed as a whole (C2PA sections 11.1.3.2 and 11.2.4): a superbox of their
 * label with a box {@code brob}, which holds the manifest's superbox as Brotli (RFC 7932).
 */
final class Compressed {
  private final Jumbf.Budget budget;
  private int manifests;
  private int bytes;

  Compressed(Jumbf.Budget budget) {
    this.budget = budget;
  }

  /** Opens a compressed manifest; one that cannot be opened says why. */
  Manifest open(Jumbf.Super box) {
    try {
      Jumbf.Super inside = Jumbf.read(content(box), budget);
      if (!Manifest.is(inside) || !inside.label().equals(box.label())) {
        throw new Malformed("what is compressed is no manifest of the same name");
      }
      return Manifest.of(box, inside);
    } catch (Malformed e) {
      return Manifest.broken(box, ManifestCheck.said(e));
    }
  }

  /** All of the store's manifests together must stay within what a store may have. */
  private byte[] content(Jumbf.Super box) throws Malformed {
    byte[] packed =
        box.content("brob").orElseThrow(() -> new Malformed("a compressed manifest without data"));
    if (++manifests > Limits.COMPRESSED) {
      throw new Malformed("more than " + Limits.COMPRESSED + " compressed manifests");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] piece = new byte[1 << 14];
    try (BrotliInputStream in = new BrotliInputStream(new ByteArrayInputStream(packed))) {
      for (int n = 0; n >= 0 && bytes <= Limits.STORE; n = in.read(piece)) {
        out.write(piece, 0, n);
        bytes += n;
      }
    } catch (IOException | RuntimeException e) {
      // the decoder meets some damage with exceptions of the JDK
      throw new Malformed("the compressed manifest cannot be decompressed");
    }
    if (bytes > Limits.STORE) {
      throw new Malformed("compressed manifests of more than " + Limits.STORE + " bytes");
    }
    return out.toByteArray();
  }
}
