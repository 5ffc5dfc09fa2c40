package dev.likeness.flow.quality;

import dev.likeness.core.AudioClip;
import dev.likeness.core.Progress;
import dev.likeness.flow.Home;
import dev.likeness.flow.QualityReport;
import dev.likeness.flow.Review;
import dev.likeness.flow.SpeakRecipe;
import dev.likeness.flow.SpeakRequest;
import dev.likeness.flow.Workshop;
import dev.likeness.media.Audio;
import dev.likeness.provenance.Reviewer;
import dev.likeness.voice.Decimated;
import dev.likeness.voice.Listener;
import dev.likeness.voice.TextFollower;
import dev.likeness.voice.VoiceFit;
import dev.likeness.voice.VoiceMeter;
import dev.likeness.voice.VoiceProfile;
import dev.likeness.voice.speech.Line;
import dev.likeness.voice.speech.MaryEngine;
import dev.likeness.voice.speech.Speech;
import dev.likeness.voice.speech.SpeechEngine;
import dev.likeness.voice.speech.SpeechStream;
import dev.likeness.voice.speech.SpeechText;
import dev.likeness.voice.speech.Timbre;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * How soon speech is heard, and how near the packaged voice comes to recorded ones. Times are those
 * of this machine under its load; voices are judged on sentences that they were not fitted on.
 */
public final class SpeechBench {
  private static final String TEXT =
      "Good morning, and welcome to the harbour. The ferry leaves at half past ten from the second"
          + " pier. Please keep your tickets ready, and hold on to your hats. On the island a bus is"
          + " waiting for everybody who wants to see the lighthouse.";

  private static final String OTHER =
      "The quick brown fox jumps over the lazy dog. Please wait outside until the house is quiet"
          + " again. He carried a bag of tools to the front door. Which year did the old bridge over"
          + " the river fall? We find joy in the simplest things.";

  private final Path folder;
  private final Progress progress;

  /**
   * @param folder for homes and signed results; emptied by whoever owns it
   */
  public SpeechBench(Path folder, Progress progress) {
    this.folder = folder;
    this.progress = progress;
  }

  /**
   * How soon a text of several sentences is heard.
   *
   * @param said seconds until the first sentence's sound is there
   * @param left until its labelled, signed file is
   * @param all until the last file is
   * @param speech seconds of speech in all of them
   */
  public record Start(double said, double left, double all, double speech) {}

  /**
   * How near a recorded voice is come to.
   *
   * @param pitch semitones between the middles of the pitch, before and after
   * @param spectrum dB between the average spectra, before and after
   * @param rate syllables a second: recorded, before, after
   * @param words of how many sentences the words are followed by the aligner, before and after
   */
  public record Near(
      String voice,
      double[] pitch,
      double[] spectrum,
      double[] rate,
      int[] words,
      int sentences,
      double formants) {}

  /** The first time counts the start of the engine in; those after it are warm. */
  public List<Start> starts(int times) {
    List<Start> all = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      progress.report("Speaking", i, times);
      all.add(start(folder.resolve("said-" + i)));
    }
    return all;
  }

  private Start start(Path said) {
    List<Double> seconds = new ArrayList<>();
    long begun = System.nanoTime();
    try (SpeechEngine engine = new MaryEngine()) {
      List<Line> first = SpeechText.read(TEXT).subList(0, 1);
      SpeechStream.each(engine, first, s -> seconds.add(since(begun)));
    }
    Review nobody =
        new Review() {
          @Override
          public Answer ask(QualityReport report, Path sheet) {
            return new Answer.Approved(new Reviewer("likeness bench", Reviewer.How.NAMED));
          }

          @Override
          public boolean looks() {
            return false;
          }
        };
    double speech = 0;
    long from = System.nanoTime();
    SpeakRequest request = new SpeakRequest(TEXT, said, false, null, null, null, true);
    try (Workshop workshop = new Workshop(new Home(folder.resolve("home")), Clock.systemUTC());
        SpeakRecipe recipe = new SpeakRecipe(workshop, request)) {
      List<SpeakRecipe.Result> files =
          recipe.each(nobody, Progress.NONE, r -> seconds.add(since(from)));
      for (SpeakRecipe.Result r : files) {
        speech += r.speech().clip().seconds();
      }
    }
    return new Start(seconds.get(0), seconds.get(1), seconds.get(seconds.size() - 1), speech);
  }

  private static double since(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  /** Fits the packaged voice to each recording and measures both on other sentences. */
  public List<Near> voices(List<Path> recordings) {
    List<Near> all = new ArrayList<>();
    try (TextFollower follower = new TextFollower();
        MaryEngine plain = new MaryEngine()) {
      Heard before = heard(plain, follower);
      for (Path p : recordings) {
        progress.report("Fitting " + p.getFileName(), all.size(), recordings.size());
        VoiceMeter meter = new VoiceMeter();
        meter.add(Audio.read(p, Listener.RATE, 1, 120).orElseThrow());
        Timbre t = VoiceFit.to(meter, Progress.NONE).timbre();
        try (MaryEngine own = new MaryEngine(t)) {
          all.add(near(Sitter.bare(p), meter.profile(), before, heard(own, follower), t));
        }
      }
    }
    return all;
  }

  private static Near near(String voice, VoiceProfile goal, Heard was, Heard is, Timbre t) {
    VoiceProfile a = was.profile();
    VoiceProfile b = is.profile();
    return new Near(
        voice,
        new double[] {a.pitchDistance(goal), b.pitchDistance(goal)},
        new double[] {a.spectralDistance(goal), b.spectralDistance(goal)},
        new double[] {goal.rate(), a.rate(), b.rate()},
        new int[] {was.followed(), is.followed()},
        was.sentences(),
        t.formants());
  }

  private record Heard(VoiceProfile profile, int followed, int sentences) {}

  private static Heard heard(SpeechEngine engine, TextFollower follower) {
    VoiceMeter meter = new VoiceMeter();
    List<Line> lines = SpeechText.read(OTHER);
    int followed = 0;
    for (Line line : lines) {
      Speech s = engine.say(line);
      AudioClip low = Decimated.of(s.clip());
      meter.add(low);
      followed += follower.follow(low, List.of(line)).fits() ? 1 : 0;
    }
    return new Heard(meter.profile(), followed, lines.size());
  }
}
