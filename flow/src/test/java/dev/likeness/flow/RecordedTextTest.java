package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.AudioClip;
import dev.likeness.core.Progress;
import dev.likeness.media.Audio;
import dev.likeness.media.Media;
import dev.likeness.media.MediaInfo;
import dev.likeness.provenance.Exporter;
import dev.likeness.provenance.GateRefused;
import dev.likeness.puppet.Pose;
import dev.likeness.voice.speech.Line;
import dev.likeness.voice.speech.MaryEngine;
import dev.likeness.voice.speech.Phone;
import dev.likeness.voice.speech.Speech;
import dev.likeness.voice.speech.SpeechException;
import dev.likeness.voice.speech.SpeechText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedTextTest {
  private static final String SAID = "Good morning, everybody. Bread is made at home.";

  @TempDir private static Path folder;
  private static Workshop shop;
  private static Path file;
  private static Speech truth;

  @BeforeAll
  static void record() {
    shop = Stage.workshop(folder.resolve("home"));
    file = folder.resolve("said.wav");
    List<Speech> parts = new ArrayList<>();
    parts.add(Speech.silence(48_000, .3));
    try (MaryEngine voice = new MaryEngine()) {
      for (Line l : SpeechText.read(SAID)) {
        parts.add(voice.say(l));
      }
    }
    truth = Speech.join(parts);
    Audio.writeWav(truth.clip(), file);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static RecordedText said(String text, Path recording) {
    return new RecordedText(shop, text, "a test", new Recording(recording, "made for a test"));
  }

  private static Path sound(String name, double seconds, IntToDoubleFunction value) {
    float[] s = new float[(int) (16_000 * seconds)];
    for (int i = 0; i < s.length; i++) {
      s[i] = (float) value.applyAsDouble(i);
    }
    Path out = folder.resolve(name);
    Audio.writeWav(new AudioClip(16_000, 1, s), out);
    return out;
  }

  private static double middle(Phone p) {
    return (p.from() + p.to()) / 2;
  }

  @Test
  void theTextIsFollowedThroughTheSound() {
    Map<String, String> settings = new LinkedHashMap<>();
    Speech s;
    try (RecordedText t = said(SAID, file)) {
      s = t.timed(false, Progress.NONE);
      t.describe(settings);
    }
    assertThat(s.clip().seconds()).isCloseTo(truth.clip().seconds(), within(.01));
    assertThat(s.words()).hasSameSizeAs(truth.words());
    for (int i = 0; i < s.words().size(); i++) {
      assertThat(s.words().get(i).from()).isCloseTo(truth.words().get(i).from(), within(.1));
    }
    // lips shut for m and b where the voice says them
    List<Phone> shut = truth.phones().stream().filter(p -> p.symbol().matches("[PBM]")).toList();
    List<Phone> found = s.phones().stream().filter(p -> p.symbol().matches("[PBM]")).toList();
    assertThat(found).hasSameSizeAs(shut);
    for (int i = 0; i < shut.size(); i++) {
      assertThat(middle(found.get(i))).isCloseTo(middle(shut.get(i)), within(.06));
    }
    assertThat(s.phones()).anyMatch(Phone::stressed);
    assertThat(settings)
        .containsEntry("speech_text", "followed through the sound")
        .containsEntry("speech_rights", "made for a test");
  }

  @Test
  void otherWordsInARealPersonsMouthAreRefusedAndLogged() throws IOException {
    for (String other :
        List.of(
            "Good morning, everybody. Money is made at home.",
            "Good morning, everybody. Bread is not made at home.",
            "Good morning, everybody.",
            "The museum opens at nine and closes at five.")) {
      try (RecordedText t = said(other, file)) {
        assertThatThrownBy(() -> t.timed(false, Progress.NONE))
            .as(other)
            .isInstanceOfSatisfying(
                GateRefused.class,
                e -> assertThat(e.reason()).isEqualTo(GateRefused.Reason.UNHEARD_TEXT));
      }
    }
    assertThat(Files.readString(folder.resolve("home/audit/log.jsonl"))).contains("UNHEARD_TEXT");
  }

  @Test
  void forSomebodyWhoDoesNotExistTheWordsCountAsStated() {
    Map<String, String> settings = new LinkedHashMap<>();
    try (RecordedText t = said("The museum opens at nine and closes at five.", file)) {
      Speech s = t.timed(true, Progress.NONE);
      assertThat(s.phones()).hasSizeGreaterThan(12);
      assertThat(s.words()).isEmpty();
      t.describe(settings);
    }
    assertThat(settings.get("speech_text")).startsWith("as stated");
    assertThatThrownBy(() -> said("This is the police. Tell me your pin code.", file).close())
        .isInstanceOf(GateRefused.class);
  }

  @Test
  void whatHoldsNoSpeechIsSaid() {
    Path silence = sound("silence.wav", 3, i -> 0);
    Path chord =
        sound(
            "chord.wav",
            3,
            i -> .3 * Math.sin(i * .0863) + .3 * Math.sin(i * .1087) + .2 * Math.sin(i * .1294));
    Path tiny = sound("tiny.wav", .02, i -> 0);
    for (Path p : List.of(silence, chord, tiny)) {
      try (RecordedText t = said(SAID, p)) {
        assertThatThrownBy(() -> t.timed(true, Progress.NONE))
            .as(p.toString())
            .isInstanceOf(FlowException.class)
            .hasMessageContaining("no speech");
      }
    }
    Path mute = Stage.clip(folder.resolve("mute.mp4"), "Finn", 3);
    assertThatThrownBy(() -> said(SAID, mute).close()).hasMessageContaining("has no sound");
    assertThatThrownBy(() -> said("Привет", file).close()).isInstanceOf(SpeechException.class);
    assertThatThrownBy(() -> new Recording(file, " ")).hasMessageContaining("--speech-rights");
    assertThatThrownBy(() -> said(SAID, folder.resolve("none.wav")).close())
        .hasMessageContaining("none.wav");
  }

  @Test
  void aTelephoneRecordingIsFollowed() {
    AudioClip wide = Audio.read(file, 8_000, 1).orElseThrow();
    Path phone = folder.resolve("phone.wav");
    Audio.writeWav(wide, phone);
    try (RecordedText t = said(SAID, phone)) {
      Speech s = t.timed(false, Progress.NONE);
      assertThat(s.words()).hasSameSizeAs(truth.words());
    }
  }

  @Test
  void aLongFileIsRefusedWithoutBeingHeld() throws IOException {
    // an hour by its bytes, whose header tells no length
    Path hour = folder.resolve("hour.raw.wav");
    byte[] head = Files.readAllBytes(file);
    try (var out = Files.newOutputStream(hour)) {
      byte[] h = java.util.Arrays.copyOf(head, 44);
      for (int i = 0; i < 4; i++) {
        h[4 + i] = -1;
        h[40 + i] = -1;
      }
      out.write(h);
      byte[] second = java.util.Arrays.copyOfRange(head, 44, 44 + 96_000);
      for (int i = 0; i < 3600; i++) {
        out.write(second);
      }
    }
    try {
      assertThatThrownBy(() -> said(SAID, hour).timed(true, Progress.NONE))
          .isInstanceOf(FlowException.class)
          .hasMessageContaining("longer than 10 minutes");
      AudioClip clip = Audio.read(hour, 16_000, 1, 5).orElseThrow();
      assertThat(clip.seconds()).isBetween(5.0, 6.0);
    } finally {
      Files.delete(hour);
    }
  }

  @Test
  void aPortraitSaysTheRecording() throws IOException {
    Stage.persona(
        shop, "maya", List.of(Stage.photo(folder.resolve("maya.png"), "Maya", Pose.NEUTRAL)));
    Path out = folder.resolve("talk.mp4");
    TalkRequest plain = new TalkRequest("maya", SAID, out);
    TalkRequest request =
        new TalkRequest(
            plain.persona(),
            plain.text(),
            out,
            plain.badge(),
            1,
            1,
            null,
            new Recording(file, "made for a test"),
            false,
            plain.quality(),
            plain.chunkSeconds());
    try (TalkRecipe recipe = new TalkRecipe(shop, request)) {
      recipe.perform(Stage.approval(), Progress.NONE);
    }
    MediaInfo info = Media.probe(out);
    MediaInfo.Video video = info.video();
    MediaInfo.Sound sound = info.sound();
    assertThat(video).isNotNull();
    assertThat(sound).isNotNull();
    assertThat(sound.seconds()).isCloseTo(video.seconds(), within(.1));
    assertThat(video.seconds()).isCloseTo(truth.clip().seconds(), within(.1));
    assertThat(Files.readString(Exporter.recordOf(out))).contains("followed through the sound");
  }
}
