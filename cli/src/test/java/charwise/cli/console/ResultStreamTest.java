package charwise.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResultStreamTest {
  @Test
  void textIsUtf8AndReachesTheReaderWhenFlushed() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var stream = new ResultStream(bytes);
    stream.println("é🙂");
    assertThat(bytes.size()).isZero();
    stream.flush();
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("é🙂\n");
  }

  @Test
  void aReaderWhoLeftEndsTheRunSilently() throws IOException {
    var stream = new ResultStream(failing(new ClosedPipeException(new IOException("x"))));
    stream.print("x");
    assertThatThrownBy(stream::flush).isInstanceOf(ClosedPipeException.class);
  }

  @Test
  void aFullDiskIsAnErrorThatSaysSo() throws IOException {
    var stream = new ResultStream(failing(new IOException("No space left on device")));
    stream.print("x");
    assertThatThrownBy(stream::flush)
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.FAILED))
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("standard output");
  }

  private static OutputStream failing(IOException thrown) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw thrown;
      }
    };
  }
}
