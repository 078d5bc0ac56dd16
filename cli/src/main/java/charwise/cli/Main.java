package charwise.cli;

import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.process.NoLogging;
import charwise.cli.process.ProcessSurroundings;
import charwise.cli.process.StandardInput;
import charwise.cli.process.StandardOutput;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;

/** Entry point of the program. */
public final class Main {
  private Main() {}

  /**
   * Runs the command line and ends the process with its exit status. With the property {@code
   * charwise.rehearsal}, standard input holds command lines, which are run one after the other: the
   * quick-start cache is made from one process that has used a bit of everything.
   */
  public static void main(String[] arguments) {
    NoLogging.install();
    Console console = console();
    var charwise = new Charwise(console);
    ExitCode exitCode =
        Boolean.getBoolean("charwise.rehearsal")
            ? rehearse(charwise, console.in())
            : charwise.run(arguments);
    System.exit(exitCode.number());
  }

  /** This process. */
  static Console console() {
    return new Console(
        new StandardInput(),
        new StandardOutput(),
        new FileOutputStream(FileDescriptor.err),
        ProcessSurroundings.find());
  }

  /** Stops at the first line that fails. */
  private static ExitCode rehearse(Charwise charwise, InputStream in) {
    ExitCode last = ExitCode.DONE;
    var lines = new Scanner(in, StandardCharsets.UTF_8);
    while (last == ExitCode.DONE && lines.hasNextLine()) {
      last = charwise.run(lines.nextLine().split(" "));
    }
    return last;
  }
}
