package dev.likeness.voice.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every speech engine keeps to; a test of an engine extends it. */
abstract class SpeechEngineContract {
  static final Line LINE = SpeechText.read("Bob may buy a blue boat.").get(0);

  abstract SpeechEngine engine();

  @Test
  void aSentenceIsOneChannelOfTheEnginesRateAndIsHeard() {
    SpeechEngine e = engine();
    Speech s = e.say(LINE);
    assertThat(s.clip().channels()).isEqualTo(1);
    assertThat(s.clip().rate()).isEqualTo(e.rate());
    assertThat(s.clip().seconds()).isBetween(.8, 5.0);
    double sum = 0;
    for (float v : s.clip().samples()) {
      assertThat(v).isBetween(-1f, 1f);
      sum += v * v;
    }
    assertThat(Math.sqrt(sum / s.clip().frames())).isGreaterThan(.01);
    assertThat(e.name()).isNotBlank();
    assertThat(e.licence()).isNotBlank();
  }

  @Test
  void theSameSentenceSoundsTheSame() {
    SpeechEngine e = engine();
    assertThat(e.say(LINE).clip().samples()).isEqualTo(e.say(LINE).clip().samples());
  }

  @Test
  void timesAreWithoutGapsAndEndWithTheSound() {
    Speech s = engine().say(LINE);
    double at = 0;
    for (Phone p : s.phones()) {
      assertThat(p.from()).isEqualTo(at);
      at = p.to();
    }
    if (s.timed()) {
      assertThat(at).isBetween(s.clip().seconds() - .06, s.clip().seconds() + .001);
    }
  }
}
