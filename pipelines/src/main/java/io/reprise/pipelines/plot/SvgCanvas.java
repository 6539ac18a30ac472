package io.reprise.pipelines.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.font.FontRenderContext;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;

/** Lines, boxes and texts on white, as an SVG file. */
final class SvgCanvas {

  static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);
  static final Color INK = new Color(0x1a202c);
  static final Color MUTED = new Color(0x5b6577);
  static final Color GRID = new Color(0xe3e7ed);

  /** As the page has them in light. */
  private static final List<Color> PALETTE =
      List.of(
          new Color(0x3b6fb6),
          new Color(0xe0812c),
          new Color(0x3a9a5b),
          new Color(0xc9444d),
          new Color(0x8561b5),
          new Color(0x8c6a56),
          new Color(0xcf6fa9),
          new Color(0x6f7785),
          new Color(0xa8a032),
          new Color(0x2aa5b5));

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private final SVGGraphics2D graphics;

  SvgCanvas(int width, int height) {
    try {
      SVGGeneratorContext context =
          SVGGeneratorContext.createDefault(
              DocumentBuilderFactory.newInstance()
                  .newDocumentBuilder()
                  .getDOMImplementation()
                  .createDocument("http://www.w3.org/2000/svg", "svg", null));
      context.setComment(null);
      graphics = new SVGGraphics2D(context, false);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e); // of the defaults, which every Java has
    }
    graphics.setSVGCanvasSize(new Dimension(width, height));
    graphics.setColor(Color.WHITE);
    graphics.fill(new Rectangle(width, height));
  }

  /** Colours of series, over again where there are more. */
  static Color colour(int series) {
    return PALETTE.get(series % PALETTE.size());
  }

  static double width(String text, Font font) {
    return font.getStringBounds(text, CONTEXT).getWidth();
  }

  /** What may stand in XML, shortened to a width. */
  static String fitted(String text, Font font, double room) {
    String clean = clean(text);
    int end = clean.length();
    while (end > 1 && width(clean.substring(0, end) + "\u2026", font) > room) {
      end--;
    }
    return width(clean, font) <= room ? clean : clean.substring(0, end) + "\u2026";
  }

  /** Without the characters that XML has no way to write. */
  static String clean(String text) {
    return text.codePoints()
        .filter(c -> c >= 0x20 && c != 0xfffe && c != 0xffff && !(c >= 0xd800 && c <= 0xdfff))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  void text(String text, double x, double y, Font font, Color colour) {
    graphics.setFont(font);
    graphics.setColor(colour);
    graphics.drawString(clean(text), (float) x, (float) y);
  }

  void centred(String text, double x, double y, Font font, Color colour) {
    text(text, x - width(clean(text), font) / 2, y, font, colour);
  }

  /** Turned by 45 degrees upwards, from its left end. */
  void slanted(String text, double x, double y, Font font, Color colour) {
    graphics.rotate(-Math.PI / 4, x, y);
    text(text, x, y, font, colour);
    graphics.rotate(Math.PI / 4, x, y);
  }

  void box(double x, double y, double w, double h, double arc, Color fill, Color border) {
    RoundRectangle2D box = new RoundRectangle2D.Double(x, y, w, h, arc, arc);
    graphics.setColor(fill);
    graphics.fill(box);
    graphics.setColor(border);
    graphics.setStroke(new BasicStroke(1.5f));
    graphics.draw(box);
  }

  void line(double x1, double y1, double x2, double y2, Color colour) {
    graphics.setColor(colour);
    graphics.setStroke(new BasicStroke(1.2f));
    graphics.draw(new Line2D.Double(x1, y1, x2, y2));
  }

  void dot(double x, double y, double radius, Color fill) {
    graphics.setColor(fill);
    graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
  }

  /** For a library that draws by itself. */
  Graphics2D graphics() {
    return graphics;
  }

  byte[] svg() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Writer text = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
      graphics.stream(text, true);
    }
    return bytes.toByteArray();
  }
}
