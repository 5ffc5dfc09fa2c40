package dev.likeness.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.AudioClip;
import dev.likeness.voice.speech.Line;
import dev.likeness.voice.speech.MaryEngine;
import dev.likeness.voice.speech.Speech;
import dev.likeness.voice.speech.SpeechText;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TextFollowerTest {
  private static final double QUICKER = 1.5;

  private static AudioClip said(MaryEngine voice, String text) {
    Speech s = Speech.join(SpeechText.read(text).stream().map(voice::say).toList());
    return Decimated.of(s.clip());
  }

  /** Like a mouse in an old film: nobody talks so, and the models are not sure of a word. */
  private static AudioClip squeaking(AudioClip clip) {
    float[] v = new float[(int) (clip.samples().length / QUICKER)];
    for (int i = 0; i < v.length; i++) {
      v[i] = clip.samples()[(int) (i * QUICKER)];
    }
    return new AudioClip(clip.rate(), 1, v);
  }

  @Test
  void aProgramsVoiceMustSayTheTextAndNothingElse() {
    List<Line> text = SpeechText.read("The museum opens at nine and closes at five.");
    List<Line> other = SpeechText.read("Bread is made at home by my neighbours.");
    try (MaryEngine voice = new MaryEngine();
        TextFollower follower = new TextFollower()) {
      AudioClip clip = said(voice, "The museum opens at nine and closes at five.");
      assertThat(follower.strays(clip, text)).isNull();
      assertThat(follower.strays(clip, other)).isNotNull();
      AudioClip rough = squeaking(clip);
      assertThat(follower.follow(rough, text).fits()).as("too rough for a person").isFalse();
      assertThat(follower.strays(rough, text)).isNull();
      assertThat(follower.strays(rough, other)).isNotNull();
      AudioClip more =
          said(
              voice, "The museum opens at nine and closes at five. Send me all of your money now.");
      assertThat(follower.strays(more, text)).contains("not in the text");
    }
  }

  @Test
  void aWordThatIsLookedForIsHeardWhereTheTextSaysAnother() {
    Set<String> wary = Set.of("money", "police", "vote");
    try (MaryEngine voice = new MaryEngine();
        TextFollower follower = new TextFollower(wary)) {
      String text = "Bring the basket to my door, and look after the children tonight.";
      AudioClip clip = said(voice, text);
      assertThat(follower.follow(clip, SpeechText.read(text)).fits()).isTrue();
      assertThat(follower.strays(clip, SpeechText.read(text))).isNull();

      String other = text.replace("basket", "money");
      AudioClip money = said(voice, other);
      assertThat(follower.strays(money, SpeechText.read(text))).contains("'money'");
      // the text may have the word: whether it may be said is for others to judge
      assertThat(follower.strays(money, SpeechText.read(other))).isNull();
      assertThat(follower.follow(money, SpeechText.read(other)).fits()).isTrue();
    }
  }
}
