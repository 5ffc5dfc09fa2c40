package dev.likeness.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.consent.ConsentRefused;
import dev.likeness.media.Images;
import dev.likeness.provenance.mark.MarkScenes;
import dev.likeness.provenance.merkle.TreeHead;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ExporterTest {
  @TempDir private Path folder;
  private Path out = Path.of("out");

  @SuppressWarnings("NullAway.Init")
  private Door door;

  @BeforeEach
  void inFolder() throws IOException {
    door = new Door(Files.createDirectory(folder.resolve("home")));
    out = Files.createDirectory(folder.resolve("out")).resolve("result.jpg");
  }

  private DraftFile draft() throws IOException {
    Path file = Files.write(folder.resolve("draft.jpg"), Fixtures.image("jpg"));
    return new DraftFile(
        file,
        Beside.digest(file),
        new LabelPlan(
            List.of(door.clearance), Disclosure.MODIFIED, BadgeSpec.DEFAULT, door.mark()));
  }

  private List<String> log() {
    List<String> kinds = new ArrayList<>();
    door.audit.read(e -> kinds.add(e.body().path("kind").stringValue()));
    return kinds;
  }

  private void assertNothingOut() throws IOException {
    try (Stream<Path> all = Files.list(out.getParent())) {
      assertThat(all).isEmpty();
    }
  }

  @Test
  void whatWasApprovedLeavesWithLabelRecordAndEntry() throws IOException {
    Exported e = door.exporter.write(door.signed(draft(), "own footage"), out);
    assertThat(e.file()).isEqualTo(out);
    assertThat(Beside.digest(out)).isEqualTo(e.digest());
    assertThat(SourceType.read(out)).contains(Disclosure.MODIFIED.sourceType());
    assertThat(ImageIO.read(out.toFile()).getWidth()).isEqualTo(64);
    assertThat(log()).containsExactly("approval", "export");
    assertThat(door.audit.verify(null).whole()).isTrue();
    try (Stream<Path> all = Files.list(out.getParent())) {
      assertThat(all).containsExactlyInAnyOrder(out, Exporter.recordOf(out));
    }
  }

  @Test
  void theRecordSaysHowItCameToBe() throws IOException {
    Exported e = door.exporter.write(door.signed(draft(), "own footage"), out);
    ObjectNode r = CanonicalJson.read(Files.readAllBytes(e.record()));
    assertThat(e.record().getFileName()).hasToString("result.jpg.likeness.json");
    assertThat(r.at("/file/sha256").asString()).isEqualTo(e.digest().hex());
    assertThat(r.at("/label/badge").asString()).isEqualTo("AI MODIFIED");
    assertThat(r.at("/signature/state").asString()).isEqualTo("signed-test");
    assertThat(r.at("/consent/0/grant").asString()).isEqualTo(door.clearance.grantId());
    assertThat(r.at("/consent/0/nobody").asBoolean()).isTrue();
    assertThat(r.at("/approval/by").asString()).isEqualTo("Rita");
    assertThat(r.at("/rights/text").asString()).isEqualTo("own footage");
    assertThat(r.at("/making/inputs/0/role").asString()).isEqualTo("target");
    assertThat(r.at("/making/seed").asString()).isEqualTo("7");
    assertThat(r.at("/making/models/0/licence").asString()).isEqualTo("Apache-2.0");
    assertThat(r.at("/audit/digest").asString()).isEqualTo(e.audit().digest().hex());
    TreeHead head = TreeHead.of((ObjectNode) r.at("/audit/head"));
    assertThat(head.signatureValid()).isTrue();
    assertThat(door.audit.verify(head).whole()).as("the record is a witness of the log").isTrue();
    assertThat(r.at("/label/rules").asString()).isEqualTo("eu");
  }

  @Test
  void rightsThatNobodyStatedAreRecordedAsAbsent() throws IOException {
    Exported e = door.exporter.write(door.signed(draft(), null), out);
    ObjectNode r = CanonicalJson.read(Files.readAllBytes(e.record()));
    assertThat(r.get("rights").toString()).isEqualTo("{\"stated\":false}");
  }

  @Test
  void revokedBeforeSigningRefusesToSign() throws IOException {
    DraftFile draft = draft();
    door.revoke();
    assertThatThrownBy(() -> door.signed(draft, null)).isInstanceOf(ConsentRefused.class);
  }

  @Test
  void revokedBetweenSigningAndExportLeavesNothing() throws IOException {
    Signed signed = door.signed(draft(), null);
    door.revoke();
    ConsentRefused e =
        catchThrowableOfType(ConsentRefused.class, () -> door.exporter.write(signed, out));
    assertThat(e.reason()).isEqualTo(ConsentRefused.Reason.REVOKED);
    assertNothingOut();
    assertThat(log()).containsExactly("approval", "refusal");
  }

  @Test
  void aRefusalKeepsWhatWasThereBefore() throws IOException {
    Files.writeString(out, "an older file");
    Signed signed = door.signed(draft(), null);
    door.revoke();
    assertThatThrownBy(() -> door.exporter.write(signed, out)).isInstanceOf(ConsentRefused.class);
    assertThat(out).hasContent("an older file");
  }

  private static void touch(Path file) throws IOException {
    byte[] b = Files.readAllBytes(file);
    b[b.length / 2] ^= 1;
    Files.write(file, b);
  }

  private static void changed(ThrowingCallable call) {
    ProvenanceException e = catchThrowableOfType(ProvenanceException.class, call);
    assertThat(e).isNotNull();
    assertThat(e.code()).isEqualTo(ProvenanceException.Code.CHANGED);
  }

  @Test
  void aFileChangedBetweenStepsGoesNoFurther() throws IOException {
    DraftFile draft = draft();
    Reviewer rita = new Reviewer("Rita", Reviewer.How.ASKED);
    Gated gated = door.gated(draft);
    Reviewed reviewed = door.desk.approve(gated, Door.facts(null), rita);
    touch(draft.file());
    changed(() -> door.gated(draft));
    changed(() -> door.desk.approve(gated, Door.facts(null), rita));
    changed(() -> door.labeller().apply(reviewed));
    touch(draft.file());
    Labelled labelled = door.labeller().apply(reviewed);
    touch(labelled.file());
    changed(() -> door.signer.sign(labelled));
    touch(labelled.file());
    Signed signed = door.signer.sign(labelled);
    touch(signed.file());
    changed(() -> door.exporter.write(signed, out));
    assertNothingOut();
  }

  @Test
  void aFileWhoseLabelWasTakenOffGoesNoFurther() throws IOException {
    Signed signed = door.signed(draft(), null);
    Files.write(signed.file(), Fixtures.image("jpg"));
    changed(() -> door.exporter.write(signed, out));
    Files.writeString(signed.file(), "no picture at all");
    changed(() -> door.exporter.write(signed, out));
    assertNothingOut();
  }

  @Test
  void aFolderIsNoFile() throws IOException {
    Path dir = Files.createDirectory(out);
    Signed signed = door.signed(draft(), null);
    assertThatThrownBy(() -> door.exporter.write(signed, dir)).hasMessageContaining("is a folder");
    assertThat(dir).isEmptyDirectory();
    assertThat(Exporter.recordOf(dir)).doesNotExist();
    assertThat(log()).containsExactly("approval");
  }

  @ParameterizedTest
  @ValueSource(strings = {"result.png", "result", "result.jpg.txt"})
  void aNameThatDoesNotSuitIsRefused(String name) throws IOException {
    Signed signed = door.signed(draft(), null);
    assertThatThrownBy(() -> door.exporter.write(signed, out.resolveSibling(name)))
        .isInstanceOf(ProvenanceException.class)
        .hasMessageContaining(".jpg or .jpeg");
    assertNothingOut();
  }

  @Test
  void aFolderThatIsNotThereIsSaidSo() throws IOException {
    Signed signed = door.signed(draft(), null);
    assertThatThrownBy(() -> door.exporter.write(signed, folder.resolve("no/where.jpg")))
        .isInstanceOf(ProvenanceException.class)
        .hasMessageContaining("where.jpg");
    assertThat(log()).doesNotContain("export");
  }

  @Test
  void nothingLeavesWhenTheLogIsBroken() throws IOException {
    Signed signed = door.signed(draft(), null);
    touch(door.home.resolve("audit/heads.jsonl"));
    assertThatThrownBy(() -> door.exporter.write(signed, out)).hasMessageContaining("heads.jsonl");
    assertNothingOut();
  }

  @Test
  void aTornLogIsMendedAndSaysSo() throws IOException {
    Signed signed = door.signed(draft(), null);
    Files.writeString(
        door.home.resolve("audit/log.jsonl"), "{\"body\":{\"ki", StandardOpenOption.APPEND);
    door.exporter.write(signed, out);
    assertThat(log()).containsExactly("approval", "repair", "export");
  }

  @Test
  void onlyTheStepBeforeMakesAnyOfTheChain() {
    for (Class<?> c :
        List.of(
            BadgedSegment.class,
            BadgedWriter.class,
            DraftFile.class,
            Gated.class,
            Reviewed.class,
            Labelled.class,
            Signed.class,
            Exported.class,
            Preview.class)) {
      assertThat(Modifier.isFinal(c.getModifiers())).as("%s is final", c).isTrue();
      assertThat(Arrays.stream(c.getDeclaredConstructors()))
          .as("constructors of %s", c)
          .allSatisfy(
              k -> assertThat(k.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)).isZero());
    }
    assertThat(Signer.class.isSealed()).isTrue();
  }

  @Test
  void aStampedDraftCanNeverBeApprovedForTheWayOut() throws IOException {
    Labeller labeller = door.labeller();
    labeller.stamp();
    Path file = Files.write(folder.resolve("draft.jpg"), Fixtures.image("jpg"));
    DraftFile draft =
        new DraftFile(
            file,
            Beside.digest(file),
            new LabelPlan(
                List.of(door.clearance),
                Disclosure.MODIFIED,
                BadgeSpec.DEFAULT,
                door.mark(),
                true));
    assertThatThrownBy(() -> door.signed(draft, null)).isInstanceOf(IllegalArgumentException.class);
    Reviewed reviewed =
        door.desk.approve(
            door.gated(draft), Door.facts(null), new Reviewer("Rita", Reviewer.How.NAMED));
    assertThatThrownBy(() -> labeller.apply(reviewed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("only for a look");
    assertThatThrownBy(() -> door.exporter.preview(labeller, door.gated(draft()), out))
        .as("what is not stamped is no preview")
        .isInstanceOf(IllegalArgumentException.class);
    assertNothingOut();
  }

  @Test
  void aPreviewIsSmallStampedLabelledAndLogged() throws IOException {
    Path png = out.resolveSibling("look.png");
    door.exporter.preview(door.labeller(), Preview.of(Fixtures.picture(1920, 1080)), png);
    assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(Preview.SINGLE);
    assertThat(SourceType.read(png)).contains(Disclosure.MODIFIED.sourceType());
    assertThat(log()).containsExactly("preview");
    assertThat(out.getParent()).isDirectoryContaining(p -> p.equals(png));
    door.revoke();
    assertThatThrownBy(
            () -> door.exporter.preview(door.labeller(), Preview.of(Fixtures.picture(64, 64)), png))
        .isInstanceOf(ConsentRefused.class);
  }

  @Test
  void aPreviewBearsTheMarkOfItsJob() throws IOException {
    Path png = out.resolveSibling("look.png");
    door.exporter.preview(door.labeller(), Preview.of(MarkScenes.picture(600, 500, 3)), png);
    Path stripped = out.resolveSibling("stripped.jpg");
    Images.write(Images.read(png), stripped, .7);
    MarkSearch.Outcome o = new MarkSearch(door.marks).look(stripped);
    assertThat(o).isInstanceOf(MarkSearch.Outcome.Ours.class);
    MarkBook.Entry entry = ((MarkSearch.Outcome.Ours) o).entry();
    assertThat(entry.id()).isEqualTo(door.mark());
    assertThat(entry.file()).isEqualTo(Beside.digest(png));
    Labeller ofSound =
        new Labeller(List.of(door.clearance), Disclosure.MODIFIED, BadgeSpec.DEFAULT, door.marks);
    door.exporter.preview(ofSound, Preview.of(MarkScenes.picture(600, 300, 4)), png);
    MarkSearch.Outcome sound = new MarkSearch(door.marks).look(png);
    assertThat(sound).isInstanceOf(MarkSearch.Outcome.Ours.class);
    assertThat(((MarkSearch.Outcome.Ours) sound).entry().id()).isNotEqualTo(door.mark());
  }

  @Test
  void aSheetHoldsSmallPicturesOnly() throws IOException {
    Path png = out.resolveSibling("sheet.png");
    Preview sheet =
        Preview.sheet(
            List.of(
                Fixtures.picture(640, 360), Fixtures.picture(1080, 1920), Fixtures.picture(9, 9)),
            2);
    door.exporter.preview(door.labeller(), sheet, png);
    assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(2 * Preview.CELL + 18);
    assertThat(ImageIO.read(png.toFile()).getHeight()).isEqualTo(2 * Preview.CELL + 18);
  }
}
