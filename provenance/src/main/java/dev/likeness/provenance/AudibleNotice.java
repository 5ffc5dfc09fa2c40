package dev.likeness.provenance;

import dev.likeness.core.AudioClip;

/**
 * What is heard before synthetic sound: the label of what cannot be seen. {@link Labeller#sound}
 * puts it there; there is no sound without one.
 */
public sealed interface AudibleNotice {
  /** The signal of tones, for every language and where no voice is at hand. */
  AudibleNotice RHYTHM = new Rhythm();

  /** The notice for sound of this rate, number of channels and loudness, with a pause behind it. */
  AudioClip like(AudioClip clip);

  /** How it is told in records. */
  String describe();

  /** The sound behind its notice; its own samples stay as they are. */
  default AudioClip before(AudioClip clip) {
    AudioClip notice = like(clip);
    if (notice.rate() != clip.rate() || notice.channels() != clip.channels()) {
      throw new IllegalArgumentException(
          "a notice of %d Hz, %d channels for sound of %d Hz, %d channels"
              .formatted(notice.rate(), notice.channels(), clip.rate(), clip.channels()));
    }
    float[] all = new float[notice.samples().length + clip.samples().length];
    System.arraycopy(notice.samples(), 0, all, 0, notice.samples().length);
    System.arraycopy(clip.samples(), 0, all, notice.samples().length, clip.samples().length);
    return new AudioClip(clip.rate(), clip.channels(), all);
  }

  /**
   * Tones in the rhythm that GB 45438-2025 sets for sound: short long, short short, which is "AI"
   * in Morse code (ITU-R M.1677-1: a long is three shorts, as is the gap between letters).
   */
  record Rhythm() implements AudibleNotice {
    /** How long a short is, in seconds. */
    static final double SHORT = .12;

    private static final double PITCH = 740;
    private static final double EDGE = .008;
    private static final double PAUSE = .45;
    private static final double QUIETEST = .06;
    private static final double LOUDEST = .3;

    /** Lengths in shorts, tones and gaps by turns. */
    private static final int[] PATTERN = {1, 1, 3, 3, 1, 1, 1};

    @Override
    public AudioClip like(AudioClip clip) {
      double seconds = PAUSE;
      for (int p : PATTERN) {
        seconds += p * SHORT;
      }
      int frames = (int) Math.round(seconds * clip.rate());
      float[] out = new float[frames * clip.channels()];
      double level = level(clip);
      double at = 0;
      for (int i = 0; i < PATTERN.length; i++) {
        double length = PATTERN[i] * SHORT;
        if (i % 2 == 0) {
          tone(out, clip, at, length, level);
        }
        at += length;
      }
      return new AudioClip(clip.rate(), clip.channels(), out);
    }

    private static void tone(float[] out, AudioClip clip, double at, double length, double level) {
      int from = (int) Math.round(at * clip.rate());
      int count = (int) Math.round(length * clip.rate());
      for (int i = 0; i < count; i++) {
        double t = (double) i / clip.rate();
        double edge = Math.min(1, Math.min(t, length - t) / EDGE);
        double v = level * (.5 - .5 * Math.cos(Math.PI * edge)) * Math.sin(2 * Math.PI * PITCH * t);
        for (int c = 0; c < clip.channels(); c++) {
          out[(from + i) * clip.channels() + c] = (float) v;
        }
      }
    }

    /** As loud as the loud parts of what follows, within what can be heard and borne. */
    private static double level(AudioClip clip) {
      int block = Math.max(1, clip.rate() / 10) * clip.channels();
      double loudest = 0;
      for (int from = 0; from < clip.samples().length; from += block) {
        double sum = 0;
        int to = Math.min(clip.samples().length, from + block);
        for (int i = from; i < to; i++) {
          sum += (double) clip.samples()[i] * clip.samples()[i];
        }
        loudest = Math.max(loudest, Math.sqrt(sum / (to - from)));
      }
      return Math.max(QUIETEST, Math.min(LOUDEST, loudest * Math.sqrt(2)));
    }

    @Override
    public String describe() {
      return "tones in the rhythm short long, short short";
    }
  }

  /**
   * Words, such as "made with artificial intelligence".
   *
   * @param text what is said
   * @param words how it sounds, of the rate and channels of what follows
   */
  record Spoken(String text, AudioClip words) implements AudibleNotice {
    private static final double PAUSE = .45;

    public Spoken {
      if (words.seconds() < .3 || text.isBlank()) {
        throw new IllegalArgumentException("a spoken notice needs words that can be heard");
      }
    }

    @Override
    public AudioClip like(AudioClip clip) {
      int pause = (int) Math.round(PAUSE * words.rate()) * words.channels();
      return new AudioClip(
          words.rate(),
          words.channels(),
          java.util.Arrays.copyOf(words.samples(), words.samples().length + pause));
    }

    @Override
    public String describe() {
      return "the words '" + text + "'";
    }
  }
}
