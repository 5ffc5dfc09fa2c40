package dev.likeness.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranscodeTest {
  @TempDir Path dir;

  private void assertNothingElse(String... names) throws IOException {
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left.map(p -> p.getFileName().toString())).containsExactlyInAnyOrder(names);
    }
  }

  /** Pictures, sound packets and their times in are those out, to the millisecond. */
  static void assertSame(Path in, Path out) {
    Packets a = Packets.of(in);
    Packets b = Packets.of(out);
    assertThat(b.soundHashes()).isEqualTo(a.soundHashes());
    List<VideoPicture> wanted = VideoReaderTest.all(in);
    List<VideoPicture> made = VideoReaderTest.all(out);
    assertThat(made).hasSameSizeAs(wanted);
    for (int i = 0; i < wanted.size(); i++) {
      assertThat(made.get(i).time().seconds())
          .isEqualTo(wanted.get(i).time().seconds(), offset(1e-6));
      double was = ticks(wanted.get(i));
      assertThat(ticks(made.get(i))).isEqualTo(was, offset(1e-6));
    }
    for (int i = 0; i < a.sound().size(); i++) {
      assertThat(b.sound().get(i).seconds()).isEqualTo(a.sound().get(i).seconds(), offset(2e-5));
    }
  }

  private static double ticks(VideoPicture p) {
    return (double) p.durationTicks() * p.time().num() / p.time().den();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bbaf2n.mpg", "d0.mp4", "d18.mp4", "d19.mp4"})
  void keepsEveryPictureAndPacketOfRealClips(String clip) throws IOException {
    Path in = RealMedia.file("clips/" + clip);
    Path out = dir.resolve("out.mp4");
    AtomicLong last = new AtomicLong();
    Transcode.run(in, out, VideoFormat.h264(), (done, total) -> last.set(done));
    assertSame(in, out);
    assertThat(last.get()).isEqualTo(VideoReaderTest.all(in).size());
    assertNothingElse("out.mp4");
  }

  @ParameterizedTest
  @CsvSource({"mp4, mp4", "matroska, mkv", "mpeg, mp4", "mpegts, mov", "webm, webm"})
  void keepsLongVideosInSegments(String muxer, String extension) throws IOException {
    boolean mpeg = muxer.startsWith("mpeg");
    boolean webm = muxer.equals("webm");
    Path in =
        new OddVideo(webm ? "libvpx" : mpeg ? "mpeg2video" : "mpeg4")
            .pictures(520)
            .sound(webm ? "libopus" : mpeg ? "mp2" : "aac", 22.5)
            .write(dir.resolve("in"), muxer);
    Path out = dir.resolve("out." + extension);
    Transcode.run(in, out, VideoFormat.forFile(out), ProgressListener.NONE);
    Packets a = Packets.of(in);
    Packets b = Packets.of(out);
    assertThat(b.soundHashes()).isEqualTo(a.soundHashes());
    assertThat(b.pictures()).hasSize(520);
    double shift = a.pictures().get(0).seconds() - b.pictures().get(0).seconds();
    assertThat(shift)
        .isEqualTo(mpeg ? Media.probe(in).kind() == null ? 0 : shift : 0, offset(.0006));
    for (int i = 0; i < b.sound().size(); i++) {
      assertThat(b.sound().get(i).seconds() + shift)
          .isEqualTo(a.sound().get(i).seconds(), offset(.0011));
    }
    assertNothingElse("in", "out." + extension);
  }

  @Test
  void turnsAreAppliedNotCopied() {
    Path in =
        new OddVideo("libopenh264")
            .size(80, 64)
            .display(0, 1, -1, 0)
            .write(dir.resolve("in"), "mp4");
    Path out = dir.resolve("out.mp4");
    Transcode.run(in, out, VideoFormat.h264(), ProgressListener.NONE);
    try (VideoReader r = VideoReader.open(out)) {
      assertThat(r.video().rotation()).isZero();
      assertThat(r.video().width()).isEqualTo(64);
      VideoPicture p = r.next();
      assertThat(p).isNotNull();
      OddVideo.assertColour(p.picture().toFrame(), 3, 1, 20, 200, 40, 40);
    }
  }

  @Test
  void leavesNothingWhenItFails() throws IOException {
    Path in = Files.writeString(dir.resolve("in.mp4"), "no video at all");
    Path out = dir.resolve("out.mp4");
    assertThatThrownBy(() -> Transcode.run(in, out, VideoFormat.h264(), ProgressListener.NONE))
        .isInstanceOf(MediaException.class);
    assertNothingElse("in.mp4");
  }

  @Test
  void openingAndClosingManyTimesTakesNoMemory() throws IOException {
    Path in =
        new OddVideo("libopenh264")
            .size(320, 240)
            .pictures(6)
            .sound("aac", .3)
            .write(dir.resolve("in"), "mp4");
    Path png = dir.resolve("a.png");
    for (int i = 0; i < 40; i++) {
      round(i, in, png);
    }
    long before = resident();
    for (int i = 0; i < 200; i++) {
      round(i, in, png);
    }
    // 200 lost pictures alone would be 23 MB.
    assertThat(resident() - before).isLessThan(12L << 20);
  }

  private void round(int i, Path in, Path png) {
    try (VideoReader r = VideoReader.open(in)) {
      VideoPicture p = r.next();
      assertThat(p).isNotNull();
      Images.write(p.picture().toFrame(), png, 1);
    }
    Images.read(png);
    Audio.read(in, 16_000, 1);
    if (i % 4 == 0) {
      Transcode.run(in, dir.resolve("out.mp4"), VideoFormat.h264(), ProgressListener.NONE);
    }
    assertThatThrownBy(() -> VideoReader.open(dir)).isInstanceOf(MediaException.class);
  }

  /** Memory of the process outside Java's heap, in bytes. */
  private static long resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(status), "no /proc here");
    System.gc();
    long total =
        Files.readAllLines(status).stream()
            .filter(l -> l.startsWith("RssAnon"))
            .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) << 10)
            .findFirst()
            .orElse(0);
    return total - Runtime.getRuntime().totalMemory();
  }
}
