package charwise.cli.console;

import java.util.Locale;
import java.util.Map;

/** When to use colour. */
public enum ColorMode {
  /** On a terminal that can show it, unless the environment has NO_COLOR. */
  AUTO,
  /** In files and pipes, too. */
  ALWAYS,
  NEVER;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether output that goes to a terminal, or elsewhere, is coloured in this environment. */
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
