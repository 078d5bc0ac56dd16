package charwise.engine.network.block;

import static charwise.engine.kernel.Kernels.STRIPS;

import charwise.engine.kernel.Strip;
import charwise.engine.layer.Dropout;
import charwise.engine.layer.Span;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is added to the residual stream at one place, after dropout; then its gradient. */
public final class Branch {
  private final Matrix values;
  private final PanelMatrix panels;
  private final @Nullable Dropout dropout;
  private final Strip[][] strips;

  /** Buffers of so many rows and columns. */
  public Branch(int rows, int columns, @Nullable Dropout dropout, int threads) {
    values = Matrix.zeros(rows, Strip.padded(columns));
    panels = PanelMatrix.over(values, columns);
    this.dropout = dropout;
    strips = new Strip[threads][2];
    for (Strip[] own : strips) {
      Arrays.setAll(own, i -> new Strip());
    }
  }

  /** To be written before {@link #add}; after {@link #takeGradient}, its gradient. */
  public PanelMatrix panels() {
    return panels;
  }

  /** {@code out = x + branch}, where out may be x. */
  public void add(Matrix x, Matrix out, Span span, int member) {
    for (int t = 0; t < span.steps(); t++) {
      int row = span.row(t);
      if (dropout != null) {
        dropout.apply(values, row, span.rows(), strips[member][0]);
      }
      if (x != out) {
        System.arraycopy(
            x.values(), x.row(row), out.values(), out.row(row), span.rows() * out.columns());
      }
      STRIPS.add(
          strips[member][0].at(out.values(), out.row(row), Strip.WIDTH),
          strips[member][1].at(values.values(), values.row(row), Strip.WIDTH),
          span.rows() * out.columns() / Strip.WIDTH);
    }
  }

  /** Takes the branch's gradient from that of the stream, which stays as it is. */
  public void takeGradient(Matrix dX, Span span, int member) {
    for (int t = 0; t < span.steps(); t++) {
      int row = span.row(t);
      System.arraycopy(
          dX.values(),
          dX.row(row),
          values.values(),
          values.row(row),
          span.rows() * values.columns());
      if (dropout != null) {
        dropout.apply(values, row, span.rows(), strips[member][0]);
      }
    }
  }
}
