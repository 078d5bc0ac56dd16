package charwise.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;

/**
 * The standard streams as the launcher script hands them over.
 *
 * <p>The JVM says on standard error that the Vector API incubates, and nothing turns that line off.
 * So the launcher silences the JVM's standard error, keeps the real one on another descriptor and
 * gives its number in the property {@code charwise.stderr.fd}. It also knows best which streams are
 * terminals and lists their numbers in {@code charwise.terminals}, as in {@code 02}. Without the
 * launcher both properties are absent and the usual streams are used.
 */
final class StandardStreams {
  private StandardStreams() {}

  /**
   * Makes the real standard error {@link System#err}, in UTF-8. Called once, before all else.
   *
   * @return the unbuffered stream itself
   */
  static OutputStream restoreError() {
    Integer number = Integer.getInteger("charwise.stderr.fd");
    OutputStream error =
        new FileOutputStream(number == null ? FileDescriptor.err : descriptor(number));
    System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
    return error;
  }

  /** Whether the standard stream of that number (0, 1 or 2) is a terminal. */
  static boolean isTerminal(int number) {
    String terminals = System.getProperty("charwise.terminals");
    return terminals != null && terminals.contains(Integer.toString(number));
  }

  /**
   * An open descriptor of this process by its number. Opening {@code /dev/fd/9} would not do: that
   * gives a file a second position, and where standard output goes to the same file the two would
   * write over each other.
   */
  private static FileDescriptor descriptor(int number) {
    try {
      Constructor<FileDescriptor> constructor =
          FileDescriptor.class.getDeclaredConstructor(int.class);
      constructor.setAccessible(true);
      return constructor.newInstance(number);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no access to descriptor " + number, e);
    }
  }
}
