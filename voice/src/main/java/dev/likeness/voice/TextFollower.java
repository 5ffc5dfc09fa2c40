package dev.likeness.voice;

import dev.likeness.core.AudioClip;
import dev.likeness.voice.speech.Line;
import dev.likeness.voice.speech.MaryEngine;
import dev.likeness.voice.speech.Phone;
import dev.likeness.voice.speech.Speech;
import dev.likeness.voice.speech.SpeechEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells when which word and sound of a text is said in a recording. Words that the dictionary lacks
 * are pronounced as the packaged voice would. Opening takes about 2 s and 100 MB. Not thread-safe.
 */
public final class TextFollower implements AutoCloseable {
  /** The dictionary has up to a dozen ways for small words; the first are the usual ones. */
  private static final int WAYS = 4;

  /** A vowel this much louder than those around it is stressed, dB. */
  private static final double LOUDER = 1;

  /** So many vowels on each side are those around it. */
  private static final int AROUND = 5;

  private static final double SHORT = .06;

  private static final double AUDIBLE = -45;
  private static final double VOICED = .6;
  private static final double LEAST = .25;
  private static final double CHANGES = 4;

  /**
   * How much better a text must fit than itself backwards, where the voice is not a person's: right
   * texts of three words and more were at 1.4 to 4 for two voices of espeak-ng, wrong ones at .35
   * and below.
   */
  private static final double BETTER = 1;

  /** Speech besides the text that such voices may make, seconds. */
  private static final double MORE = 1;

  /** Texts of fewer words are hardly told from themselves backwards. */
  private static final int FEW_WORDS = 3;

  private static final double FEW_WELL = -6;

  /**
   * How much likelier a word that is looked for must be than what the text says there, summed over
   * its readings (natural logarithm). docs/gate.md has what was measured.
   */
  private static final double CLEARLY = 100;

  private final Aligner aligner = new Aligner();
  private final Set<String> wary;
  private @Nullable SpeechEngine voice;

  public TextFollower() {
    this(Set.of());
  }

  /**
   * @param wary words in small letters that are looked for where the text does not have them: a
   *     text does not fit where one of them is heard
   */
  public TextFollower(Set<String> wary) {
    this.wary = Set.copyOf(wary);
  }

  /**
   * A recording with its text.
   *
   * @param speech whether there is speech in the sound at all
   * @param fits whether the text is what is said
   * @param why in words where it is not
   * @param phones of the text where it fits, else the sounds that are heard
   * @param words of the text where it fits
   */
  public record Followed(
      boolean speech, boolean fits, String why, List<Phone> phones, List<Speech.Word> words) {}

  /**
   * Follows a text through a recording.
   *
   * @param clip of {@link Listener#RATE} in one channel
   * @param lines what is said in it, at least one word
   */
  public Followed follow(AudioClip clip, List<Line> lines) {
    List<Aligner.Word> words = words(lines);
    Aligner.Aligned a = aligner.align(clip, words, others(words));
    SoundFeatures sound = SoundFeatures.of(clip);
    String other = a != null && a.fits() ? instead(a) : null;
    if (a != null && a.fits() && other == null) {
      return new Followed(
          true, true, "", stressed(Closures.placed(a.phones(), sound), sound), times(a.words()));
    }
    List<Phone> heard = stressed(Closures.placed(aligner.listen(clip), sound), sound);
    return new Followed(
        speech(heard, sound),
        false,
        other == null ? why(a, words.size(), clip.seconds()) : other,
        heard,
        List.of());
  }

  /** The words that are looked for and not in the text. */
  private List<Aligner.Word> others(List<Aligner.Word> words) {
    Set<List<String>> said = new HashSet<>();
    words.forEach(w -> said.addAll(w.sounds()));
    List<Aligner.Word> out = new ArrayList<>();
    for (String w : wary) {
      List<List<String>> ways = aligner.pronunciations(w);
      if (!ways.isEmpty() && ways.stream().noneMatch(said::contains)) {
        out.add(new Aligner.Word(w, ways));
      }
    }
    return out;
  }

  /** Which of them is heard; null where none is. */
  private static @Nullable String instead(Aligner.Aligned a) {
    return a.rivals().stream()
        .filter(r -> r.gain() >= CLEARLY)
        .max(Comparator.comparingDouble(Aligner.Rival::gain))
        .map(
            r ->
                String.format(
                    Locale.ROOT,
                    "at %.1f s it sounds like '%s', which the text does not say",
                    r.from(),
                    r.text()))
        .orElse(null);
  }

  /**
   * Whether a program's voice says a text. Such voices are further from what the models know than
   * people are; so the text is compared with itself backwards, word by word and sound by sound,
   * which any other speech fits as badly.
   *
   * @param clip of {@link Listener#RATE} in one channel
   * @return why not, in words; null where it does
   */
  public @Nullable String strays(AudioClip clip, List<Line> lines) {
    List<Aligner.Word> words = words(lines);
    Aligner.Aligned a = aligner.align(clip, words, others(words));
    if (a == null) {
      return why(null, words.size(), clip.seconds());
    }
    if (a.fits()) {
      return instead(a);
    }
    boolean few = words.size() < FEW_WORDS;
    if (a.left() > (few ? Aligner.Aligned.SOME : MORE)) {
      return String.format(Locale.ROOT, "%.1f s of speech are not in the text", a.left());
    }
    double other = Double.NEGATIVE_INFINITY;
    for (List<Aligner.Word> w :
        List.of(
            backwards(words, true, false),
            backwards(words, false, true),
            backwards(words, true, true))) {
      Aligner.Aligned b = few ? null : aligner.align(clip, w);
      other = b == null ? other : Math.max(other, b.fit());
    }
    boolean told = few ? a.fit() >= FEW_WELL : a.fit() - other >= BETTER;
    return told
        ? instead(a)
        : String.format(
            Locale.ROOT, "its words fit no better than others would (%.1f, %.1f)", a.fit(), other);
  }

  private static List<Aligner.Word> backwards(
      List<Aligner.Word> words, boolean order, boolean sounds) {
    List<Aligner.Word> out = new ArrayList<>();
    for (Aligner.Word w : words) {
      out.add(
          new Aligner.Word(
              w.text(), w.sounds().stream().map(s -> sounds ? s.reversed() : s).toList()));
    }
    return order ? out.reversed() : out;
  }

  /**
   * Whether there is speech in a sound, whatever it says.
   *
   * @param clip of {@link Listener#RATE} in one channel
   */
  public boolean hears(AudioClip clip) {
    SoundFeatures sound = SoundFeatures.of(clip);
    return speech(aligner.listen(clip), sound);
  }

  /**
   * Speech has voice, and changes from sound to sound several times a second: 5 to 12 per second of
   * voice were measured, 8 kHz and a noisy room included, 3 in a tune and none in chords and hiss.
   */
  private static boolean speech(List<Phone> heard, SoundFeatures sound) {
    int voiced = 0;
    for (int i = 0; i < sound.energy().length; i++) {
      voiced += sound.energy()[i] > AUDIBLE && sound.voicing()[i] > VOICED ? 1 : 0;
    }
    long phones = heard.stream().filter(p -> !p.silent()).count();
    double seconds = (double) voiced / SoundFeatures.RATE;
    return seconds >= LEAST && phones >= CHANGES * seconds;
  }

  private static String why(Aligner.@Nullable Aligned a, int words, double seconds) {
    if (a == null) {
      return String.format(
          Locale.ROOT, "its %d words cannot be followed through %.1f s of sound", words, seconds);
    }
    List<Aligner.Found> off = a.off();
    if (!off.isEmpty() || a.fit() < Aligner.Aligned.WELL) {
      String first =
          off.isEmpty()
              ? ""
              : String.format(
                  Locale.ROOT, ", first '%s' at %.1f s", off.get(0).text(), off.get(0).from());
      return String.format(
          Locale.ROOT,
          "%d of %d words are not heard%s (fit %.1f, %.1f needed)",
          off.size(),
          words,
          first,
          a.fit(),
          Aligner.Aligned.WELL);
    }
    return String.format(Locale.ROOT, "%.1f s of speech are not in the text", a.left());
  }

  private static List<Speech.Word> times(List<Aligner.Found> found) {
    return found.stream().map(f -> new Speech.Word(f.text(), f.from(), f.to())).toList();
  }

  /** The words of a text and how they may be said. */
  List<Aligner.Word> words(List<Line> lines) {
    List<Aligner.Word> out = new ArrayList<>();
    for (Line l : lines) {
      for (Line.Piece p : l.pieces()) {
        if (p instanceof Line.Spoken s) {
          Set<List<String>> ways = ways(s);
          if (!ways.isEmpty()) {
            out.add(new Aligner.Word(s.text(), ways.stream().limit(WAYS).toList()));
          }
        }
      }
    }
    return out;
  }

  private Set<List<String>> ways(Line.Spoken s) {
    String text = s.text().toLowerCase(Locale.ROOT);
    boolean name = text.length() == 1;
    Set<List<String>> out = new LinkedHashSet<>();
    if (!s.letter()) {
      out.addAll(aligner.pronunciations(text));
    }
    if (name) {
      out.addAll(aligner.pronunciations(text + "."));
      if (text.equals("z")) {
        out.add(List.of("Z", "EH", "D"));
      }
    }
    if (out.isEmpty()) {
      if (voice == null) {
        voice = new MaryEngine();
      }
      List<String> said =
          voice.say(new Line(List.of(s))).phones().stream()
              .filter(p -> !p.silent())
              .map(Phone::symbol)
              .toList();
      if (!said.isEmpty()) {
        out.add(said);
      }
    }
    return out;
  }

  /** Vowels that are louder than those around them, and not very short, are stressed. */
  static List<Phone> stressed(List<Phone> phones, SoundFeatures sound) {
    List<Integer> vowels = new ArrayList<>();
    double[] loud = new double[phones.size()];
    for (int i = 0; i < phones.size(); i++) {
      if ("AEIOU".indexOf(phones.get(i).symbol().charAt(0)) >= 0) {
        vowels.add(i);
        loud[i] = loudest(sound, phones.get(i));
      }
    }
    List<Phone> out = new ArrayList<>(phones);
    for (int k = 0; k < vowels.size(); k++) {
      int from = Math.max(0, k - AROUND);
      int to = Math.min(vowels.size(), k + AROUND + 1);
      double[] near = vowels.subList(from, to).stream().mapToDouble(i -> loud[i]).toArray();
      Arrays.sort(near);
      Phone p = phones.get(vowels.get(k));
      boolean stress =
          loud[vowels.get(k)] >= near[near.length / 2] + LOUDER && p.to() - p.from() >= SHORT;
      out.set(vowels.get(k), new Phone(p.symbol(), p.from(), p.to(), stress));
    }
    return out;
  }

  private static double loudest(SoundFeatures sound, Phone p) {
    double most = -120;
    int to = Math.min(sound.energy().length, (int) Math.ceil(p.to() * SoundFeatures.RATE));
    for (int i = (int) (p.from() * SoundFeatures.RATE); i < to; i++) {
      most = Math.max(most, sound.energy()[i]);
    }
    return most;
  }

  @Override
  public void close() {
    if (voice != null) {
      voice.close();
    }
  }
}
