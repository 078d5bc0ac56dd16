package charwise.corpora;

import java.io.IOException;
import java.io.InputStream;

/** A text that has a name on the command line. All are UTF-8 with line feeds. */
public sealed interface NamedText permits BuiltInText, LocalText, GeneratedText {
  /** The short name that stands for the text on the command line; never changes. */
  String name();

  /** What it is, in a few words. */
  String description();

  /** Where it comes from. */
  String origin();

  /** The terms under which the text may be used. */
  String licence();

  /**
   * Opens the text; the caller closes it.
   *
   * @throws IOException if it cannot be read
   */
  InputStream open() throws IOException;
}
