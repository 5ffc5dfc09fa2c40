package dev.likeness.answers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** HTML, damaged too, as browsers read it. Places are paragraphs, counted from 1. */
final class HtmlReader implements DocumentReader {
  private static final String NOT_READ = "script, style, nav, header, footer, template, noscript";
  private static final String BLOCKS =
      "h1, h2, h3, h4, h5, h6, p, li, dt, dd, pre, blockquote, tr, figcaption";

  @Override
  public List<Block> read(Path file) throws IOException {
    Document d;
    try (InputStream in = Files.newInputStream(file)) {
      d = Jsoup.parse(in, null, "");
    }
    d.select(NOT_READ).remove();
    List<Block> out = new ArrayList<>();
    for (Element e : d.body().select(BLOCKS)) {
      String tag = e.normalName();
      String place = "paragraph " + (out.size() + 1);
      if (tag.length() == 2 && tag.charAt(0) == 'h') {
        out.add(Block.heading(tag.charAt(1) - '0', e.text(), place));
      } else if (tag.equals("tr")) {
        String row =
            e.select("th, td").stream().map(Element::text).collect(Collectors.joining(": "));
        out.add(Block.text(row, place));
      } else if (e.closest("tr") == null) {
        String own = own(e);
        if (!own.isBlank()) {
          out.add(Block.text(own, place));
        }
      }
    }
    if (out.stream().noneMatch(b -> b.level() == 0)) {
      out.add(Block.text(d.body().text(), "paragraph 1"));
    }
    return out;
  }

  /** What stands in a block and in no other within it. */
  private static String own(Element e) {
    if (e.select(BLOCKS).size() == 1) {
      return e.text();
    }
    Element alone = e.clone();
    alone.children().select(BLOCKS).remove();
    return alone.text();
  }
}
