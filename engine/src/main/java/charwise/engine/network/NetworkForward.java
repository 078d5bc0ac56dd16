package charwise.engine.network;

import charwise.engine.layer.recurrent.Share;
import charwise.engine.tensor.Matrix;
import java.util.Arrays;
import java.util.List;

/**
 * A network at work on windows of T steps of N streams that go on from window to window. Row {@code
 * t * N + n} is step t of stream n.
 */
public interface NetworkForward {
  /**
   * Runs a share of some steps through all stages.
   *
   * @param ids one a row and, behind those of all T·N rows, such as are read together with them
   * @param resets the rows before which the state is set to zero
   */
  void run(Share share, int[] ids, boolean[] resets, int steps);

  /** The part of {@link #run} that is one stage's, when that of the stage below is done. */
  void runStage(Share share, int stage, int[] ids, boolean[] resets, int steps);

  /** What the last stage made, a row a position. */
  Matrix output();

  /** The state before the window, not copies. */
  List<Matrix> initialState();

  /** Makes the state after the {@code steps} steps last run the initial one. */
  void carry(int steps);

  /**
   * Makes a stage's state after the {@code steps} steps that another pass, or this one, has run
   * last this one's start; with 0 its own stays.
   */
  void startFrom(NetworkForward other, int stage, int steps);

  /** Sets the initial state of a stream to that of nothing read. */
  default void clearState(int stream) {
    for (Matrix state : initialState()) {
      int row = state.row(stream);
      Arrays.fill(state.values(), row, row + state.columns(), 0f);
    }
  }

  /** Copies the initial state of a stream of a pass with as many or other streams. */
  default void copyState(NetworkForward other, int fromStream, int toStream) {
    List<Matrix> sources = other.initialState();
    List<Matrix> targets = initialState();
    for (int part = 0; part < sources.size(); part++) {
      Matrix source = sources.get(part);
      Matrix target = targets.get(part);
      System.arraycopy(
          source.values(),
          source.row(fromStream),
          target.values(),
          target.row(toStream),
          source.columns());
    }
  }
}
