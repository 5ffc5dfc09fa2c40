package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.consent.AdultAttestation;
import dev.likeness.consent.ConsentRefused;
import dev.likeness.consent.FileDigest;
import dev.likeness.consent.GrantTerms;
import dev.likeness.consent.PersonGrant;
import dev.likeness.consent.SubjectKeys;
import dev.likeness.consent.Use;
import dev.likeness.core.Progress;
import dev.likeness.media.Images;
import dev.likeness.puppet.Pose;
import dev.likeness.synthesis.Persona;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class PersonasTest {
  @TempDir static Path folder;
  private static Workshop shop;
  private static Path elena;
  private static Path elenaTurned;
  private static Path bruno;

  @BeforeAll
  static void makeMedia() {
    shop = Stage.workshop(folder.resolve("home"));
    elena = Stage.photo(folder.resolve("elena1.png"), "Elena", Pose.NEUTRAL);
    elenaTurned = Stage.photo(folder.resolve("elena2.png"), "Elena", Pose.NEUTRAL.turned(20, 0, 0));
    bruno = Stage.photo(folder.resolve("bruno.png"), "Bruno", Pose.NEUTRAL);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static PersonGrant grant(Path... pictures) {
    Instant now = Instant.now();
    return new GrantTerms(
            "elena",
            "elena",
            Set.of(Use.SWAP),
            List.of("a test"),
            now.minusSeconds(5),
            now.plus(1, ChronoUnit.DAYS),
            java.util.Arrays.stream(pictures).map(FileDigest::of).toList(),
            new AdultAttestation(true, "tester"))
        .sign(SubjectKeys.generate());
  }

  private static Personas.Stored add(String name, PersonGrant grant, Path... files) {
    return shop.personas().add(name, List.of(files), pictures -> grant, Progress.NONE);
  }

  @Test
  void aPersonaIsKeptAndComesBack() throws java.io.IOException {
    Personas.Stored made = add("elena", grant(elena, elenaTurned), elena, elenaTurned, elena);
    assertThat(made.views()).isEqualTo(2);
    assertThat(made.sources()).containsExactly("elena1.png", "elena2.png");
    Persona persona = shop.personas().load("elena");
    assertThat(persona.views()).hasSize(2);
    assertThat(persona.views().getFirst().mesh().eyeDistance()).isGreaterThan(20);
    assertThat(shop.personas().list()).extracting(p -> p.ref().name()).contains("elena");
    assertThat(Files.getPosixFilePermissions(shop.home().folder()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThatThrownBy(() -> add("elena", grant(elena), elena)).hasMessageContaining("already");
    shop.personas().remove("elena");
    assertThatThrownBy(() -> shop.personas().show("elena"))
        .hasMessageContaining("no persona elena");
  }

  @Test
  void viewsThatWereChangedAreNotDrawnFrom() {
    add("marked", grant(elena), elena);
    Path view = shop.personas().viewFiles("marked").getFirst();
    Images.write(Images.read(bruno), view, 1);
    assertThatThrownBy(() -> shop.personas().load("marked"))
        .isInstanceOf(FlowException.class)
        .hasMessageContaining("not the picture it was");
  }

  @Test
  void picturesThatTheGrantDoesNotNameAreRefused() {
    assertThatThrownBy(() -> add("partly", grant(elena), elena, elenaTurned))
        .isInstanceOf(ConsentRefused.class)
        .hasMessageContaining("elena2.png");
    assertThat(shop.home().personas().resolve("partly")).doesNotExist();
  }

  @Test
  void anotherPersonAmongThePicturesIsRefused() {
    assertThatThrownBy(() -> add("mixed", grant(elena, bruno), elena, bruno))
        .isInstanceOf(FlowException.class)
        .hasMessageContaining("bruno.png does not show the person");
    assertThat(shop.home().personas().resolve("mixed")).doesNotExist();
  }

  @Test
  void twoPeopleInOnePictureAreRefused() {
    Path both = folder.resolve("both.png");
    Images.write(Stage.row(List.of(Images.read(elena), Images.read(bruno))), both, 1);
    assertThatThrownBy(() -> add("pair", grant(both), both))
        .isInstanceOf(FlowException.class)
        .hasMessageContaining("both.png shows 2 people");
  }

  @Test
  void aVideoGivesSeveralViews() {
    Path clip = Stage.clip(folder.resolve("elena.mp4"), "Elena", 24);
    Personas.Stored made = add("filmed", grant(clip), clip);
    assertThat(made.views()).isGreaterThan(1);
  }

  @Test
  void namesThatCouldLeaveTheFolderAreRefused() {
    for (String name : List.of("", "..", "../x", "a/b", ".hidden", "x".repeat(80))) {
      assertThatThrownBy(() -> add(name, grant(elena), elena))
          .as(name)
          .isInstanceOf(FlowException.class);
    }
  }
}
