package charwise.cli.sample;

import charwise.engine.data.Corpus;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The text that ids stand for. */
final class CorpusText {
  private CorpusText() {}

  /** As bytes; those of code points are UTF-8. */
  static byte[] bytes(Corpus corpus) {
    var bytes = new ByteArrayOutputStream(corpus.length());
    char[] ids = corpus.ids();
    for (int i = 0; i < corpus.length(); i++) {
      bytes.writeBytes(corpus.vocabulary().bytes(ids[i]));
    }
    return bytes.toByteArray();
  }

  /** As a string; what is no UTF-8 among bytes becomes U+FFFD. */
  static String string(Corpus corpus) {
    return new String(bytes(corpus), StandardCharsets.UTF_8);
  }
}
