package dev.likeness.forensics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegHeaderTest {
  @TempDir private Path folder;

  private Path jpeg(int quality) throws IOException {
    Path file = folder.resolve("q" + quality + ".jpg");
    ImageWriter w = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      w.setOutput(out);
      ImageWriteParam p = w.getDefaultWriteParam();
      p.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      p.setCompressionQuality(quality / 100f);
      BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR);
      w.write(null, new IIOImage(image, null, null), p);
    } finally {
      w.dispose();
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 50, 75, 90, 95})
  void theQualityIsReadFromTheTable(int quality) throws IOException {
    JpegHeader j = Objects.requireNonNull(JpegHeader.of(jpeg(quality)));

    assertThat(j.quality()).isEqualTo(quality);
    assertThat(j.standard()).isTrue();
    assertThat(j.ended()).isTrue();
    assertThat(j.sampling()).isEqualTo("4:2:0");
  }

  @Test
  void aFileThatWasCutOffIsSeen() throws IOException {
    byte[] b = Files.readAllBytes(jpeg(75));
    Path cut = folder.resolve("cut.jpg");
    Files.write(cut, Arrays.copyOf(b, b.length - 10));

    assertThat(Objects.requireNonNull(JpegHeader.of(cut)).ended()).isFalse();
  }

  @Test
  void brokenHeadersAreNoJpeg() throws IOException {
    byte[] b = Files.readAllBytes(jpeg(75));
    Path file = folder.resolve("broken.jpg");
    for (int length = 0; length < 200; length += 7) {
      Files.write(file, Arrays.copyOf(b, length));
      JpegHeader j = JpegHeader.of(file);
      assertThat(j == null || j.quality() == 75).isTrue();
    }
  }

  @Test
  void lossIsThatOfTheQuality() {
    byte[] rgb = new byte[64 * 64 * 3];
    new Seed(1).random().nextBytes(rgb);
    Frame f = Edits.blur(new Frame(64, 64, rgb), 1);

    assertThat(off(f, Jpeg.through(f, 95))).isLessThan(off(f, Jpeg.through(f, 40)));
  }

  private static double off(Frame a, Frame b) {
    double s = 0;
    for (int i = 0; i < a.rgb().length; i++) {
      s += Math.abs((a.rgb()[i] & 255) - (b.rgb()[i] & 255));
    }
    return s;
  }
}
