package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;

/**
 * Asks a time-stamping authority over HTTP (RFC 3161, section 3.4). Only the SHA-256 of a signature
 * is sent. Thread-safe.
 *
 * @param uri http or https
 */
public record HttpTimeStamper(URI uri) implements TimeStamper {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int LARGEST = 1 << 16;

  public HttpTimeStamper {
    if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
      throw new IllegalArgumentException("time-stamping authority '" + uri + "': not http(s)");
    }
  }

  @Override
  public byte[] token(byte[] message) {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      TimeStampRequestGenerator g = new TimeStampRequestGenerator();
      g.setCertReq(true);
      TimeStampRequest request =
          g.generate(
              NISTObjectIdentifiers.id_sha256,
              Io.digest("sha256").digest(message),
              new BigInteger(64, new SecureRandom()));
      HttpResponse<InputStream> answer =
          client.send(
              HttpRequest.newBuilder(uri)
                  .timeout(PATIENCE)
                  .header("Content-Type", "application/timestamp-query")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(request.getEncoded()))
                  .build(),
              HttpResponse.BodyHandlers.ofInputStream());
      byte[] body;
      try (InputStream in = answer.body()) {
        body = in.readNBytes(LARGEST);
      }
      if (answer.statusCode() != 200) {
        throw failed("it answers with status " + answer.statusCode(), null);
      }
      TimeStampResponse response = new TimeStampResponse(body);
      response.validate(request);
      if (response.getTimeStampToken() == null) {
        throw failed("it refuses: " + response.getStatusString(), null);
      }
      return response.getTimeStampToken().getEncoded();
    } catch (IOException | TSPException e) {
      throw failed(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("stopped", e);
    }
  }

  private CredentialException failed(
      String why, @org.jspecify.annotations.Nullable Exception cause) {
    return new CredentialException(
        CredentialException.Code.TIMESTAMP,
        "no time-stamp from %s: %s; try again, or do without (likeness keys use --tsa none)"
            .formatted(uri, why),
        cause);
  }
}
