package charwise.cli.plot;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Liberation Sans, which comes with the program, so that text has the same size on every machine.
 * On Linux, Java draws no text on a machine without fonts; a font configuration of charwise
 * replaces that of the machine.
 */
final class BundledFont {
  private static final String FILE = "LiberationSans-Regular.ttf";

  private static @Nullable Font font;

  private BundledFont() {}

  /** Prepares the drawing of text, with or without a screen; to be called before any drawing. */
  static synchronized void install() throws IOException {
    if (font == null) {
      font = load();
    }
  }

  static synchronized Font size(float size) {
    return Objects.requireNonNull(font, "not installed").deriveFont(size);
  }

  private static Font load() throws IOException {
    try {
      System.setProperty("java.awt.headless", "true");
      Path folder = Files.createTempDirectory("charwise-font");
      folder.toFile().deleteOnExit();
      Path file = folder.resolve(FILE);
      file.toFile().deleteOnExit();
      try (InputStream in = BundledFont.class.getResourceAsStream(FILE)) {
        Files.copy(Objects.requireNonNull(in, FILE), file);
      }
      Path configuration = folder.resolve("fontconfig.properties");
      configuration.toFile().deleteOnExit();
      Files.writeString(configuration, configuration(file));
      System.setProperty("sun.awt.fontconfig", configuration.toString());
      return Font.createFont(Font.TRUETYPE_FONT, file.toFile());
    } catch (FontFormatException e) {
      throw new IllegalStateException("the bundled font is broken", e);
    }
  }

  /** Every font name stands for this font. */
  private static String configuration(Path file) {
    Stream<String> kinds =
        Stream.of("serif", "sansserif", "monospaced", "dialog", "dialoginput")
            .flatMap(
                family ->
                    Stream.of("plain", "bold", "italic", "bolditalic")
                        .map(style -> family + "." + style + ".latin-1=only"));
    List<String> others =
        List.of(
            "version=1",
            "sequence.allfonts=latin-1",
            "filename.only=" + file.toString().replace("\\", "\\\\"));
    return Stream.concat(others.stream(), kinds).collect(Collectors.joining("\n", "", "\n"));
  }
}
