package dev.likeness.flow.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.consent.SubjectKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportSealTest {
  @TempDir Path dir;
  private final SubjectKeys examiner = SubjectKeys.generate();

  @BeforeEach
  void report() throws Exception {
    Files.writeString(dir.resolve("report.json"), "{\"verdict\":\"inconclusive\"}");
    Files.writeString(dir.resolve("report.html"), "<p>it cannot be told");
    ReportSeal.put(dir, examiner, "2026-11-29T12:00:00Z");
  }

  @Test
  void whatIsUntouchedNamesItsKeyAndTime() throws Exception {
    ReportSeal.State s = ReportSeal.check(dir);
    assertThat(s.problem()).isNull();
    assertThat(s.key()).isEqualTo(examiner.publicKey());
    assertThat(s.at()).isEqualTo("2026-11-29T12:00:00Z");
  }

  @Test
  void aChangedFileIsNamed() throws Exception {
    Files.writeString(dir.resolve("report.html"), "<p>manipulated");
    assertThat(ReportSeal.check(dir).problem()).contains("report.html").contains("changed");
    Files.delete(dir.resolve("report.json"));
    assertThat(ReportSeal.check(dir).problem()).contains("report.json is missing");
  }

  @Test
  void anotherPayloadUnderTheSameSignatureIsRefused() throws Exception {
    String[] p = Files.readString(dir.resolve("report.jws")).strip().split("\\.");
    String payload =
        new String(Base64.getUrlDecoder().decode(p[1]), StandardCharsets.UTF_8)
            .replace("2026", "2025");
    String other =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(payload.getBytes(StandardCharsets.UTF_8));
    Files.writeString(dir.resolve("report.jws"), p[0] + "." + other + "." + p[2]);
    assertThat(ReportSeal.check(dir).problem()).contains("not that of the key");
    assertThat(ReportSeal.check(dir).key()).isNull();
  }

  @Test
  void whatIsNoSignatureIsSaid() throws Exception {
    for (String s : new String[] {"", "a.b", "a.b.c", "e30.e30.e30", "e30.e30.e30.e30"}) {
      Files.writeString(dir.resolve("report.jws"), s);
      assertThat(ReportSeal.check(dir).problem()).as(s).contains("no signature");
    }
    Files.delete(dir.resolve("report.jws"));
    assertThat(ReportSeal.check(dir).problem()).contains("missing");
  }
}
