package dev.likeness.provenance.c2pa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.provenance.MetadataFindings;
import dev.likeness.provenance.Verifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are made to cost time or memory, or to slip something past; found by hand or fuzz. */
class HostileTest {
  private static final Notary NOTARY = new Notary(Algorithm.ES256);
  @TempDir Path folder;

  private CredentialReport read(String name, byte[] bytes) {
    return NOTARY.read(Samples.write(folder, name, bytes));
  }

  /** A picture with any store, its checksum left out. */
  private static byte[] png(byte[] store) {
    byte[] p = Samples.image("png", 4, 4);
    ByteBuffer chunk = ByteBuffer.allocate(12 + store.length);
    chunk.putInt(store.length).putInt(Jumbf.four("caBX")).put(store);
    return Samples.join(Arrays.copyOf(p, 33), chunk.array(), Arrays.copyOfRange(p, 33, p.length));
  }

  /** A store with a well-signed manifest of any assertions. */
  private static byte[] store(List<Jumbf.Super> assertions) throws IOException {
    byte[] manifest = Bound.manifest(NOTARY, Jumbf.MANIFEST, "urn:c2pa:hostile", assertions);
    return Jumbf.superbox(Jumbf.STORE, "c2pa", manifest);
  }

  private static Jumbf.Super assertion(String label, byte[] cbor) throws IOException {
    return Jumbf.read(Jumbf.superbox(Jumbf.CBOR, label, Jumbf.box("cbor", cbor)));
  }

  @Test
  void millionsOfStatementsAreNotRead() throws IOException {
    byte[] list = new byte[190_005];
    ByteBuffer.wrap(list).put((byte) 0x9A).putInt(190_000);
    byte[] doc = Samples.join(new byte[] {(byte) 0xA1, 0x61, 0x61}, list);
    List<Jumbf.Super> all = new java.util.ArrayList<>();
    for (int i = 0; i < 40; i++) {
      all.add(assertion("x.y__" + i, doc));
    }
    CredentialReport r = read("lists.png", png(store(all)));
    assertThat(r.state()).isEqualTo(CredentialReport.State.INVALID);
    assertThat(r.problem()).contains("bytes of CBOR");
  }

  @Test
  void boxesAreNotComparedWithoutEnd() throws IOException {
    CborMap compare = new CborMap().put("offset", 0).put("value", new byte[4]);
    CborMap free = new CborMap().put("xpath", "/free").put("data", List.of(compare));
    CborMap hash =
        new CborMap()
            .put("alg", "sha256")
            .put("hash", new byte[32])
            .put("exclusions", Collections.nCopies(190, free));
    byte[] s = store(List.of(assertion(ManifestWriter.BMFF_HASH, Cbor.encode(hash))));
    ByteArrayOutputStream film = new ByteArrayOutputStream();
    film.writeBytes(Samples.ftyp());
    byte[] purpose = Samples.ascii("manifest\0");
    film.writeBytes(Samples.box("uuid", BmffContainer.C2PA, new byte[4], purpose, new byte[8], s));
    for (int i = 0; i < 10_000; i++) {
      film.writeBytes(Samples.box("free"));
    }
    assertThat(read("boxes.mp4", film.toByteArray()).failures())
        .extracting(Status::code)
        .contains("assertion.bmffHash.malformed");
  }

  @Test
  void aPictureInAMillionPiecesIsGivenUp() {
    byte[] p = Samples.image("png", 4, 4);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(p, 0, 33);
    byte[] empty = Samples.join(new byte[4], Samples.ascii("IDAT"), new byte[4]);
    for (int i = 0; i < 100_000; i++) {
      out.writeBytes(empty);
    }
    CredentialReport r = read("chunks.png", out.toByteArray());
    assertThat(r.state()).isEqualTo(CredentialReport.State.NONE);
    assertThat(r.problem()).contains("PNG chunks");
  }

  @Test
  void metadataOfMillionsOfElementsIsReadAsAStream() throws IOException {
    byte[] xml =
        ("<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + "<a/>".repeat(300_000) + "</x:xmpmeta>")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    byte[] xmp = HexFormat.of().parseHex("be7acfcb97a942e89c71999491e3afac");
    Path file =
        Samples.write(
            folder, "xmp.mp4", Samples.join(Samples.ftyp(), Samples.box("uuid", xmp, xml)));
    Verifier verifier =
        new Verifier(NOTARY.trust, Notary.NOW, java.util.List.of(new MetadataFindings()));
    assertThat(verifier.verify(file).findings()).isEmpty();
  }

  @Test
  void boxesInBoxesInBoxesAreNotFollowed() {
    byte[] deep = {};
    for (int i = 0; i < 500; i++) {
      deep = Jumbf.superbox(Jumbf.MANIFEST, "x", deep);
    }
    CredentialReport r = read("deep.png", png(Jumbf.superbox(Jumbf.STORE, "c2pa", deep)));
    assertThat(r.problem()).contains("too deep");
  }

  @Test
  void manifestsThatContainEachOtherComeToAnEnd() throws IOException {
    CborMap self =
        new CborMap()
            .put("relationship", "componentOf")
            .put("validationResults", new CborMap())
            .put(
                "activeManifest",
                new CborMap()
                    .put("url", Uris.manifest("urn:c2pa:hostile"))
                    .put("hash", new byte[32]));
    Jumbf.Super a = assertion("c2pa.ingredient.v3", Cbor.encode(self));
    assertThat(read("self.png", png(store(List.of(a)))).failures())
        .extracting(Status::code)
        .contains("ingredient.manifest.missing");
  }

  @Test
  void aManifestWithoutBindingBindsNothing() throws IOException {
    CredentialReport r = read("unbound.png", png(store(List.of())));
    assertThat(r.state()).isEqualTo(CredentialReport.State.INVALID);
    assertThat(r.failures()).extracting(Status::code).contains("claim.hardBindings.missing");
  }

  @Test
  void otherJumbfOfAJpegIsNotJoinedToTheManifest() throws IOException {
    byte[] jpeg = Samples.image("jpg", 8, 8);
    byte[] orphan = HexFormat.of().parseHex("ffeb00164a50000100000009000000086a756d62deadbeef");
    byte[] with =
        Samples.join(
            Arrays.copyOf(jpeg, 2),
            Arrays.copyOf(orphan, 24),
            Arrays.copyOfRange(jpeg, 2, jpeg.length));
    Path in = Samples.write(folder, "in.jpg", with);
    Path out = folder.resolve("out.jpg");
    NOTARY.writer().write(in, out, Notary.created("x"));
    assertThat(NOTARY.read(out).state()).isEqualTo(CredentialReport.State.TRUSTED);
  }

  @Test
  void aSecondStoreIsNoSecondOpinion() throws IOException {
    Path in = Samples.write(folder, "in.png", Samples.image("png", 8, 8));
    Path out = folder.resolve("out.png");
    NOTARY.writer().write(in, out, Notary.created("x"));
    byte[] b = Files.readAllBytes(out);
    byte[] chunk = Arrays.copyOfRange(b, 33, 33 + 12 + ByteBuffer.wrap(b).getInt(33));
    byte[] twice = Samples.join(Arrays.copyOf(b, 33), chunk, Arrays.copyOfRange(b, 33, b.length));
    assertThat(read("twice.png", twice).state()).isEqualTo(CredentialReport.State.INVALID);
  }

  @Test
  void aRiffThatEndsInNoChunkIsRefused() {
    byte[] wav = Samples.join(Samples.wav(800), new byte[] {1, 2, 3});
    ByteBuffer.wrap(wav).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(4, wav.length - 8);
    Path in = Samples.write(folder, "rest.wav", wav);
    assertThatThrownBy(
            () -> NOTARY.writer().write(in, folder.resolve("o.wav"), Notary.created("x")))
        .isInstanceOf(CredentialException.class)
        .hasMessageContaining("no chunk");
  }
}
