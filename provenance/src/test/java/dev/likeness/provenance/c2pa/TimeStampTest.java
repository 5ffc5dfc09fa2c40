package dev.likeness.provenance.c2pa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeStampTest {
  private static final Notary NOTARY = new Notary(Algorithm.ES256);
  private static final Instant LATE = Notary.NOW.plus(Duration.ofDays(900));
  @TempDir Path folder;

  private final TestAuthority clocks =
      TestAuthority.create(Algorithm.ES256, "Clocks", Notary.NOW.minus(Duration.ofDays(2)));
  private Instant says = Notary.NOW;
  private String use = CertificateProfile.TIME_STAMPING;
  private boolean broken;

  @SuppressWarnings("NullAway.Init")
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  /** An authority as RFC 3161 describes it. */
  private void answer(HttpExchange x) throws IOException {
    try {
      TimeStampRequest request = new TimeStampRequest(x.getRequestBody().readAllBytes());
      byte[] body = response(request, clocks, use, says);
      x.sendResponseHeaders(broken ? 500 : 200, body.length);
      x.getResponseBody().write(body);
    } catch (Exception e) {
      x.sendResponseHeaders(500, -1);
    } finally {
      x.close();
    }
  }

  /**
   * What a time-stamping authority answers (RFC 3161).
   *
   * @param use that its certificate is for
   * @param says the time
   */
  static byte[] response(TimeStampRequest request, TestAuthority clocks, String use, Instant says)
      throws Exception {
    TestAuthority.Issued i =
        clocks.issue(
            Algorithm.ES256,
            new TestAuthority.Terms(
                TestAuthority.name("clock", "Clocks"),
                Notary.NOW.minus(Duration.ofDays(1)),
                Notary.NOW.plus(Duration.ofDays(30)),
                List.of(use)));
    var digests = new JcaDigestCalculatorProviderBuilder().build();
    TimeStampTokenGenerator tokens =
        new TimeStampTokenGenerator(
            new JcaSimpleSignerInfoGeneratorBuilder()
                .build("SHA256withECDSA", i.key(), i.certificate()),
            digests.get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
            new ASN1ObjectIdentifier("1.2.3"));
    tokens.addCertificates(new JcaCertStore(List.of(i.certificate())));
    return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED)
        .generate(request, BigInteger.ONE, Date.from(says))
        .getEncoded();
  }

  private Path signed() {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    Path in = Samples.write(folder, "in.png", Samples.image("png", 9, 9));
    Path out = folder.resolve("out.png");
    new CredentialWriter(NOTARY.credential, new HttpTimeStamper(uri))
        .write(in, out, Notary.created("x"));
    return out;
  }

  private CredentialReport read(Path file, Instant now) {
    Trust trust = NOTARY.trust.andStamps("clocks", List.of(clocks.root()));
    return Notary.read(file, trust, now);
  }

  @Test
  void aTimeStampOutlivesTheCertificate() {
    Path file = signed();
    for (Instant now : List.of(Notary.NOW, LATE)) {
      CredentialReport r = read(file, now);
      assertThat(r.failures()).isEmpty();
      assertThat(r.state()).isEqualTo(CredentialReport.State.TRUSTED);
      assertThat(r.signer().orElseThrow().stamped()).isEqualTo(Notary.NOW);
    }
  }

  @Test
  void aClockOnNoListVouchesForNothing() {
    CredentialReport r = Notary.read(signed(), NOTARY.trust, LATE);
    assertThat(r.state()).isEqualTo(CredentialReport.State.INVALID);
    assertThat(r.statuses())
        .extracting(Status::code)
        .contains("timeStamp.validated", "timeStamp.untrusted", "claimSignature.outsideValidity");
  }

  @Test
  void aTimeStampFromBeforeTheCertificateProvesItWrong() {
    clockSays(Notary.NOW.minus(Duration.ofHours(20)));
    assertThat(read(signed(), Notary.NOW).failures())
        .extracting(Status::code)
        .contains("claimSignature.outsideValidity");
  }

  private void clockSays(Instant time) {
    says = time;
  }

  @Test
  void aCertificateForOtherUsesGivesNoTimeStamps() {
    use = CertificateProfile.EMAIL_PROTECTION;
    assertThatThrownBy(this::signed)
        .isInstanceOf(CredentialException.class)
        .hasMessageContaining("no time-stamp from http://127.0.0.1");
  }

  @Test
  void withoutItsTimeStampNothingIsSigned() {
    broken = true;
    assertThatThrownBy(this::signed)
        .isInstanceOf(CredentialException.class)
        .hasMessageContaining("status 500");
    server.stop(0);
    assertThatThrownBy(this::signed)
        .isInstanceOf(CredentialException.class)
        .hasMessageContaining("no time-stamp");
  }
}
