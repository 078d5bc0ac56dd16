package charwise.cli.process;

/**
 * Keeps libraries from writing to standard error: a configuration of {@code java.util.logging} that
 * has no handler.
 */
public final class NoLogging {
  private static final String CONFIGURATION = "java.util.logging.config.class";

  /** Made by {@code java.util.logging} in the place of its usual configuration; does nothing. */
  public NoLogging() {}

  /** To be called before anything logs. */
  public static void install() {
    System.setProperty(CONFIGURATION, NoLogging.class.getName());
  }
}
