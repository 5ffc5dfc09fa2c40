package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.core.Progress;
import dev.likeness.flow.gate.PolicyException;
import dev.likeness.provenance.Exporter;
import dev.likeness.provenance.GateRefused;
import dev.likeness.puppet.Pose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/**
 * The content gate on a swap's way. Nothing here is refused by the built-in limits, so an
 * operator's policy makes them so strict that these drawn people are.
 */
@SuppressWarnings("NullAway.Init")
class GateInSwapTest {
  @TempDir static Path folder;
  private static Workshop shop;
  private static Path clip;
  private Path out;

  @BeforeAll
  static void makeMedia() {
    shop = Stage.workshop(folder.resolve("home"));
    clip = Stage.clip(folder.resolve("clip.mp4"), "Bruno", 12);
    Stage.persona(
        shop, "maya", List.of(Stage.photo(folder.resolve("maya.png"), "Maya", Pose.NEUTRAL)));
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @BeforeEach
  void nameTheResult(TestInfo test) throws IOException {
    out = folder.resolve(test.getTestMethod().orElseThrow().getName() + ".mp4");
    Files.deleteIfExists(shop.home().policy());
  }

  private static void policy(String fields) throws IOException {
    Files.writeString(
        shop.home().policy(), "{\"format\": \"likeness-policy/1\", %s}".formatted(fields));
  }

  private GateRefused.Reason refusal(SwapRequest request) {
    List<GateRefused> got = new ArrayList<>();
    try {
      Stage.swap(shop, request, Progress.NONE);
    } catch (GateRefused e) {
      got.add(e);
    }
    assertThat(got).hasSize(1);
    assertThat(out).doesNotExist();
    assertThat(lastRefusal()).isEqualTo(got.get(0).reason().name());
    return got.get(0).reason();
  }

  private static String lastRefusal() {
    List<String> reasons = new ArrayList<>();
    shop.audit()
        .read(
            e -> {
              if (e.body().path("kind").stringValue().equals("refusal")) {
                reasons.add(e.body().path("reason").stringValue());
              }
            });
    return reasons.getLast();
  }

  @Test
  void whatTheGateSawStandsInTheRecord() throws IOException {
    Stage.swap(shop, Stage.request("maya", clip, out), Progress.NONE);
    ObjectNode record = CanonicalJson.read(Files.readAllBytes(Exporter.recordOf(out)));
    ObjectNode gate = (ObjectNode) record.get("gate");
    assertThat(record.path("making").path("models").findValuesAsString("card"))
        .as("what the gate looked with is named")
        .contains("sexual-content", "face-attributes");
    assertThat(gate.path("looks").intValue()).as("a chunk has 10 frames").isEqualTo(2);
    assertThat(gate.path("limit").stringValue()).isEqualTo("0.800");
    assertThat(gate.path("apparent_ages").get(0).path("whose").stringValue())
        .isEqualTo("persona maya");
    assertThat(gate.path("apparent_ages").get(1).path("whose").stringValue())
        .isEqualTo("a painted face of the target");
  }

  @Test
  void aTargetThatIsAHitIsRefusedBeforeAnyWork() throws IOException {
    policy("\"sexual\": 0.00001");
    int jobs = shop.jobs().list().size();
    assertThat(refusal(Stage.request("maya", clip, out)))
        .isEqualTo(GateRefused.Reason.SEXUAL_CONTENT);
    assertThat(shop.jobs().list()).hasSize(jobs);
  }

  @Test
  void aPersonaThatLooksTooYoungIsRefused() throws IOException {
    policy("\"youngest_attested\": 99");
    assertThat(refusal(Stage.request("maya", clip, out)))
        .isEqualTo(GateRefused.Reason.LOOKS_UNDER_AGE);
  }

  @Test
  void aTargetThatLooksTooYoungIsRefused() throws IOException {
    policy("\"youngest\": 99");
    assertThat(refusal(Stage.request("maya", clip, out)))
        .isEqualTo(GateRefused.Reason.LOOKS_UNDER_AGE);
  }

  /** Who is meant by a number is known at the draft only; then nothing of it is kept. */
  @Test
  void aDraftOverAFaceThatLooksTooYoungIsRefusedAndRemoved() throws IOException {
    policy("\"youngest\": 99");
    SwapRequest request =
        Stage.with(Stage.request("maya", clip, out), new SwapRequest.Whom.Numbered(1));
    assertThat(refusal(request)).isEqualTo(GateRefused.Reason.LOOKS_UNDER_AGE);
    Jobs.Entry job = shop.jobs().list().getFirst();
    assertThat(job.state()).isEqualTo(Jobs.State.FAILED);
    try (Stream<Path> left = Files.list(shop.jobs().folder(job.id()))) {
      assertThat(left.map(f -> f.getFileName().toString()))
          .noneMatch(
              n -> n.startsWith("chunk-") || n.startsWith("draft") || n.startsWith("glance"));
    }
  }

  @Test
  void aForbiddenUseOrPurposeIsRefused() throws IOException {
    policy("\"forbidden_uses\": [\"swap\"]");
    assertThat(refusal(Stage.request("maya", clip, out)))
        .isEqualTo(GateRefused.Reason.FORBIDDEN_PURPOSE);
    policy("\"forbidden_purposes\": [\"real person\"]");
    assertThat(refusal(Stage.request("maya", clip, out)))
        .isEqualTo(GateRefused.Reason.FORBIDDEN_PURPOSE);
  }

  @Test
  void aPreviewGoesThroughTheGateToo() throws IOException {
    policy("\"sexual\": 0.00001");
    Path png = folder.resolve("look.png");
    try (SwapRecipe recipe = SwapRecipe.ofPreviews(shop, Stage.request("maya", clip, png))) {
      assertThatThrownBy(() -> recipe.preview(0, png, Progress.NONE))
          .isInstanceOf(GateRefused.class);
    }
    assertThat(png).doesNotExist();
  }

  @Test
  void aLooserPolicyStopsEverything() throws IOException {
    policy("\"sexual\": 0.95");
    assertThatThrownBy(() -> Stage.swap(shop, Stage.request("maya", clip, out), Progress.NONE))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("policy.json: sexual");
  }
}
