package dev.likeness.voice.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.AudioClip;
import dev.likeness.core.MouthShape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LipTrackTest {
  private static final int FPS = 25;

  /** Sounds of .12 s each, from 0 on. */
  private static List<Phone> phones(String... symbols) {
    List<Phone> out = new ArrayList<>();
    for (int i = 0; i < symbols.length; i++) {
      out.add(new Phone(symbols[i], .12 * i, .12 * (i + 1), true));
    }
    return out;
  }

  private static MouthShape in(List<Phone> phones, int which) {
    List<MouthShape> track = LipTrack.of(phones, FPS, phones.size() * 3);
    return track.get(Math.round(3 * (which + .5f) - .5f));
  }

  @Test
  void plosivesAndNasalsOfTheLipsCloseThem() {
    for (String lips : List.of("P", "B", "M")) {
      List<Phone> p = phones("AA", lips, "AA", "AA");
      List<MouthShape> track = LipTrack.of(p, FPS, 12);
      assertThat(track.stream().anyMatch(m -> m.jaw() < .05 && m.press() > .6)).isTrue();
      assertThat(in(p, 3).jaw()).isGreaterThan(.45f);
    }
  }

  @Test
  void vowelsHaveTheirShapes() {
    assertThat(in(phones("T", "AA", "T"), 1).jaw())
        .isGreaterThan(in(phones("T", "IY", "T"), 1).jaw());
    assertThat(in(phones("T", "UW", "T"), 1).pucker()).isGreaterThan(.45f);
    assertThat(in(phones("T", "IY", "T"), 1).wide()).isGreaterThan(.35f);
    assertThat(in(phones("AA", "F", "AA"), 1).lower()).isLessThan(-.2f);
  }

  @Test
  void silenceShutsTheMouth() {
    List<Phone> p = new ArrayList<>(phones("AA"));
    p.add(new Phone(Phone.SILENCE, .12, 1.2, false));
    List<MouthShape> track = LipTrack.of(p, FPS, 30);
    for (int f = 8; f < 30; f++) {
      assertThat(track.get(f).jaw()).isLessThan(.03f);
    }
  }

  private static Speech loud(double first, double second) {
    float[] s = new float[2 * 16_000];
    for (int i = 0; i < s.length; i++) {
      s[i] = (float) ((i < s.length / 2 ? first : second) * Math.sin(i * .08));
    }
    List<Phone> one = List.of(new Phone("AA", 0, 1, true), new Phone("AA", 1, 2, true));
    return new Speech(new AudioClip(16_000, 1, s), one, List.of());
  }

  @Test
  void loudSpeechOpensWiderAndSilenceShutsWhateverTheSoundsSay() {
    List<MouthShape> track = LipTrack.of(loud(.6, .12), FPS, 50);
    assertThat(track.get(12).jaw()).isGreaterThan(1.15f * track.get(37).jaw());
    assertThat(track.get(37).jaw()).isGreaterThan(.2f);
    List<MouthShape> half = LipTrack.of(loud(.5, 0), FPS, 50);
    for (int f = 30; f < 50; f++) {
      assertThat(half.get(f)).isEqualTo(MouthShape.REST);
    }
    assertThat(LipTrack.of(loud(0, 0), FPS, 50)).allMatch(MouthShape.REST::equals);
  }

  @Test
  void neighboursRunIntoEachOther() {
    // rounded before it is due: the t of "too" is said with the lips of its vowel
    assertThat(in(phones("T", "UW"), 0).pucker())
        .isGreaterThan(in(phones("T", "IY"), 0).pucker() + .1f);
  }

  @Test
  void everyFrameOfRealSpeechIsWithinBounds() {
    try (MaryEngine mary = new MaryEngine()) {
      Speech s = mary.say(SpeechEngineContract.LINE);
      List<MouthShape> track = LipTrack.of(s.phones(), FPS, (int) (s.clip().seconds() * FPS));
      int closed = 0;
      for (MouthShape m : track) {
        for (float v : m.values()) {
          assertThat(v).isBetween(-1f, 1f);
        }
        closed += m.jaw() < .05 && m.press() > .6 ? 1 : 0;
      }
      // "Bob may buy a blue boat" closes the lips six times
      assertThat(closed).isGreaterThanOrEqualTo(5);
    }
  }
}
