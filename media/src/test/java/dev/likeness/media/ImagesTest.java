package dev.likeness.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Frame;
import dev.likeness.media.MediaException.Code;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesTest {
  @TempDir Path dir;

  private static BufferedImage quadrants(int w, int h, int type) {
    BufferedImage image = new BufferedImage(w, h, type);
    Frame f = OddVideo.picture(w, h, 0);
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        image.setRGB(x, y, 0xff000000 | f.at(x, y, 0) << 16 | f.at(x, y, 1) << 8 | f.at(x, y, 2));
      }
    }
    return image;
  }

  private Path save(BufferedImage image, String format) throws IOException {
    Path file = dir.resolve("image-of-unknown-kind");
    assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
    return file;
  }

  @ParameterizedTest
  @CsvSource({
    "png, 1, 0",
    "png, 2, 0",
    "png, 13, 30",
    "jpeg, 1, 6",
    "bmp, 1, 0",
    "tiff, 1, 0",
    "gif, 13, 30"
  })
  void readsWhatOthersWrote(String format, int type, int tolerance) throws IOException {
    Path file = save(quadrants(61, 43, type), format);
    OddVideo.assertLooksLike(Images.read(file), 0, tolerance);
    assertThat(Images.isImage(file)).isTrue();
    MediaInfo info = Media.probe(file);
    assertThat(info.kind()).isEqualTo(MediaInfo.Kind.IMAGE);
    assertThat(info.sound()).isNull();
  }

  @Test
  void readsGreyAndDeepPictures() throws IOException {
    BufferedImage grey = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage deep = new BufferedImage(40, 30, BufferedImage.TYPE_USHORT_GRAY);
    for (int i = 0; i < 40 * 30; i++) {
      grey.getRaster().setSample(i % 40, i / 40, 0, 90);
      deep.getRaster().setSample(i % 40, i / 40, 0, 200 * 257);
    }
    OddVideo.assertColour(Images.read(save(grey, "png")), 2, 2, 0, 90, 90, 90);
    OddVideo.assertColour(Images.read(save(grey, "jpeg")), 2, 2, 1, 90, 90, 90);
    OddVideo.assertColour(Images.read(save(deep, "png")), 2, 2, 1, 200, 200, 200);
    OddVideo.assertColour(Images.read(save(deep, "tiff")), 2, 2, 1, 200, 200, 200);
  }

  @Test
  void laysTransparencyOverWhite() throws IOException {
    BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(200, 0, 0, 128));
    g.fillRect(0, 0, 20, 40);
    g.dispose();
    Frame f = Images.read(save(image, "png"));
    OddVideo.assertColour(f, 1, 2, 1, 227, 127, 127);
    OddVideo.assertColour(f, 3, 2, 0, 255, 255, 255);
  }

  @Test
  void readsCmykJpegs() throws IOException {
    // As Adobe's programs write them: inverted, marked by an APP14 segment.
    byte[] cmyk = new byte[64 * 64 * 4];
    for (int i = 0; i < 64 * 64; i++) {
      int[] ink = {255 - 20, 255 - 220, 255 - 200, 255 - 10};
      for (int c = 0; c < 4; c++) {
        cmyk[4 * i + c] = (byte) ink[c];
      }
    }
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new java.awt.image.DataBufferByte(cmyk, cmyk.length),
            64,
            64,
            256,
            4,
            new int[] {0, 1, 2, 3},
            null);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(new IIOImage(raster, null, null));
    }
    writer.dispose();
    byte[] adobe = {
      (byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };
    Path file = Files.write(dir.resolve("cmyk.jpg"), insert(bytes.toByteArray(), adobe));
    OddVideo.assertColour(
        Images.read(file), 2, 2, 6, 235 * 245 / 255, 35 * 245 / 255, 55 * 245 / 255);
  }

  /** Puts a segment behind a JPEG's first two bytes. */
  private static byte[] insert(byte[] jpeg, byte[] segment) {
    return ByteBuffer.allocate(jpeg.length + segment.length)
        .put(jpeg, 0, 2)
        .put(segment)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void standsUprightAsExifAsks(int orientation) throws IOException {
    BufferedImage upright = quadrants(96, 64, BufferedImage.TYPE_INT_RGB);
    // What the camera stored: pixel (x, y) of it is shown at (u, v).
    boolean onSide = orientation >= 5;
    int w = onSide ? 64 : 96;
    int h = onSide ? 96 : 64;
    BufferedImage stored = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        int rx = w - 1 - x;
        int ry = h - 1 - y;
        int[] uv =
            switch (orientation) {
              case 1 -> new int[] {x, y};
              case 2 -> new int[] {rx, y};
              case 3 -> new int[] {rx, ry};
              case 4 -> new int[] {x, ry};
              case 5 -> new int[] {y, x};
              case 6 -> new int[] {ry, x};
              case 7 -> new int[] {ry, rx};
              default -> new int[] {y, rx};
            };
        stored.setRGB(x, y, upright.getRGB(uv[0], uv[1]));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(stored, "jpeg", bytes);
    byte[] exif = {
      (byte) 0xff,
      (byte) 0xe1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      1,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0
    };
    Path file = Files.write(dir.resolve("photo.jpg"), insert(bytes.toByteArray(), exif));
    Frame f = Images.read(file);
    assertThat(f.width()).isEqualTo(96);
    OddVideo.assertLooksLike(f, 0, 8);
    MediaInfo.Video v = Media.probe(file).video();
    assertThat(v).isNotNull();
    assertThat(v.width()).isEqualTo(96);
  }

  @Test
  void appliesColourProfiles() throws IOException {
    byte[] pixels = new byte[40 * 30 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i % 3 == 0 ? 128 : 30);
    }
    Path file = dir.resolve("a.png");
    Images.write(new Frame(40, 30, pixels), file, 1);
    byte[] png = Files.readAllBytes(file);
    // Numbers proportional to light: 128 of 255 is 188 in sRGB (IEC 61966-2-1), 30 is 96.
    byte[] icc = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    Files.write(file, withProfile(png, icc));
    OddVideo.assertColour(Images.read(file), 2, 2, 2, 188, 96, 96);
    Files.write(file, withProfile(png, ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData()));
    OddVideo.assertColour(Images.read(file), 2, 2, 0, 128, 30, 30);
    Files.write(file, withProfile(png, new byte[200]));
    OddVideo.assertColour(Images.read(file), 2, 2, 0, 128, 30, 30);
  }

  /** Puts an iCCP chunk (PNG, 11.3.2.3) behind the header. */
  private static byte[] withProfile(byte[] png, byte[] icc) {
    Deflater deflater = new Deflater();
    deflater.setInput(icc);
    deflater.finish();
    byte[] packed = new byte[icc.length + 100];
    int n = deflater.deflate(packed);
    deflater.end();
    ByteBuffer chunk = ByteBuffer.allocate(12 + 3 + n).putInt(3 + n);
    chunk.put("iCCPp\0\0".getBytes(StandardCharsets.US_ASCII)).put(packed, 0, n);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, 4 + 3 + n);
    chunk.putInt((int) crc.getValue());
    int header = 8 + 25;
    return ByteBuffer.allocate(png.length + chunk.capacity())
        .put(png, 0, header)
        .put(chunk.array())
        .put(png, header, png.length - header)
        .array();
  }

  @Test
  void writesAndReads() {
    Frame f = Pictures.moving(321, 203, 4).toFrame();
    Path png = dir.resolve("a.png");
    Images.write(f, png, 1);
    assertThat(Images.read(png).rgb()).isEqualTo(f.rgb());
    for (String name : new String[] {"a.jpg", "b.JPEG", "a.webp"}) {
      Path file = dir.resolve(name);
      Images.write(f, file, .9);
      // WebP halves chroma, JPEG here does not.
      double least = name.equals("a.webp") ? 38 : 40;
      assertThat(psnr(f, Images.read(file))).as(name).isGreaterThan(least);
      Images.write(f, dir.resolve("small-" + name), .2);
      assertThat(dir.resolve("small-" + name).toFile().length()).isLessThan(file.toFile().length());
    }
  }

  @Test
  void writesTinyPicturesAndTheSameBytesEachTime() throws IOException {
    for (String name : new String[] {"a.png", "a.jpg", "a.webp"}) {
      Path file = dir.resolve(name);
      Images.write(new Frame(1, 1, new byte[] {10, (byte) 200, 30}), file, 1);
      OddVideo.assertColour(Images.read(file), 0, 0, 6, 10, 200, 30);
      byte[] once = Files.readAllBytes(file);
      Images.write(new Frame(1, 1, new byte[] {10, (byte) 200, 30}), file, 1);
      assertThat(Files.readAllBytes(file)).isEqualTo(once);
    }
  }

  static double psnr(Frame a, Frame b) {
    double s = 0;
    for (int i = 0; i < a.rgb().length; i++) {
      int d = (a.rgb()[i] & 255) - (b.rgb()[i] & 255);
      s += d * d;
    }
    return 10 * Math.log10(255. * 255 * a.rgb().length / s);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "gif"})
  void refusesMoreThan100Megapixels(String format) throws IOException {
    Path file = save(new BufferedImage(12_000, 9_000, BufferedImage.TYPE_BYTE_BINARY), format);
    assertThatThrownBy(() -> Images.read(file))
        .isInstanceOfSatisfying(
            MediaException.class, e -> assertThat(e.code()).isEqualTo(Code.TOO_LARGE));
  }

  @Test
  void refusesLargeJpegs() throws IOException {
    byte[] bytes = Files.readAllBytes(save(quadrants(64, 64, 1), "jpeg"));
    int size = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00c0") + 5;
    ByteBuffer.wrap(bytes).putShort(size, (short) 12_000).putShort(size + 2, (short) 12_000);
    Path file = Files.write(dir.resolve("a.jpg"), bytes);
    assertThatThrownBy(() -> Images.read(file))
        .isInstanceOfSatisfying(
            MediaException.class, e -> assertThat(e.code()).isEqualTo(Code.TOO_LARGE));
  }

  @Test
  void refusesLargeWebps() throws IOException {
    Path file = dir.resolve("a.webp");
    Images.write(OddVideo.picture(64, 64, 0), file, 1);
    byte[] bytes = Files.readAllBytes(file);
    assertThat(new String(bytes, 12, 4)).isEqualTo("VP8 ");
    bytes[26] = bytes[28] = 0;
    bytes[27] = bytes[29] = 0x3f;
    Files.write(file, bytes);
    assertThat(StillHeader.pixels(file)).isEqualTo(0x3f00L * 0x3f00);
    assertThatThrownBy(() -> Images.read(file))
        .isInstanceOfSatisfying(
            MediaException.class, e -> assertThat(e.code()).isEqualTo(Code.TOO_LARGE));
  }

  @Test
  void tellsDamageFromOtherFiles() throws IOException {
    Path file = save(quadrants(64, 64, 1), "png");
    byte[] bytes = Files.readAllBytes(file);
    Path cut = Files.write(dir.resolve("cut.png"), Arrays.copyOf(bytes, 30));
    assertThatThrownBy(() -> Images.read(cut))
        .isInstanceOfSatisfying(
            MediaException.class, e -> assertThat(e.code()).isEqualTo(Code.DAMAGED));
    Path video = new OddVideo("libopenh264").write(dir.resolve("video.png"), "mp4");
    assertThat(Images.isImage(video)).isFalse();
    OddVideo.assertLooksLike(Images.read(video), 0, 20);
    assertThat(Images.isImage(dir.resolve("none.png"))).isFalse();
    Path text = Files.writeString(dir.resolve("text.jpg"), "no picture");
    assertThat(Images.isImage(text)).isFalse();
    assertThatThrownBy(() -> Images.write(OddVideo.picture(8, 8, 0), dir.resolve("a.txt"), 1))
        .isInstanceOf(MediaException.class);
    assertThatThrownBy(() -> Images.write(OddVideo.picture(8, 8, 0), dir.resolve("n/a.png"), 1))
        .isInstanceOfSatisfying(
            MediaException.class, e -> assertThat(e.code()).isEqualTo(Code.WRITE_FAILED));
  }

  @Test
  void readsRealPhotosAsTheJdkDoes() throws IOException {
    Path file = RealMedia.file("stills/lisa1.jpg");
    BufferedImage jdk = ImageIO.read(file.toFile());
    Frame f = Images.read(file);
    byte[] rgb = new byte[f.rgb().length];
    for (int i = 0; i < rgb.length; i++) {
      int p = jdk.getRGB(i / 3 % f.width(), i / 3 / f.width());
      rgb[i] = (byte) (p >> 16 - 8 * (i % 3));
    }
    assertThat(psnr(f, new Frame(f.width(), f.height(), rgb))).isGreaterThan(45);
  }
}
