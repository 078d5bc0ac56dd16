package charwise.cli.plot;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Writes pictures as PNG, with twice as many pixels in each direction, for sharp lines. */
final class PixelFormat {
  private static final int FINENESS = 2;

  /** The signature of the format, and the first chunk, which describes the pixels. */
  private static final int HEADER = 8 + 25;

  /** The chunk by which charwise knows its own pictures. */
  private static final byte[] AUTHOR =
      "tEXtSoftware\0charwise".getBytes(StandardCharsets.ISO_8859_1);

  private PixelFormat() {}

  static byte[] png(Picture picture) throws IOException {
    BundledFont.install();
    var image =
        new BufferedImage(
            FINENESS * picture.width(), FINENESS * picture.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.scale(FINENESS, FINENESS);
    picture.draw(graphics);
    graphics.dispose();
    var bytes = new ByteArrayOutputStream();
    ImageIO.setUseCache(false);
    ImageIO.write(image, "png", bytes);
    return signed(bytes.toByteArray());
  }

  /** Inserts {@link #AUTHOR}: its length without the four letters of its type, itself, its CRC. */
  private static byte[] signed(byte[] png) {
    var crc = new CRC32();
    crc.update(AUTHOR);
    return ByteBuffer.allocate(png.length + AUTHOR.length + 2 * Integer.BYTES)
        .put(png, 0, HEADER)
        .putInt(AUTHOR.length - Integer.BYTES)
        .put(AUTHOR)
        .putInt((int) crc.getValue())
        .put(png, HEADER, png.length - HEADER)
        .array();
  }
}
