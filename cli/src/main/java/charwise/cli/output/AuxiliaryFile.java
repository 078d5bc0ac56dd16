package charwise.cli.output;

import charwise.cli.console.Console;
import charwise.cli.console.Unwritable;
import charwise.cli.console.UserException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file that a long run writes besides its result. If it cannot be written, the run goes on,
 * because stopping would lose the result as well. A note says so at once, and an error at the end.
 * After a failure nothing more is written, so that the file has no gap.
 */
public final class AuxiliaryFile {
  /** Writes a part of the file. */
  @FunctionalInterface
  public interface Writing {
    void run() throws IOException;
  }

  private final String name;
  private final Consumer<String> note;
  private @Nullable IOException failure;

  /**
   * A file that has not failed.
   *
   * @param name the file as messages show it
   * @param note is told when it fails
   */
  public AuxiliaryFile(String name, Consumer<String> note) {
    this.name = name;
    this.note = note;
  }

  /** Writes, unless an earlier attempt failed. */
  public void attempt(Writing writing) {
    if (failure == null) {
      run(writing);
    }
  }

  /** Closes the file, even after a failure. */
  public void close(Writing closing) {
    run(closing);
  }

  private void run(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      if (failure == null) {
        failure = e;
        note.accept(reason(e) + ": " + name + "; going on without the rest of it");
      }
    }
  }

  private static String reason(IOException e) {
    FileSystemException named = Unwritable.named("", e);
    return named.getReason() != null ? named.getReason() : "cannot write";
  }

  /**
   * To be called at the end of a complete run.
   *
   * @throws UserException if something could not be written
   */
  public void check() {
    if (failure != null) {
      throw UserException.failure(
          "incomplete, " + reason(failure),
          name,
          "make room there before the next run; all else that this one made is whole",
          failure);
    }
  }

  /** Prints the error of {@link #check}, at the end of a run with an exit status of its own. */
  public void tell(Console console) {
    try {
      check();
    } catch (UserException e) {
      console.error(String.valueOf(e.getMessage()));
    }
  }
}
