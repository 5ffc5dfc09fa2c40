package dev.likeness.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.media.MediaException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are not what their owner thinks. */
class DamageTest {
  @TempDir Path dir;

  private record Read(int pictures, Optional<String> damage) {}

  private static Read read(Path file) {
    try (VideoReader r = VideoReader.open(file)) {
      int n = 0;
      while (r.next() != null) {
        n++;
      }
      return new Read(n, r.damage());
    }
  }

  private static void assertRefused(Path file, Code code) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            MediaException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e).hasMessageStartingWith(file + ": ");
            });
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(dir.resolve(name), bytes);
  }

  @Test
  void refusesWhatIsNoMedium() throws IOException {
    byte[] noise = new byte[200_000];
    new Random(1).nextBytes(noise);
    assertRefused(dir.resolve("none.mp4"), Code.NOT_FOUND);
    assertRefused(dir, Code.NOT_FOUND);
    assertRefused(write("empty.mp4", new byte[0]), Code.EMPTY);
    assertRefused(write("text.mp4", "This is no video.\n".repeat(50).getBytes()), Code.NOT_MEDIA);
    assertRefused(write("noise.mp4", noise), Code.NOT_MEDIA);
    assertRefused(write("zeros.mp4", new byte[50_000]), Code.NOT_MEDIA);
    assertRefused(write("one.mp4", new byte[] {1}), Code.NOT_MEDIA);
    assertRefused(write("page.mp4", "<html><body>404</body></html>".getBytes()), Code.NOT_MEDIA);
    assertThatThrownBy(() -> read(dir)).hasMessageContaining("this is a folder");
    assertThatThrownBy(() -> read(dir.resolve("none.mp4"))).hasMessageContaining("no such file");
  }

  @Test
  void saysThatMovingWebpIsNotRead() throws IOException {
    byte[] head = new byte[200];
    System.arraycopy("RIFF....WEBPVP8X".getBytes(), 0, head, 0, 16);
    head[4] = (byte) 192;
    head[16] = 10;
    head[20] = 2;
    Path file = write("moving.webp", head);
    assertRefused(file, Code.UNSUPPORTED);
    assertThatThrownBy(() -> read(file)).hasMessageContaining("convert it to GIF or a video");
  }

  @Test
  void readsNoOtherFileThatAPlayListNames() throws IOException {
    Path real = new OddVideo("mpeg2video").write(dir.resolve("real.ts"), "mpegts");
    String hls = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n%s\n#EXT-X-ENDLIST\n";
    assertRefused(write("list.m3u8", hls.formatted(real).getBytes()), Code.NOT_MEDIA);
    String concat = "ffconcat version 1.0\nfile '%s'\n".formatted(real);
    assertRefused(write("list.mp4", concat.getBytes()), Code.NOT_MEDIA);
  }

  @Test
  void takesAFilesWordNotItsNames() throws IOException {
    Path odd = new OddVideo("libopenh264").write(dir.resolve("clip 1%02d: é.txt"), "mp4");
    assertThat(read(odd).pictures).isEqualTo(8);
  }

  @Test
  void saysThatSoundHasNoPictures() {
    Path file = dir.resolve("sound.wav");
    Audio.writeWav(new dev.likeness.core.AudioClip(8000, 1, new float[8000]), file);
    assertRefused(file, Code.UNSUPPORTED);
  }

  @ParameterizedTest
  @CsvSource({
    "libopenh264, mp4",
    "libopenh264, matroska",
    "libvpx-vp9, webm",
    "mpeg4, avi",
    "mpeg2video, mpeg"
  })
  void givesWhatDecodesOfACutFileAndSaysWhereItEnds(String codec, String muxer) throws IOException {
    Path whole = new OddVideo(codec).size(320, 240).pictures(50).write(dir.resolve("w"), muxer);
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = write("cut", Arrays.copyOf(bytes, bytes.length * 6 / 10));
    Read r = read(cut);
    assertThat(r.pictures).isBetween(10, 45);
    assertThat(r.damage).isPresent();
    assertThat(read(whole).damage).isEmpty();
  }

  @Test
  void refusesAFileThatLostItsIndex() throws IOException {
    Path whole = dir.resolve("w.mp4");
    try (SegmentWriter w =
        SegmentWriter.create(whole, VideoFormat.h264(), MediaInfo.Video.made(320, 240, 25))) {
      Pictures.write(w, 0, 30, 320, 240, 25);
      w.finish();
    }
    byte[] bytes = Files.readAllBytes(whole);
    // A recording that was broken off: the index would have come last.
    assertRefused(write("cut.mp4", Arrays.copyOf(bytes, bytes.length / 2)), Code.DAMAGED);
    assertRefused(write("head.mp4", Arrays.copyOf(bytes, 40)), Code.DAMAGED);
  }

  @ParameterizedTest
  @CsvSource({
    "libopenh264, mp4, aac",
    "libvpx-vp9, webm, libopus",
    "mpeg4, avi, libmp3lame",
    "mpeg2video, mpegts, mp2"
  })
  void readsOrRefusesWhateverIsRotten(String codec, String muxer, String sound) throws IOException {
    byte[] good =
        Files.readAllBytes(
            new OddVideo(codec).pictures(12).sound(sound, .5).write(dir.resolve("w"), muxer));
    Random random = new Random(5);
    int fine = 0;
    for (int i = 0; i < 25; i++) {
      byte[] bytes = i % 5 == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
      int reach = i % 2 == 0 ? Math.min(bytes.length, 1500) : bytes.length;
      for (int j = 0; j < 8 && reach > 0; j++) {
        bytes[random.nextInt(reach)] = (byte) random.nextInt(256);
      }
      Path file = write("rotten", bytes);
      try {
        Media.probe(file);
        Audio.read(file, 16_000, 1);
        Transcode.run(file, dir.resolve("out.mp4"), VideoFormat.h264(), ProgressListener.NONE);
        fine++;
      } catch (MediaException e) {
        assertThat(e).hasMessageStartingWith(dir.toString());
      }
    }
    assertThat(fine).isGreaterThan(5);
  }

  @Test
  void goesOnBehindRottenBytes() throws IOException {
    Path whole =
        new OddVideo("mpeg4")
            .option("g", "10")
            .size(320, 240)
            .pictures(60)
            .write(dir.resolve("w"), "avi");
    byte[] bytes = Files.readAllBytes(whole);
    byte[] noise = new byte[bytes.length / 10];
    new Random(3).nextBytes(noise);
    System.arraycopy(noise, 0, bytes, bytes.length * 4 / 10, noise.length);
    Read r = read(write("rotten", bytes));
    assertThat(r.pictures).isBetween(40, 60);
    assertThat(r.damage).isPresent();
  }
}
