package charwise.engine.network.block;

import charwise.engine.layer.GradientTask;
import charwise.engine.layer.PanelTask;
import charwise.engine.layer.Span;
import charwise.engine.tensor.Matrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A block at work on windows of T steps of N streams. */
public interface BlockPass {
  /** {@code out = x + f(x)} for some streams' steps. */
  void forward(Matrix x, Matrix out, Span span, int member, boolean[] resets);

  /**
   * Goes back through some streams' steps: the gradient of {@code out} becomes that of {@code x}.
   *
   * @param free floats for products, the member's own
   */
  void backward(Matrix dX, Span span, int member, boolean[] resets, float[] free);

  /** The state before the window, not copies. */
  List<Matrix> before();

  /** Goes on after the steps, at least one, that another pass or this one has run last. */
  void startFrom(BlockPass other, int steps);

  /** Pieces of work that bring the transposed weights up to date. */
  List<PanelTask> transposes();

  /** Adds the tasks that compute the gradients of the weights from all rows. */
  void addGradientTasks(List<GradientTask> tasks);

  /** What there is to look at besides the stream. */
  default List<BlockActivation> activations() {
    return List.of();
  }

  /**
   * Copies one of {@link #activations} at the only step run last, before {@link #startFrom}: a
   * value a unit.
   */
  default void copy(int activation, int row, float[] target) {
    throw new IllegalArgumentException("no activation " + activation);
  }

  /** What heads of attention looked at; null where there are none. */
  default @Nullable LookBack lookBack() {
    return null;
  }
}
