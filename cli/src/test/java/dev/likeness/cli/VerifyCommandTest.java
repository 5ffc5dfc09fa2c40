package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.consent.FileDigest;
import dev.likeness.provenance.AuditEvent;
import dev.likeness.provenance.AuditLog;
import dev.likeness.provenance.Marks;
import dev.likeness.provenance.OwnPictures;
import dev.likeness.provenance.SigningKeys;
import dev.likeness.provenance.SourceType;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VerifyCommandTest {
  @TempDir private Path folder;

  private Path home() {
    return folder.resolve("home");
  }

  private Run verify(Object... args) {
    String[] all = new String[args.length + 1];
    all[0] = "verify";
    for (int i = 0; i < args.length; i++) {
      all[i + 1] = args[i].toString();
    }
    return Run.in(home(), null, all);
  }

  private Path plain(String name) throws IOException {
    Path file = Files.createDirectories(folder.resolve("media")).resolve(name);
    ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    return file;
  }

  private Path signed(String name) throws IOException {
    Path file = plain(name);
    new OwnPictures(SigningKeys.in(home().resolve("keys")), Instant.now())
        .sign(file, OwnPictures.DRAWN, "a black square", null);
    return file;
  }

  private static void change(Path file) throws IOException {
    byte[] b = Files.readAllBytes(file);
    b[b.length - 20] ^= 1;
    Files.write(file, b);
  }

  @Test
  void ownTestFilesAreTrustedByTheOwnTestRoot() throws IOException {
    Run run = verify(signed("a.png"));
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("TRUSTED", "your own test root", "algorithmicMedia", "a black square");
    assertThat(run.out().lines().skip(1))
        .first()
        .isEqualTo("  what it says of itself: made or changed by AI or another program");
    assertThat(run.out())
        .contains("(issued by Likeness test root, not for real use)")
        .doesNotContain("CN=");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void elsewhereTheirSignerIsOnNoListUntilTheRootIsGiven() throws IOException {
    Path file = signed("a.png");
    Run run = verify(file, "--only");
    assertThat(run.code()).isEqualTo(ExitCode.UNKNOWN_SIGNER);
    assertThat(run.out()).contains("VALID", "signingCredential.untrusted");
    Run pem = Run.in(home(), null, "keys", "show", "--root", "--pem");
    assertThat(pem.out()).startsWith("-----BEGIN CERTIFICATE-----");
    Path root = Files.writeString(folder.resolve("root.pem"), pem.out());
    assertThat(verify(file, "--only", "--trust", root).code()).isZero();
  }

  @Test
  void changedFilesAreFound() throws IOException {
    Path file = signed("a.png");
    change(file);
    Run run = verify(file);
    assertThat(run.code()).isEqualTo(ExitCode.TAMPERED);
    assertThat(run.out()).contains("INVALID", "assertion.dataHash.mismatch");
  }

  @Test
  void absenceProvesNothingAndSaysSo() throws IOException {
    Run run = verify(plain("a.png"));
    assertThat(run.code()).isEqualTo(ExitCode.NO_CREDENTIALS);
    assertThat(run.out()).contains("That says nothing about the file");
  }

  @Test
  void aFolderIsGoneThroughAndTheWorstCounts() throws IOException {
    signed("a.png");
    plain("b.png");
    change(signed("c.png"));
    Files.writeString(folder.resolve("media/notes.txt"), "no medium");
    Run run = verify(folder.resolve("media"), "--json");
    assertThat(run.code()).isEqualTo(ExitCode.TAMPERED);
    JsonNode o = JsonMapper.shared().readTree(run.out());
    assertThat(o.at("/files")).hasSize(3);
    assertThat(o.at("/files/0/state").asString()).isEqualTo("TRUSTED");
    assertThat(o.at("/files/1/state").asString()).isEqualTo("NONE");
    assertThat(o.at("/files/2/failures/0/code").asString())
        .isEqualTo("assertion.dataHash.mismatch");
    assertThat(o.at("/files/0/crjson/manifests/0/claim.v2/dc:title").asString())
        .isEqualTo("a black square");
    assertThat(o.at("/exit_code").asInt()).isEqualTo(6);
  }

  @Test
  void ofSeveralFilesThereIsASummaryAndTheTreeOnlyOnRequest() throws IOException {
    signed("a.png");
    plain("b.png");
    Files.writeString(folder.resolve("media/notes.txt"), "no medium");
    Run run = verify(folder.resolve("media"));
    assertThat(run.out())
        .contains("2 files: 1 TRUSTED, 1 NONE; 1 that are no media passed over")
        .doesNotContain("a black square");
    assertThat(verify(folder.resolve("media"), "--tree").out()).contains("a black square");
    JsonNode o = JsonMapper.shared().readTree(verify(folder.resolve("media"), "--json").out());
    assertThat(o.at("/summary/trusted").asInt()).isEqualTo(1);
    assertThat(o.at("/summary/not_media").asInt()).isEqualTo(1);
    assertThat(verify(Files.createDirectory(folder.resolve("empty"))).code())
        .as("nothing was verified")
        .isEqualTo(5);
  }

  @Test
  void whatMetadataAndTheOwnLogSayStandsBeside() throws IOException {
    Path file = signed("a.png");
    assertThat(verify(file).out()).contains("this installation's test root");
    AuditLog.in(home(), Clock.systemUTC())
        .append(
            new AuditEvent.Exported(
                "job-7", FileDigest.of(file), 1, OwnPictures.DRAWN, "signed-test"));
    assertThat(verify(file).out()).contains("left this installation", "job-7", "entry 1");
    JsonNode o = JsonMapper.shared().readTree(verify(file, "--json").out());
    assertThat(o.at("/files/0/findings/0/kind").asString()).isEqualTo("own_export");
    assertThat(o.at("/files/0/findings/0/details/job").asString()).isEqualTo("job-7");
    Path marked = folder.resolve("media/marked.png");
    SourceType.write(
        plain("b.png"),
        marked,
        new Marks(
            OwnPictures.DRAWN,
            "{\"Label\":\"2\",\"ContentProducer\":\"somebody\",\"ProduceID\":\"9\"}"));
    assertThat(verify(marked).out())
        .contains("anybody can write", "AIGC possibly", "by somebody")
        .contains("digital source type: made by a program, without AI (algorithmicMedia)");
  }

  @Test
  void anUnreadableLogDoesNotStopVerifying() throws IOException {
    Path file = signed("a.png");
    AuditLog log = AuditLog.in(home(), Clock.systemUTC());
    log.append(new AuditEvent.Previewed(FileDigest.of(file), "picture", List.of()));
    Path lines = home().resolve("audit/log.jsonl");
    Files.writeString(lines, Files.readString(lines).replace("picture", "sculpture"));
    Run run = verify(file);
    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("log.jsonl, line 1");
  }

  @Test
  void whatCannotBeReadIsNamedAndTheRestIsStillDone() throws IOException {
    Run run = verify(folder.resolve("none.png"), signed("a.png"));
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("none.png is not there");
    assertThat(run.out()).contains("TRUSTED");
    Run bad = verify(signed("b.png"), "--trust", folder.resolve("no.pem"));
    assertThat(bad.code()).isEqualTo(ExitCode.FAILED);
    assertThat(bad.err()).contains("no.pem");
    assertThat(Run.in(home(), null, "verify").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void keysAreShownChosenAndNeverPrinted() throws IOException {
    Run made = Run.in(home(), null, "keys", "init", "--algorithm", "ed25519");
    assertThat(made.code()).isZero();
    assertThat(made.err()).contains("nothing about who made it");
    assertThat(Run.in(home(), null, "keys", "init").out()).contains("already");
    Run show = Run.in(home(), null, "keys", "show", "--json");
    JsonNode o = JsonMapper.shared().readTree(show.out());
    assertThat(o.at("/kind").asString()).isEqualTo("test");
    assertThat(show.out()).doesNotContain("PRIVATE");
    assertThat(Run.in(home(), null, "keys", "show").out())
        .contains("issued by:   Likeness test root, not for real use\n");
    assertThat(Run.in(home(), null, "keys", "use").code()).isEqualTo(ExitCode.USAGE);
    Run bad = Run.in(home(), null, "keys", "use", "--tsa", "ftp://x");
    assertThat(bad.code()).isEqualTo(ExitCode.USAGE);
    Run none = Run.in(home(), null, "keys", "use", "--pkcs12", folder.resolve("x.p12").toString());
    assertThat(none.code()).isEqualTo(ExitCode.FAILED);
    assertThat(none.err()).contains("x.p12");
    assertThat(Run.in(home(), null, "keys", "renew").code()).isZero();
    assertThat(verify(signed("a.png")).code()).isZero();
  }

  @Test
  void whatIsSeenInThePicturesStandsBesideAndNeverChangesTheExitCode() throws IOException {
    Path file = plain("small.png");
    Run all = verify("--json", file);
    Run only = verify("--json", "--provenance-only", file);

    assertThat(all.code()).isEqualTo(only.code()).isEqualTo(ExitCode.NO_CREDENTIALS);
    JsonNode forensics = JsonMapper.shared().readTree(all.out()).at("/files/0/forensics");
    assertThat(forensics.path("verdict").asString()).isEqualTo("inconclusive");
    assertThat(forensics.path("why")).isNotEmpty();
    assertThat(forensics.path("faces").path(0).path("experts")).isNotEmpty();
    assertThat(JsonMapper.shared().readTree(only.out()).at("/files/0/forensics").isMissingNode())
        .isTrue();
  }

  @Test
  void theReportIsOnePageAndTheSameAsJson() throws IOException {
    Path out = folder.resolve("found");
    Run run = verify("--report", out, plain("small.png"));

    assertThat(run.code()).isEqualTo(ExitCode.NO_CREDENTIALS);
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("small.png")
        .contains("cannot be told")
        .contains("NONE");
    JsonNode o = JsonMapper.shared().readTree(Files.readString(out.resolve("report.json")));
    assertThat(o.at("/files/0/verdict").asString()).isEqualTo("inconclusive");
    assertThat(o.path("judge_sha256").asString()).hasSize(64);
    assertThat(verify("--report", out, "--provenance-only", out).code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aReportThatIsThereIsNotReplacedUnasked() throws IOException {
    Path out = folder.resolve("found");
    Path picture = plain("small.png");
    verify("--report", out, picture);
    byte[] before = Files.readAllBytes(out.resolve("report.html"));

    Run again = verify("--report", out, plain("other.png"));
    assertThat(again.code()).isEqualTo(ExitCode.FAILED);
    assertThat(again.err()).contains("report.html is there already", "--overwrite");
    verify("--report", out, "--overwrite", folder.resolve("not-there.png"));
    assertThat(Files.readAllBytes(out.resolve("report.html"))).isEqualTo(before);
    verify("--report", out, "--overwrite", plain("other.png"));
    assertThat(Files.readString(out.resolve("report.html"))).contains("other.png");
  }

  /** Only the signature on a report needs a key; reading and judging need nothing of the home. */
  @Test
  void aHomeThatCannotBeWrittenIsNoHindranceAndAReportIsSaidToBeUnsigned() throws IOException {
    Path home = Files.writeString(folder.resolve("file"), "no folder").resolve("home");
    Path file = plain("a.png");
    Run plain = Run.in(home, null, "verify", file.toString());
    assertThat(plain.code()).as(plain.err()).isEqualTo(ExitCode.NO_CREDENTIALS);
    assertThat(plain.out()).contains("looked at:");
    Path report = Files.createDirectories(folder.resolve("report"));
    Files.writeString(report.resolve("report.jws"), "of an earlier one");
    Run run = Run.in(home, null, "verify", file.toString(), "--report", report.toString());
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.NO_CREDENTIALS);
    assertThat(run.err())
        .contains("the report is not signed: cannot make the folder", "LIKENESS_HOME");
    assertThat(report.resolve("report.html")).isNotEmptyFile();
    assertThat(report.resolve("report.jws")).doesNotExist();
  }
}
