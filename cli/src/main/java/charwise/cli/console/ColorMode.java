package charwise.cli.console;

import java.util.Locale;
import java.util.Map;

/** When to use colour. */
public enum ColorMode {
  /** On a terminal that can show it, unless the environment has NO_COLOR. */
  AUTO,
  /** Even into files and pipes. */
  ALWAYS,
  NEVER;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether output is coloured, given where it goes and the {@code environment}. */
  public boolean applies(boolean terminal, Map<String, String> environment) {
    return switch (this) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO ->
          terminal
              && environment.getOrDefault("NO_COLOR", "").isEmpty()
              && !environment.getOrDefault("TERM", "").equals("dumb");
    };
  }
}
