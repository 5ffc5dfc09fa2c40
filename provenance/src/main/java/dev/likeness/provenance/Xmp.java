package dev.likeness.provenance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The properties of an XMP packet (ISO 16684-1) that say how a medium was made: IPTC Photo
 * Metadata's DigitalSourceType and AISystemUsed (2025.1), and AIGC of {@link Aigc}. All others are
 * carried over.
 */
final class Xmp {
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final String META = "adobe:ns:meta/";
  private static final String IPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
  private static final String TYPE = "DigitalSourceType";
  private static final String SYSTEM = "AISystemUsed";
  private static final String BEGIN =
      "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n";
  private static final String END = "\n<?xpacket end=\"w\"?>";

  private Xmp() {}

  /** What a packet states, if it is readable. Read as a stream: a packet may be somebody's trap. */
  static Marks marks(byte[] packet) {
    return new Marks(
        find(packet, IPTC, TYPE).orElse(null),
        find(packet, Aigc.NAMESPACE, Aigc.NAME).orElse(null));
  }

  private static Optional<String> find(byte[] packet, String namespace, String name) {
    XmpScan scan = new XmpScan(RDF, namespace, name);
    int start = start(packet);
    int length = end(packet, start) - start;
    try {
      SAXParserFactory f = SAXParserFactory.newDefaultNSInstance();
      f.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      f.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      f.newSAXParser().parse(new ByteArrayInputStream(packet, start, length), scan);
    } catch (SAXException e) {
      return Optional.empty();
    } catch (ParserConfigurationException | IOException e) {
      throw new IllegalStateException("every JDK has this XML parser", e);
    }
    return scan.found();
  }

  /**
   * A packet that states this, and all that the old one said besides; an old packet that is not
   * readable is dropped.
   */
  static byte[] with(byte @Nullable [] old, Marks marks) {
    Document d = old == null ? null : parse(old);
    if (d == null || descriptions(d).isEmpty()) {
      d = empty();
    }
    Element description = descriptions(d).get(0);
    if (marks.sourceType() != null) {
      remove(d, IPTC, TYPE);
      remove(d, IPTC, SYSTEM);
      description.setAttributeNS(IPTC, "Iptc4xmpExt:" + TYPE, marks.sourceType());
      description.setAttributeNS(IPTC, "Iptc4xmpExt:" + SYSTEM, "Likeness");
    }
    if (marks.aigc() != null) {
      remove(d, Aigc.NAMESPACE, Aigc.NAME);
      // an element and not an attribute, as other programs look for it
      Element aigc = d.createElementNS(Aigc.NAMESPACE, "TC260:" + Aigc.NAME);
      aigc.setTextContent(marks.aigc());
      description.appendChild(aigc);
    }
    return (BEGIN + text(d.getDocumentElement()) + END).getBytes(StandardCharsets.UTF_8);
  }

  private static void remove(Document d, String namespace, String name) {
    for (Element e : descriptions(d)) {
      e.removeAttributeNS(namespace, name);
    }
    NodeList found = d.getElementsByTagNameNS(namespace, name);
    for (int i = found.getLength() - 1; i >= 0; i--) {
      found.item(i).getParentNode().removeChild(found.item(i));
    }
  }

  private static List<Element> descriptions(Document d) {
    List<Element> out = new ArrayList<>();
    NodeList roots = d.getElementsByTagNameNS(RDF, "RDF");
    for (int i = 0; i < roots.getLength(); i++) {
      NodeList children = roots.item(i).getChildNodes();
      for (int j = 0; j < children.getLength(); j++) {
        if (children.item(j) instanceof Element e
            && RDF.equals(e.getNamespaceURI())
            && "Description".equals(e.getLocalName())) {
          out.add(e);
        }
      }
    }
    return out;
  }

  private static Document empty() {
    Document d = builder().newDocument();
    Element meta = d.createElementNS(META, "x:xmpmeta");
    Element rdf = d.createElementNS(RDF, "rdf:RDF");
    Element description = d.createElementNS(RDF, "rdf:Description");
    description.setAttributeNS(RDF, "rdf:about", "");
    d.appendChild(meta);
    meta.appendChild(rdf);
    rdf.appendChild(description);
    return d;
  }

  /** Null where it is not well-formed; padding, a byte-order mark and final zeros may be there. */
  private static @Nullable Document parse(byte[] packet) {
    int start = start(packet);
    int end = end(packet, start);
    try {
      return builder().parse(new ByteArrayInputStream(packet, start, end - start));
    } catch (SAXException e) {
      return null;
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory", e);
    }
  }

  private static int start(byte[] packet) {
    int start = 0;
    while (start < packet.length && packet[start] != '<') {
      start++;
    }
    return start;
  }

  private static int end(byte[] packet, int start) {
    int end = packet.length;
    while (end > start && packet[end - 1] != '>') {
      end--;
    }
    return end;
  }

  private static DocumentBuilder builder() {
    try {
      DocumentBuilderFactory f = DocumentBuilderFactory.newDefaultNSInstance();
      f.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      f.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder b = f.newDocumentBuilder();
      b.setErrorHandler(new DefaultHandler());
      return b;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every JDK has this XML parser", e);
    }
  }

  private static String text(Element root) {
    try {
      Transformer t = TransformerFactory.newDefaultInstance().newTransformer();
      t.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      t.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
      StringWriter out = new StringWriter();
      t.transform(new DOMSource(root), new StreamResult(out));
      return out.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException("a document in memory", e);
    }
  }
}
