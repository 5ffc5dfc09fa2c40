package dev.likeness.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Timecode;
import dev.likeness.core.YuvFrame;
import dev.likeness.core.YuvFrame.Matrix;
import dev.likeness.media.MediaException.Code;
import dev.likeness.media.VideoFormat.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

class SegmentWriterTest {
  @TempDir Path dir;

  private Path segment(String name, VideoFormat format, int from, int to, int w, int h) {
    Path file = dir.resolve(name);
    try (SegmentWriter s = SegmentWriter.create(file, format, MediaInfo.Video.made(w, h, 25))) {
      Pictures.write(s, from, to, w, h, 25);
      s.finish();
    }
    return file;
  }

  private static VideoFormat format(Codec codec) {
    return new VideoFormat(codec, VideoFormat.DEFAULT_QUALITY);
  }

  @ParameterizedTest
  @CsvSource({
    "H264, 64, 48",
    "H264, 33, 17",
    "H264, 1, 1",
    "H264, 2, 3",
    "H264, 3, 200",
    "H264, 200, 3",
    "H264, 361, 241",
    "H264, 14, 30",
    "VP9, 64, 48",
    "VP9, 33, 17",
    "VP9, 1, 1",
    "VP9, 200, 3",
    "VP9, 361, 241"
  })
  void keepsSizeTimesAndLooks(Codec codec, int w, int h) {
    Path file = segment("s.mp4", format(codec), 30, 36, w, h);
    List<VideoPicture> pictures = VideoReaderTest.all(file);
    assertThat(pictures).hasSize(6);
    for (int i = 0; i < 6; i++) {
      VideoPicture p = pictures.get(i);
      assertThat(p.picture().width()).isEqualTo(w);
      assertThat(p.picture().height()).isEqualTo(h);
      assertThat(p.time().seconds()).isEqualTo((30 + i) / 25.);
      assertThat(new Timecode(p.durationTicks(), p.time().num(), p.time().den()).seconds())
          .isEqualTo(.04);
      YuvFrame in = Pictures.moving(w, h, 30 + i);
      assertThat(Pictures.psnr(in, p.picture())).as("picture %d", i).isGreaterThan(38);
    }
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void makesEqualBytesOfEqualPictures(Codec codec) throws IOException {
    Path once = segment("a.mp4", format(codec), 40, 70, 320, 180);
    // What else the process encoded before must not matter.
    segment("b.mp4", new VideoFormat(codec, .3), 0, 10, 640, 368);
    segment("c.mp4", format(codec), 0, 20, 320, 180);
    Path again = segment("d.mp4", format(codec), 40, 70, 320, 180);
    assertThat(again).hasSameBinaryContentAs(once);
    assertThat(Files.size(once)).isPositive();
  }

  @Test
  void keepsUnevenTimesAndOddTimeBases() {
    Path file = dir.resolve("t.mp4");
    MediaInfo.Video made = MediaInfo.Video.made(64, 48, 30);
    MediaInfo.Video ntsc =
        new MediaInfo.Video(
            "none", 64, 48, 0, false, "yuv420p", 8, 1001, 30_000, 29.97, 0, 0, 4, 3, made.colour());
    long[] ticks = {1000, 1001, 1005, 1012};
    try (SegmentWriter s = SegmentWriter.create(file, VideoFormat.h264(), ntsc)) {
      for (int i = 0; i < ticks.length; i++) {
        long duration = i + 1 < ticks.length ? ticks[i + 1] - ticks[i] : 9;
        Timecode t = new Timecode(ticks[i], 1001, 30_000);
        s.write(new VideoPicture(i, t, duration, Pictures.moving(64, 48, i)));
      }
      s.finish();
    }
    List<VideoPicture> pictures = VideoReaderTest.all(file);
    for (int i = 0; i < ticks.length; i++) {
      Timecode t = pictures.get(i).time();
      assertThat(t.ticks() * t.num() * 30_000).isEqualTo(ticks[i] * 1001 * t.den());
    }
    Timecode end = pictures.get(3).time();
    assertThat(pictures.get(3).durationTicks() * end.num() * 30_000)
        .isEqualTo(9L * 1001 * end.den());
    try (VideoReader r = VideoReader.open(file)) {
      assertThat(r.video().aspectNum()).isEqualTo(4);
      assertThat(r.video().aspectDen()).isEqualTo(3);
    }
  }

  @Test
  void saysColoursAsTheInputDid() {
    for (Codec codec : Codec.values()) {
      for (boolean full : new boolean[] {false, true}) {
        Colour c = new Colour(1, 1, 1, Matrix.BT709, full, true, 1);
        MediaInfo.Video v = MediaInfo.Video.made(64, 48, 25);
        MediaInfo.Video track =
            new MediaInfo.Video("none", 64, 48, 0, false, "yuv420p", 8, 1, 25, 25, 0, 0, 1, 1, c);
        Path file = dir.resolve(codec + "-" + full);
        try (SegmentWriter s = SegmentWriter.create(file, format(codec), track)) {
          YuvFrame p = Pictures.moving(64, 48, 0);
          YuvFrame as = new YuvFrame(64, 48, p.y(), p.cb(), p.cr(), Matrix.BT709, full);
          s.write(new VideoPicture(0, new Timecode(0, 1, 25), 1, as));
          s.finish();
        }
        try (VideoReader r = VideoReader.open(file)) {
          assertThat(r.video().colour().matrix()).isEqualTo(v.colour().matrix());
          assertThat(r.video().colour().fullRange()).isEqualTo(full);
          assertThat(r.video().colour().matrixCode()).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void leavesNothingWithoutFinish() throws IOException {
    Path file = dir.resolve("s.mp4");
    try (SegmentWriter s =
        SegmentWriter.create(file, VideoFormat.h264(), MediaInfo.Video.made(64, 48, 25))) {
      Pictures.write(s, 0, 10, 64, 48, 25);
    }
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    MediaInfo.Video track = MediaInfo.Video.made(64, 48, 25);
    YuvFrame fits = Pictures.moving(64, 48, 0);
    try (SegmentWriter s = SegmentWriter.create(dir.resolve("s"), VideoFormat.h264(), track)) {
      assertThatThrownBy(s::finish).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> Pictures.write(s, 0, 1, 66, 48, 25))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("66×48");
      assertThatThrownBy(() -> s.write(new VideoPicture(0, new Timecode(0, 1, 24), 1, fits)))
          .isInstanceOf(IllegalArgumentException.class);
      s.write(new VideoPicture(5, new Timecode(5, 1, 25), 1, fits));
      assertThatThrownBy(() -> s.write(new VideoPicture(5, new Timecode(5, 1, 25), 1, fits)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(
            () -> SegmentWriter.create(dir.resolve("no/where"), VideoFormat.h264(), track))
        .isInstanceOfSatisfying(
            MediaException.class, e -> assertThat(e.code()).isEqualTo(Code.WRITE_FAILED));
    assertThatThrownBy(
            () ->
                SegmentWriter.create(
                    dir.resolve("s"), VideoFormat.h264(), MediaInfo.Video.made(16_000, 9_000, 25)))
        .isInstanceOfSatisfying(
            MediaException.class, e -> assertThat(e.code()).isEqualTo(Code.UNSUPPORTED));
    assertThatThrownBy(() -> new VideoFormat(Codec.H264, 1.1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static final List<String> clips = RealMedia.CLIPS;

  @ParameterizedTest
  @FieldSource("clips")
  void keepsRealClipsAbove40Decibels(String clip) {
    Path in = RealMedia.file("clips/" + clip);
    Path out = dir.resolve("s.mp4");
    int pictures = 40;
    try (VideoReader r = VideoReader.open(in);
        SegmentWriter s = SegmentWriter.create(out, VideoFormat.h264(), r.video())) {
      for (int i = 0; i < pictures; i++) {
        VideoPicture p = r.next();
        assertThat(p).isNotNull();
        s.write(p);
      }
      s.finish();
    }
    try (VideoReader a = VideoReader.open(in);
        VideoReader b = VideoReader.open(out)) {
      for (int i = 0; i < pictures; i++) {
        VideoPicture p = a.next();
        VideoPicture q = b.next();
        assertThat(p).isNotNull();
        assertThat(q).isNotNull();
        assertThat(q.time().seconds()).isEqualTo(p.time().seconds());
        assertThat(Pictures.lumaPsnr(p.picture(), q.picture())).isGreaterThan(41);
        assertThat(Pictures.psnr(p.picture(), q.picture())).isGreaterThan(42);
      }
    }
  }
}
