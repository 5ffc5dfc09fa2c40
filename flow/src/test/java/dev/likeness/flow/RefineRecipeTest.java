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
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.models.net.Parameter;
import dev.likeness.models.onnx.Weights;
import dev.likeness.provenance.Exporter;
import dev.likeness.puppet.Pose;
import dev.likeness.synthesis.Persona;
import dev.likeness.synthesis.RefineNet;
import dev.likeness.synthesis.RefinerFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefineRecipeTest {
  @TempDir private static Path folder;
  private static Workshop shop;
  private static Path film;

  @BeforeAll
  static void makePersona() {
    shop = Stage.workshop(folder.resolve("home"));
    film = Stage.clip(folder.resolve("maya.mp4"), "Maya", 60);
    Stage.persona(shop, "maya", List.of(film));
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static RefineRequest request(String who, List<Path> files, long steps, boolean resume) {
    return new RefineRequest(who, files, steps, Duration.ofHours(1), new Seed(4), 1, resume);
  }

  @Test
  void whatGainsIsKeptAndLoggedAndTheRunIsNotTakenForAnother() {
    List<String> told = new ArrayList<>();
    RefineRecipe.Result r =
        new RefineRecipe(shop, request("maya", List.of(film), 120, false), told::add)
            .perform(Progress.NONE);
    assertThat(r.moments()).isGreaterThan(40);
    assertThat(r.best().refined()).isGreaterThan(r.best().warp() + RefineRecipe.GAIN);
    assertThat(r.kept()).isTrue();
    RefinerFile kept = shop.personas().load("maya").refiner();
    assertThat(kept).isNotNull();
    assertThat(kept.notes()).containsEntry("files", FileDigest.of(film).hex());
    List<String> log = new ArrayList<>();
    shop.audit().read(e -> log.add(e.body().toString()));
    assertThat(log).anyMatch(e -> e.contains(kept.digest().hex()));
    assertThat(r.page()).content().contains("before-after.png");
    assertThat(told).anyMatch(l -> l.contains("moments to learn from"));
    assertThatThrownBy(
            () ->
                new RefineRecipe(shop, request("maya", List.of(film), 125, true), told::add)
                    .perform(Progress.NONE))
        .isInstanceOf(FlowException.class)
        .hasMessageContaining("other files, steps, seed or threads");
  }

  @Test
  void whatWasLearntLiesWithThePersonaAndIsNamedInRecords() {
    Path photo = Stage.photo(folder.resolve("grace.png"), "Grace", Pose.NEUTRAL);
    Stage.persona(shop, "grace", List.of(photo));
    TalkStream talking = new TalkStream(shop, "grace");
    assertThat(talking.persona().learnt()).isEqualTo("none");
    Persona grace = refined("grace");
    RefinerFile learnt = grace.refiner();
    assertThat(learnt).isNotNull();
    assertThat(learnt.notes()).containsEntry("step", "1");
    assertThat(grace.learnt()).isEqualTo(learnt.digest().hex());
    assertThat(grace.plain().learnt()).isEqualTo("none");
    assertThat(talking.persona().learnt()).as("who talks already").isEqualTo(grace.learnt());
  }

  /** A persona with a refiner that changes nothing. */
  private static Persona refined(String name) {
    Map<String, Weights> weights = new HashMap<>();
    for (Parameter p : RefineNet.parameters()) {
      long[] shape = p.shape().stream().mapToLong(Long::longValue).toArray();
      weights.put(p.name(), Weights.of(new float[p.size()], shape));
    }
    RefinerFile.write(shop.personas().refinerFile(name), weights, 0, Map.of("step", "1"));
    return shop.personas().load(name);
  }

  @Test
  void swapsTakeARefinerOnlyWhenAsked() throws Exception {
    Path photo = Stage.photo(folder.resolve("ada.png"), "Ada", Pose.NEUTRAL);
    Stage.persona(shop, "ada", List.of(photo));
    String digest = refined("ada").learnt();
    Path target = Stage.photo(folder.resolve("kofi.png"), "Kofi", Pose.NEUTRAL);
    for (SwapRequest.Learnt learnt : SwapRequest.Learnt.values()) {
      Path out = folder.resolve(learnt + ".png");
      SwapRequest r = Stage.using(Stage.request("ada", target, out), learnt);
      Stage.swap(shop, r, Progress.NONE);
      String named = learnt == SwapRequest.Learnt.ALL ? digest : "none";
      assertThat(Files.readString(Exporter.recordOf(out)))
          .as("%s", learnt)
          .contains("\"refiner_sha256\" : \"%s\"".formatted(named));
    }
  }

  @Test
  void onlyFilesOfTheGrantAreLearntFromAndOnlyWhileItHolds() {
    Path other = Stage.photo(folder.resolve("other.png"), "Maya", Pose.NEUTRAL);
    assertThatThrownBy(
            () -> new RefineRecipe(shop, request("maya", List.of(other), 10, false), l -> {}))
        .isInstanceOf(FlowException.class)
        .hasMessageContaining(other.toString())
        .hasMessageContaining("on a grant that names it");
    Path photo = Stage.photo(folder.resolve("ella.png"), "Elena", Pose.NEUTRAL);
    SubjectKeys keys = SubjectKeys.generate();
    Instant now = Instant.now();
    Grant grant =
        new GrantTerms(
                "ella",
                "ella",
                Set.of(Use.REENACT),
                List.of("a test"),
                now.minusSeconds(60),
                now.plus(Duration.ofDays(1)),
                List.of(FileDigest.of(photo)),
                new AdultAttestation(true, "tester"))
            .sign(keys);
    shop.personas().add("ella", List.of(photo), p -> grant, Progress.NONE);
    assertThatThrownBy(
            () ->
                new RefineRecipe(shop, request("ella", List.of(), 10, false), l -> {})
                    .perform(Progress.NONE))
        .isInstanceOf(FlowException.class)
        .hasMessageContaining("ten seconds of film");
    Revocation r = Revocation.BySubject.sign(grant.id(), shop.clock().instant(), "enough", keys);
    assertThat(shop.ledger().revoke(r, shop.clock())).isTrue();
    assertThatThrownBy(() -> new RefineRecipe(shop, request("ella", List.of(), 10, false), l -> {}))
        .isInstanceOf(ConsentRefused.class);
    assertThat(shop.home().personas().resolve("ella/refine")).doesNotExist();
  }

  @Test
  void aDamagedRefinerIsNamedAndNothingIsMadeWithIt() throws Exception {
    Path photo = Stage.photo(folder.resolve("finn.png"), "Finn", Pose.NEUTRAL);
    Stage.persona(shop, "finn", List.of(photo));
    Files.writeString(shop.personas().refinerFile("finn"), "cut off");
    assertThatThrownBy(() -> shop.personas().load("finn"))
        .isInstanceOf(FlowException.class)
        .hasMessageContaining("refiner.safetensors")
        .hasMessageContaining("train refine");
  }
}
