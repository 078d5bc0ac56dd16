package charwise.engine.parameter;

import charwise.engine.tensor.PanelMatrix;

/** One matrix of weights, or a bias as a matrix of one row, within a {@link ParameterSet}. */
public final class Parameter {
  private final int rows;
  private final int columns;
  private PanelMatrix values = PanelMatrix.zeros(0, 1);
  private PanelMatrix gradients = values;

  Parameter(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
  }

  int storage() {
    return PanelMatrix.storage(rows, columns);
  }

  void bind(float[] allValues, float[] allGradients, int offset) {
    values = PanelMatrix.at(allValues, offset, rows, columns);
    gradients = PanelMatrix.at(allGradients, offset, rows, columns);
  }

  /** The weights, {@code rows × columns}. */
  public PanelMatrix values() {
    return values;
  }

  /** Their gradients, in the same places of another array. */
  public PanelMatrix gradients() {
    return gradients;
  }
}
