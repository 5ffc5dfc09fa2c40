package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.consent.AdultAttestation;
import dev.likeness.consent.ConsentRefused;
import dev.likeness.consent.FileDigest;
import dev.likeness.consent.GrantTerms;
import dev.likeness.consent.PersonGrant;
import dev.likeness.consent.Revocation;
import dev.likeness.consent.SubjectKeys;
import dev.likeness.consent.Use;
import dev.likeness.core.AudioClip;
import dev.likeness.core.Progress;
import dev.likeness.flow.OwnVoices.Basis;
import dev.likeness.media.Audio;
import dev.likeness.provenance.Exporter;
import dev.likeness.puppet.Pose;
import dev.likeness.voice.speech.MaryEngine;
import dev.likeness.voice.speech.Speech;
import dev.likeness.voice.speech.SpeechText;
import dev.likeness.voice.speech.Timbre;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The "recordings" are our own voice at another height. */
@SuppressWarnings("NullAway.Init")
class OwnVoicesTest {
  @TempDir static Path folder;
  private static final SubjectKeys KEYS = SubjectKeys.generate();
  private static Workshop shop;
  private static Path photo;
  private static Path recording;
  private static Path silence;

  @BeforeAll
  static void makeMedia() {
    shop = Stage.workshop(folder.resolve("home"));
    photo = Stage.photo(folder.resolve("maya.png"), "Maya", Pose.NEUTRAL);
    recording = folder.resolve("maya.wav");
    String text =
        "The old clock on the kitchen wall has stopped again. We found eleven white mushrooms under"
            + " the pines. Do you remember which way the river runs?";
    List<Speech> said = new ArrayList<>();
    try (MaryEngine other = new MaryEngine(new Timbre(-55, 1, .87, 1, List.of(), List.of()))) {
      SpeechText.read(text).forEach(l -> said.add(other.say(l)));
    }
    Audio.writeWav(Speech.join(said).clip(), recording);
    silence = folder.resolve("silence.wav");
    Audio.writeWav(new AudioClip(16_000, 1, new float[80_000]), silence);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static PersonGrant grant(String subject, Set<Use> uses, Path... files) {
    Instant now = Instant.now();
    return new GrantTerms(
            subject,
            subject,
            uses,
            List.of("a test"),
            now.minusSeconds(5),
            now.plus(1, ChronoUnit.DAYS),
            Arrays.stream(files).map(FileDigest::of).toList(),
            new AdultAttestation(true, "tester"))
        .sign(KEYS);
  }

  private static void persona(String name, PersonGrant g) {
    shop.personas().add(name, List.of(photo), pictures -> g, Progress.NONE);
  }

  private static OwnVoice make(String name, Path file, Basis basis) {
    return shop.voices().make(name, List.of(file), basis, Progress.NONE);
  }

  private static void refused(String name, Path file, Basis basis, String why) {
    assertThatThrownBy(() -> make(name, file, basis))
        .isInstanceOf(ConsentRefused.class)
        .hasMessageContaining(why);
    assertThat(shop.voices().find(name)).isEmpty();
  }

  @Test
  void withoutAGrantForTheVoiceNothingIsMeasured() {
    persona("talks", grant("maya", Set.of(Use.TALK), photo, recording));
    refused("talks", recording, new Basis.PersonasGrant(), "covers talk, not voice");
    persona("seen", grant("maya", Set.of(Use.TALK, Use.VOICE), photo));
    refused("seen", recording, new Basis.PersonasGrant(), "maya.wav is not named");
    PersonGrant elses = grant("someone-else", Set.of(Use.VOICE), recording);
    refused("seen", recording, new Basis.Other(elses), "only a grant by that person");
    refused("seen", recording, new Basis.Nobody("made up", "tester"), "only a grant by");
    Path other = Stage.photo(folder.resolve("nobody.png"), "Elena", Pose.NEUTRAL);
    Stage.persona(shop, "nobody", List.of(other));
    refused("nobody", recording, new Basis.PersonasGrant(), "not named");
    refused("nobody", recording, new Basis.Other(elses), "no real person's voice");
    assertThatThrownBy(() -> make("nobody", silence, new Basis.Nobody("made up", "tester")))
        .isInstanceOf(FlowException.class)
        .hasMessageContaining("silence.wav holds no speech");
    assertThatThrownBy(() -> make("nobody", other, new Basis.Nobody("made up", "tester")))
        .isInstanceOf(FlowException.class)
        .hasMessageContaining("nobody.png has no sound");
    Path out = folder.resolve("nothing.wav");
    assertThatThrownBy(() -> new SpeakRecipe(shop, speak("seen", out)).close())
        .isInstanceOf(FlowException.class)
        .hasMessageContaining("persona voice seen");
  }

  private static SpeakRequest speak(String persona, Path out) {
    return new SpeakRequest("Good morning. It is late.", out, false, null, persona, null, false);
  }

  @Test
  void aVoiceIsUsedUntilItsGrantIsRevoked() throws IOException {
    persona("maya", grant("maya", Set.of(Use.TALK), photo));
    PersonGrant voice = grant("maya", Set.of(Use.VOICE), recording);
    OwnVoice made = make("maya", recording, new Basis.Other(voice));
    assertThat(made.fit().after().pitchDistance(made.wanted())).isLessThan(.5);
    assertThat(shop.voices().find("maya")).contains(made);
    Path out = folder.resolve("own.wav");
    try (SpeakRecipe recipe = new SpeakRecipe(shop, speak("maya", out))) {
      recipe.perform(Stage.approval(), Progress.NONE);
    }
    assertThat(Files.readString(Exporter.recordOf(out)))
        .contains("approximation of maya's voice")
        .containsPattern("\"use\" *: *\"voice\"")
        .contains("compositeWithTrainedAlgorithmicMedia")
        .contains(FileDigest.of(recording).hex());

    Path late = folder.resolve("late.wav");
    try (SpeakRecipe recipe = new SpeakRecipe(shop, speak("maya", late))) {
      Review revokes =
          (report, sheet) -> {
            Revocation r =
                Revocation.BySubject.sign(voice.id(), shop.clock().instant(), "enough", KEYS);
            assertThat(shop.ledger().revoke(r, shop.clock())).isTrue();
            return Stage.approval().ask(report, sheet);
          };
      assertThatThrownBy(() -> recipe.perform(revokes, Progress.NONE))
          .isInstanceOf(ConsentRefused.class)
          .hasMessageContaining("enough");
    }
    assertThat(late).doesNotExist();
    assertThatThrownBy(() -> new SpeakRecipe(shop, speak("maya", late)).close())
        .isInstanceOf(ConsentRefused.class)
        .hasMessageContaining("revoked");
    TalkRequest talk = new TalkRequest("maya", "Good morning.", folder.resolve("talk.mp4"));
    assertThatThrownBy(() -> new TalkRecipe(shop, talk).close())
        .isInstanceOf(ConsentRefused.class)
        .hasMessageContaining("revoked");
    shop.voices().remove("maya");
    assertThat(shop.voices().find("maya")).isEmpty();
    new TalkRecipe(shop, talk).close();
  }
}
