package charwise.cli.plot;

import java.awt.Dimension;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.ImageHandlerBase64Encoder;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Writes pictures as SVG, with text as text. */
final class VectorFormat {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  /** The bundled font, or others of the same widths. */
  private static final String FONTS = "'Liberation Sans', Arial, Helvetica, sans-serif";

  private static final int DIGITS = 3;

  private VectorFormat() {}

  static byte[] svg(Picture picture) throws IOException {
    BundledFont.install();
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(emptyDocument());
    context.setComment("charwise"); // by which charwise knows its own pictures
    context.setPrecision(DIGITS);
    context.setImageHandler(new EmbeddedImages());
    var graphics = new SVGGraphics2D(context, false);
    graphics.setSVGCanvasSize(new Dimension(picture.width(), picture.height()));
    picture.draw(graphics);
    Element root = graphics.getRoot();
    root.setAttributeNS(null, "viewBox", "0 0 " + picture.width() + " " + picture.height());
    nameFonts(root);
    var text = new StringWriter();
    graphics.stream(root, text, false, false);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Document emptyDocument() {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(NAMESPACE, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java platform has a DOM", e);
    }
  }

  /** Embeds images with the JDK; Batik would need another library for it. */
  private static final class EmbeddedImages extends ImageHandlerBase64Encoder {
    @Override
    public void encodeImage(RenderedImage image, OutputStream out) throws SVGGraphics2DIOException {
      try {
        ImageIO.write(image, "png", out);
      } catch (IOException e) {
        throw new SVGGraphics2DIOException(e.getMessage(), e);
      }
    }
  }

  private static void nameFonts(Element element) {
    if (element.hasAttributeNS(null, "font-family")) {
      element.setAttributeNS(null, "font-family", FONTS);
    }
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        nameFonts(inner);
      }
    }
  }
}
