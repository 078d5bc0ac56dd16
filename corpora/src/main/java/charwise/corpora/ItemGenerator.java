package charwise.corpora;

import java.io.InputStream;
import java.util.OptionalDouble;

/** Makes a text without end, item by item. What it makes depends on its seed alone. */
public interface ItemGenerator {
  /** Appends the next item to {@code text}: at least one character. */
  void next(StringBuilder text);

  /**
   * The entropy rate of what is made, in nats a character: the least loss that any model of it can
   * have. Empty where it isn't known.
   */
  default OptionalDouble entropyRate() {
    return OptionalDouble.empty();
  }

  /**
   * The beginning of the text in UTF-8, made while it is read, in constant memory.
   *
   * @param size characters at least, in code points; the last item is complete
   */
  default InputStream stream(long size) {
    return new GeneratedStream(this, size);
  }
}
