package charwise.cli.option;

import picocli.CommandLine.Option;

/** {@code --force}, for the commands that write files; {@link OutputCheck} looks for it. */
public final class ForceOption {
  static final String NAME = "--force";

  @Option(
      names = NAME,
      description =
          "Replace files that charwise did not write, too. Without it, only a model, table or"
              + " picture of charwise is replaced, and a file that the command reads never is.")
  boolean force;
}
