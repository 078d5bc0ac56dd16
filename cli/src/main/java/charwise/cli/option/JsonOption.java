package charwise.cli.option;

import picocli.CommandLine.Option;

/** {@code --json}, of the commands whose results programs may read. */
public final class JsonOption {
  @Option(names = "--json", description = "Print results as JSON, one object a line.")
  private boolean json;

  /** Whether it was given. */
  public boolean given() {
    return json;
  }
}
