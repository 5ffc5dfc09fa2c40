package dev.likeness.voice.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.AudioClip;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TimbreTest extends SpeechEngineContract {
  private static final int RATE = 48_000;
  private static final Timbre LOW =
      new Timbre(-60, .8, .85, .9, List.of(6.0, 0.0, -6.0), List.of(300.0, 1500.0, 4000.0));
  private static MaryEngine low;

  @BeforeAll
  static void start() {
    low = new MaryEngine(LOW);
  }

  @Override
  SpeechEngine engine() {
    return low;
  }

  @Test
  void theEngineSaysThatItIsChanged() {
    MaryEngine plain = new MaryEngine();
    assertThat(low.name()).startsWith(plain.name()).contains("changed");
    assertThat(low.digest()).isNotEqualTo(plain.digest());
    assertThat(new MaryEngine(Timbre.PLAIN).digest()).isEqualTo(plain.digest());
    assertThat(low.say(LINE).clip().seconds()).isGreaterThan(plain.say(LINE).clip().seconds());
  }

  @Test
  void moreThanTheVoiceCanBearIsRefused() {
    List<Double> none = List.of();
    assertThatThrownBy(() -> new Timbre(0, 1, .5, 1, none, none)).hasMessageContaining("formants");
    assertThatThrownBy(() -> new Timbre(0, 1, 1, Double.NaN, none, none))
        .hasMessageContaining("tempo");
    assertThatThrownBy(() -> new Timbre(0, 1, 1, 1, List.of(9.0), List.of(100.0)))
        .hasMessageContaining("9.0");
  }

  @Test
  void theEqualiserFollowsTheBands() {
    Equaliser e = new Equaliser(LOW, RATE);
    assertThat(gain(e, 300)).isCloseTo(6, within(.8));
    assertThat(gain(e, 1500)).isCloseTo(0, within(.8));
    assertThat(gain(e, 9000)).isCloseTo(-6, within(.3));
  }

  private static double gain(Equaliser e, double hertz) {
    float[] s = new float[RATE / 2];
    for (int i = 0; i < s.length; i++) {
      s[i] = (float) (.2 * Math.sin(2 * Math.PI * hertz * i / RATE));
    }
    float[] out = e.on(new AudioClip(RATE, 1, s)).samples();
    double was = 0;
    double is = 0;
    for (int i = 2000; i < s.length - 2000; i++) {
      was += s[i] * s[i];
      is += out[i] * out[i];
    }
    return 10 * Math.log10(is / was);
  }

  @Test
  void aTickIsSoftenedAndNothingElse() {
    float[] s = new float[4800];
    for (int i = 0; i < s.length; i++) {
      s[i] = (float) (.2 * Math.sin(2 * Math.PI * 220 * i / RATE));
    }
    float[] clean = s.clone();
    s[2400] += .3f;
    Ticks.soften(s, RATE);
    for (int i = 0; i < s.length; i++) {
      double most = Math.abs(i - 2400) <= 15 ? .08 : 1e-6;
      assertThat(s[i]).isCloseTo(clean[i], within((float) most));
    }
    float[] same = clean.clone();
    Ticks.soften(same, RATE);
    assertThat(same).isEqualTo(clean);
  }

  @Test
  void aLongSlowSentenceKeepsItsTimes() {
    String text =
        "<speak><prosody rate=\"70%\">Nobody here knows why the voice in the garden was so loud, and"
            + " nobody who lives in the house next to it has ever said a word.</prosody></speak>";
    Speech s = new MaryEngine().say(SpeechText.read(text).get(0));
    Phone last = s.phones().get(s.phones().size() - 1);
    assertThat(last.to()).isCloseTo(s.clip().seconds(), within(.001));
    assertThat(s.words()).hasSize(27);
  }
}
