package dev.likeness.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.AudioClip;
import dev.likeness.media.Audio;
import dev.likeness.provenance.c2pa.CredentialReader;
import dev.likeness.provenance.c2pa.CredentialReport;
import dev.likeness.provenance.c2pa.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudibleNoticeTest {
  @TempDir private Path folder;

  private static AudioClip hum(int rate, int channels, double level) {
    float[] s = new float[rate * channels];
    for (int i = 0; i < s.length; i++) {
      s[i] = (float) (level * Math.sin(i * .01));
    }
    return new AudioClip(rate, channels, s);
  }

  /** Lengths of tones (positive) and gaps (negative) in shorts, as an ear would tell them. */
  private static List<Integer> rhythm(AudioClip c) {
    int step = c.rate() / 200;
    List<Integer> out = new ArrayList<>();
    int run = 0;
    boolean on = false;
    for (int f = 0; f + step <= c.frames(); f += step) {
      double loud = 0;
      for (int i = f; i < f + step; i++) {
        loud = Math.max(loud, Math.abs(c.samples()[i * c.channels()]));
      }
      if (loud > .02 != on) {
        out.add((on ? 1 : -1) * (int) Math.round(run * .005 / AudibleNotice.Rhythm.SHORT));
        on = !on;
        run = 0;
      }
      run++;
    }
    return out;
  }

  @ParameterizedTest
  @CsvSource({"8000,1,.5", "16000,1,.01", "44100,2,.2", "48000,2,0"})
  void theRhythmIsShortLongShortShort(int rate, int channels, double level) {
    AudioClip clip = hum(rate, channels, level);
    AudioClip notice = AudibleNotice.RHYTHM.like(clip);
    assertThat(rhythm(notice)).containsExactly(0, 1, -1, 3, -3, 1, -1, 1);
    assertThat(notice.seconds()).isBetween(1.5, 2.5);
    double peak = 0;
    for (float s : notice.samples()) {
      peak = Math.max(peak, Math.abs(s));
    }
    assertThat(peak).isBetween(.055, .31);
    AudioClip all = AudibleNotice.RHYTHM.before(clip);
    assertThat(Arrays.copyOfRange(all.samples(), notice.samples().length, all.samples().length))
        .isEqualTo(clip.samples());
  }

  @Test
  void soundLeavesBehindItsNoticeWithAllItsLabels() throws IOException {
    Door door = new Door(folder);
    AudioClip clip = hum(16_000, 1, .3);
    Labeller labeller = door.labeller();
    DraftFile draft = labeller.sound(clip, AudibleNotice.RHYTHM, folder.resolve("draft.wav"));
    Path out = folder.resolve("out.wav");
    door.exporter.write(door.signed(draft, null), out);
    assertThat(SourceType.read(out)).contains(Disclosure.MODIFIED.sourceType());
    AudioClip heard = Audio.read(out, 16_000, 1).orElseThrow();
    assertThat(heard.seconds()).isBetween(2.5, 3.5);
    CredentialReport r = new CredentialReader(Trust.none()).read(out, Door.CLOCK.instant());
    assertThat(r.state()).isEqualTo(CredentialReport.State.VALID);
    assertThat(String.join("\n", dev.likeness.provenance.c2pa.ReportText.of(r)))
        .contains("audible notice")
        .doesNotContain("visible badge");
  }

  @Test
  void wordsMustFitTheSound() {
    AudioClip words = hum(16_000, 1, .3);
    AudibleNotice spoken = new AudibleNotice.Spoken("made with artificial intelligence", words);
    assertThat(spoken.before(hum(16_000, 1, .1)).seconds()).isBetween(2.3, 2.6);
    assertThatThrownBy(() -> spoken.before(hum(48_000, 1, .1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("48000");
    AudioClip click = new AudioClip(16_000, 1, new float[100]);
    assertThatThrownBy(() -> new AudibleNotice.Spoken("ai", click))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
