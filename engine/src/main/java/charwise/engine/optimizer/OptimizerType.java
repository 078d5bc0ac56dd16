package charwise.engine.optimizer;

import java.util.Arrays;
import java.util.function.IntFunction;

/** The update rules to choose from, each a class and a line here. */
public enum OptimizerType {
  ADAM("adam", Adam::new),
  RMSPROP("rmsprop", RmsProp::new),
  SGD("sgd", Sgd::new);

  private final String label;
  private final IntFunction<Optimizer> constructor;

  OptimizerType(String label, IntFunction<Optimizer> constructor) {
    this.label = label;
    this.constructor = constructor;
  }

  /** The name on the command line and in files. */
  public String label() {
    return label;
  }

  /** A new optimizer for {@code size} floats of weights. */
  public Optimizer create(int size) {
    return constructor.apply(size);
  }

  /** The type with the given label. */
  public static OptimizerType of(String label) {
    return Arrays.stream(values())
        .filter(type -> type.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no optimizer is called " + label));
  }
}
