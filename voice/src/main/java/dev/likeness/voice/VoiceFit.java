package dev.likeness.voice;

import dev.likeness.core.AudioClip;
import dev.likeness.core.Progress;
import dev.likeness.voice.speech.MaryEngine;
import dev.likeness.voice.speech.Speech;
import dev.likeness.voice.speech.SpeechText;
import dev.likeness.voice.speech.Timbre;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings the packaged voice near another: formants by the length of the vocal tract, then pitch,
 * its range, tempo and average spectrum by measuring what was reached and mending the rest. It
 * remains the packaged voice's way of speaking; what it gets is the height, speed and colour of the
 * other.
 *
 * @param timbre what changes the packaged voice
 * @param before what that is like by itself
 * @param after what it is like when changed
 */
public record VoiceFit(Timbre timbre, VoiceProfile before, VoiceProfile after) {
  /** What is said to measure: each English sound in several places. */
  private static final String TEXT =
      "Our boat may sail away from the shore at noon. Two young foxes jumped over the grey wall. She"
          + " thought that he would choose the blue leather shoes. Nobody here knows why the voice in"
          + " the garden was so loud. Vera brings fresh bread, cheese and orange juice each morning."
          + " Their father used to hurry through the thick yellow fog. A good book should put your"
          + " mind at ease. Zebras measure the ground with quick, easy steps.";

  private static final int ROUNDS = 2;

  private static final double SLOWEST = .75;
  private static final double FASTEST = 1.35;
  private static final double NARROWEST = .4;
  private static final double WIDEST = 2;

  /** The lowest that the middle of the pitch is brought to, Hz, and the highest. */
  private static final double LOWEST = 75;

  private static final double HIGHEST = 330;

  /**
   * Fits the packaged voice to a voice that was measured.
   *
   * @param wanted with enough of its voice taken in
   */
  public static VoiceFit to(VoiceMeter wanted, Progress progress) {
    VoiceProfile goal = wanted.profile();
    VoiceMeter plain = said(Timbre.PLAIN, progress, 0);
    VoiceProfile before = plain.profile();
    double top = Math.min(goal.limit(), before.limit());
    double formants = TractLength.of(wanted.envelopes(), plain.envelopes(), top);
    double pitch = within(LOWEST, goal.pitch(), HIGHEST);
    double range =
        within(NARROWEST, goal.range() / before.range() * pitch / before.pitch(), WIDEST);
    double tempo = within(SLOWEST, goal.rate() / before.rate(), FASTEST);
    Timbre t = new Timbre(pitch - before.pitch(), range, formants, tempo, List.of(), List.of());
    VoiceProfile reached = before;
    for (int round = 1; round <= ROUNDS; round++) {
      reached = said(t, progress, round).profile();
      t =
          new Timbre(
              t.pitch() + pitch - reached.pitch(),
              within(NARROWEST, t.range() * goal.range() / reached.range(), WIDEST),
              formants,
              within(SLOWEST, t.tempo() * goal.rate() / reached.rate(), FASTEST),
              bands(t, goal, reached),
              VoiceProfile.BANDS);
    }
    return new VoiceFit(t, before, said(t, progress, ROUNDS + 1).profile());
  }

  private static double within(double least, double v, double most) {
    return Math.max(least, Math.min(v, most));
  }

  /** What is lacking of the wanted spectrum, smoothed and bounded; nothing where it holds none. */
  private static List<Double> bands(Timbre now, VoiceProfile goal, VoiceProfile reached) {
    int n = VoiceProfile.BANDS.size();
    int last = 0;
    double[] lack = new double[n];
    for (int b = 0; b < n; b++) {
      double had = now.bands().isEmpty() ? 0 : now.bands().get(b);
      lack[b] = had + goal.bands().get(b) - reached.bands().get(b);
      last = VoiceProfile.BANDS.get(b) <= goal.limit() ? b : last;
    }
    List<Double> out = new ArrayList<>();
    for (int b = 0; b < n; b++) {
      double sum = 0;
      double weight = 0;
      for (int k = -2; k <= 2; k++) {
        double w = 3 - Math.abs(k);
        sum += w * lack[(int) within(0, Math.min(b, last) + k, last)];
        weight += w;
      }
      out.add(Timbre.MOST * Math.tanh(sum / weight / Timbre.MOST));
    }
    return out;
  }

  private static VoiceMeter said(Timbre timbre, Progress progress, int round) {
    progress.report("Fitting the voice", round, ROUNDS + 2);
    VoiceMeter meter = new VoiceMeter();
    try (MaryEngine engine = new MaryEngine(timbre)) {
      List<Speech> all = new ArrayList<>();
      for (var line : SpeechText.read(TEXT)) {
        progress.checkStop();
        all.add(engine.say(line));
      }
      AudioClip clip = Speech.join(all).clip();
      meter.add(Decimated.of(clip));
    }
    return meter;
  }
}
