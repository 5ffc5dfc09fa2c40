package dev.likeness.provenance;

import dev.likeness.provenance.c2pa.CredentialException;
import dev.likeness.provenance.c2pa.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/** Whose signatures are believed. */
public final class TrustLists {
  private static final long LARGEST = 4 << 20;

  private TrustLists() {}

  /**
   * The C2PA's own lists of signers and of time-stamping authorities, as they were when this
   * version was built (O-UDA 1.0; see NOTICE). Nothing is fetched.
   */
  public static Trust packaged() {
    return Trust.none()
        .and("C2PA trust list", resource("C2PA-TRUST-LIST.pem"))
        .andStamps("C2PA TSA trust list", resource("C2PA-TSA-TRUST-LIST.pem"));
  }

  /**
   * The certificates in a PEM file.
   *
   * @throws CredentialException IO when it cannot be read or holds none
   */
  public static List<X509Certificate> read(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new IllegalArgumentException("more than " + LARGEST + " bytes");
      }
      return Trust.pem(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException | IllegalArgumentException e) {
      throw new CredentialException(
          CredentialException.Code.IO, "trust list " + file + " cannot be used: " + e.getMessage());
    }
  }

  private static List<X509Certificate> resource(String name) {
    try (InputStream in = TrustLists.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing in the jar");
      }
      return Trust.pem(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new IllegalStateException(name + " in the jar cannot be read", e);
    }
  }
}
