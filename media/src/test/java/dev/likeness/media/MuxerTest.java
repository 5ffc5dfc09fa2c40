package dev.likeness.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.likeness.core.AudioClip;
import dev.likeness.media.MediaException.Code;
import dev.likeness.media.VideoFormat.Codec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MuxerTest {
  private static final int W = 64;
  private static final int H = 48;

  @TempDir Path dir;

  /** Segments of 10 pictures each at 25 a second. */
  private List<Path> segments(Codec codec, int from, int to) {
    List<Path> files = new ArrayList<>();
    for (int i = from; i < to; i += 10) {
      Path file = dir.resolve(codec + "-" + i + ".seg");
      VideoFormat format = new VideoFormat(codec, VideoFormat.DEFAULT_QUALITY);
      try (SegmentWriter w = SegmentWriter.create(file, format, MediaInfo.Video.made(W, H, 25))) {
        Pictures.write(w, i, Math.min(to, i + 10), W, H, 25);
        w.finish();
      }
      files.add(file);
    }
    return files;
  }

  /** The source's own pictures in segments of 10. */
  private List<Path> segments(Codec codec, Path source) {
    List<Path> files = new ArrayList<>();
    VideoFormat format = new VideoFormat(codec, VideoFormat.DEFAULT_QUALITY);
    try (VideoReader r = VideoReader.open(source)) {
      VideoPicture p = r.next();
      while (p != null) {
        Path file = dir.resolve(codec + "-" + p.index() + ".seg");
        try (SegmentWriter w = SegmentWriter.create(file, format, r.video())) {
          do {
            w.write(p);
            p = r.next();
          } while (p != null && p.index() % 10 != 0);
          w.finish();
        }
        files.add(file);
      }
    }
    return files;
  }

  private static void assertSamePictures(Path in, Path out) {
    List<VideoPicture> wanted = VideoReaderTest.all(in);
    List<VideoPicture> made = VideoReaderTest.all(out);
    assertThat(made).hasSameSizeAs(wanted);
    double shift = wanted.get(0).time().seconds() - made.get(0).time().seconds();
    for (int i = 0; i < wanted.size(); i++) {
      VideoPicture p = made.get(i);
      // Matroska counts in milliseconds.
      double time = wanted.get(i).time().seconds() - shift;
      assertThat(p.time().seconds()).isEqualTo(time, offset(.00051));
      assertThat(Pictures.psnr(wanted.get(i).picture(), p.picture())).isGreaterThan(40);
    }
  }

  private static void assertPictures(Path file, int from, int count, double zero) {
    List<VideoPicture> pictures = VideoReaderTest.all(file);
    assertThat(pictures).hasSize(count);
    for (int i = 0; i < count; i++) {
      VideoPicture p = pictures.get(i);
      assertThat(p.time().seconds()).isEqualTo(zero + i / 25., offset(1e-9));
      double seconds = (double) p.durationTicks() * p.time().num() / p.time().den();
      assertThat(seconds).isEqualTo(.04, offset(1e-9));
      assertThat(Pictures.psnr(Pictures.moving(W, H, from + i), p.picture())).isGreaterThan(38);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "aac, mp4, H264, mp4",
    "aac, mp4, H264, mov",
    "aac, mp4, H264, mkv",
    "aac, mp4, VP9, mp4",
    "mp2, mpeg, H264, mp4",
    "libmp3lame, matroska, H264, mp4",
    "ac3, matroska, H264, mp4",
    "libopus, webm, H264, mp4",
    "libopus, webm, VP9, webm",
    "flac, matroska, H264, mkv",
    "pcm_s16le, avi, H264, mov",
    "pcm_s16le, avi, H264, mp4",
    "aac, mpegts, H264, mkv"
  })
  void copiesSoundPacketByPacket(String sound, String muxer, Codec codec, String extension) {
    // Containers of discs and programmes know a few codecs only.
    String pictures =
        muxer.equals("webm") ? "libvpx" : muxer.startsWith("mpeg") ? "mpeg2video" : "mpeg4";
    Path source =
        new OddVideo(pictures).pictures(30).sound(sound, 1.9).write(dir.resolve("in"), muxer);
    Path out = dir.resolve("out." + extension);
    Muxer.join(segments(codec, source), source, out, Muxer.Options.WHOLE);
    assertSamePictures(source, out);
    Packets in = Packets.of(source);
    Packets made = Packets.of(out);
    assertThat(in.sound().size()).isGreaterThan(15);
    if (!muxer.equals("mpegts")) {
      assertThat(made.soundHashes()).isEqualTo(in.soundHashes());
    }
    assertThat(made.sound()).hasSameSizeAs(in.sound());
    assertThat(Media.soundPackets(source)).isEqualTo(in.sound().size());
    assertThat(Media.soundPackets(out)).isEqualTo(Media.soundPackets(source));
    double shift = in.pictures().get(0).seconds() - made.pictures().get(0).seconds();
    for (int i = 0; i < in.sound().size(); i++) {
      assertThat(made.sound().get(i).seconds())
          .isEqualTo(in.sound().get(i).seconds() - shift, offset(.0011));
    }
    // Sound that goes on after the last picture is kept.
    assertThat(made.soundEnd()).isGreaterThan(1.8);
  }

  @ParameterizedTest
  @CsvSource({
    "wmav2, asf, H264, mp4, aac",
    "adpcm_ima_wav, avi, H264, mp4, aac",
    "flac, matroska, H264, mov, aac",
    "libopus, matroska, H264, mov, aac",
    "aac, mp4, VP9, webm, opus",
    "mp2, mpeg, VP9, webm, opus"
  })
  void encodesSoundThatTheContainerDoesNotTake(
      String sound, String muxer, Codec codec, String extension, String becomes) {
    String pictures = muxer.equals("mpeg") ? "mpeg2video" : "mpeg4";
    Path source =
        new OddVideo(pictures).pictures(30).sound(sound, 2).write(dir.resolve("in"), muxer);
    Path out = dir.resolve("out." + extension);
    Muxer.join(segments(codec, source), source, out, Muxer.Options.WHOLE);
    MediaInfo.Sound made = Media.probe(out).sound();
    assertThat(made).isNotNull();
    assertThat(made.codec()).isEqualTo(becomes);
    AudioClip in = Audio.read(source, 48_000, 1).orElseThrow();
    AudioClip result = Audio.read(out, 48_000, 1).orElseThrow();
    assertThat(result.seconds()).isEqualTo(in.seconds(), offset(.05));
    assertThat(AudioTest.lag(in, result)).isBetween(-24, 24);
  }

  @Test
  void cutsSoundToThePicturesAndBeginsAtZero() {
    Path source =
        new OddVideo("libopenh264").pictures(75).sound("aac", 4).write(dir.resolve("in"), "mp4");
    Path out = dir.resolve("out.mp4");
    Muxer.join(segments(Codec.H264, 25, 50), source, out, Muxer.Options.CUT);
    assertPictures(out, 25, 25, 0);
    Packets made = Packets.of(out);
    double block = 1024. / 48_000;
    assertThat(made.sound().get(0).seconds()).isBetween(-block, block);
    assertThat(made.soundEnd()).isEqualTo(1, offset(block));
    Packets in = Packets.of(source);
    int first = in.soundHashes().indexOf(made.soundHashes().get(0));
    assertThat(in.sound().get(first).seconds() - 1)
        .isEqualTo(made.sound().get(0).seconds(), offset(1e-4));
  }

  @Test
  void keepsASilentVideosLateStartAndItsTags() throws IOException {
    Path source = new OddVideo("libopenh264").write(dir.resolve("in"), "mp4");
    Path out = dir.resolve("out.mp4");
    Muxer.Options tags = new Muxer.Options(false, "A title – with a dash", "AI MODIFIED");
    Muxer.join(segments(Codec.H264, 3, 13), source, out, tags);
    assertPictures(out, 3, 10, .12);
    assertThat(Media.probe(out).sound()).isNull();
    assertThat(Media.soundPackets(out)).isZero();
    assertThat(Packets.of(out).title()).isEqualTo("A title – with a dash");
    assertThat(Packets.of(out).comment()).isEqualTo("AI MODIFIED");
    // The index lies in front of the pictures, for players on the web.
    String bytes = Files.readString(out, StandardCharsets.ISO_8859_1);
    assertThat(bytes.indexOf("moov")).isBetween(0, bytes.indexOf("mdat"));
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left.filter(p -> p.toString().endsWith(".part"))).isEmpty();
    }
  }

  @Test
  void makesEqualBytesOfEqualSegments() {
    Path source =
        new OddVideo("libopenh264").pictures(30).sound("aac", 1.3).write(dir.resolve("in"), "mp4");
    for (Path out : List.of(dir.resolve("a.mp4"), dir.resolve("b.mp4"))) {
      Muxer.join(segments(Codec.H264, 0, 30), source, out, Muxer.Options.WHOLE);
    }
    assertThat(dir.resolve("a.mp4")).hasSameBinaryContentAs(dir.resolve("b.mp4"));
  }

  @Test
  void refusesSegmentsThatDoNotBelongTogether() throws IOException {
    List<Path> good = segments(Codec.H264, 0, 20);
    Path out = dir.resolve("out.mp4");
    List<Path> reversed = List.of(good.get(1), good.get(0));
    assertCode(() -> Muxer.join(reversed, null, out, Muxer.Options.WHOLE), Code.MISMATCH);
    List<Path> mixed = List.of(good.get(0), segments(Codec.VP9, 10, 20).get(0));
    assertCode(() -> Muxer.join(mixed, null, out, Muxer.Options.WHOLE), Code.MISMATCH);
    Path cut = dir.resolve("cut.seg");
    byte[] bytes = Files.readAllBytes(good.get(1));
    Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertCode(
        () -> Muxer.join(List.of(good.get(0), cut), null, out, Muxer.Options.WHOLE), Code.DAMAGED);
    Path wrong = dir.resolve("out.txt");
    assertCode(() -> Muxer.join(good, null, wrong, Muxer.Options.WHOLE), Code.UNSUPPORTED);
    Path nowhere = dir.resolve("no/where.mp4");
    assertCode(() -> Muxer.join(good, null, nowhere, Muxer.Options.WHOLE), Code.WRITE_FAILED);
    assertThat(out).doesNotExist();
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left.filter(p -> p.toString().endsWith(".part"))).isEmpty();
    }
  }

  private static void assertCode(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable c, Code code) {
    assertThatThrownBy(c)
        .isInstanceOfSatisfying(
            MediaException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }
}
