package charwise.engine.layer.pooling;

import charwise.engine.layer.BatchShape;
import charwise.engine.tensor.ColumnBlocks;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The poolings to choose from: a new one is a class and a line here. */
public enum PoolingType {
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

  /** The name on the command line and in files. */
  public String label() {
    return label;
  }

  /**
   * A new pooling.
   *
   * @param shape the items in hand
   * @param columns of the outputs: those of the direction that reads forward and then, where there is
   *     one, of that which reads backward
   */
  public Pooling create(BatchShape shape, ColumnBlocks columns) {
    return constructor.create(shape, columns);
  }

  /** The type with the given label. */
  public static PoolingType of(String label) {
    return Arrays.stream(values())
        .filter(type -> type.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(
            "no pooling is called " + label + "; there are "
                + Arrays.stream(values()).map(PoolingType::label).collect(Collectors.joining(", "))));
  }
}
