package dev.likeness.flow.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.faces.FaceObservation;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.Home;
import dev.likeness.flow.Workshop;
import dev.likeness.media.Images;
import dev.likeness.models.net.Parameter;
import dev.likeness.models.onnx.Weights;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.provenance.Disclosure;
import dev.likeness.provenance.Exported;
import dev.likeness.provenance.Reviewer;
import dev.likeness.provenance.SourceType;
import dev.likeness.provenance.c2pa.CredentialReader;
import dev.likeness.provenance.c2pa.CredentialReport;
import dev.likeness.provenance.c2pa.Trust;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Scene;
import dev.likeness.puppet.Troupe;
import dev.likeness.synthesis.duel.Generator;
import dev.likeness.synthesis.duel.GeneratorFile;
import dev.likeness.synthesis.duel.NetSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a generator draws, on its way out. The generator knows nothing; a puppet stands in. */
@SuppressWarnings("NullAway.Init")
class SampleRecipeTest {
  private static final Reviewer REVIEWER = new Reviewer("test", Reviewer.How.NAMED);

  @TempDir Path folder;
  private Workshop shop;

  @BeforeEach
  void open() {
    shop = new Workshop(new Home(folder.resolve("home")), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private GeneratorFile generator(String subject, String tooNear) {
    NetSize size = new NetSize(32, 8, .1, 0, 0);
    SplittableRandom r = new SplittableRandom(1);
    Map<String, Weights> weights = new LinkedHashMap<>();
    for (Parameter p : new Generator(size).parameters()) {
      float[] v = new float[p.size()];
      for (int i = 0; i < v.length; i++) {
        v[i] = p.middle() + p.spread() * (float) r.nextGaussian();
      }
      weights.put(p.name(), Weights.of(v, p.shape().stream().mapToLong(Long::longValue).toArray()));
    }
    float[] known = new float[1024];
    known[0] = 1;
    Path file = folder.resolve(subject + ".safetensors");
    GeneratorFile.write(
        file,
        size,
        weights,
        new float[8],
        List.of(known),
        null,
        null,
        Map.of(
            GeneratorFile.TITLE,
            "toy",
            GeneratorFile.LICENCE,
            "CC0-1.0",
            GeneratorFile.SUBJECT,
            subject,
            GeneratorFile.TOO_NEAR,
            tooNear,
            "likeness",
            "test"));
    return Generators.read(file);
  }

  private SampleRecipe recipe(String tooNear) {
    return new SampleRecipe(shop, generator("faces", tooNear), BadgeSpec.DEFAULT, REVIEWER);
  }

  @Test
  void aFaceLeavesLabelledSignedAndOnTheStatementThatNobodyIsShown() throws IOException {
    Frame portrait =
        Troupe.member(Identity.named("Bruno"))
            .render(Pose.NEUTRAL.placed(0, .05, 1.2), Scene.of(256, 256))
            .frame();
    List<FaceObservation> faces = shop.finder().faces(portrait);
    Path out = folder.resolve("face.png");
    try (SampleRecipe r = recipe("2")) {
      SampleRecipe.Face face = new SampleRecipe.Face(new float[8], portrait, .1, faces.getFirst());
      Exported e = r.write(face, Map.of("number", "0"), new Seed(3), out);
      assertThat(e.record()).exists();
    }
    assertThat(SourceType.read(out)).contains(Disclosure.GENERATED.sourceType());
    CredentialReport report = new CredentialReader(Trust.none()).read(out, shop.clock().instant());
    assertThat(report.state()).isEqualTo(CredentialReport.State.VALID);
    // seen: the badge; not seen: the mark
    Frame written = Images.read(out);
    assertThat(written.width()).isEqualTo(256);
    assertThat(different(portrait, written, 0, 200, 140, 256)).isLessThan(4);
    assertThat(shop.ledger().read().grants().values())
        .singleElement()
        .satisfies(g -> assertThat(g.purposes()).containsExactly("no real person"));
    try (SampleRecipe again = recipe("2")) {
      assertThat(again.refused().values()).containsOnly(0);
    }
    assertThat(shop.ledger().read().grants()).hasSize(1);
  }

  /** Mean difference in a part of two pictures. */
  private static double different(Frame a, Frame b, int x0, int x1, int y0, int y1) {
    double sum = 0;
    for (int y = y0; y < y1; y++) {
      for (int x = x0; x < x1; x++) {
        int i = 3 * (y * a.width() + x) + 1;
        sum += Math.abs((a.rgb()[i] & 255) - (b.rgb()[i] & 255));
      }
    }
    return sum / ((x1 - x0) * (double) (y1 - y0));
  }

  @Test
  void whatShowsNoFaceIsNotWritten() {
    try (SampleRecipe r = recipe("2")) {
      assertThatThrownBy(() -> r.face(new Seed(1), 1))
          .isInstanceOf(FlowException.class)
          .hasMessageContaining("0 too near")
          .hasMessageContaining("40 without a face");
    }
  }

  @Test
  void whatIsTooNearToATrainingPictureIsNotWritten() {
    try (SampleRecipe r = recipe("-1")) {
      assertThatThrownBy(() -> r.face(new Seed(1), 1))
          .isInstanceOf(FlowException.class)
          .hasMessageContaining("40 too near");
    }
  }

  @Test
  void oneSeedGivesOnePicture() {
    try (SampleRecipe r = recipe("2")) {
      List<byte[]> drawn = new ArrayList<>();
      for (long s : new long[] {5, 5, 6}) {
        drawn.add(r.maker().draw(r.maker().style(r.maker().latent(new Seed(s), 0), 0, 1)).rgb());
      }
      assertThat(drawn.get(1)).isEqualTo(drawn.get(0));
      assertThat(drawn.get(2)).isNotEqualTo(drawn.get(0));
    }
  }

  @Test
  void otherThingsLeaveWithoutAFace() throws IOException {
    GeneratorFile discs = generator("pictures", "2");
    try (SampleRecipe r = new SampleRecipe(shop, discs, BadgeSpec.DEFAULT, REVIEWER)) {
      List<Exported> written = r.sample(new Seed(2), 2, 1, folder, Progress.NONE);
      assertThat(written).hasSize(2);
      assertThat(written.getFirst().file()).hasFileName("picture-2-000.png");
      assertThat(SourceType.read(written.getFirst().file()))
          .contains(Disclosure.GENERATED.sourceType());
      assertThat(Files.readString(written.getFirst().record())).contains("\"faceless\"");
    }
  }

  @Test
  void drawnHeadsComeWithTheProgram() {
    GeneratorFile avatars = Generators.read(Path.of("avatars"));
    assertThat(avatars.faces()).isFalse();
    try (SampleRecipe r = new SampleRecipe(shop, avatars, BadgeSpec.DEFAULT, REVIEWER)) {
      SampleRecipe.Face head = r.face(new Seed(7), Generators.VARIETY);
      assertThat(head.seen()).isNull();
      assertThat(head.picture().width()).isEqualTo(256);
      assertThat(head.nearness()).isLessThan(avatars.tooNear());
    }
  }

  @Test
  void aFaceFromAGeneratorOfOtherThingsIsNotWritten() {
    Frame portrait =
        Troupe.member(Identity.named("Bruno"))
            .render(Pose.NEUTRAL.placed(0, .05, 1.2), Scene.of(256, 256))
            .frame();
    GeneratorFile discs = generator("pictures", "2");
    try (SampleRecipe r = new SampleRecipe(shop, discs, BadgeSpec.DEFAULT, REVIEWER)) {
      assertThat(r.look(new float[8], portrait)).isNull();
      assertThat(r.refused()).containsEntry("unexpected_face", 1);
    }
  }

  @Test
  void whoHasLearntFromOnePersonDoesNotDrawThemAsNobody() {
    assertThat(generator("faces", "2").tooNear()).isEqualTo(dev.likeness.faces.Identity.SAME);
    assertThat(generator("faces", "0.5").tooNear()).isEqualTo(.5);
    assertThat(generator("pictures", "0.9").tooNear()).isEqualTo(.9);
  }

  @Test
  void aClassThatItDoesNotKnowIsNamed() {
    GeneratorFile g = generator("faces", "2");
    assertThatThrownBy(() -> new SampleRecipe(shop, g, "cats", BadgeSpec.DEFAULT, REVIEWER))
        .isInstanceOf(FlowException.class)
        .hasMessageContaining("knows no class 'cats'");
  }
}
