package charwise.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadyLinesTest {
  /** Input that comes in pieces; after one marked with +, the next is there already. */
  private static final class Pieces extends InputStream {
    private final String[] pieces;
    private int next;
    private boolean more;

    Pieces(String... pieces) {
      this.pieces = pieces;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (next == pieces.length) {
        return -1;
      }
      String piece = pieces[next++];
      more = piece.endsWith("+");
      byte[] text = piece.replace("+", "").getBytes(StandardCharsets.UTF_8);
      System.arraycopy(text, 0, bytes, offset, text.length);
      return text.length;
    }

    @Override
    public int available() {
      return more ? 1 : 0;
    }
  }

  private static List<String> next(ReadyLines lines, int most) throws IOException {
    return lines.next(most).stream().map(b -> new String(b, StandardCharsets.UTF_8)).toList();
  }

  @Test
  void takesAllThatIsThereAndNoMore() throws IOException {
    var lines = new ReadyLines("prompts", new Pieces("a\nb\n+", "c\nd", "e\n", "f"));
    assertThat(next(lines, 10)).containsExactly("a", "b", "c");
    assertThat(next(lines, 10)).containsExactly("de");
    assertThat(next(lines, 10)).containsExactly("f");
    assertThat(next(lines, 10)).isEmpty();
  }

  @Test
  void takesNoMoreThanAreWanted() throws IOException {
    var lines = new ReadyLines("prompts", new Pieces("a\nb\nc\n"));
    assertThat(next(lines, 2)).containsExactly("a", "b");
    assertThat(next(lines, 2)).containsExactly("c");
    assertThat(next(lines, 2)).isEmpty();
  }

  @Test
  void isWaitingWhereNothingCanBeReadAtOnce() throws IOException {
    var lines = new ReadyLines("prompts", new Pieces("a\nb\n+", "c\n"));
    assertThat(lines.isWaiting()).isTrue();
    assertThat(next(lines, 1)).containsExactly("a");
    assertThat(lines.isWaiting()).as("b has been read").isFalse();
    assertThat(next(lines, 2)).containsExactly("b", "c");
    assertThat(lines.isWaiting()).isTrue();
  }

  @Test
  void keepsEmptyLinesAndDropsCarriageReturnsAtEnds() throws IOException {
    var lines = new ReadyLines("prompts", new Pieces("\n\r\na\rb\r\n"));
    assertThat(next(lines, 10)).containsExactly("", "", "a\rb");
  }
}
