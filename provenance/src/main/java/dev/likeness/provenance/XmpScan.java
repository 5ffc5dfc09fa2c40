package dev.likeness.provenance;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Looks for one property in an XMP packet (ISO 16684-1): as an attribute of a description, else as
 * an element with a resource or a text.
 */
final class XmpScan extends DefaultHandler {
  private static final int LONGEST = 8000;
  private static final int DEEPEST = 200;

  private final String rdf;
  private final String namespace;
  private final String name;
  private @Nullable String attribute;
  private @Nullable String element;
  private @Nullable StringBuilder text;
  private int depth;

  XmpScan(String rdf, String namespace, String name) {
    this.rdf = rdf;
    this.namespace = namespace;
    this.name = name;
  }

  Optional<String> found() {
    return Optional.ofNullable(attribute != null ? attribute : element).map(String::strip);
  }

  @Override
  public void startElement(String uri, String local, String qualified, Attributes a)
      throws SAXException {
    if (++depth > DEEPEST) {
      throw new SAXException("nested too deep");
    }
    if (uri.equals(rdf) && local.equals("Description") && attribute == null) {
      attribute = a.getValue(namespace, name);
    }
    if (uri.equals(namespace) && local.equals(name) && element == null) {
      String resource = a.getValue(rdf, "resource");
      if (resource == null) {
        text = new StringBuilder();
      } else if (!resource.isBlank()) {
        element = resource;
      }
    }
  }

  @Override
  public void characters(char[] c, int start, int length) {
    if (text != null && text.length() < LONGEST) {
      text.append(c, start, Math.min(length, LONGEST));
    }
  }

  @Override
  public void endElement(String uri, String local, String qualified) {
    depth--;
    if (text != null && uri.equals(namespace) && local.equals(name)) {
      element = text.isEmpty() || text.toString().isBlank() ? null : text.toString();
      text = null;
    }
  }

  /** Said nowhere: an unreadable packet states nothing. */
  @Override
  public void error(SAXParseException e) {}
}
