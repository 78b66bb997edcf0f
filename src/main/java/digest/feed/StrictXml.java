package digest.feed;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.JDOMException;
import org.jdom2.input.SAXBuilder;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * Parses XML that is well-formed, without document types, not too deep and not flooded with
 * attributes (safety T8). One for each document: a parser is not thread-safe.
 */
final class StrictXml {

  static final int MAX_DEPTH = 100;
  static final int MAX_ATTRIBUTES = 100;
  private static final String JAXP = "http://www.oracle.com/xml/jaxp/properties/";
  private static final String UNLIMITED = "0";

  private final SAXBuilder builder = new SAXBuilder();

  StrictXml() {
    builder.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    builder.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    builder.setFeature("http://xml.org/sax/features/external-general-entities", false);
    builder.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
    builder.setExpandEntities(true);
    // JDK 24 counts &lt; and &amp; as entities and stops at 100,000 characters, which a feed with
    // whole articles has. Without a DOCTYPE no entity can grow, and the size is bounded elsewhere.
    builder.setProperty(JAXP + "maxGeneralEntitySizeLimit", UNLIMITED);
    builder.setProperty(JAXP + "totalEntitySizeLimit", UNLIMITED);
    builder.setXMLFilter(new Limits());
  }

  /** The root element, or an exception with the parser's reason. */
  Element parse(String xml) throws JDOMException {
    try {
      Document document = builder.build(new StringReader(xml));
      return document.getRootElement();
    } catch (IOException | IllegalArgumentException e) {
      // JDOM refuses names that the parser let through.
      throw new JDOMException("a name or a character is not allowed", e);
    }
  }

  /** Ends the parse at what no feed needs. */
  private static final class Limits extends XMLFilterImpl {

    private int depth;

    @Override
    public void startDocument() throws SAXException {
      depth = 0;
      super.startDocument();
    }

    @Override
    public void startElement(String uri, String name, String qName, Attributes attributes)
        throws SAXException {
      if (++depth > MAX_DEPTH) {
        throw new SAXException("elements lie deeper than " + MAX_DEPTH);
      }
      if (attributes.getLength() > MAX_ATTRIBUTES) {
        throw new SAXException("an element has more than " + MAX_ATTRIBUTES + " attributes");
      }
      super.startElement(uri, name, qName, attributes);
    }

    @Override
    public void endElement(String uri, String name, String qName) throws SAXException {
      depth--;
      super.endElement(uri, name, qName);
    }
  }
}
