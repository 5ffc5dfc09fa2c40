package dev.likeness.provenance.c2pa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainTest {
  private static final Notary NOTARY = new Notary(Algorithm.ES256);
  private static final List<String> GOOD =
      List.of(CertificateProfile.CLAIM_SIGNING, CertificateProfile.EMAIL_PROTECTION);
  private static final Instant FROM = Notary.NOW.minus(Duration.ofDays(10));
  private static final Instant UNTIL = Notary.NOW.plus(Duration.ofDays(10));
  @TempDir Path folder;

  private Path signed(Credential c) {
    Path in = Samples.write(folder, "in.png", Samples.image("png", 9, 9));
    Path out = folder.resolve("out.png");
    new CredentialWriter(c, null).write(in, out, Notary.created("x"));
    return out;
  }

  private static List<String> codes(CredentialReport r) {
    return r.failures().stream().map(Status::code).toList();
  }

  @Test
  void aSignerOnNoListIsValidButNotTrusted() {
    CredentialReport r = Notary.read(signed(NOTARY.credential), Trust.none(), Notary.NOW);
    assertThat(r.state()).isEqualTo(CredentialReport.State.VALID);
    assertThat(codes(r)).containsExactly("signingCredential.untrusted");
  }

  @Test
  void anAuthorityOfTheSameNameIsNotTheSame() {
    Trust other = new Notary(Algorithm.ES256).trust;
    CredentialReport r = Notary.read(signed(NOTARY.credential), other, Notary.NOW);
    assertThat(codes(r)).containsExactly("signingCredential.untrusted");
  }

  @Test
  void anExpiredCertificateNeedsATimeStamp() {
    Path file = signed(NOTARY.credential(GOOD, FROM, UNTIL));
    assertThat(NOTARY.read(file).state()).isEqualTo(CredentialReport.State.TRUSTED);
    for (Instant at : List.of(FROM.minusSeconds(1), UNTIL.plusSeconds(1))) {
      CredentialReport r = Notary.read(file, NOTARY.trust, at);
      assertThat(r.state()).isEqualTo(CredentialReport.State.INVALID);
      assertThat(codes(r)).contains("claimSignature.outsideValidity");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.3.6.1.5.5.7.3.1",
        "2.5.29.37.0",
        "1.3.6.1.5.5.7.3.8",
        "1.3.6.1.4.1.62558.2.1 1.3.6.1.5.5.7.3.8",
        "1.3.6.1.5.5.7.3.4 1.3.6.1.5.5.7.3.9",
        "1.3.6.1.5.5.7.3.4 2.5.29.37.0"
      })
  void aCertificateForAnotherUseSignsNothing(String uses) {
    Credential c = NOTARY.credential(List.of(uses.split(" ")), FROM, UNTIL);
    assertThat(c.fault()).isPresent();
    CredentialReport r = NOTARY.read(signed(c));
    assertThat(r.state()).isEqualTo(CredentialReport.State.INVALID);
    assertThat(codes(r)).containsExactly("signingCredential.invalid");
  }

  @Test
  void anAuthoritysOwnCertificateSignsNothing() {
    assertThatThrownBy(
            () -> new Credential(NOTARY.authority.key(), List.of(NOTARY.authority.root())))
        .isInstanceOf(CredentialException.class)
        .hasMessageContaining("certification authority");
  }

  @Test
  void aKeyNeedsItsOwnCertificate() {
    TestAuthority.Issued a = NOTARY.authority.signer(Algorithm.ES256, "A", Notary.NOW);
    TestAuthority.Issued b = NOTARY.authority.signer(Algorithm.ES256, "B", Notary.NOW);
    assertThatThrownBy(() -> new Credential(a.key(), List.of(b.certificate())))
        .isInstanceOf(CredentialException.class)
        .hasMessageContaining("is not the key's");
  }

  @Test
  void listsAreReadFromPemWithWordsBetween() {
    String pem =
        "Subject CN=x\n-----BEGIN CERTIFICATE-----\n"
            + java.util.Base64.getMimeEncoder().encodeToString(encoded())
            + "\n-----END CERTIFICATE-----\n";
    assertThat(Trust.pem(pem + "\nmore\n" + pem)).hasSize(2);
    assertThatThrownBy(() -> Trust.pem("nothing")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> Trust.pem("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] encoded() {
    try {
      return NOTARY.authority.root().getEncoded();
    } catch (java.security.cert.CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
