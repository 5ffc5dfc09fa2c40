package dev.likeness.answers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Plain text in UTF-8, paragraphs divided by empty lines. Places are lines. */
final class TextReader implements DocumentReader {
  private static final int LONGEST_HEADING = 70;

  @Override
  public List<Block> read(Path file) throws IOException {
    List<Block> out = new ArrayList<>();
    List<Line> paragraph = new ArrayList<>();
    int line = 0;
    for (String l : Files.readAllLines(file)) {
      line++;
      if (l.isBlank()) {
        add(out, paragraph);
      } else {
        paragraph.add(new Line(l, "line " + line));
      }
    }
    add(out, paragraph);
    return out;
  }

  private static void add(List<Block> out, List<Line> lines) {
    if (lines.isEmpty()) {
      return;
    }
    String first = lines.getFirst().text().strip();
    boolean heading =
        first.length() < LONGEST_HEADING
            && !first.matches(".*[.!?:;,]$")
            && (lines.size() == 1
                || first.length() < lines.get(1).text().strip().length() / 2
                    && Character.isUpperCase(lines.get(1).text().strip().charAt(0)));
    if (heading) {
      out.add(Block.heading(2, first, lines.getFirst().place()));
      lines.removeFirst();
    }
    if (!lines.isEmpty()) {
      out.addAll(Block.paragraph(lines));
    }
    lines.clear();
  }
}
