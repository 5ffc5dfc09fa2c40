package dev.likeness.answers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Markdown after the CommonMark specification 0.31. Places are lines. */
final class MarkdownReader implements DocumentReader {
  @Override
  public List<Block> read(Path file) throws IOException {
    Node document =
        Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .build()
            .parse(Files.readString(file));
    List<Block> out = new ArrayList<>();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading h) {
            out.add(Block.heading(h.getLevel(), words(h), line(h)));
          }

          @Override
          public void visit(Paragraph p) {
            out.add(Block.text(words(p), line(p)));
          }

          @Override
          public void visit(FencedCodeBlock c) {
            out.add(Block.text(c.getLiteral(), line(c)));
          }

          @Override
          public void visit(IndentedCodeBlock c) {
            out.add(Block.text(c.getLiteral(), line(c)));
          }
        });
    return out;
  }

  /** Without markup and where links lead. */
  private static String words(Node n) {
    StringBuilder out = new StringBuilder();
    n.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text t) {
            out.append(t.getLiteral());
          }

          @Override
          public void visit(Code c) {
            out.append(c.getLiteral());
          }

          @Override
          public void visit(SoftLineBreak b) {
            out.append(' ');
          }

          @Override
          public void visit(HardLineBreak b) {
            out.append(' ');
          }
        });
    return out.toString();
  }

  private static String line(Node n) {
    return n.getSourceSpans().isEmpty()
        ? "line ?"
        : "line " + (n.getSourceSpans().getFirst().getLineIndex() + 1);
  }
}
