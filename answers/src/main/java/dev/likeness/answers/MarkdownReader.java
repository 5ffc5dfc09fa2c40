package dev.likeness.answers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build()
            .parse(Files.readString(file));
    List<Block> out = new ArrayList<>();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading h) {
            String text = String.join(" ", lines(h).stream().map(Line::text).toList());
            out.add(Block.heading(h.getLevel(), text, place(h)));
          }

          @Override
          public void visit(Paragraph p) {
            out.addAll(Block.paragraph(lines(p)));
          }

          @Override
          public void visit(FencedCodeBlock c) {
            out.addAll(Block.paragraph(lines(c.getLiteral(), number(c) + 1)));
          }

          @Override
          public void visit(IndentedCodeBlock c) {
            out.addAll(Block.paragraph(lines(c.getLiteral(), number(c))));
          }
        });
    return out;
  }

  /** Its lines, without markup and where links lead; at least one. */
  private static List<Line> lines(Node n) {
    List<Line> out = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    String[] place = {place(n)};
    n.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text t) {
            add(t, t.getLiteral());
          }

          @Override
          public void visit(Code c) {
            add(c, c.getLiteral());
          }

          @Override
          public void visit(SoftLineBreak b) {
            end();
          }

          @Override
          public void visit(HardLineBreak b) {
            end();
          }

          private void add(Node part, String text) {
            if (line.isEmpty() && !part.getSourceSpans().isEmpty()) {
              place[0] = place(part);
            }
            line.append(text);
          }

          private void end() {
            out.add(new Line(line.toString(), place[0]));
            line.setLength(0);
          }
        });
    out.add(new Line(line.toString(), place[0]));
    return out;
  }

  private static List<Line> lines(String code, int first) {
    List<String> all = code.isEmpty() ? List.of("") : code.lines().toList();
    return IntStream.range(0, all.size())
        .mapToObj(i -> new Line(all.get(i), "line " + (first + i)))
        .toList();
  }

  private static String place(Node n) {
    return "line " + number(n);
  }

  /** The line on which it begins, from 1. */
  private static int number(Node n) {
    return n.getSourceSpans().isEmpty() ? 1 : n.getSourceSpans().getFirst().getLineIndex() + 1;
  }
}
