package charwise.engine.layer.recurrent;

import charwise.engine.label.Labelled;
import java.util.function.Supplier;

/** The cells to choose from: a new one is a class and a line here. */
public enum CellType implements Labelled {
  RNN(RnnCell::new),
  LSTM(LstmCell::new),
  LSTM_CAPPED(LstmCappedCell::new),
  GRU(GruCell::new),
  GRU_RESET_AFTER(GruResetAfterCell::new),
  MINGRU(MingruCell::new),
  SRU(SruCell::new);

  private final Supplier<RecurrentCell> constructor;

  CellType(Supplier<RecurrentCell> constructor) {
    this.constructor = constructor;
  }

  /** A new cell. */
  public RecurrentCell create() {
    return constructor.get();
  }

  /** The type with the given label. */
  public static CellType of(String label) {
    return Labelled.find("cell", label, values());
  }

  @Override
  public String toString() {
    return label();
  }
}
