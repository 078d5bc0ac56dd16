package charwise.cli;

/** Entry point of the program. */
public final class Main {
  private Main() {}

  /** Runs the command line and ends the process with its exit status. */
  public static void main(String[] args) {
    StandardStreams.restoreError();
    System.out.println("charwise 0.1.0-SNAPSHOT");
  }
}
