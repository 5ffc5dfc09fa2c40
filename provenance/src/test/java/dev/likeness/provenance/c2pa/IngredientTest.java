package dev.likeness.provenance.c2pa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngredientTest {
  private static final Notary NOTARY = new Notary(Algorithm.ES256);
  @TempDir Path folder;

  private Path signed(String name, ManifestPlan plan) {
    Path in = Samples.write(folder, "in.png", Samples.image("png", 9, 9));
    Path out = folder.resolve(name);
    NOTARY.writer().write(in, out, plan);
    return out;
  }

  private Path child(Path parent) {
    return signed(
        "child-" + parent.getFileName(), Notary.opened("child", NOTARY.read(parent), null));
  }

  private static List<String> codes(CredentialReport r) {
    return r.failures().stream().map(Status::code).toList();
  }

  /** Changes the first byte behind a text that stands in the file. */
  private static void spoil(Path file, String text, int skip) throws IOException {
    byte[] b = Files.readAllBytes(file);
    String s = new String(b, StandardCharsets.ISO_8859_1);
    int at = s.indexOf(text);
    assertThat(at).isPositive();
    b[at + text.length() + skip] ^= 1;
    Files.write(file, b);
  }

  @Test
  void anIngredientWithoutCredentialsIsOfUnknownProvenance() {
    Path plain = Samples.write(folder, "plain.jpg", Samples.image("jpg", 9, 9));
    CredentialReport r = NOTARY.read(child(plain));
    assertThat(r.state()).isEqualTo(CredentialReport.State.TRUSTED);
    assertThat(r.statuses()).extracting(Status::code).contains("ingredient.unknownProvenance");
    assertThat(r.deltas()).isEmpty();
  }

  @Test
  void whatWasWrongWithAnIngredientBeforehandIsRecordedAndDoesNotSpoilTheChild()
      throws IOException {
    Path parent = signed("parent.png", Notary.created("parent"));
    byte[] b = Files.readAllBytes(parent);
    b[b.length - 20] ^= 1;
    Files.write(parent, b);
    assertThat(codes(NOTARY.read(parent))).containsExactly("assertion.dataHash.mismatch");
    Path child = child(parent);
    CredentialReport r = NOTARY.read(child);
    assertThat(r.state()).isEqualTo(CredentialReport.State.TRUSTED);
    assertThat(CrJson.of(r).toString()).contains("assertion.dataHash.mismatch");
  }

  @Test
  void anIngredientManifestThatIsSwappedOrChangedIsFound() throws IOException {
    Path parent = signed("parent.png", Notary.created("a parent with a title of its own"));
    Path child = child(parent);
    spoil(child, "a parent with a title of its ", 0);
    CredentialReport r = NOTARY.read(child);
    assertThat(r.state()).isEqualTo(CredentialReport.State.INVALID);
    assertThat(codes(r)).contains("ingredient.manifest.mismatch", "claimSignature.mismatch");
  }

  @Test
  void anIngredientManifestThatIsCalledOtherwiseIsMissing() throws IOException {
    Path parent = signed("parent.png", Notary.created("x"));
    String label = NOTARY.read(parent).activeLabel();
    Path child = child(parent);
    byte[] b = Files.readAllBytes(child);
    String s = new String(b, StandardCharsets.ISO_8859_1);
    // the label of the manifest's own box comes first
    b[s.indexOf(label) + label.length() - 1] = 'x';
    Files.write(child, b);
    CredentialReport r = NOTARY.read(child);
    assertThat(r.state()).isEqualTo(CredentialReport.State.INVALID);
    assertThat(codes(r)).contains("ingredient.manifest.missing");
  }

  @Test
  void generationsAreCarriedAndChecked() {
    Path at = signed("g0.png", Notary.created("0"));
    for (int i = 1; i < 6; i++) {
      at = child(at);
    }
    CredentialReport r = NOTARY.read(at);
    assertThat(r.state()).isEqualTo(CredentialReport.State.TRUSTED);
    assertThat(r.signers()).hasSize(6);
    assertThat(r.deltas()).hasSize(5);
    assertThat(ReportText.of(r)).anyMatch(l -> l.startsWith(" ".repeat(20) + "manifest urn:"));
  }
}
