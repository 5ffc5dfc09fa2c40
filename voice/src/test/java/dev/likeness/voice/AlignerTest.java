package dev.likeness.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.likeness.core.AudioClip;
import dev.likeness.media.Audio;
import dev.likeness.voice.speech.Line;
import dev.likeness.voice.speech.Phone;
import dev.likeness.voice.speech.SpeechText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AlignerTest {
  private static final Map<String, String> GRID = new LinkedHashMap<>();

  static {
    GRID.put("bbaf2n", "bin blue at F two now");
    GRID.put("brbk7n", "bin red by K seven now");
    GRID.put("lrwp9a", "lay red with P nine again");
    GRID.put("swiz3n", "set white in Z three now");
  }

  @Test
  void realSentencesFitTheirOwnWordsAndNoOthers() {
    Path clips = Path.of(System.getProperty("likeness.media", "none"), "clips");
    assumeTrue(Files.isDirectory(clips), "no ../shared/media: the GRID clips are not followed");
    try (TextFollower follower = new TextFollower()) {
      for (String file : GRID.keySet()) {
        AudioClip clip = Audio.read(clips.resolve(file + ".mpg"), Listener.RATE, 1).orElseThrow();
        for (Map.Entry<String, String> text : GRID.entrySet()) {
          List<Line> lines = SpeechText.read(Objects.requireNonNull(text.getValue()));
          TextFollower.Followed f = follower.follow(clip, lines);
          assertThat(f.speech()).isTrue();
          assertThat(f.fits())
              .as("%s as '%s': %s", file, text.getValue(), f.why())
              .isEqualTo(text.getKey().equals(file));
          gapless(f.phones(), clip.seconds());
        }
      }
    }
  }

  private static void gapless(List<Phone> phones, double seconds) {
    double at = 0;
    for (Phone p : phones) {
      assertThat(p.from()).isBetween(at - 1e-6, at + 1e-6);
      at = p.to();
    }
    assertThat(at).isBetween(seconds - .05, seconds + .05);
  }

  @Test
  void whatCannotBeFollowedIsSaid() {
    assertThatThrownBy(() -> new Aligner.Word("hm", List.of()))
        .hasMessageContaining("nothing to be heard of 'hm'");
    Aligner aligner = new Aligner();
    AudioClip fast = new AudioClip(48_000, 1, new float[48_000]);
    assertThatThrownBy(() -> aligner.listen(fast)).hasMessageContaining("needs 16000 Hz");
    Aligner.Word word = new Aligner.Word("two", aligner.pronunciations("two"));
    assertThat(aligner.align(new AudioClip(16_000, 1, new float[400]), List.of(word))).isNull();
    assertThat(aligner.pronunciations("xyzzyx")).isEmpty();
  }

  @Test
  void closuresAreWhereTheSoundIsWeakest() {
    int n = 60;
    double[] energy = new double[n];
    java.util.Arrays.fill(energy, -20);
    for (int i = 33; i < 37; i++) {
      energy[i] = -50;
    }
    SoundFeatures sound =
        new SoundFeatures(energy, new double[n], new double[n], new double[n][12]);
    List<Phone> phones =
        List.of(
            new Phone("AA", 0, .28, true),
            new Phone("B", .28, .34, false),
            new Phone("AA", .34, .6, false));
    List<Phone> placed = Closures.placed(phones, sound);
    assertThat((placed.get(1).from() + placed.get(1).to()) / 2).isBetween(.33, .37);
    gapless(placed, .6);
  }
}
