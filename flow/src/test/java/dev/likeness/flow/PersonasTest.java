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
import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.faces.FaceObservation;
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
            java.util.Arrays.stream(pictures).map(FileDigest::of).distinct().toList(),
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
  void whatCameOfEachFileIsSaidAndKept() {
    Frame sharp = Images.read(elena).crop(new Box(0, 0, Stage.SIDE, Stage.SIDE));
    Path far = written("far.png", sharp.sample(Affine2.scale(Stage.SIDE / 84.0), 84, 84));
    Path wall = written("wall.png", Frame.black(Stage.SIDE, Stage.SIDE));
    Path alike = Stage.photo(folder.resolve("alike.png"), "Elena", Pose.NEUTRAL.turned(1, 0, 0));
    Path clip = Stage.clip(folder.resolve("elena2.mp4"), "Elena", 12);
    Path[] files = {elena, far, wall, alike, clip, elenaTurned, elena};
    add("sifted", grant(files), files);
    List<Taken> taken = shop.personas().show("sifted").taken();
    assertThat(taken)
        .extracting(Taken::file)
        .containsExactly(
            "elena1.png",
            "far.png",
            "wall.png",
            "alike.png",
            "elena2.mp4",
            "elena2.png",
            "elena1.png");
    assertThat(taken.get(1).line()).matches("left out: the face is too small \\(\\d+ pixels.*");
    assertThat(taken.get(2).line()).isEqualTo("left out: no face was found in it");
    Taken one = taken.get(0);
    Taken other = taken.get(3);
    assertThat(one.views() + other.views()).as("they look alike").isLessThanOrEqualTo(1);
    assertThat(List.of(one.line(), other.line())).anyMatch(l -> l.contains("from the same side"));
    assertThat(taken.get(4).views()).isPositive();
    assertThat(taken.get(5).line()).isEqualTo("1 view");
    assertThat(taken.getLast().line()).isEqualTo("left out: the same file was given before");
    assertThat(taken.stream().mapToInt(Taken::views).sum())
        .isEqualTo(shop.personas().show("sifted").views());
  }

  @Test
  void aFaceThatIsNotGoodEnoughIsToldWhy() {
    assertThat(Sifted.why(new FaceObservation.Quality(19, 1, 1)))
        .isEqualTo("the face is too small (19 pixels between the eyes, 24 are needed)");
    assertThat(Sifted.why(new FaceObservation.Quality(60, .2f, 1))).contains("blurred");
    assertThat(Sifted.why(new FaceObservation.Quality(60, 1, .8f))).contains("cut off");
    assertThat(Sifted.why(new FaceObservation.Quality(60, 1, 1))).isEmpty();
  }

  private static Path written(String name, Frame f) {
    Path file = folder.resolve(name);
    Images.write(f, file, 1);
    return file;
  }

  @Test
  void whereNoPictureWillDoEachIsNamedWithItsReason() {
    Path wall = written("black.png", Frame.black(90, 90));
    Path other = written("dark.png", Frame.black(91, 90));
    assertThatThrownBy(() -> add("none", grant(wall, other), wall, other))
        .isInstanceOf(FlowException.class)
        .hasMessageContaining("black.png: no face was found in it; dark.png: no face");
    assertThat(shop.home().personas().resolve("none")).doesNotExist();
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
