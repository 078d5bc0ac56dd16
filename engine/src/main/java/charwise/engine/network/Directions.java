package charwise.engine.network;

import charwise.engine.label.Labelled;
import charwise.engine.layer.recurrent.Direction;
import java.util.List;

/** In which directions a stack reads items. */
public enum Directions implements Labelled {
  FORWARD("forward", Direction.FORWARD),
  BOTH("both", Direction.FORWARD, Direction.REVERSE);

  private final String label;
  private final List<Direction> all;

  Directions(String label, Direction... all) {
    this.label = label;
    this.all = List.of(all);
  }

  @Override
  public String label() {
    return label;
  }

  /** Each of them, in the order of the outputs. */
  public List<Direction> all() {
    return all;
  }

  /** The directions with the given label. */
  public static Directions of(String label) {
    return Labelled.find("way of reading", label, values());
  }

  @Override
  public String toString() {
    return label;
  }
}
