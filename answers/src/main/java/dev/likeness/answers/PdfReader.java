package dev.likeness.answers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;

/** PDF with text in it. Places are pages, counted from 1; headings are not told from text. */
final class PdfReader implements DocumentReader {
  /** Stands where the layout leaves more room than between two lines. */
  private static final String PARAGRAPH = "\u2029";

  @Override
  public List<Block> read(Path file) throws IOException {
    try (PDDocument d = Loader.loadPDF(file.toFile())) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setParagraphEnd(PARAGRAPH);
      List<Block> out = new ArrayList<>();
      for (int page = 1; page <= d.getNumberOfPages(); page++) {
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        for (String p : stripper.getText(d).split(PARAGRAPH, -1)) {
          String text = p.replaceAll("(\\p{L})-\\R(\\p{Ll})", "$1$2");
          if (!text.isBlank()) {
            String place = "page " + page;
            out.addAll(Block.paragraph(text.lines().map(l -> new Line(l, place)).toList()));
          }
        }
      }
      return out;
    } catch (InvalidPasswordException e) {
      throw new IOException("it is locked with a password; save a copy without", e);
    }
  }
}
