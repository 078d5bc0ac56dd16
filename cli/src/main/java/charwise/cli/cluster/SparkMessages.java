package charwise.cli.cluster;

import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Passes on what the command says on standard error while it runs in Spark, without what Java says
 * of itself, and puts in our words that its Java is too old.
 */
final class SparkMessages implements Closeable {
  private static final String OF_JAVA = "WARNING: ";
  private static final String TOO_OLD = "UnsupportedClassVersionError";

  private final InputStream said;
  private final Console console;
  private boolean isTooOld;

  SparkMessages(InputStream said, Console console) {
    this.said = said;
    this.console = console;
  }

  /**
   * Passes on all, to the end.
   *
   * @throws UserException if Spark runs on a Java that cannot run this program
   */
  void passOn() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = said.read(); next >= 0; next = said.read()) {
      line.write(next);
      boolean ends = next == '\n' || next == '\r';
      if (ends || (said.available() == 0 && !mayBeOfJava(line))) {
        write(line);
      }
    }
    write(line);
    if (isTooOld) {
      throw UserException.failure(
          "Spark runs on too old a Java",
          "charwise needs Java 25",
          "set JAVA_HOME to one, here and on all machines of the cluster");
    }
  }

  private static boolean mayBeOfJava(ByteArrayOutputStream line) {
    String text = line.toString(StandardCharsets.UTF_8);
    return text.startsWith(OF_JAVA) || OF_JAVA.startsWith(text);
  }

  private void write(ByteArrayOutputStream line) {
    String text = line.toString(StandardCharsets.UTF_8);
    isTooOld |= text.contains(TOO_OLD);
    if (!text.startsWith(OF_JAVA) && !isTooOld) {
      console.err().write(line.toByteArray(), 0, line.size());
      console.err().flush();
    }
    line.reset();
  }

  @Override
  public void close() throws IOException {
    said.close();
  }
}
