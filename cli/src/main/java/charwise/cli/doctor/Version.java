package charwise.cli.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of charwise, written into a resource when it is built. */
public final class Version {
  private Version() {}

  /** The line that {@code --version} prints. */
  public static String line() {
    return "charwise " + number();
  }

  /** The number alone. */
  public static String number() {
    var properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "of an unknown version");
  }
}
