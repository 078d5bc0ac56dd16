package charwise.engine.task;

import charwise.engine.parameter.ElementType;
import charwise.engine.parameter.FixedTensor;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterSet;
import java.util.List;

/** A model's weights; steps and readers of its package use them. */
public interface Model {
  /** The shape. */
  ModelConfig config();

  /** The weights and their gradients as stored. */
  ParameterSet parameters();

  /** The weights by PyTorch's names, in the order of files. */
  List<NamedTensor> tensors();

  /** What the file holds besides, which no step changes; empty for most models. */
  default List<FixedTensor> fixedTensors() {
    return List.of();
  }

  /** Sets fresh weights, the same for the same seed. */
  void initialize(long seed);

  /** The number of weights, PyTorch's redundant second biases not counted. */
  default long parameterCount() {
    return tensors().stream().mapToLong(NamedTensor::ownSize).sum()
        + fixedTensors().stream()
            .filter(tensor -> tensor.type() == ElementType.F32)
            .mapToLong(FixedTensor::size)
            .sum();
  }
}
