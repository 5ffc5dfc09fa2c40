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
    List<String> paragraph = new ArrayList<>();
    int line = 0;
    int began = 1;
    for (String l : Files.readAllLines(file)) {
      line++;
      if (l.isBlank()) {
        add(out, paragraph, began);
        began = line + 1;
      } else {
        paragraph.add(l);
      }
    }
    add(out, paragraph, began);
    return out;
  }

  private static void add(List<Block> out, List<String> lines, int began) {
    if (lines.isEmpty()) {
      return;
    }
    String place = "line " + began;
    String first = lines.getFirst().strip();
    boolean heading =
        first.length() < LONGEST_HEADING
            && !first.matches(".*[.!?:;,]$")
            && (lines.size() == 1
                || first.length() < lines.get(1).strip().length() / 2
                    && Character.isUpperCase(lines.get(1).strip().charAt(0)));
    if (heading) {
      out.add(Block.heading(2, first, place));
      lines.removeFirst();
      place = "line " + (began + 1);
    }
    if (!lines.isEmpty()) {
      out.add(Block.text(String.join(" ", lines), place));
    }
    lines.clear();
  }
}
