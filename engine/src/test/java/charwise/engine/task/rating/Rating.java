package charwise.engine.task.rating;

import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.Linear;
import charwise.engine.network.RecurrentStack;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterLayout;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.task.Model;
import java.util.List;
import java.util.stream.Stream;

/** The weights. Layers register theirs with one set, and name them as PyTorch does. */
final class Rating implements Model {
  private final RatingConfig config;
  private final Parts parts;
  private final ParameterSet parameters;

  private record Parts(RecurrentStack stack, Linear head) {
    static Parts of(RatingConfig config, ParameterSet.Builder builder) {
      RecurrentStack stack = config.encoder().stack(builder);
      return new Parts(stack, new Linear(stack.output(), 1, true, builder));
    }

    List<NamedTensor> tensors() {
      return Stream.concat(stack.tensors().stream(), head.tensors("rating").stream()).toList();
    }
  }

  /** All weights are zero. */
  Rating(RatingConfig config) {
    this.config = config;
    ParameterSet.Builder builder = new ParameterSet.Builder();
    parts = Parts.of(config, builder);
    parameters = builder.build();
  }

  static ParameterLayout layout(RatingConfig config) {
    ParameterSet.Builder builder = new ParameterSet.Builder();
    return ParameterLayout.of(Parts.of(config, builder).tensors(), builder);
  }

  @Override
  public RatingConfig config() {
    return config;
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public List<NamedTensor> tensors() {
    return parts.tensors();
  }

  @Override
  public void initialize(long seed) {
    parameters.clear();
    RandomStream random = new RandomStream(seed);
    parts.stack().initialize(random, parameters.values());
    parts.head().initialize(random, parameters.values());
  }

  RecurrentStack stack() {
    return parts.stack();
  }

  Linear head() {
    return parts.head();
  }
}
