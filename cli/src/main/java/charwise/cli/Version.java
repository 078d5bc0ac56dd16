package charwise.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of charwise, written into a resource when it is built. */
final class Version {
  private Version() {}

  /** The line that {@code --version} prints. */
  static String line() {
    var properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "charwise " + properties.getProperty("version", "of an unknown version");
  }
}
