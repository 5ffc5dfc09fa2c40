package dev.likeness.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsTest {
  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<String> texts(List<Block> blocks) {
    return blocks.stream()
        .map(b -> (b.level() > 0 ? "#" + b.level() + " " : "") + b.text())
        .toList();
  }

  @Test
  void markdownGivesHeadingsParagraphsListsAndLines() throws IOException {
    List<Block> b =
        Documents.read(
            file(
                "a.md",
                "# House\n\nIt has *two*\nfloors.\n\n## Roof\n\n- red [tiles](x)\n- slate\n"));
    assertThat(texts(b))
        .containsExactly("#1 House", "It has two floors.", "#2 Roof", "red tiles", "slate");
    assertThat(b.get(1).place()).isEqualTo("line 3");
    assertThat(b.get(4).place()).isEqualTo("line 9");
  }

  @Test
  void htmlIsReadWithoutWhatFramesIt() throws IOException {
    List<Block> b =
        Documents.read(
            file(
                "a.html",
                "<nav><p>Menu</p></nav><h2>Faults</h2><p>Call <b>us</b>.<table><tr><th>Wet</th>"
                    + "<td>Wipe it</td></tr></table><ul><li>One<li>Two</ul><script>x()</script>"));
    assertThat(texts(b)).containsExactly("#2 Faults", "Call us.", "Wet: Wipe it", "One", "Two");
  }

  @Test
  void plainTextKnowsHeadingsByTheirShortness() throws IOException {
    List<Block> b =
        Documents.read(
            file("a.txt", "Prices\nA ride costs a pound, whoever rides.\n\nIt rains.\n"));
    assertThat(texts(b))
        .containsExactly("#2 Prices", "A ride costs a pound, whoever rides.", "It rains.");
    assertThat(b.get(2).place()).isEqualTo("line 4");
  }

  @Test
  void pdfTellsPages() throws IOException {
    Path pdf = folder.resolve("a.pdf");
    try (PDDocument d = new PDDocument()) {
      for (String text : List.of("The first page.", "The second page.")) {
        PDPage page = new PDPage();
        d.addPage(page);
        try (PDPageContentStream c = new PDPageContentStream(d, page)) {
          c.beginText();
          c.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
          c.newLineAtOffset(50, 700);
          c.showText(text);
          c.endText();
        }
      }
      d.save(pdf.toFile());
      d.protect(new StandardProtectionPolicy("a", "b", new AccessPermission()));
      d.save(folder.resolve("locked.pdf").toFile());
    }
    List<Block> b = Documents.read(pdf);
    assertThat(texts(b)).containsExactly("The first page.", "The second page.");
    assertThat(b.get(1).place()).isEqualTo("page 2");
    assertThatThrownBy(() -> Documents.read(folder.resolve("locked.pdf")))
        .isInstanceOf(AnswersException.class)
        .hasMessageContaining("locked with a password");
  }

  @Test
  void wordDocumentsTellHeadings() throws IOException {
    Path docx = folder.resolve("a.docx");
    String xml =
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
            + "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Care</w:t></w:r></w:p>"
            + "<w:p><w:r><w:t xml:space=\"preserve\">Wipe </w:t></w:r><w:r><w:t>it.</w:t></w:r></w:p>"
            + "</w:body></w:document>";
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(docx))) {
      zip.putNextEntry(new ZipEntry("word/document.xml"));
      zip.write(xml.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(texts(Documents.read(docx))).containsExactly("#1 Care", "Wipe it.");
    assertThatThrownBy(() -> Documents.read(file("b.docx", "no zip")))
        .isInstanceOf(AnswersException.class)
        .hasMessageContaining("b.docx cannot be read");
  }

  @Test
  void questionsAndAnswersStandAlone() throws IOException {
    Path csv = file("a.csv", "question,answer\nWhen?,\"At noon, or later.\"\nWhere?,Here.\n");
    List<Passage> p = Chopper.passages("a.csv", Documents.read(csv));
    assertThat(p).extracting(Passage::heading).containsExactly("When?", "Where?");
    assertThat(p).extracting(Passage::text).containsExactly("At noon, or later.", "Here.");
    assertThat(p.get(1).place()).isEqualTo("row 3");
    assertThatThrownBy(() -> Documents.read(file("b.csv", "only one\n")))
        .hasMessageContaining("row 1 has 1 column");
  }

  @Test
  void whatCannotBeReadIsNamed() throws IOException {
    assertThatThrownBy(() -> Documents.read(file("a.odt", "x")))
        .isInstanceOf(AnswersException.class)
        .hasMessageContaining("a.odt: documents end in .md");
    assertThatThrownBy(() -> Documents.read(file("e.md", "# Only a heading\n")))
        .hasMessageContaining("holds no text");
    assertThatThrownBy(() -> Documents.read(folder.resolve("none.txt")))
        .hasMessageContaining("there is no");
    Path latin = Files.write(folder.resolve("l.txt"), new byte[] {'a', (byte) 0xe9, 'b', '\n'});
    assertThatThrownBy(() -> Documents.read(latin)).hasMessageContaining("UTF-8");
    assertThatThrownBy(() -> Documents.read(file("d.pdf", "%PDF-1.7 broken")))
        .isInstanceOf(AnswersException.class)
        .hasMessageContaining("d.pdf cannot be read");
  }

  @Test
  void sentencesOfLongParagraphsKeepTheirLines() throws IOException {
    StringBuilder text = new StringBuilder("Before.\n\n");
    for (int i = 0; i < 40; i++) {
      text.append("Here stands sentence number ").append(i).append(",\nand here it ends.\n");
    }
    for (String name : List.of("a.md", "a.txt")) {
      List<Passage> all = Documents.passages(file(name, text.toString()));
      assertThat(all).hasSizeGreaterThan(2);
      for (Passage p : all) {
        for (String s : Sentences.of(p.text())) {
          int n = s.startsWith("Here") ? Integer.parseInt(s.replaceAll("\\D", "")) : -1;
          String place = n < 0 ? "line 1" : "lines %d to %d".formatted(3 + 2 * n, 4 + 2 * n);
          assertThat(p.place(List.of(s))).as("%s in %s", s, name).isEqualTo(place);
        }
      }
      assertThat(all.getLast().place(List.of("Nowhere."))).isEqualTo(all.getLast().place());
    }
  }

  @Test
  void linesOfCodeAreCountedAfterTheirFence() throws IOException {
    Passage p =
        Documents.passages(file("c.md", "Do this:\n\n```\nfirst step\nsecond step\n```\n"))
            .getFirst();
    assertThat(p.place(List.of("second step"))).isEqualTo("line 5");
  }

  @Test
  void passagesStayWithinTheirSections() throws IOException {
    String words = "Here stand some words that fill a sentence well enough. ".repeat(9);
    List<Passage> p =
        Chopper.passages(
            "a.md",
            Documents.read(
                file("a.md", "# A\n\n" + words + "\n\n" + words + "\n\n## B\n\nShort.\n")));
    assertThat(p).extracting(Passage::heading).containsExactly("A", "A", "A › B");
    assertThat(p.get(2).title()).isEqualTo("B");
  }
}
