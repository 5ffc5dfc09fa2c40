package dev.likeness.provenance;

import static dev.likeness.provenance.Fixtures.GENERATED;
import static dev.likeness.provenance.Fixtures.MODIFIED;
import static dev.likeness.provenance.Fixtures.ascii;
import static dev.likeness.provenance.Fixtures.big;
import static dev.likeness.provenance.Fixtures.box;
import static dev.likeness.provenance.Fixtures.cut;
import static dev.likeness.provenance.Fixtures.ftyp;
import static dev.likeness.provenance.Fixtures.join;
import static dev.likeness.provenance.Fixtures.packet;
import static dev.likeness.provenance.Fixtures.uuidXmp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTypeTest {
  private static final String ATTRIBUTE_FREE =
      "<Iptc4xmpExt:CountryCode>x</Iptc4xmpExt:CountryCode>";
  private static final String ELEMENT =
      "<Iptc4xmpExt:DigitalSourceType>"
          + SourceType.BASE
          + "digitalCapture</Iptc4xmpExt:DigitalSourceType>";
  private static final String RESOURCE =
      "<Iptc4xmpExt:DigitalSourceType rdf:resource='" + SourceType.BASE + "digitalCapture'/>";

  @TempDir private Path folder;

  static Stream<Arguments> files() {
    byte[] mdat = box("mdat", new byte[100]);
    return Stream.of(
        Arguments.of("a.jpg", Fixtures.image("jpg")),
        Arguments.of("a.png", Fixtures.image("png")),
        Arguments.of("lossless.webp", Fixtures.webp(true)),
        Arguments.of("lossy.webp", Fixtures.webp(false)),
        Arguments.of("odd.wav", Fixtures.wav()),
        Arguments.of("a.mp4", join(ftyp(), mdat, box("moov", new byte[20]))),
        Arguments.of("old.mov", join(box("wide"), mdat, box("moov", new byte[20]))),
        Arguments.of(
            "large.mp4",
            join(ftyp(), big(1), ascii("mdat"), big(0), big(16 + 50), new byte[50], box("moov"))),
        Arguments.of("open.mp4", join(ftyp(), box("moov"), big(0), ascii("mdat"), new byte[70])),
        Arguments.of("a.webm", MatroskaFixture.webm(true, 8)),
        Arguments.of("tight.mkv", MatroskaFixture.webm(false, 8)),
        Arguments.of("live.webm", MatroskaFixture.webm(true, 0)));
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private Path labelled(Path in, String type) {
    Path out = folder.resolve("out-" + in.getFileName());
    SourceType.write(in, out, type);
    return out;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void everyKindCarriesTheLabelAndOnlyOne(String name, byte[] bytes) throws IOException {
    Path in = file(name, bytes);
    assertThat(SourceType.read(in)).isEmpty();
    Path once = labelled(in, MODIFIED);
    assertThat(SourceType.read(once)).contains(MODIFIED);
    assertThat(SourceType.kind(once)).isEqualTo(SourceType.kind(in));
    Path twice = labelled(once, GENERATED);
    assertThat(SourceType.read(twice)).contains(GENERATED);
    assertThat(text(twice)).doesNotContain(MODIFIED);
    Path thrice = labelled(twice, MODIFIED);
    assertThat(SourceType.read(thrice)).contains(MODIFIED);
    assertThat(text(thrice)).doesNotContain("/trainedAlgorithmicMedia");
    assertThat(Files.readAllBytes(in)).as("the original").isEqualTo(bytes);
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.filter(p -> p.toString().endsWith(".part"))).isEmpty();
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png"})
  void thePictureStaysAndTheJdkStillReadsIt(String format) throws IOException {
    Path in = file("a." + format, Fixtures.image(format));
    BufferedImage before = ImageIO.read(in.toFile());
    BufferedImage after = ImageIO.read(labelled(in, MODIFIED).toFile());
    int[] a = before.getRGB(0, 0, 64, 48, null, 0, 64);
    assertThat(after.getRGB(0, 0, 64, 48, null, 0, 64)).isEqualTo(a);
  }

  @Test
  void theSoundStaysAndTheJdkStillReadsIt() throws Exception {
    File out = labelled(file("a.wav", Fixtures.wav()), MODIFIED).toFile();
    try (AudioInputStream s = AudioSystem.getAudioInputStream(out)) {
      assertThat(s.getFrameLength()).isEqualTo(801);
    }
    assertThat(Files.size(out.toPath()) % 2).isZero();
  }

  static Stream<Arguments> spellings() {
    return Stream.of(ELEMENT, RESOURCE)
        .flatMap(
            x ->
                Stream.of(
                    Arguments.of("a.jpg", Fixtures.jpegWithXmp(packet(x))),
                    Arguments.of("a.png", Fixtures.pngWithXmp(packet(x))),
                    Arguments.of("end.mp4", join(ftyp(), box("mdat"), uuidXmp(packet(x)))),
                    Arguments.of("mid.mp4", join(ftyp(), uuidXmp(packet(x)), box("mdat")))));
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void whatAnotherProgramStatedIsReadReplacedAndTheRestKept(String name, byte[] bytes)
      throws IOException {
    Path in = file(name, bytes);
    assertThat(SourceType.read(in)).contains(SourceType.BASE + "digitalCapture");
    Path out = labelled(in, MODIFIED);
    assertThat(SourceType.read(out)).contains(MODIFIED);
    String text = new String(Files.readAllBytes(out), StandardCharsets.UTF_8);
    assertThat(text).contains("Bienen &amp; Blüten").doesNotContain("digitalCapture");
    assertThat(text.split("W5M0MpCehiHzreSzNTczkc9d", -1)).hasSize(2);
  }

  @Test
  void anAttributeWithoutOurNamespaceDeclaredGetsIt() throws IOException {
    Path out = labelled(file("a.jpg", Fixtures.jpegWithXmp(packet(ATTRIBUTE_FREE))), MODIFIED);
    assertThat(SourceType.read(out)).contains(MODIFIED);
    assertThat(text(out)).contains("CountryCode").contains("AISystemUsed=\"Likeness\"");
  }

  @Test
  void aBrokenOrHostilePacketIsReplaced() throws IOException {
    for (String packet :
        List.of(
            "<x:xmpmeta", "", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>")) {
      byte[] jpeg = Fixtures.jpegWithXmp(packet.getBytes(StandardCharsets.UTF_8));
      Path in = file("a.jpg", jpeg);
      assertThat(SourceType.read(in)).isEmpty();
      assertThat(SourceType.read(labelled(in, MODIFIED))).contains(MODIFIED);
    }
  }

  @Test
  void exifStaysFirstInJpeg() throws IOException {
    byte[] jpeg = Fixtures.image("jpg");
    byte[] exif = join(new byte[] {-1, (byte) 0xE1, 0, 16}, ascii("Exif\0\0II*\0\b\0\0\0"));
    Path in = file("a.jpg", join(cut(jpeg, 0, 2), exif, cut(jpeg, 2, jpeg.length)));
    byte[] out = Files.readAllBytes(labelled(in, MODIFIED));
    assertThat(cut(out, 2, 2 + exif.length)).isEqualTo(exif);
  }

  @Test
  void nothingMovesInMp4() throws IOException {
    byte[] mp4 = join(ftyp(), uuidXmp(packet(ELEMENT)), box("mdat", new byte[300]), box("moov"));
    byte[] out = Files.readAllBytes(labelled(file("a.mp4", mp4), MODIFIED));
    int mdat = text(file("b", mp4)).indexOf("mdat");
    assertThat(cut(out, mdat - 4, mp4.length)).isEqualTo(cut(mp4, mdat - 4, mp4.length));
    assertThat(
            new String(cut(out, ftyp().length + 4, ftyp().length + 8), StandardCharsets.US_ASCII))
        .isEqualTo("free");
  }

  @Test
  void theOpenBoxOfAnMp4IsClosed() throws IOException {
    byte[] mp4 = join(ftyp(), box("moov"), big(0), ascii("mdat"), new byte[70]);
    byte[] out = Files.readAllBytes(labelled(file("a.mp4", mp4), MODIFIED));
    assertThat(ByteBuffer.wrap(out).getInt(ftyp().length + 8)).isEqualTo(78);
  }

  @Test
  void webpGetsAnExtendedHeaderOfItsSize() throws IOException {
    for (boolean lossless : new boolean[] {true, false}) {
      byte[] out = Files.readAllBytes(labelled(file("a.webp", Fixtures.webp(lossless)), MODIFIED));
      assertThat(new String(cut(out, 12, 16), StandardCharsets.US_ASCII)).isEqualTo("VP8X");
      assertThat(out[20] & 4).isEqualTo(4);
      assertThat(cut(out, 24, 30)).containsOnly(0);
      assertThat(ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN).getInt(4))
          .isEqualTo(out.length - 8);
    }
  }

  @Test
  void theIndexOfMatroskaPointsToTheNewTags() throws IOException {
    byte[] out =
        Files.readAllBytes(labelled(file("a.webm", MatroskaFixture.webm(true, 8)), MODIFIED));
    assertThat(MatroskaFixture.tagsByIndex(out)).isEqualTo(Optional.of(0x1254C367));
    assertThat(text(folder.resolve("out-a.webm"))).contains("ENCODER").contains("other");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void aCutFileIsDamagedOrStillReadable(String name, byte[] bytes) throws IOException {
    for (int n = 0; n < bytes.length; n += 1 + bytes.length / 97) {
      Path in = file(name, cut(bytes, 0, n));
      Path out = folder.resolve("cut-" + name);
      try {
        SourceType.write(in, out, MODIFIED);
        assertThat(SourceType.read(out)).contains(MODIFIED);
        Files.delete(out);
      } catch (ProvenanceException e) {
        assertThat(e.code()).isEqualTo(ProvenanceException.Code.CONTAINER);
        assertThat(e.getMessage()).contains(name);
        assertThat(out).doesNotExist();
      }
    }
  }

  @Test
  void whatCannotCarryALabelIsSaidSo() throws IOException {
    Path in = file("a.txt", ascii("hello, this is no medium"));
    assertThat(SourceType.kind(in)).isEmpty();
    assertThatThrownBy(() -> labelled(in, MODIFIED))
        .isInstanceOf(ProvenanceException.class)
        .hasMessageContaining("a.txt is none of JPEG");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void theAigcFieldStandsBesideAndIsReplaced(String name, byte[] bytes) throws IOException {
    Path in = file(name, bytes);
    Path first = folder.resolve("first-" + name);
    Path second = folder.resolve("second-" + name);
    Path third = folder.resolve("third-" + name);
    String made = Aigc.made("\"operator\" & <co>", "job-1", "").json();
    SourceType.write(in, first, new Marks(MODIFIED, made));
    assertThat(SourceType.marks(first)).isEqualTo(new Marks(MODIFIED, made));
    assertThat(SourceType.marks(first).readAigc().orElseThrow().producer())
        .isEqualTo("\"operator\" & <co>");
    SourceType.write(first, second, new Marks(GENERATED, null));
    assertThat(SourceType.marks(second))
        .as("what is not stated stays")
        .isEqualTo(new Marks(GENERATED, made));
    String other = Aigc.made("other", "job-2", "").json();
    SourceType.write(second, third, new Marks(MODIFIED, other));
    assertThat(SourceType.marks(third)).isEqualTo(new Marks(MODIFIED, other));
  }

  @Test
  void othersSpellingsOfTheAigcFieldAreRead() throws IOException {
    String fields = "{\"Label\":\"1\",\"ContentProducer\":\"doubao\",\"ProduceID\":\"7\"}";
    String xmp =
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
            + " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description"
            + " rdf:about='' xmlns:TC260='http://www.tc260.org.cn/ns/AIGC/1.0/'><TC260:AIGC>"
            + fields.replace("\"", "&quot;")
            + "</TC260:AIGC></rdf:Description></rdf:RDF></x:xmpmeta>";
    Path png = file("xmp.png", Fixtures.pngWithXmp(xmp.getBytes(StandardCharsets.UTF_8)));
    assertThat(SourceType.marks(png).readAigc().orElseThrow().producer()).isEqualTo("doubao");
    Path chunk = file("chunk.png", Fixtures.pngWithText("AIGC", "{\"AIGC\":" + fields + "}"));
    assertThat(SourceType.marks(chunk).readAigc().orElseThrow().produceId()).isEqualTo("7");
    Path odd = file("odd.png", Fixtures.pngWithText("AIGC", "yes"));
    assertThat(SourceType.marks(odd).aigc()).isEqualTo("yes");
    assertThat(SourceType.marks(odd).readAigc()).isEmpty();
  }
}
