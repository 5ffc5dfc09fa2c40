package dev.likeness.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB8;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;

import dev.likeness.core.Frame;
import dev.likeness.core.YuvFrame.Matrix;
import dev.likeness.media.MediaException.Code;
import dev.likeness.media.MediaInfo.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoReaderTest {
  @TempDir Path dir;

  static List<VideoPicture> all(Path file) {
    List<VideoPicture> pictures = new ArrayList<>();
    try (VideoReader r = VideoReader.open(file)) {
      for (VideoPicture p = r.next(); p != null; p = r.next()) {
        pictures.add(p);
      }
    }
    return pictures;
  }

  @ParameterizedTest
  @CsvSource({
    "mpeg1video, mpeg, mpg",
    "mpeg2video, mpeg, mpg",
    "mpeg2video, mpegts, ts",
    "mpeg4, avi, avi",
    "mpeg4, mp4, mp4",
    "msmpeg4, avi, avi",
    "h263p, mov, mov",
    "libopenh264, mp4, mp4",
    "libopenh264, mov, mov",
    "libopenh264, matroska, mkv",
    "libopenh264, flv, flv",
    "libvpx, webm, webm",
    "libvpx-vp9, webm, webm",
    "libvpx-vp9, mp4, mp4",
    "libaom-av1, mp4, mp4",
    "libaom-av1, matroska, mkv",
    "wmv2, asf, wmv",
    "flv, flv, flv"
  })
  void readsEveryCodecAndContainer(String codec, String muxer, String extension) {
    OddVideo odd = new OddVideo(codec).size(128, 96);
    if (codec.startsWith("libaom")) {
      odd.option("cpu-used", "8").option("usage", "realtime");
    }
    Path file = odd.write(dir.resolve("clip." + extension), muxer);
    List<VideoPicture> pictures = all(file);
    assertThat(pictures).hasSize(8);
    double start = pictures.get(0).time().seconds();
    for (int i = 0; i < 8; i++) {
      VideoPicture p = pictures.get(i);
      assertThat(p.index()).isEqualTo(i);
      assertThat(p.time().seconds() - start).isCloseTo(i * .04, within(.0011));
      OddVideo.assertLooksLike(p.picture().toFrame(), i, 20);
    }
    MediaInfo info = Media.probe(file);
    assertThat(info.kind()).isEqualTo(Kind.VIDEO);
    assertThat(info.sound()).isNull();
  }

  static org.assertj.core.data.Offset<Double> within(double d) {
    return org.assertj.core.data.Offset.offset(d);
  }

  @ParameterizedTest
  @CsvSource({
    "ffv1, matroska, yuv444p, 8",
    "ffv1, matroska, yuv422p, 8",
    "ffv1, matroska, yuv410p, 8",
    "ffv1, matroska, yuv420p10le, 10",
    "ffv1, matroska, yuv444p16le, 16",
    "ffv1, matroska, yuva420p, 8",
    "ffv1, matroska, bgr0, 8",
    "libaom-av1, mp4, yuv420p10le, 10",
    "libvpx-vp9, mp4, yuv444p, 8",
    "libvpx-vp9, webm, gbrp, 8",
    "prores, mov, yuv422p10le, 10",
    "mjpeg, avi, yuvj420p, 8",
    "mjpeg, avi, yuvj444p, 8",
    "png, mov, rgb24, 8",
    "dvvideo, dv, yuv420p, 8"
  })
  void bringsEveryPixelFormatTo420(String codec, String muxer, String pixels, int depth) {
    OddVideo odd = new OddVideo(codec).pixels(av_get_pix_fmt(pixels)).pictures(3);
    if (codec.equals("dvvideo")) {
      odd.size(720, 576);
    }
    Path file = odd.write(dir.resolve("clip"), muxer);
    List<VideoPicture> pictures = all(file);
    assertThat(pictures).hasSize(3);
    OddVideo.assertLooksLike(pictures.get(2).picture().toFrame(), 2, 12);
    assertThat(video(file).bitDepth()).isEqualTo(depth);
  }

  private static MediaInfo.Video video(Path file) {
    try (VideoReader r = VideoReader.open(file)) {
      return r.video();
    }
  }

  @Test
  void keepsMatrixAndRange() {
    for (Matrix m : Matrix.values()) {
      for (boolean full : new boolean[] {false, true}) {
        Path file = dir.resolve(m + "-" + full);
        OddVideo odd = new OddVideo("libvpx-vp9").matrix(m).pictures(2);
        (full ? odd.fullRange() : odd).write(file, "webm");
        VideoPicture p = all(file).get(1);
        assertThat(p.picture().matrix()).isEqualTo(m);
        assertThat(p.picture().fullRange()).isEqualTo(full);
        OddVideo.assertLooksLike(p.picture().toFrame(), 1, 8);
      }
    }
  }

  @Test
  void readsGreyAndPalette() {
    Path grey = new OddVideo("ffv1").pixels(AV_PIX_FMT_GRAY8).write(dir.resolve("g"), "matroska");
    Frame f = all(grey).get(0).picture().toFrame();
    OddVideo.assertColour(f, 3, 3, 4, 60, 60, 60);
    Path gif =
        new OddVideo("gif")
            .pixels(AV_PIX_FMT_RGB8)
            .times(1, 100, 30, 0, 7, 20, 40)
            .write(dir.resolve("a.gif"), "gif");
    assertThat(Media.probe(gif).kind()).isEqualTo(Kind.VIDEO);
    List<VideoPicture> pictures = all(gif);
    assertThat(pictures.stream().map(p -> p.time().seconds())).containsExactly(0., .07, .2, .4);
    assertThat(pictures.stream().map(VideoPicture::durationTicks))
        .containsExactly(7L, 13L, 20L, 30L);
    OddVideo.assertLooksLike(pictures.get(3).picture().toFrame(), 3, 45);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, -1, 0, 90, false",
    "-1, 0, 0, -1, 180, false",
    "0, -1, 1, 0, 270, false",
    "-1, 0, 0, 1, 0, true",
    "1, 0, 0, -1, 180, true",
    "0, 1, 1, 0, 90, true"
  })
  void setsTurnedPicturesUpright(int a, int b, int c, int d, int degrees, boolean mirrored) {
    Path file =
        new OddVideo("libopenh264").size(80, 64).display(a, b, c, d).write(dir.resolve("t"), "mp4");
    MediaInfo.Video v = video(file);
    assertThat(v.rotation()).isEqualTo(degrees);
    assertThat(v.mirrored()).isEqualTo(mirrored);
    assertThat(Media.probe(file).video()).isEqualTo(v);
    boolean onSide = a == 0;
    assertThat(v.width()).isEqualTo(onSide ? 64 : 80);
    Frame f = all(file).get(0).picture().toFrame();
    assertThat(f.width()).isEqualTo(v.width());
    // The red quadrant's middle, at (-1, -1) from the centre, goes to (-a - c, -b - d).
    OddVideo.assertColour(f, 2 - a - c, 2 - b - d, 20, 200, 40, 40);
    OddVideo.assertColour(f, 2 + a - c, 2 + b - d, 20, 40, 180, 60);
    OddVideo.assertColour(f, 2 - a + c, 2 - b + d, 20, 50, 60, 200);
  }

  @ParameterizedTest
  @CsvSource({"33, 17", "1, 1", "2, 3", "3, 200", "200, 3", "361, 241"})
  void readsOddAndTinySizes(int w, int h) {
    Path file =
        new OddVideo("ffv1")
            .option("level", "1")
            .size(w, h)
            .pictures(2)
            .write(dir.resolve("s"), "matroska");
    List<VideoPicture> pictures = all(file);
    assertThat(pictures).hasSize(2);
    assertThat(pictures.get(0).picture().width()).isEqualTo(w);
    assertThat(pictures.get(0).picture().height()).isEqualTo(h);
  }

  @ParameterizedTest
  @CsvSource({"mp4, libopenh264", "matroska, libopenh264", "webm, libvpx-vp9"})
  void keepsVariableTimes(String muxer, String codec) {
    long[] ticks = {0, 33, 50, 200, 201, 900};
    Path file = new OddVideo(codec).times(1, 1000, 77, ticks).write(dir.resolve("v"), muxer);
    List<VideoPicture> pictures = all(file);
    assertThat(pictures).hasSize(ticks.length);
    for (int i = 0; i < ticks.length; i++) {
      VideoPicture p = pictures.get(i);
      assertThat(p.time().seconds()).isEqualTo(ticks[i] / 1000., within(1e-9));
      long end = i + 1 < ticks.length ? ticks[i + 1] : 977;
      double seconds = (double) p.durationTicks() * p.time().num() / p.time().den();
      if (i + 1 < ticks.length || muxer.equals("mp4")) {
        assertThat(seconds).isEqualTo((end - ticks[i]) / 1000., within(1e-9));
      }
    }
  }

  @Test
  void skipsToExactlyThePictureThatReadingWouldGive() {
    Path file =
        new OddVideo("mpeg4")
            .option("g", "5")
            .option("bf", "2")
            .pictures(40)
            .write(dir.resolve("k"), "mp4");
    List<VideoPicture> pictures = all(file);
    for (int i : new int[] {0, 1, 7, 23, 39}) {
      try (VideoReader r = VideoReader.open(file)) {
        r.skipTo(i);
        VideoPicture p = r.next();
        assertThat(p).isNotNull();
        assertThat(p.index()).isEqualTo(i);
        assertThat(p.time()).isEqualTo(pictures.get(i).time());
        assertThat(p.picture().y()).isEqualTo(pictures.get(i).picture().y());
      }
    }
    try (VideoReader r = VideoReader.open(file)) {
      r.skipTo(40);
      assertThat(r.next()).isNull();
      assertThat(r.next()).isNull();
      assertThat(r.damage()).isEmpty();
    }
  }

  @Test
  void closesInTheMiddleAndStopsOnInterrupt() {
    Path file = new OddVideo("libopenh264").pictures(60).write(dir.resolve("c"), "mp4");
    try (VideoReader r = VideoReader.open(file)) {
      assertThat(r.next()).isNotNull();
    }
    try (VideoReader r = VideoReader.open(file)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> IntStream.range(0, 60).forEach(i -> r.next()))
          .isInstanceOfSatisfying(
              MediaException.class, e -> assertThat(e.code()).isEqualTo(Code.STOPPED));
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
