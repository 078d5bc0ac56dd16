package charwise.cli.console;

/** Standard input that can tell whether there is something in it. */
public interface WaitingInput {
  /** Whether bytes wait to be read; may itself wait a moment for the first. */
  boolean isWaiting();
}
