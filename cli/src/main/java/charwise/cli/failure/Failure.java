package charwise.cli.failure;

import charwise.cli.console.ExitCode;
import charwise.cli.console.UserException;
import charwise.engine.checkpoint.InvalidModelException;
import charwise.engine.data.CorpusException;
import charwise.engine.data.MalformedTextException;
import charwise.engine.data.UnknownUnitException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How something that was thrown ends the run.
 *
 * @param exitCode the exit status
 * @param line what is wrong, where, and what to do about it
 */
public record Failure(ExitCode exitCode, String line) {
  public static Failure of(Throwable thrown) {
    return switch (thrown) {
      case UserException e -> new Failure(e.exitCode(), String.valueOf(e.getMessage()));
      case MalformedTextException e -> failed(e.getMessage());
      case UnknownUnitException e -> failed(e.getMessage());
      case CorpusException e -> failed(e.getMessage());
      case InvalidModelException e -> failed(e.getMessage());
      case NoSuchFileException e -> failed("no such file: " + e.getFile() + "; check the name");
      case AccessDeniedException e ->
          failed("no permission: " + e.getFile() + "; change its permissions, or use another file");
      case FileSystemException e ->
          failed(reason(e.getReason()) + ": " + e.getFile() + "; check the path and the disk");
      case UncheckedIOException e -> of(Objects.requireNonNull(e.getCause()));
      case IOException e when saysAll(e.getMessage()) -> failed(e.getMessage());
      case IOException e ->
          failed("reading or writing failed: " + reason(e.getMessage()) + "; check the disk");
      case OutOfMemoryError e ->
          failed(
              "not enough memory: "
                  + reason(e.getMessage())
                  + "; lower --batch, --bptt or --hidden, or take a smaller text");
      default -> bug(thrown);
    };
  }

  private static Failure failed(@Nullable String line) {
    return new Failure(ExitCode.FAILED, String.valueOf(line));
  }

  /** Whether a message says all: what is wrong, where, and what to do. */
  private static boolean saysAll(@Nullable String message) {
    return message != null && message.matches("(?s).+: .+; .+");
  }

  private static String reason(@Nullable String message) {
    return message == null ? "no reason given" : message;
  }

  private static Failure bug(Throwable thrown) {
    String where =
        Stream.of(thrown.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("charwise."))
            .findFirst()
            .map(frame -> frame.getFileName() + " line " + frame.getLineNumber())
            .orElse("unknown place");
    return new Failure(
        ExitCode.BUG,
        "a bug in charwise ("
            + thrown
            + "): "
            + where
            + "; please report it, with what the same command says with --debug");
  }
}
