package dev.likeness.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.consent.AdultAttestation;
import dev.likeness.consent.CanonicalJson;
import dev.likeness.consent.Clearance;
import dev.likeness.consent.ConsentRefused;
import dev.likeness.consent.GrantTerms;
import dev.likeness.consent.PersonGrant;
import dev.likeness.consent.PersonaRef;
import dev.likeness.consent.SubjectKeys;
import dev.likeness.consent.Use;
import dev.likeness.provenance.c2pa.CborMap;
import dev.likeness.provenance.c2pa.CrJson;
import dev.likeness.provenance.c2pa.CredentialReader;
import dev.likeness.provenance.c2pa.CredentialReport;
import dev.likeness.provenance.c2pa.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class CredentialSignerTest {
  @TempDir private Path folder;
  private Path out = Path.of("out");

  @SuppressWarnings("NullAway.Init")
  private Door door;

  @BeforeEach
  void inFolder() throws IOException {
    door = new Door(Files.createDirectory(folder.resolve("home")));
    out = Files.createDirectory(folder.resolve("out")).resolve("result.jpg");
  }

  private DraftFile draft(String name, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    return new DraftFile(
        file,
        Beside.digest(file),
        new LabelPlan(List.of(door.clearance), Disclosure.MODIFIED, BadgeSpec.DEFAULT, door.mark()),
        List.of(Beside.digest(file)),
        List.of("1x1:BA"));
  }

  private Labelled labelled(String name, byte[] bytes, DraftFacts facts) throws IOException {
    Reviewer rita = new Reviewer("Rita", Reviewer.How.ASKED);
    return door.labeller().apply(door.desk.approve(door.gated(draft(name, bytes)), facts, rita));
  }

  private CredentialReport read(Path file) throws IOException {
    return new CredentialReader(door.keys.trust(Trust.none())).read(file, Door.CLOCK.instant());
  }

  private CredentialSigner signer(Path target) {
    return new CredentialSigner(door.consents, Door.CLOCK, door.keys, target);
  }

  /** Facts of a job on this target. */
  private static DraftFacts on(Path target) {
    DraftFacts f = Door.facts(null);
    return new DraftFacts(
        f.job(),
        f.maker(),
        f.made(),
        List.of(new DraftFacts.Input("target", "clip", Beside.digest(target))),
        f.settings(),
        f.seed(),
        f.models(),
        f.versions(),
        f.machine(),
        f.rights(),
        f.quality());
  }

  @Test
  void whatLeavesBearsAManifestThatItsOwnRootVouchesFor() throws IOException {
    Exported e = door.exporter.write(door.signed(draft("d.jpg", Fixtures.image("jpg")), null), out);
    CredentialReport r = read(out);
    assertThat(r.state()).isEqualTo(CredentialReport.State.TRUSTED);
    assertThat(r.activeLabel()).isEqualTo(e.signature().manifest());
    assertThat(e.signature().state()).isEqualTo("signed-test");
    String all = CrJson.of(r).toString();
    assertThat(all)
        .contains(Disclosure.MODIFIED.sourceType())
        .contains("c2pa.ai-disclosure", "prompt_guided")
        .contains("cawg.ai_generative_training", "notAllowed")
        .contains("c2pa.thumbnail.claim", "image/jpeg");
  }

  @Test
  void theManifestNamesNobodyAndOnlyTheRecordCanTellWhichGrantItMeans() throws IOException {
    Exported e = door.exporter.write(door.signed(draft("d.jpg", Fixtures.image("jpg")), null), out);
    String grant = door.clearance.grantId();
    assertThat(Files.readString(out, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain(grant)
        .doesNotContain("puppet")
        .doesNotContain("clip.mp4");
    CborMap consent = read(out).assertion(ManifestFacts.CONSENT).orElseThrow();
    ObjectNode record = CanonicalJson.read(Files.readAllBytes(e.record()));
    byte[] salt = HexFormat.of().parseHex(record.at("/consent/0/salt").asString());
    String said = HexFormat.of().formatHex(ManifestFacts.salted(salt, grant));
    assertThat(hex(consent)).contains(said);
    Exported again =
        door.exporter.write(door.signed(draft("e.jpg", Fixtures.image("jpg")), null), out);
    ObjectNode other = CanonicalJson.read(Files.readAllBytes(again.record()));
    assertThat(other.at("/consent/0/salt")).isNotEqualTo(record.at("/consent/0/salt"));
  }

  @Test
  void theConsentAssertionHoldsScopeAndExpiryOfARealPersonsGrant() throws IOException {
    SubjectKeys person = SubjectKeys.generate();
    Instant ends = Door.CLOCK.instant().plus(30, ChronoUnit.DAYS);
    PersonGrant grant =
        new GrantTerms(
                "Ann",
                "Ann",
                Set.of(Use.SWAP, Use.TALK),
                List.of("a test"),
                Door.CLOCK.instant(),
                ends,
                List.of(Door.PICTURE),
                new AdultAttestation(true, "Ann"))
            .sign(person);
    door.ledger.add(grant, Door.CLOCK);
    Clearance clearance =
        door.consents.require(
            new PersonaRef("ann", grant.id(), List.of(Door.PICTURE)), Use.SWAP, Door.CLOCK);
    Labeller labeller =
        new Labeller(List.of(clearance), Disclosure.MODIFIED, BadgeSpec.DEFAULT, door.marks);
    labeller.begin("job-1");
    DraftFile draft = labeller.still(Fixtures.picture(64, 48), folder.resolve("d.png"), .9);
    Reviewer reviewer = new Reviewer("Rita", Reviewer.How.ASKED);
    Path picture = out.resolveSibling("ann.png");
    door.exporter.write(
        door.signer.sign(
            labeller.apply(
                door.desk.approve(door.gated(draft, clearance), Door.facts(null), reviewer))),
        picture);
    CborMap said = read(picture).assertion(ManifestFacts.CONSENT).orElseThrow();
    List<?> grants = (List<?>) said.entries().getOrDefault("grants", List.of());
    CborMap first = (CborMap) grants.get(0);
    assertThat(first.entries().get("expiry")).isEqualTo(ends.toString());
    assertThat(first.entries().get("scope")).isEqualTo(List.of("swap"));
    assertThat(first.entries().get("no_real_person")).isEqualTo(false);
    assertThat((byte[]) first.entries().get("digest")).hasSize(32);
    assertThat(Files.readString(picture, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("Ann")
        .doesNotContain(grant.id());
    assertThat(CrJson.of(read(picture)).toString()).contains("human_validated");
  }

  private static String hex(Object value) {
    return switch (value) {
      case List<?> l -> l.stream().map(CredentialSignerTest::hex).toList().toString();
      case CborMap m -> m.entries().values().stream().map(CredentialSignerTest::hex).toList() + "";
      case byte[] b -> HexFormat.of().formatHex(b);
      default -> String.valueOf(value);
    };
  }

  @Test
  void theTargetIsItsParentWithItsOwnManifests() throws IOException {
    Path target = Files.write(folder.resolve("target.png"), Fixtures.image("png"));
    new OwnPictures(door.keys, Door.CLOCK.instant()).sign(target, OwnPictures.DRAWN, "drawn", null);
    String parent = read(target).activeLabel();
    Labelled l = labelled("d.jpg", Fixtures.image("jpg"), on(target));
    door.exporter.write(signer(target).sign(l), out);
    CredentialReport r = read(out);
    assertThat(r.state()).isEqualTo(CredentialReport.State.TRUSTED);
    assertThat(r.signers()).containsKey(parent);
    assertThat(CrJson.of(r).toString())
        .contains("c2pa.opened", "c2pa.edited", "parentOf", "human_validated");
  }

  @Test
  void aTargetThatChangedSinceLendsNoManifests() throws IOException {
    Path target = Files.write(folder.resolve("target.png"), Fixtures.image("png"));
    Labelled l = labelled("d.jpg", Fixtures.image("jpg"), on(target));
    new OwnPictures(door.keys, Door.CLOCK.instant())
        .sign(target, OwnPictures.DRAWN, "drawn later", null);
    door.exporter.write(signer(target).sign(l), out);
    CredentialReport r = read(out);
    assertThat(r.state()).isEqualTo(CredentialReport.State.TRUSTED);
    assertThat(r.signers()).hasSize(1);
  }

  @Test
  void aMarkIsWrittenDownWhereThereIsOne() throws IOException {
    Labelled l = labelled("d.png", Fixtures.image("png"), Door.facts(null));
    Signed s = door.signer.sign(l);
    String value = Base64.getEncoder().encodeToString(door.mark().bytes());
    assertThat(CrJson.of(read(s.file())).toString())
        .contains("c2pa.watermarked.bound", "c2pa.soft-binding", "dev.likeness.mark.1")
        .contains("b64'" + value);
  }

  @Test
  void aFilmOfAKindWithoutRoomGetsItsManifestBeside() throws IOException {
    Path webm = out.resolveSibling("film.webm");
    door.exporter.write(door.signed(draft("d.webm", MatroskaFixture.webm(true, 8)), null), webm);
    assertThat(CredentialReader.beside(webm)).exists();
    CredentialReport r = read(webm);
    assertThat(r.state()).isEqualTo(CredentialReport.State.TRUSTED);
    assertThat(r.beside()).isTrue();
    ObjectNode record = CanonicalJson.read(Files.readAllBytes(Exporter.recordOf(webm)));
    assertThat(record.at("/signature/where").asString()).isEqualTo("beside");
  }

  @Test
  void withoutAUsableKeyNothingLeaves() throws IOException {
    DraftFile draft = draft("d.jpg", Fixtures.image("jpg"));
    door.keys.initIfMissing(Door.CLOCK.instant());
    Files.writeString(door.keys.folder().resolve(SigningKeys.SIGNER + ".key"), "no key");
    assertThatThrownBy(() -> door.signed(draft, null))
        .isInstanceOf(ProvenanceException.class)
        .hasMessageContaining("nothing leaves unsigned")
        .hasMessageContaining("test-signer.key");
    try (Stream<Path> all = Files.list(out.getParent())) {
      assertThat(all).isEmpty();
    }
  }

  @Test
  void consentIsLookedUpBeforeAnythingIsSigned() throws IOException {
    Labelled l = labelled("d.jpg", Fixtures.image("jpg"), Door.facts(null));
    door.revoke();
    assertThatThrownBy(() -> door.signer.sign(l)).isInstanceOf(ConsentRefused.class);
    assertThat(door.keys.exist()).isFalse();
  }

  @Test
  void aPreviewIsSignedAsTheDraftThatItIs() throws IOException {
    Path png = out.resolveSibling("look.png");
    door.exporter.preview(door.labeller(), Preview.of(Fixtures.picture(640, 360)), png);
    CredentialReport r = read(png);
    assertThat(r.state()).isEqualTo(CredentialReport.State.TRUSTED);
    assertThat(CrJson.of(r).toString()).contains("nobody has approved");
  }
}
