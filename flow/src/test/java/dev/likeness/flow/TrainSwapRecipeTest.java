package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.consent.AdultAttestation;
import dev.likeness.consent.ConsentRefused;
import dev.likeness.consent.FileDigest;
import dev.likeness.consent.Grant;
import dev.likeness.consent.GrantTerms;
import dev.likeness.consent.Revocation;
import dev.likeness.consent.SubjectKeys;
import dev.likeness.consent.Use;
import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.media.Images;
import dev.likeness.models.onnx.Weights;
import dev.likeness.provenance.Exporter;
import dev.likeness.puppet.Pose;
import dev.likeness.synthesis.LearnedSwapFile;
import dev.likeness.synthesis.refine.RefineTraining.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainSwapRecipeTest {
  private static final String RIGHTS = "drawn for a test";

  @TempDir private static Path folder;
  private static Workshop shop;
  private static Path film;
  private static Path other;

  @BeforeAll
  static void makePersona() {
    shop = Stage.workshop(folder.resolve("home"));
    film = Stage.clip(folder.resolve("maya.mp4"), "Maya", 40);
    other = Stage.clip(folder.resolve("kofi.mp4"), "Kofi", 30);
    Stage.persona(shop, "maya", List.of(film));
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static TrainSwapRequest request(String who, List<Path> files, Path target, long steps) {
    return new TrainSwapRequest(
        who, files, target, RIGHTS, steps, Duration.ofHours(1), new Seed(3), 1, false);
  }

  private static TrainSwapRecipe recipe(TrainSwapRequest r) {
    return new TrainSwapRecipe(shop, r, l -> {});
  }

  private static String recordOf(Path target, String out, SwapRequest.Learnt learnt)
      throws IOException {
    SwapRequest r =
        Stage.with(
            Stage.request("maya", target, folder.resolve(out)), new SwapRequest.Whom.Everyone());
    r = Stage.using(r, learnt);
    Stage.swap(shop, r, Progress.NONE);
    return Files.readString(Exporter.recordOf(r.out()));
  }

  @Test
  void swapsOfThatPersonUseItAndNothingOfTheTargetStays() throws Exception {
    List<String> told = new ArrayList<>();
    TrainSwapRecipe.Result r =
        // so few steps teach next to nothing, which is kept here all the same
        new TrainSwapRecipe(shop, request("maya", List.of(film), other, 3), told::add, b -> true)
            .perform(Progress.NONE);
    assertThat(r.kept()).isTrue();
    assertThat(told).anyMatch(l -> l.contains("moments of the target to learn from"));
    LearnedSwapFile kept = shop.personas().swaps("maya").getFirst();
    assertThat(kept.notes())
        .containsEntry("target", FileDigest.of(other).hex())
        .containsEntry("rights", RIGHTS);
    assertThat(kept.weights().keySet()).noneMatch(n -> n.startsWith("target"));
    List<String> log = new ArrayList<>();
    shop.audit().read(e -> log.add(e.body().toString()));
    assertThat(log)
        .anyMatch(
            e ->
                e.contains("learned_swap")
                    && e.contains(kept.digest().hex())
                    && e.contains(FileDigest.of(other).hex()));
    try (Stream<Path> left = Files.list(r.page().getParent())) {
      assertThat(left.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "plan.json", "history.jsonl", "index.html", "before-after.png");
    }
    Path both = folder.resolve("both.png");
    Frame dmitri = Stage.still("Dmitri", Pose.NEUTRAL);
    Images.write(Stage.row(List.of(Stage.still("Kofi", Pose.NEUTRAL), dmitri)), both, 1);
    String named = "\"learned_swap_sha256\" : \"%s\"";
    LearnedSwapFile sure = surer(kept);
    assertThat(recordOf(both, "learned.png", SwapRequest.Learnt.PAIR))
        .contains(named.formatted(sure.digest().hex()));
    assertThat(recordOf(both, "without.png", SwapRequest.Learnt.NONE))
        .contains(named.formatted("none"));
    Frame learned = Images.read(folder.resolve("learned.png"));
    Frame without = Images.read(folder.resolve("without.png"));
    Box face = new Box(70, 60, 84, 100);
    double mark = apart(learned, without, new Box(70 + Stage.SIDE, 60, 84, 100));
    assertThat(apart(learned, without, face))
        .as("only on whom it was learnt with; %s on the other", mark)
        .isGreaterThan(2 * mark);
    Path somebody = folder.resolve("dmitri.png");
    Images.write(dmitri, somebody, 1);
    assertThat(recordOf(somebody, "dmitri-out.png", SwapRequest.Learnt.PAIR))
        .contains(named.formatted("none"));
  }

  /** What was learnt, but it adds stripes to the skin without any doubt. */
  private static LearnedSwapFile surer(LearnedSwapFile kept) {
    Map<String, Weights> weights = new HashMap<>(kept.weights());
    float[] bias = new float[16];
    for (int c = 0; c < 12; c++) {
      bias[c] = c % 2 == 0 ? .4f : -.4f;
    }
    Arrays.fill(bias, 12, 16, 30);
    weights.put("persona.out.bias", Weights.of(bias, 16));
    LearnedSwapFile.write(
        shop.personas().swapFile("maya", kept.target()),
        weights,
        kept.target(),
        kept.view(),
        kept.notes());
    List<LearnedSwapFile> all = shop.personas().swaps("maya");
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  /** Mean difference, of 255. */
  private static double apart(Frame a, Frame b, Box box) {
    byte[] x = a.crop(box).rgb();
    byte[] y = b.crop(box).rgb();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.abs((x[i] & 255) - (y[i] & 255)) / (double) x.length;
    }
    return sum;
  }

  @Test
  void whatIsKeptGainsOnWhatItHasNotSeen() {
    assertThat(TrainSwapRecipe.gains(look(30, 30.3, .9, .91))).isTrue();
    assertThat(TrainSwapRecipe.gains(look(30, 30.1, .9, .91))).isFalse();
    assertThat(TrainSwapRecipe.gains(look(30, 31, .9, .89))).isFalse();
  }

  private static Look look(double warp, double learnt, double warpSsim, double learntSsim) {
    return new Look(20, warp, learnt, warpSsim, learntSsim, 0, 0);
  }

  @Test
  void onlyTheGrantsFilesAreLearntFromAndOnlyWhileItCoversSwaps() {
    assertThatThrownBy(() -> recipe(request("maya", List.of(other), other, 10)))
        .isInstanceOf(FlowException.class)
        .hasMessageContaining("on a grant that names it");
    assertThatThrownBy(
            () -> recipe(request("maya", List.of(film), film, 10)).perform(Progress.NONE))
        .isInstanceOf(FlowException.class)
        .hasMessageContaining("train refine");
    assertThatThrownBy(
            () ->
                new TrainSwapRequest(
                    "maya", List.of(), other, " ", 1, Duration.ofHours(1), new Seed(3), 1, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("by what right");
    Path photo = Stage.photo(folder.resolve("ella.png"), "Elena", Pose.NEUTRAL);
    SubjectKeys keys = SubjectKeys.generate();
    granted("ella", Use.REENACT, photo, keys);
    assertThatThrownBy(() -> recipe(request("ella", List.of(), other, 10)))
        .isInstanceOf(ConsentRefused.class);
    Path again = Stage.photo(folder.resolve("eva.png"), "Elena", Pose.NEUTRAL.turned(3, 0, 0));
    Grant grant = granted("eva", Use.SWAP, again, keys);
    assertThatThrownBy(() -> recipe(request("eva", List.of(), other, 10)).perform(Progress.NONE))
        .isInstanceOf(FlowException.class)
        .hasMessageContaining("ten seconds of film");
    Revocation r = Revocation.BySubject.sign(grant.id(), shop.clock().instant(), "enough", keys);
    assertThat(shop.ledger().revoke(r, shop.clock())).isTrue();
    assertThatThrownBy(() -> recipe(request("eva", List.of(), other, 10)))
        .isInstanceOf(ConsentRefused.class);
    assertThat(shop.home().personas().resolve("eva/swaps")).doesNotExist();
  }

  private static Grant granted(String who, Use use, Path photo, SubjectKeys keys) {
    Instant now = Instant.now();
    Grant grant =
        new GrantTerms(
                who,
                who,
                Set.of(use),
                List.of("a test"),
                now.minusSeconds(60),
                now.plus(Duration.ofDays(1)),
                List.of(FileDigest.of(photo)),
                new AdultAttestation(true, "tester"))
            .sign(keys);
    shop.personas().add(who, List.of(photo), p -> grant, Progress.NONE);
    return grant;
  }
}
