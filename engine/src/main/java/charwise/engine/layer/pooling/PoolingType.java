package charwise.engine.layer.pooling;

import charwise.engine.label.Labelled;
import charwise.engine.layer.BatchShape;
import charwise.engine.tensor.ColumnBlocks;

/** The poolings to choose from: a new one is a class and a line here. */
public enum PoolingType implements Labelled {
  LAST("last", LastPooling::new),
  MEAN("mean", MeanPooling::new),
  MAX("max", MaxPooling::new);

  private final String label;
  private final Constructor constructor;

  private interface Constructor {
    Pooling create(BatchShape shape, ColumnBlocks columns);
  }

  PoolingType(String label, Constructor constructor) {
    this.label = label;
    this.constructor = constructor;
  }

  @Override
  public String label() {
    return label;
  }

  /**
   * A new pooling.
   *
   * @param shape the items in hand
   * @param columns of the outputs: those of the direction that reads forward and then, where there
   *     is one, of that which reads backward
   */
  public Pooling create(BatchShape shape, ColumnBlocks columns) {
    return constructor.create(shape, columns);
  }

  /** The type with the given label. */
  public static PoolingType of(String label) {
    return Labelled.find("pooling", label, values());
  }

  @Override
  public String toString() {
    return label;
  }
}
