package charwise.corpora;

import java.io.IOException;
import java.io.InputStream;

/**
 * A text made by a program, of any length. The same size and seed give the same text to the byte on
 * every machine.
 *
 * @param name short name that stands for the text on the command line; never changes
 * @param description what it is, in a few words
 * @param usualSize its characters where no size is given
 * @param origin what makes it
 * @param maker begins the text of a seed
 */
public record GeneratedText(
    String name, String description, long usualSize, String origin, Maker maker)
    implements NamedText {
  /** The seed where none is given. */
  public static final long USUAL_SEED = 42;

  /** Begins texts. */
  @FunctionalInterface
  public interface Maker {
    /** The text of a seed. */
    ItemGenerator start(long seed) throws IOException;
  }

  /** Nobody has rights in what is made by chance. */
  @Override
  public String licence() {
    return "public domain";
  }

  @Override
  public InputStream open() throws IOException {
    return open(usualSize, USUAL_SEED);
  }

  /**
   * Opens the text of a seed.
   *
   * @param size characters at least; the last item is complete
   */
  public InputStream open(long size, long seed) throws IOException {
    return maker.start(seed).stream(size);
  }
}
