package charwise.cli.option;

import picocli.CommandLine.Option;

/** {@code --json}, for the commands whose results programs can read. */
public final class JsonOption {
  @Option(names = "--json", description = "Print results as JSON, one object a line.")
  private boolean json;

  public boolean given() {
    return json;
  }
}
