package charwise.cli.console;

import org.jspecify.annotations.Nullable;

/**
 * An error that the user can put right. Its message is the whole line that is shown: what is wrong,
 * where, and what to do about it.
 */
public final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The most characters of a part of a message. */
  private static final int LONGEST_PART = 500;

  private final ExitCode exitCode;

  private UserException(ExitCode exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The work failed. */
  public static UserException failure(String what, String where, String whatToDo) {
    return new UserException(ExitCode.FAILED, line(what, where, whatToDo), null);
  }

  /** The work failed because of {@code cause}, which {@code --debug} shows. */
  public static UserException failure(
      String what, String where, String whatToDo, @Nullable Throwable cause) {
    return new UserException(ExitCode.FAILED, line(what, where, whatToDo), cause);
  }

  /** The command line is wrong. */
  public static UserException usage(String what, String where, String whatToDo) {
    return new UserException(ExitCode.USAGE, line(what, where, whatToDo), null);
  }

  private static String line(String what, String where, String whatToDo) {
    return excerpt(what) + ": " + excerpt(where) + "; " + excerpt(whatToDo);
  }

  /** A part of a message that may quote the input: its beginning, if it is long. */
  private static String excerpt(String part) {
    return part.codePointCount(0, part.length()) <= LONGEST_PART
        ? part
        : part.substring(0, part.offsetByCodePoints(0, LONGEST_PART)) + "…";
  }

  /** The same error with its place in the input. */
  public UserException at(String place) {
    return new UserException(exitCode, place + ": " + getMessage(), this);
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
