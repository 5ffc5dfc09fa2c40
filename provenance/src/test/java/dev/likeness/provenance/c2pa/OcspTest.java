package dev.likeness.provenance.c2pa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers about revocation that a signature brings along. */
class OcspTest {
  private static final Notary NOTARY = new Notary(Algorithm.ES256);
  private static final TestAuthority CLOCKS =
      TestAuthority.create(Algorithm.ES256, "Clocks", Notary.NOW.minus(Duration.ofDays(2)));
  private static final Trust TRUST = NOTARY.trust.andStamps("clocks", List.of(CLOCKS.root()));
  private static final Instant SIGNED = Notary.NOW;
  private static final Instant LATER = SIGNED.plus(Duration.ofDays(3));
  @TempDir Path folder;

  /** Who answers. */
  private record Responder(PrivateKey key, List<X509Certificate> certificates) {}

  private static final Responder ISSUER = new Responder(NOTARY.authority.key(), List.of());

  private static Responder delegate(TestAuthority by, String use) {
    TestAuthority.Issued i =
        by.issue(
            Algorithm.ES256,
            new TestAuthority.Terms(
                TestAuthority.name("answers", "Bees Ltd"),
                SIGNED.minus(Duration.ofDays(1)),
                SIGNED.plus(Duration.ofDays(30)),
                List.of(use)));
    return new Responder(i.key(), List.of(i.certificate()));
  }

  private static byte[] answer(
      Responder by, @Nullable CertificateStatus status, Instant from, @Nullable Instant until) {
    try {
      DigestCalculator sha1 =
          new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1);
      X509CertificateHolder root = new JcaX509CertificateHolder(NOTARY.authority.root());
      CertificateID id =
          new CertificateID(sha1, root, NOTARY.credential.chain().get(0).getSerialNumber());
      BasicOCSPRespBuilder b = new BasicOCSPRespBuilder(new RespID(root.getSubject()));
      Date next = until == null ? null : Date.from(until);
      b.addResponse(id, status, Date.from(from), next);
      List<X509CertificateHolder> with = new ArrayList<>();
      for (X509Certificate c : by.certificates) {
        with.add(new JcaX509CertificateHolder(c));
      }
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(by.key);
      return new OCSPRespBuilder()
          .build(
              OCSPRespBuilder.SUCCESSFUL,
              b.build(signer, with.toArray(new X509CertificateHolder[0]), Date.from(from)))
          .getEncoded();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] token(byte[] message) {
    try {
      TimeStampRequestGenerator g = new TimeStampRequestGenerator();
      g.setCertReq(true);
      byte[] digest = Io.digest("sha256").digest(message);
      var request = g.generate(NISTObjectIdentifiers.id_sha256, digest);
      String use = CertificateProfile.TIME_STAMPING;
      return new TimeStampResponse(TimeStampTest.response(request, CLOCKS, use, SIGNED))
          .getTimeStampToken()
          .getEncoded();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** A signed picture whose signature brings these answers along. */
  private Path stapled(boolean stamped, byte[]... answers) throws IOException {
    Path in = Samples.write(folder, "in.png", Samples.image("png", 9, 9));
    Path bare = folder.resolve("bare.png");
    Path out = folder.resolve("out.png");
    new Bound(NOTARY, stamped ? OcspTest::token : null)
        .write(in, bare, Notary.created("x"), BoxHash.LABEL, (f, s) -> Bound.boxes(f, s, false));
    byte[] store;
    try (FileChannel c = FileChannel.open(bare)) {
      store = Container.of(c).orElseThrow().find(c).orElseThrow().store();
    }
    Jumbf.Super manifest = Jumbf.read(store).supers().get(0);
    List<byte[]> boxes = new ArrayList<>();
    for (Jumbf.Super s : manifest.supers()) {
      boxes.add(s.type().equals(Jumbf.SIGNATURE) ? with(s, answers) : s.whole());
    }
    byte[] again = Jumbf.superbox(Jumbf.MANIFEST, manifest.label(), boxes.toArray(new byte[0][]));
    try (FileChannel c = FileChannel.open(in)) {
      Bound.put(c, out, Jumbf.superbox(Jumbf.STORE, "c2pa", again));
    }
    return out;
  }

  private static byte[] with(Jumbf.Super signature, byte[]... answers) throws IOException {
    Object decoded = Cbor.decode(signature.content("cbor").orElseThrow());
    if (decoded instanceof Cbor.Tagged t
        && t.value() instanceof List<?> l
        && l.get(1) instanceof CborMap unprotected) {
      unprotected.put("rVals", new CborMap().put("ocspVals", List.of(answers)));
    }
    return Jumbf.superbox(
        Jumbf.SIGNATURE, Manifest.SIGNATURE, Jumbf.box("cbor", Cbor.encode(decoded)));
  }

  private static List<String> codes(Path file, Instant now) {
    return Notary.read(file, TRUST, now).statuses().stream()
        .map(Status::code)
        .filter(c -> c.contains("ocsp") || c.endsWith("rusted"))
        .filter(c -> !c.startsWith("timeStamp"))
        .map(c -> c.replace("signingCredential.", ""))
        .toList();
  }

  private static RevokedStatus revoked(Instant at, int reason) {
    return new RevokedStatus(Date.from(at), reason);
  }

  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void aGoodAnswerAroundTheTimeOfSigningIsSaid() throws IOException {
    byte[] around = answer(ISSUER, null, SIGNED.minus(DAY), SIGNED.plus(DAY));
    assertThat(codes(stapled(true, around), LATER)).containsExactly("ocsp.notRevoked", "trusted");
    byte[] after = answer(ISSUER, null, SIGNED.plus(DAY), null);
    assertThat(codes(stapled(true, after), LATER)).containsExactly("ocsp.notRevoked", "trusted");
    byte[] before = answer(ISSUER, null, SIGNED.minus(DAY.multipliedBy(3)), SIGNED.minus(DAY));
    assertThat(codes(stapled(true, before), LATER)).containsExactly("ocsp.skipped", "trusted");
    byte[] open = answer(ISSUER, null, SIGNED.minus(DAY.multipliedBy(3)), null);
    assertThat(codes(stapled(true, open), LATER)).containsExactly("ocsp.skipped", "trusted");
    byte[] future = answer(ISSUER, null, LATER.plus(DAY), null);
    assertThat(codes(stapled(true, future), LATER)).containsExactly("ocsp.skipped", "trusted");
  }

  @Test
  void withoutATimeStampTheAnswerMustBeOfToday() throws IOException {
    byte[] around = answer(ISSUER, null, SIGNED.minus(DAY), SIGNED.plus(DAY));
    Path file = stapled(false, around);
    assertThat(codes(file, SIGNED)).containsExactly("ocsp.notRevoked", "trusted");
    assertThat(codes(file, LATER)).containsExactly("ocsp.skipped", "trusted");
  }

  @Test
  void aCertificateThatWasRevokedSignsNothing() throws IOException {
    byte[] no = answer(ISSUER, revoked(SIGNED.minus(DAY), CRLReason.keyCompromise), SIGNED, null);
    byte[] yes = answer(ISSUER, null, SIGNED.minus(DAY), SIGNED.plus(DAY));
    for (boolean stamped : new boolean[] {true, false}) {
      Path file = stapled(stamped, yes, no);
      assertThat(codes(file, LATER)).contains("ocsp.revoked");
      assertThat(Notary.read(file, TRUST, LATER).state()).isEqualTo(CredentialReport.State.INVALID);
    }
  }

  @Test
  void whatWasRevokedAfterwardsWasGoodThen() throws IOException {
    RevokedStatus after = revoked(SIGNED.plus(DAY), CRLReason.cessationOfOperation);
    byte[] answer = answer(ISSUER, after, SIGNED.plus(DAY), null);
    assertThat(codes(stapled(true, answer), LATER)).containsExactly("ocsp.notRevoked", "trusted");
    assertThat(codes(stapled(false, answer), LATER)).contains("ocsp.revoked");
    RevokedStatus back = revoked(SIGNED.minus(DAY), CRLReason.removeFromCRL);
    byte[] restored = answer(ISSUER, back, SIGNED.minus(DAY), SIGNED.plus(DAY));
    assertThat(codes(stapled(true, restored), LATER)).containsExactly("ocsp.notRevoked", "trusted");
  }

  @Test
  void anIssuerThatDoesNotKnowSaysSo() throws IOException {
    byte[] answer = answer(ISSUER, new UnknownStatus(), SIGNED.minus(DAY), SIGNED.plus(DAY));
    assertThat(codes(stapled(true, answer), LATER)).containsExactly("ocsp.unknown", "trusted");
  }

  @Test
  void onlyTheIssuerAndWhoItChargedMayAnswer() throws IOException {
    RevokedStatus no = revoked(SIGNED.minus(DAY), CRLReason.keyCompromise);
    Responder charged = delegate(NOTARY.authority, CertificateProfile.OCSP_SIGNING);
    assertThat(codes(stapled(true, answer(charged, no, SIGNED, null)), LATER))
        .contains("ocsp.revoked");
    for (Responder r :
        List.of(
            delegate(NOTARY.authority, CertificateProfile.EMAIL_PROTECTION),
            delegate(CLOCKS, CertificateProfile.OCSP_SIGNING),
            new Responder(CLOCKS.key(), List.of()))) {
      assertThat(codes(stapled(true, answer(r, no, SIGNED, null)), LATER))
          .containsExactly("ocsp.skipped", "trusted");
    }
  }

  @Test
  void rubbishIsNoAnswer() throws IOException {
    byte[] good = answer(ISSUER, null, SIGNED.minus(DAY), SIGNED.plus(DAY));
    byte[] bad = good.clone();
    bad[bad.length - 9] ^= 1;
    Path file = stapled(true, new byte[0], new byte[] {0x30, 3, 1, 2}, new byte[1 << 17], bad);
    assertThat(codes(file, LATER)).containsExactly("ocsp.skipped", "trusted");
  }
}
