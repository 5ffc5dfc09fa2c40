package dev.likeness.flow.challenge;

import dev.likeness.consent.Challenge;
import dev.likeness.consent.ChallengeAnswer.Score;
import dev.likeness.core.AudioClip;
import dev.likeness.voice.ChallengeSpeech;
import dev.likeness.voice.Heard;
import dev.likeness.voice.Listener;
import dev.likeness.voice.MouthCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Judges a take as the answer to a challenge. Every check has a bar; all must be reached. */
public final class AnswerCheck {
  static final double WORDS = .75;
  static final double DATE = .5;
  static final double PRESENCE = .95;
  static final double FACE = .7;
  static final double FACE_WORST = .5;
  static final double SYNC = .4;
  static final double MOUTH = .04;

  private AnswerCheck() {}

  /**
   * What came out.
   *
   * @param scores to be kept
   * @param words one line for each score, for people
   * @param heard the words that were heard
   */
  public record Outcome(List<Score> scores, List<String> words, List<String> heard) {
    public Outcome {
      scores = List.copyOf(scores);
      words = List.copyOf(words);
      heard = List.copyOf(heard);
    }

    public boolean passed() {
      return scores.stream().allMatch(Score::passed);
    }
  }

  /**
   * Judges.
   *
   * @param signs whatever in the file says that a program made it: a forgery that is labelled, as
   *     all are that leave here, answers nothing
   */
  public static Outcome judge(
      Challenge challenge, Take take, Listener listener, List<String> signs) {
    Tally t = new Tally();
    AudioClip sound = take.sound();
    Heard heard =
        sound == null
            ? new Heard(List.of(), List.of())
            : listener.listen(sound, ChallengeSpeech.net());
    List<String> words = heard.texts().stream().filter(w -> !ChallengeSpeech.ofDate(w)).toList();
    List<String> dates = heard.texts().stream().filter(ChallengeSpeech::ofDate).toList();
    t.least(
        "words",
        ChallengeSpeech.share(challenge.words(), words),
        WORDS,
        "words heard in their order");
    t.least(
        "date",
        ChallengeSpeech.share(ChallengeSpeech.date(challenge.date()), dates),
        DATE,
        "of the date heard");
    people(t, take);
    MouthSync sync = MouthSync.of(take, MouthCurve.of(heard, sound == null ? 0 : sound.seconds()));
    t.least(
        "sync",
        sync.score(),
        SYNC,
        String.format(
            Locale.ROOT,
            "the mouth moves with the sound (%.2f s of speech, the sound %.0f ms after the picture)",
            sync.seconds(),
            1000 * sync.lag()));
    FaceMotion motion = FaceMotion.of(take);
    t.least(
        "mouth",
        motion.mouth(),
        MOUTH,
        String.format(
            Locale.ROOT,
            "the mouth opens and shuts (blinks: %d, eyes by %.0f %%)",
            motion.blinks(),
            100 * motion.eyes()));
    Unbroken take1 = Unbroken.of(take);
    t.most(
        "take",
        take1.breaks(),
        0,
        String.format(
            Locale.ROOT,
            "one take (breaks in the picture: %d, in its times: %d, in the sound: %d; lengths differ by"
                + " %.2f s)",
            take1.cuts(),
            take1.gaps(),
            take1.holes(),
            take1.offset()));
    t.most(
        "made",
        signs.size(),
        0,
        signs.isEmpty() ? "signs that a program made it" : String.join("; ", signs));
    return new Outcome(t.scores, t.lines, heard.texts());
  }

  private static void people(Tally t, Take take) {
    List<Take.Moment> all = take.moments();
    double seen = all.stream().filter(m -> m.face() != null).count();
    t.least("presence", all.isEmpty() ? 0 : seen / all.size(), PRESENCE, "frames show a face");
    t.most(
        "people",
        all.stream().mapToInt(Take.Moment::faces).max().orElse(0),
        1,
        "people in the picture");
    double[] alike =
        all.stream()
            .map(Take.Moment::face)
            .filter(f -> f != null && !Double.isNaN(f.likeness()))
            .mapToDouble(Take.Look::likeness)
            .toArray();
    t.least(
        "face",
        alike.length == 0 ? -1 : FaceMotion.quantile(alike, .5),
        FACE,
        "likeness to the pictures, median");
    t.least(
        "face-worst",
        alike.length == 0 ? -1 : FaceMotion.quantile(alike, 0),
        FACE_WORST,
        "likeness to the pictures, worst");
  }

  /** Scores being collected. */
  private static final class Tally {
    final List<Score> scores = new ArrayList<>();
    final List<String> lines = new ArrayList<>();

    void least(String check, double value, double bar, String words) {
      add(check, value, bar, value >= bar, "at least", words);
    }

    void most(String check, double value, double bar, String words) {
      add(check, value, bar, value <= bar, "at most", words);
    }

    private void add(String check, double value, double bar, boolean ok, String how, String words) {
      String v = String.format(Locale.ROOT, "%.2f", value);
      String b = String.format(Locale.ROOT, "%.2f", bar);
      scores.add(new Score(check, v, b, ok));
      lines.add(
          String.format(
              Locale.ROOT,
              "%-10s %5s  %s %s  %s  %s",
              check,
              v,
              how,
              b,
              ok ? "ok  " : "FAIL",
              words));
    }
  }
}
