package charwise.engine.parameter;

import charwise.engine.tensor.PanelMatrix;
import org.jspecify.annotations.Nullable;

/** One matrix of weights, or a bias as a matrix of one row, within a {@link ParameterSet}. */
public final class Parameter {
  private final int rows;
  private final int columns;
  private final boolean isTable;
  private PanelMatrix values = PanelMatrix.zeros(0, 1);
  private @Nullable ParameterSet set;
  private int offset;

  Parameter(int rows, int columns, boolean isTable) {
    this.rows = rows;
    this.columns = columns;
    this.isTable = isTable;
  }

  long storage() {
    return PanelMatrix.storage(rows, columns);
  }

  void bind(ParameterSet owner, int place) {
    set = owner;
    offset = place;
    values = PanelMatrix.at(owner.values(), place, rows, columns);
  }

  boolean isTable() {
    return isTable;
  }

  /** The weights, {@code rows × columns}. */
  public PanelMatrix values() {
    return values;
  }

  /** A view on their gradients, in the same places of another array. */
  public PanelMatrix gradients() {
    if (set == null) {
      throw new IllegalStateException("the parameter belongs to no set yet");
    }
    return PanelMatrix.at(set.gradients(), offset, rows, columns);
  }
}
