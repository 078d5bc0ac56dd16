package charwise.cli;

import charwise.cli.console.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.OutputStream;

/** Entry point of the program. */
public final class Main {
  private Main() {}

  /** Runs the command line and ends the process with its exit status. */
  public static void main(String[] arguments) {
    OutputStream err = StandardStreams.restoreError();
    var console =
        new Console(
            new FileInputStream(FileDescriptor.in),
            new StandardOutput(),
            err,
            ProcessSurroundings.find());
    System.exit(new Charwise(console).run(arguments).number());
  }
}
