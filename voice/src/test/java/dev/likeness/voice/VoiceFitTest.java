package dev.likeness.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.AudioClip;
import dev.likeness.core.Progress;
import dev.likeness.voice.speech.Line;
import dev.likeness.voice.speech.MaryEngine;
import dev.likeness.voice.speech.Speech;
import dev.likeness.voice.speech.SpeechText;
import dev.likeness.voice.speech.Timbre;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The "recordings" are our own voice, changed by means that the fit does not use. */
class VoiceFitTest {
  private static final String RECORDED =
      "The old clock on the kitchen wall has stopped again. We found eleven white mushrooms under the"
          + " pines. Do you remember which way the river runs? Her uncle sold the yellow house and"
          + " moved to a village by the sea. Nothing tastes better than fresh bread with honey.";

  private static final String OTHER = "Please wait outside until the house is quiet again.";

  private static AudioClip said(MaryEngine engine, String text) {
    List<Speech> all = new ArrayList<>();
    SpeechText.read(text).forEach(l -> all.add(engine.say(l)));
    return Speech.join(all).clip();
  }

  /** Played faster: pitch, formants and tempo go up together. */
  private static AudioClip played(AudioClip c, double faster) {
    float[] out = new float[(int) (c.frames() / faster) - 1];
    for (int i = 0; i < out.length; i++) {
      int at = (int) (i * faster);
      double part = i * faster - at;
      out[i] = (float) ((1 - part) * c.samples()[at] + part * c.samples()[at + 1]);
    }
    return new AudioClip(c.rate(), 1, out);
  }

  @Test
  void aVoiceIsApproachedAndItsWordsAreStillHeard() {
    AudioClip plain = said(new MaryEngine(), RECORDED);
    VoiceMeter wanted = new VoiceMeter();
    wanted.add(Decimated.of(played(plain, .86)));
    VoiceProfile goal = wanted.profile();

    VoiceFit fit = VoiceFit.to(wanted, Progress.NONE);
    assertThat(fit.timbre().formants()).isCloseTo(.86, within(.03));
    assertThat(fit.timbre().tempo()).isCloseTo(.86, within(.08));
    assertThat(fit.before().pitchDistance(goal)).isGreaterThan(2);
    assertThat(fit.after().pitchDistance(goal)).isLessThan(.3);
    assertThat(fit.after().range()).isCloseTo(goal.range(), within(.8));
    assertThat(fit.after().spectralDistance(goal))
        .isLessThan(.7 * fit.before().spectralDistance(goal));

    MaryEngine own = new MaryEngine(fit.timbre());
    Line line = SpeechText.read(OTHER).get(0);
    Speech s = own.say(line);
    try (TextFollower follower = new TextFollower()) {
      TextFollower.Followed f = follower.follow(Decimated.of(s.clip()), List.of(line));
      assertThat(f.fits()).as(f.why()).isTrue();
      for (int i = 0; i < s.words().size(); i++) {
        assertThat(s.words().get(i).from()).isCloseTo(f.words().get(i).from(), within(.09));
      }
    }
    // the packaged voice is not changed by what another engine said
    assertThat(said(new MaryEngine(), RECORDED).samples()).isEqualTo(plain.samples());
  }

  @Test
  void formantsThatTheModelMovedAreFoundAgain() {
    VoiceMeter plain = new VoiceMeter();
    plain.add(Decimated.of(said(new MaryEngine(), RECORDED)));
    for (double f : new double[] {.85, 1.15}) {
      VoiceMeter moved = new VoiceMeter();
      Timbre t = new Timbre(f < 1 ? -50 : 40, 1, f, 1, List.of(), List.of());
      moved.add(Decimated.of(said(new MaryEngine(t), RECORDED)));
      assertThat(TractLength.of(moved.envelopes(), plain.envelopes(), 6000))
          .isCloseTo(f, within(.03));
      assertThat(moved.profile().rate()).isCloseTo(plain.profile().rate(), within(.6));
    }
  }
}
