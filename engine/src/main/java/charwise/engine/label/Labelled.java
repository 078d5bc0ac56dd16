package charwise.engine.label;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A constant of an enum that has a name on the command line and in files. Its {@code toString} is
 * that name, too.
 */
public interface Labelled {
  /** The constant's identifier. */
  String name();

  /** The name on the command line and in files: the identifier in lower case, with dashes. */
  default String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The constant with that label.
   *
   * @param kind what the constants are, for messages
   * @param values all constants of the enum
   * @throws IllegalArgumentException if none has it
   */
  static <T extends Labelled> T find(String kind, String label, T[] values) {
    return Stream.of(values)
        .filter(value -> value.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no "
                        + kind
                        + " is called "
                        + label
                        + "; there are "
                        + Stream.of(values)
                            .map(Labelled::label)
                            .collect(Collectors.joining(", "))));
  }
}
