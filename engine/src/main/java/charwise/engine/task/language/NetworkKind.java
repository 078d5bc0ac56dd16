package charwise.engine.task.language;

import charwise.engine.layer.recurrent.CellType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a language model is made of, in a word: a cell of a recurrent network, or another network.
 *
 * @param cell null where the network has none, or where it is left open
 */
public record NetworkKind(NetworkType type, @Nullable CellType cell) implements Serializable {
  /** Recurrent networks of any cell. */
  public static final NetworkKind RECURRENT = new NetworkKind(NetworkType.RECURRENT, null);

  /** Recurrent networks of some cell. */
  public static NetworkKind of(CellType cell) {
    return new NetworkKind(NetworkType.RECURRENT, cell);
  }

  /** Each cell and each other network. */
  public static List<NetworkKind> all() {
    List<NetworkKind> all = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      all.add(of(cell));
    }
    for (NetworkType type : NetworkType.values()) {
      if (type != NetworkType.RECURRENT) {
        all.add(new NetworkKind(type, null));
      }
    }
    return all;
  }

  /**
   * The kind with that label.
   *
   * @throws IllegalArgumentException if none has it
   */
  public static NetworkKind of(String label) {
    return all().stream()
        .filter(kind -> kind.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no cell or network is called "
                        + label
                        + "; there are "
                        + all().stream()
                            .map(NetworkKind::label)
                            .collect(Collectors.joining(", "))));
  }

  /** The name on the command line and in files. */
  public String label() {
    return cell == null ? type.label() : cell.label();
  }

  @Override
  public String toString() {
    return label();
  }
}
