package dev.likeness.answers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Office Open XML text documents (ISO/IEC 29500-1, section 17): paragraphs and headings of the main
 * part. Places are paragraphs, counted from 1.
 */
final class DocxReader implements DocumentReader {
  private static final String MAIN = "word/document.xml";

  /** A bomb of a few kilobytes must not fill the memory. */
  private static final int LONGEST = 64 << 20;

  @Override
  public List<Block> read(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry main = zip.getEntry(MAIN);
      if (main == null) {
        throw new IOException("it is no text document of Word: " + MAIN + " is missing");
      }
      try (InputStream in = zip.getInputStream(main)) {
        return blocks(XMLReaders.of(in));
      } catch (XMLStreamException e) {
        throw new IOException(MAIN + " is damaged", e);
      }
    }
  }

  private static List<Block> blocks(XMLStreamReader xml) throws XMLStreamException, IOException {
    List<Block> out = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int level = 0;
    int paragraphs = 0;
    int letters = 0;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        switch (xml.getLocalName()) {
          case "p" -> {
            text.setLength(0);
            level = 0;
            paragraphs++;
          }
          case "pStyle" -> level = level(xml.getAttributeValue(xml.getNamespaceURI(), "val"));
          case "t" -> {
            String t = xml.getElementText();
            letters += t.length();
            if (letters > LONGEST) {
              throw new IOException("it holds more than " + (LONGEST >> 20) + " million letters");
            }
            text.append(t);
          }
          case "tab", "br" -> text.append(' ');
          default -> {}
        }
      } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("p")) {
        String place = "paragraph " + paragraphs;
        if (!text.toString().isBlank()) {
          out.add(
              level > 0
                  ? Block.heading(level, text.toString(), place)
                  : Block.text(text.toString(), place));
        }
        text.setLength(0);
      }
    }
    return out;
  }

  /** Of the built-in styles Title and Heading 1 to 9; 0 of all others. */
  private static int level(String style) {
    if (style.equals("Title")) {
      return 1;
    }
    return style.matches("(?i)heading ?[1-9]") ? style.charAt(style.length() - 1) - '0' : 0;
  }

  /** Parsers that follow no reference to anywhere. */
  private static final class XMLReaders {
    static XMLStreamReader of(InputStream in) throws XMLStreamException {
      XMLInputFactory f = XMLInputFactory.newInstance();
      f.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      f.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      return f.createXMLStreamReader(in);
    }
  }
}
