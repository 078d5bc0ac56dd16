package charwise.cli.cluster;

import charwise.engine.cluster.Lines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Parts lines that can be read from those that are not UTF-8. */
public final class LineSegments {
  private static final int SOME = 1 << 12;

  private LineSegments() {}

  /** Takes both, in the order of the lines. */
  public interface Visitor {
    /** Some lines that can be read. */
    void lines(Lines good) throws IOException;

    /**
     * A line that cannot.
     *
     * @param bad that line alone
     * @param error what is wrong with it
     */
    void error(Lines bad, String error) throws IOException;
  }

  /** Visits all lines. */
  public static void visit(Lines all, Visitor visitor) throws IOException {
    byte[] text = all.text();
    int begin = 0;
    long number = all.first();
    int malformed = malformed(text, 0);
    while (malformed >= 0) {
      int line = malformed;
      while (line > begin && text[line - 1] != '\n') {
        line--;
      }
      int end = malformed;
      while (end < text.length && text[end] != '\n') {
        end++;
      }
      end = Math.min(text.length, end + 1);
      if (line > begin) {
        Lines good = part(all, number, begin, line);
        visitor.lines(good);
        number += count(text, begin, line);
      }
      visitor.error(
          part(all, number, line, end),
          "not valid UTF-8 at byte offset " + (all.offset() + malformed));
      number++;
      begin = end;
      malformed = malformed(text, begin);
    }
    if (begin < text.length) {
      visitor.lines(begin == 0 ? all : part(all, number, begin, text.length));
    }
  }

  private static Lines part(Lines all, long first, int begin, int end) {
    return new Lines(
        all.file(), first, all.offset() + begin, Arrays.copyOfRange(all.text(), begin, end));
  }

  private static long count(byte[] text, int begin, int end) {
    long count = 0;
    for (int i = begin; i < end; i++) {
      count += text[i] == '\n' ? 1 : 0;
    }
    return count;
  }

  /** Where the first sequence begins that is not UTF-8; -1 if there is none. */
  private static int malformed(byte[] text, int from) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(text, from, text.length - from);
    CharBuffer out = CharBuffer.allocate(SOME);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (!result.isOverflow()) {
        return result.isError() ? in.position() : -1;
      }
      out.clear();
    }
  }
}
