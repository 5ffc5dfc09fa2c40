package dev.likeness.provenance.c2pa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
  private static final Notary NOTARY = new Notary(Algorithm.ES256);
  @TempDir Path folder;

  static Stream<Map.Entry<String, byte[]>> samples() {
    return Samples.all().entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatIsSignedIsTrustedAndSoIsWhatIsMadeFromIt(Map.Entry<String, byte[]> sample)
      throws IOException {
    Path in = Samples.write(folder, sample.getKey(), sample.getValue());
    Path one = folder.resolve("one-" + sample.getKey());
    NOTARY.writer().write(in, one, Notary.created("first"));
    CredentialReport first = NOTARY.read(one);
    assertThat(first.failures()).isEmpty();
    assertThat(first.state()).isEqualTo(CredentialReport.State.TRUSTED);
    assertThat(first.signer().orElseThrow().organization()).isEqualTo("Bees Ltd");

    Path two = folder.resolve("two-" + sample.getKey());
    var thumbnail = new ManifestPlan.Thumbnail(Samples.image("jpg", 300, 300));
    NOTARY.writer().write(one, two, Notary.opened("second", first, thumbnail));
    CredentialReport second = NOTARY.read(two);
    assertThat(second.failures()).isEmpty();
    assertThat(second.state()).isEqualTo(CredentialReport.State.TRUSTED);
    assertThat(second.signers()).containsKeys(first.activeLabel(), second.activeLabel());
    assertThat(Files.readAllBytes(two)).hasSizeGreaterThan(thumbnail.jpeg().length);
  }

  @Test
  void aStoreLargerThanOneSegmentIsJoinedAgain() {
    Path in = Samples.write(folder, "in.jpg", Samples.image("jpg", 30, 30));
    Path out = folder.resolve("out.jpg");
    var thumbnail = new ManifestPlan.Thumbnail(new byte[200_000]);
    CredentialReport none = NOTARY.read(in);
    NOTARY.writer().write(in, out, Notary.opened("big", none, thumbnail));
    assertThat(NOTARY.read(out).state()).isEqualTo(CredentialReport.State.TRUSTED);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void offsetsInsideTheFileStillLeadToTheirChunks(Map.Entry<String, byte[]> sample)
      throws IOException {
    Path in = Samples.write(folder, sample.getKey(), sample.getValue());
    Path out = folder.resolve("out-" + sample.getKey());
    NOTARY.writer().write(in, out, Notary.created("x"));
    byte[] b = Files.readAllBytes(out);
    try (FileChannel c = FileChannel.open(out)) {
      if (!Container.of(c).orElseThrow().bmff()) {
        return;
      }
      List<BmffOffsets.Patch> all = BmffOffsets.patches(c, BmffBox.top(c), 0).orElseThrow();
      assertThat(all).isNotEmpty();
      for (BmffOffsets.Patch p : all) {
        for (int i = 0; i < p.count(); i++) {
          ByteBuffer at = ByteBuffer.wrap(b, (int) p.from() + i * p.width(), p.width());
          int to = (int) (p.width() == 4 ? at.getInt() : at.getLong());
          String there = new String(b, to, 8, java.nio.charset.StandardCharsets.ISO_8859_1);
          assertThat(there).matches("<first c|<second |....moof");
        }
      }
    }
  }

  @Test
  void everyAlgorithmSignsAndIsVerified() {
    Path in = Samples.write(folder, "in.png", Samples.image("png", 20, 20));
    for (Algorithm a : List.of(Algorithm.ES256, Algorithm.ES384, Algorithm.ED25519)) {
      Notary n = new Notary(a);
      Path out = folder.resolve(a + ".png");
      n.writer().write(in, out, Notary.created("x"));
      CredentialReport r = n.read(out);
      assertThat(r.state()).isEqualTo(CredentialReport.State.TRUSTED);
      assertThat(r.signer().orElseThrow().algorithm()).isEqualTo(a);
      assertThat(NOTARY.read(out).state()).isEqualTo(CredentialReport.State.VALID);
    }
  }

  @Test
  void aManifestLiesBesideAFileThatCannotHoldOne() throws IOException {
    Path in = Samples.write(folder, "clip.webm", Samples.ascii("\u001AE\u00DF\u00A3 matroska"));
    assertThat(CredentialWriter.embeds(in)).isFalse();
    assertThatThrownBy(
            () -> NOTARY.writer().write(in, folder.resolve("o.webm"), Notary.created("x")))
        .isInstanceOf(CredentialException.class)
        .hasMessageContaining("clip.webm");
    Path side = CredentialReader.beside(in);
    assertThat(side.getFileName()).hasToString("clip.c2pa");
    NOTARY.writer().writeBeside(in, side, Notary.created("x"));
    CredentialReport r = NOTARY.read(in);
    assertThat(r.state()).isEqualTo(CredentialReport.State.TRUSTED);
    assertThat(r.beside()).isTrue();
    CredentialReport still =
        NOTARY.read(Samples.write(folder, "clip.jpg", Samples.image("jpg", 5, 5)));
    assertThat(still.state()).isEqualTo(CredentialReport.State.NONE);
    assertThat(still.problem()).contains("clip.c2pa beside it is not of this file");
    Files.write(in, new byte[] {1, 2, 3});
    assertThat(NOTARY.read(in).state()).isEqualTo(CredentialReport.State.INVALID);
  }

  @Test
  void aFileWithoutManifestSaysNothing() {
    for (Map.Entry<String, byte[]> e : Samples.all().entrySet()) {
      Path in = Samples.write(folder, e.getKey(), e.getValue());
      CredentialReport r = NOTARY.read(in);
      assertThat(r.state()).isEqualTo(CredentialReport.State.NONE);
      assertThat(r.problem()).isNull();
    }
  }
}
