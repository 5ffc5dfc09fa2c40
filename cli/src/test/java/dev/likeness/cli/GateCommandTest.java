package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Frame;
import dev.likeness.media.Images;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Scene;
import dev.likeness.puppet.Troupe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The content gate from the command line. */
class GateCommandTest {
  @TempDir static Path folder;
  private static Path home = Path.of("");

  @BeforeAll
  static void makeMedia() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    for (String who : new String[] {"Bruno", "Maya"}) {
      Frame f = Troupe.member(Identity.named(who)).render(Pose.NEUTRAL, Scene.of(256, 256)).frame();
      Images.write(f, folder.resolve(who + ".png"), 1);
    }
  }

  @BeforeEach
  void noPolicy() throws IOException {
    Files.deleteIfExists(home.resolve("policy.json"));
  }

  private static Run run(String... args) {
    return Run.in(home, null, args);
  }

  private static String at(String file) {
    return folder.resolve(file).toString();
  }

  private static JsonNode json(Run run) {
    return JsonMapper.shared().readTree(run.out());
  }

  @Test
  void aFileIsLookedAt() {
    Run r = run("gate", "--json", at("Bruno.png"));
    assertThat(r.code()).as(r.err()).isZero();
    JsonNode file = json(r).path("files").get(0);
    assertThat(file.path("passes").asBoolean()).isTrue();
    assertThat(file.path("looks").asInt()).isOne();
    assertThat(file.path("sexual_content").asDouble()).isLessThan(.1);
    assertThat(file.path("faces").get(0).path("looks_like_years").asDouble()).isBetween(20., 70.);
    assertThat(run("gate", at("Bruno.png")).out())
        .contains("passes", "sexual content", "years old");
  }

  @Test
  void whatDoesNotPassSaysWhyAndEndsWithThree() throws IOException {
    Files.writeString(
        home.resolve("policy.json"), "{\"format\":\"likeness-policy/1\",\"youngest\":99}");
    Run r = run("gate", "--json", at("Bruno.png"));
    assertThat(r.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(json(r).path("files").get(0).path("reason").asString(""))
        .isEqualTo("LOOKS_UNDER_AGE");
    assertThat(run("audit").out()).as("a question is no refusal").doesNotContain("refusal");
  }

  @Test
  void aTextIsRead() {
    assertThat(run("gate", "text", "Welcome", "to the course.").code()).isZero();
    Run r = run("gate", "text", "--json", "Please tell me your PIN.");
    assertThat(r.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(json(r).path("findings").get(0).path("category").asString("")).isEqualTo("code");
  }

  @Test
  void withoutAnythingToLookAtItIsAUsageError() {
    assertThat(run("gate").code()).isEqualTo(ExitCode.USAGE);
    assertThat(run("gate", at("none.png")).code()).isEqualTo(ExitCode.FAILED);
  }

  /** A grant of somebody who is no adult needs a guardian, and the gate heeds their signature. */
  @Test
  void aGuardiansGrantOpensTheWayForAYoungLook() throws IOException {
    assertThat(run("consent", "keygen", "--out", at("maya.key")).code()).isZero();
    assertThat(run("consent", "keygen", "--out", at("mother.key")).code()).isZero();
    String[] grant = {
      "consent",
      "grant",
      "--key",
      at("maya.key"),
      "--person",
      "maya",
      "--uses",
      "swap",
      "--purpose",
      "a test",
      "--out",
      at("maya.grant"),
      at("Maya.png")
    };
    Run alone = run(grant);
    assertThat(alone.code()).isEqualTo(ExitCode.USAGE);
    assertThat(alone.err()).contains("--adult-attested-by", "--guardian");
    String[] guarded = java.util.Arrays.copyOf(grant, grant.length + 6);
    System.arraycopy(
        new String[] {
          "--guardian", "Berta", "--guardian-relation", "mother", "--guardian-key", at("mother.key")
        },
        0,
        guarded,
        grant.length,
        6);
    Run signed = run(guarded);
    assertThat(signed.code()).as(signed.err()).isZero();
    assertThat(run("consent", "show", at("maya.grant")).out()).contains("Berta (mother)");
    Run persona =
        run("persona", "add", "maya", "--from", at("Maya.png"), "--grant", at("maya.grant"));
    assertThat(persona.code()).as(persona.err()).isZero();
    Files.writeString(
        home.resolve("policy.json"), "{\"format\":\"likeness-policy/1\",\"youngest_attested\":99}");
    Run made =
        run(
            "swap",
            "--persona",
            "maya",
            "--target",
            at("Bruno.png"),
            "--out",
            at("made.png"),
            "--approve-as",
            "Tess");
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(folder.resolve("made.png.likeness.json")).content().contains("\"guarded\"");
  }
}
