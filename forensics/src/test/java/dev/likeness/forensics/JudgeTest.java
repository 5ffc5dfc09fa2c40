package dev.likeness.forensics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import dev.likeness.faces.FaceFinder;
import dev.likeness.media.Images;
import dev.likeness.models.Models;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeTest {
  private static Models models;
  private static FaceFinder finder;
  private static Judge judge;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    models = new Models();
    finder = new FaceFinder(models);
    judge = new Judge(models, finder, JudgeModel.shipped());
  }

  @AfterAll
  static void close() {
    judge.close();
    finder.close();
    assertThat(models.openSessions()).isZero();
    models.close();
  }

  private static Frame noise(int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    new Seed(1).random().nextBytes(rgb);
    return Edits.blur(new Frame(width, height, rgb), 1);
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private void broken(Path file, String damage) {
    Examination e = judge.examine(file, true);

    assertThat(e.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(e.examined()).isFalse();
    assertThat(e.damage()).containsIgnoringCase(damage);
    assertThat(e.sha256()).isNotNull();
  }

  @Test
  void anEmptyFileIsAFinding() throws IOException {
    broken(file("empty.jpg", new byte[0]), "empty");
  }

  @Test
  void textThatCallsItselfAPictureIsAFinding() throws IOException {
    broken(file("text.jpg", "not a picture".getBytes(StandardCharsets.UTF_8)), "no");
  }

  @Test
  void aPictureOfTooManyPixelsIsNotTakenIntoMemory() throws IOException {
    broken(file("bomb.png", png(60_000, 60_000)), "pixels");
  }

  @Test
  void aFileThatIsNotThereIsAFinding() {
    Examination e = judge.examine(folder.resolve("none.jpg"), false);

    assertThat(e.damage()).isNotNull();
    assertThat(e.sha256()).isNull();
  }

  @Test
  void aPictureCutOffIsLookedAtAndTheDamageNamed() throws IOException {
    Path whole = folder.resolve("whole.jpg");
    Images.write(noise(256, 256), whole, .9);
    byte[] b = Files.readAllBytes(whole);
    Examination e = judge.examine(file("cut.jpg", Arrays.copyOf(b, b.length * 2 / 3)), true);

    assertThat(e.damage()).contains("ends before");
    assertThat(e.verdict()).isNotNull();
  }

  @Test
  void veryWideAndVerySmallPicturesHaveAnAnswer() {
    for (int[] size : List.of(new int[] {20_000, 64}, new int[] {1, 1}, new int[] {3, 900})) {
      Path file = folder.resolve("size.png");
      Images.write(Frame.black(size[0], size[1]), file, 1);

      assertThat(judge.examine(file, true).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }
  }

  @Test
  void contributionsAndBiasAddUpToTheVerdict() {
    Path file = folder.resolve("noise.png");
    Images.write(noise(300, 280), file, 1);
    Examination e = judge.examine(file, false);

    double sum = e.contributions().values().stream().mapToDouble(Double::doubleValue).sum();
    assertThat(sum + judge.model().fusion().bias())
        .isCloseTo(e.logOdds(), org.assertj.core.api.Assertions.within(1e-5));
  }

  @Test
  void theSameFileGivesTheSameAnswer() {
    Path face = someone();
    Examination a = judge.examine(face, true);
    Examination b = judge.examine(face, true);

    assertThat(a.logOdds()).isEqualTo(b.logOdds());
    assertThat(a.faces().getFirst().face()).isTrue();
    assertThat(a.faces().getFirst().opinions())
        .extracting(Opinion::expert)
        .contains("spectrum", "texture", "noise", "inset", "graft", "eyes", "file")
        .hasSize(judge.model().blend().isEmpty() ? 7 : 8);
    for (Opinion o : a.faces().getFirst().opinions()) {
      assertThat(o.says()).isNotBlank();
      // a map of seams where none is said to be would be taken for one
      boolean wanted = o.applicable() && (!o.expert().equals("blend") || o.logOdds() > 1);
      assertThat(o.evidence() != null).as(o.expert()).isEqualTo(wanted);
    }
  }

  @Test
  void theReportHoldsVerdictAndEvidenceAndNothingFromOutside() {
    Examination e = judge.examine(someone(), true);
    String page =
        Report.html(
            List.of(new Report.Entry("a<i>.jpg", e, List.of("a <field>"), List.of("<b>NONE</b>"))),
            judge.model(),
            "today");

    assertThat(page)
        .contains(Report.word(e.verdict()))
        .contains(Objects.requireNonNull(e.sha256()).hex());
    assertThat(page).contains("data:image/png;base64").contains("&lt;b&gt;NONE");
    assertThat(page)
        .contains("says of itself that a machine made or changed it")
        .contains("<li>a &lt;field&gt;");
    assertThat(page).doesNotContain("http://").doesNotContain("https://");
  }

  /** A reader who compares the pictures' figures with the table's finds them the same. */
  @Test
  void figuresBesidePicturesAreThoseOfTheTable() {
    Examination e = judge.examine(someone(), true);
    String page =
        Report.html(
            List.of(new Report.Entry("a.jpg", e, List.of(), List.of())), judge.model(), "today");
    for (Opinion o : e.faces().getFirst().opinions()) {
      double part = judge.model().fusion(false).contribution(o);
      if (judge.model().fusion(false).counts(o.expert()) && o.applicable()) {
        String both =
            String.format(Locale.ROOT, "%+.2f by itself, %+.2f in the sum", o.logOdds(), part);
        assertThat(page).contains("<b>" + o.expert() + "</b> <span class=\"worth\">" + both);
        assertThat(page)
            .contains(String.format(Locale.ROOT, "<tr><td>%s<td>%+.2f</tr>", o.expert(), part));
      }
    }
    assertThat(page).contains("log-odds").contains("by itself (beside its picture below)");
  }

  private static Path someone() {
    Path face = Path.of(System.getProperty("likeness.media", "none")).resolve("people/male_7.jpg");
    assumeThat(Files.exists(face)).as("the test media are there").isTrue();
    return face;
  }

  /** A PNG whose header promises more than it holds. */
  private static byte[] png(int width, int height) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(new byte[] {(byte) 137, 'P', 'N', 'G', 13, 10, 26, 10});
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    try (DataOutputStream d = new DataOutputStream(head)) {
      d.writeInt(width);
      d.writeInt(height);
      d.write(new byte[] {8, 2, 0, 0, 0});
    }
    chunk(all, "IHDR", head.toByteArray());
    chunk(all, "IDAT", new byte[] {0x78, (byte) 0x9c, 3, 0, 0, 0, 0, 1});
    chunk(all, "IEND", new byte[0]);
    return all.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data)
      throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    DataOutputStream d = new DataOutputStream(out);
    d.writeInt(data.length);
    d.write(name);
    d.write(data);
    d.writeInt((int) crc.getValue());
  }
}
