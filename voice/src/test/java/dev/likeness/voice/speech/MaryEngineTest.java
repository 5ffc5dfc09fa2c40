package dev.likeness.voice.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.AudioClip;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MaryEngineTest extends SpeechEngineContract {
  private static MaryEngine mary;

  @BeforeAll
  static void start() {
    mary = new MaryEngine();
  }

  @Override
  SpeechEngine engine() {
    return mary;
  }

  private static Speech say(String text) {
    return Speech.join(SpeechText.read(text).stream().map(mary::say).toList());
  }

  @Test
  void soundsAndWordsAreTold() {
    Speech s = mary.say(LINE);
    List<String> sounds = s.phones().stream().filter(p -> !p.silent()).map(Phone::symbol).toList();
    assertThat(sounds)
        .containsExactly(
            "B", "AA", "B", "M", "EY", "B", "AY", "AH", "B", "L", "UW", "B", "OW", "T");
    assertThat(s.words().stream().map(Speech.Word::text))
        .containsExactly("Bob", "may", "buy", "a", "blue", "boat");
  }

  @Test
  void lipsOfAPlosiveAreQuietWhereItIsSaid() {
    Speech s = mary.say(LINE);
    // in the middle vowel of "boat" against the closure before it
    Phone b = s.phones().get(s.phones().stream().map(Phone::symbol).toList().lastIndexOf("B"));
    Phone vowel = s.phones().get(s.phones().indexOf(b) + 1);
    assertThat(level(s.clip(), b.from(), b.from() + .03))
        .isLessThan(.6 * level(s.clip(), vowel.from() + .04, vowel.to() - .02));
  }

  private static double level(AudioClip c, double from, double to) {
    double sum = 0;
    int a = (int) (from * c.rate());
    int b = (int) (to * c.rate());
    for (int i = a; i < b; i++) {
      sum += c.samples()[i] * c.samples()[i];
    }
    return Math.sqrt(sum / (b - a));
  }

  @Test
  void prosodyIsHeard() {
    Speech plain = say("<speak>She sells many yellow shells.</speak>");
    Speech fast =
        say("<speak><prosody rate=\"150%\">She sells many yellow shells.</prosody></speak>");
    Speech soft =
        say("<speak><prosody volume=\"soft\">She sells many yellow shells.</prosody></speak>");
    double words = plain.words().get(4).to();
    assertThat(fast.words().get(4).to()).isCloseTo(words / 1.5, within(.08 * words));
    double loud = level(plain.clip(), 0, words);
    assertThat(level(soft.clip(), 0, words)).isCloseTo(.6 * loud, within(.05 * loud));
  }

  @Test
  void pausesAreKeptAndLettersNamed() {
    Speech s =
        say(
            "<speak>Stop <break time=\"900ms\"/> <say-as interpret-as=\"characters\">w</say-as>.</speak>");
    Phone pause = s.phones().stream().filter(Phone::silent).findFirst().orElseThrow();
    assertThat(pause.to() - pause.from()).isCloseTo(.9, within(.03));
    assertThat(s.phones().stream().map(Phone::symbol))
        .containsSubsequence("D", "AH", "B", "AH", "L", "Y", "UW");
  }

  @Test
  void joinedSentencesKeepTheirTimes() {
    Speech one = say("Good morning.");
    Speech two = say("Good morning. Good morning.");
    assertThat(two.clip().frames()).isEqualTo(2 * one.clip().frames());
    assertThat(two.words().get(2).from())
        .isCloseTo(one.clip().seconds() + one.words().get(0).from(), within(.001));
  }
}
