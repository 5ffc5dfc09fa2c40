package dev.likeness.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.likeness.core.AudioClip;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioTest {
  @TempDir Path dir;

  private static AudioClip tone(int rate, int channels, double seconds) {
    float[] s = new float[(int) (rate * seconds) * channels];
    for (int i = 0; i < s.length; i++) {
      int t = i / channels;
      s[i] = (float) ((i % channels == 0 ? .5 : .25) * Math.sin(2 * Math.PI * 440 * t / rate));
    }
    return new AudioClip(rate, channels, s);
  }

  /** By how many samples the second clip's tone of 440 Hz comes later, within half a wave. */
  static int lag(AudioClip a, AudioClip b) {
    int best = 0;
    double most = -1;
    int half = a.rate() / 880;
    int from = a.rate() / 2;
    for (int lag = -half; lag <= half; lag++) {
      double sum = 0;
      for (int i = from; i < from + a.rate() / 4; i++) {
        sum += (double) a.samples()[i] * b.samples()[i + lag];
      }
      if (sum > most) {
        most = sum;
        best = lag;
      }
    }
    return best;
  }

  static double power(float[] s, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += s[i] * s[i];
    }
    return sum / (to - from);
  }

  @Test
  void writesAndReadsWavToTheBit() throws Exception {
    AudioClip clip = tone(22_050, 2, 1.3);
    clip.samples()[0] = 2;
    clip.samples()[1] = -2;
    Path file = dir.resolve("a.wav");
    Audio.writeWav(clip, file);
    AudioClip back = Audio.read(file, 22_050, 2).orElseThrow();
    assertThat(back.frames()).isEqualTo(clip.frames());
    assertThat(back.samples()[0]).isEqualTo(32767 / 32768f);
    assertThat(back.samples()[1]).isEqualTo(-1f);
    for (int i = 2; i < back.samples().length; i++) {
      assertThat(back.samples()[i]).isEqualTo(clip.samples()[i], offset(1 / 65_000f));
    }
    assertThat(Media.probe(file))
        .isEqualTo(
            new MediaInfo(
                MediaInfo.Kind.AUDIO,
                "wav",
                null,
                new MediaInfo.Sound("pcm_s16le", 22_050, 2, back.seconds())));
    assertThat(Files.size(file)).isEqualTo(44 + clip.samples().length * 2L);
  }

  @Test
  void resamplesAndMixes() {
    Path file = dir.resolve("a.wav");
    Audio.writeWav(tone(44_100, 2, 2), file);
    AudioClip mono = Audio.read(file, 16_000, 1).orElseThrow();
    assertThat(mono.frames()).isBetween(31_990, 32_010);
    assertThat(power(mono.samples(), 1000, 31_000)).isEqualTo(.375 * .375 / 2, offset(.003));
  }

  @ParameterizedTest
  @CsvSource({
    "aac, mp4",
    "libopus, webm",
    "libmp3lame, matroska",
    "libvorbis, matroska",
    "flac, matroska",
    "mp2, mpeg",
    "ac3, mpegts"
  })
  void linesSoundUpWithTheFirstPicture(String codec, String muxer) {
    String name = codec.equals("libvorbis") ? "vorbis" : codec;
    String pictures =
        muxer.equals("webm") ? "libvpx" : muxer.startsWith("mpeg") ? "mpeg2video" : "mpeg4";
    for (double start : new double[] {0, .5}) {
      Path file =
          new OddVideo(pictures)
              .pictures(50)
              .sound(name, 1.5)
              .soundStart(start)
              .write(dir.resolve("a"), muxer);
      AudioClip clip = Audio.read(file, 48_000, 1).orElseThrow();
      float[] s = clip.samples();
      assertThat(clip.seconds()).as("%s", start).isBetween(start + 1.45, start + 1.6);
      assertThat(power(s, (int) (start * 48_000) + 4000, (int) (start * 48_000) + 60_000))
          .isEqualTo(.25 * .25 / 2, offset(.004));
      if (start > 0) {
        assertThat(power(s, 0, (int) ((start - .05) * 48_000))).isLessThan(1e-5);
      }
      if (!muxer.startsWith("mpeg")) {
        // Matroska counts in milliseconds, 48 samples.
        AudioClip back = shiftedBack(clip, (int) (start * 48_000));
        int lag = lag(tone(48_000, 1, 2), back);
        assertThat(Math.abs(lag)).isLessThanOrEqualTo(muxer.equals("mp4") ? 3 : 50);
      }
    }
  }

  private static AudioClip shiftedBack(AudioClip clip, int by) {
    return new AudioClip(
        clip.rate(), 1, java.util.Arrays.copyOfRange(clip.samples(), by, clip.samples().length));
  }

  @Test
  void isEmptyWhereThereIsNoSound() {
    Path file = new OddVideo("libopenh264").write(dir.resolve("a"), "mp4");
    assertThat(Audio.read(file, 16_000, 1)).isEmpty();
    assertThatThrownBy(() -> Audio.read(file, 0, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsRealSpeech() {
    AudioClip clip = Audio.read(RealMedia.file("audio/LJ008-0217.wav"), 22_050, 1).orElseThrow();
    assertThat(clip.seconds()).isEqualTo(7.5768, offset(.001));
    AudioClip grid = Audio.read(RealMedia.file("clips/bbaf2n.mpg"), 16_000, 1).orElseThrow();
    assertThat(grid.seconds()).isEqualTo(2.98, offset(.03));
  }
}
