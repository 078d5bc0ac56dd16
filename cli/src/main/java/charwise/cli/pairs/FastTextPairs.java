package charwise.cli.pairs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Pairs as fastText reads them: a line has its label behind {@code __label__} at its beginning,
 * then its text. Empty lines are passed over.
 */
final class FastTextPairs extends LinePairs {
  private static final String PREFIX = "__label__";
  private static final int PROBED_BYTES = 64;

  FastTextPairs(String source, InputStream in) {
    super(source, in);
  }

  /** Whether a text begins with a label; its stream can go back, and is where it was. */
  static boolean begins(InputStream in) throws IOException {
    in.mark(PROBED_BYTES);
    byte[] bytes = in.readNBytes(PROBED_BYTES);
    in.reset();
    String beginning = new String(bytes, StandardCharsets.UTF_8);
    return (beginning.startsWith("\uFEFF") ? beginning.substring(1) : beginning)
        .stripLeading()
        .startsWith(PREFIX);
  }

  @Override
  public @Nullable LocatedPair next() throws IOException {
    String line = lines().nextNotBlank();
    if (line == null) {
      return null;
    }
    String text = line.strip();
    String label = label(text);
    if (label.isEmpty()) {
      throw refused("has no label", "begin it with " + PREFIX + " and its label");
    }
    String rest = text.substring(PREFIX.length() + label.length()).strip();
    if (!label(rest).isEmpty()) {
      throw refused("has two labels", "leave it one");
    }
    return pair(rest, label, lines().number());
  }

  /** The label that a text begins with; empty if it does not. */
  private static String label(String text) {
    if (!text.startsWith(PREFIX)) {
      return "";
    }
    int end = PREFIX.length();
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return text.substring(PREFIX.length(), end);
  }
}
