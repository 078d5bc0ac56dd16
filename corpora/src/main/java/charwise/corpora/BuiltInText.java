package charwise.corpora;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A text that comes with charwise. All are plain UTF-8 with line feeds and no byte order mark.
 *
 * @param name short name that stands for the text on the command line; never changes
 * @param characters length in Unicode code points
 * @param description title, author and kind, in a few words
 * @param origin the Maven artifact it is taken from when charwise is built, as {@code
 *     group:artifact:version!file}
 * @param licence the terms under which the text may be used
 */
public record BuiltInText(
    String name, int characters, String description, String origin, String licence)
    implements NamedText {

  /**
   * Opens the text; the caller closes it.
   *
   * @throws IOException if it cannot be read, which means that the installation is incomplete
   */
  @Override
  public InputStream open() throws IOException {
    String resource = name + ".txt";
    InputStream stream = BuiltInText.class.getResourceAsStream(resource);
    if (stream == null) {
      throw new FileNotFoundException("built-in text missing from the installation: " + resource);
    }
    return stream;
  }
}
