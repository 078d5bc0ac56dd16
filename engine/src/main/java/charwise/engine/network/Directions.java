package charwise.engine.network;

import charwise.engine.layer.recurrent.Direction;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** In which directions a stack reads items. */
public enum Directions {
  FORWARD("forward", Direction.FORWARD),
  BOTH("both", Direction.FORWARD, Direction.REVERSE);

  private final String label;
  private final List<Direction> all;

  Directions(String label, Direction... all) {
    this.label = label;
    this.all = List.of(all);
  }

  /** The name on the command line and in files. */
  public String label() {
    return label;
  }

  /** Each of them, in the order of the outputs. */
  public List<Direction> all() {
    return all;
  }

  /** The directions with the given label. */
  public static Directions of(String label) {
    return Arrays.stream(values())
        .filter(directions -> directions.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(
            "no directions are called " + label + "; there are "
                + Arrays.stream(values()).map(Directions::label).collect(Collectors.joining(", "))));
  }
}
