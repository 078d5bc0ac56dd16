package charwise.corpora;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads texts for tests. */
final class Texts {
  private Texts() {}

  /** The beginning of what {@code generator} makes. */
  static String beginning(ItemGenerator generator, long size) {
    try (InputStream in = generator.stream(size)) {
      return string(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String string(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
