package charwise.engine.layer.recurrent;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The cells to choose from: a new one is a class and a line here. */
public enum CellType {
  RNN("rnn", RnnCell::new),
  LSTM("lstm", LstmCell::new),
  GRU("gru", GruCell::new),
  GRU_RESET_AFTER("gru-reset-after", GruResetAfterCell::new);

  private final String label;
  private final Supplier<RecurrentCell> constructor;

  CellType(String label, Supplier<RecurrentCell> constructor) {
    this.label = label;
    this.constructor = constructor;
  }

  /** The name on the command line and in files. */
  public String label() {
    return label;
  }

  /** A new cell. */
  public RecurrentCell create() {
    return constructor.get();
  }

  /** The type with the given label. */
  public static CellType of(String label) {
    return Arrays.stream(values())
        .filter(type -> type.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(
            "no cell is called " + label + "; there are "
                + Arrays.stream(values()).map(CellType::label).collect(Collectors.joining(", "))));
  }
}
