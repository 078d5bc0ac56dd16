package charwise.engine.optimizer;

import charwise.engine.label.Labelled;
import java.util.function.IntFunction;

/** The update rules to choose from, each a class and a line here. */
public enum OptimizerType implements Labelled {
  ADAM(Adam::new),
  RMSPROP(RmsProp::new),
  SGD(Sgd::new);

  private final IntFunction<Optimizer> constructor;

  OptimizerType(IntFunction<Optimizer> constructor) {
    this.constructor = constructor;
  }

  /** A new optimizer for {@code size} floats of weights. */
  public Optimizer create(int size) {
    return constructor.apply(size);
  }

  /** The type with the given label. */
  public static OptimizerType of(String label) {
    return Labelled.find("optimizer", label, values());
  }

  @Override
  public String toString() {
    return label();
  }
}
