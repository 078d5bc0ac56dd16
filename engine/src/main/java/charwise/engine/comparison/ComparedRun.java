package charwise.engine.comparison;

import java.io.Serializable;

/**
 * One run of a comparison.
 *
 * @param seed runs of different shapes with the same seed train on the same batches in the same
 *     order
 */
public record ComparedRun(Shape shape, long seed, long steps) implements Serializable {
  /** The number of weights. */
  public long parameters() {
    return shape.parameters();
  }
}
