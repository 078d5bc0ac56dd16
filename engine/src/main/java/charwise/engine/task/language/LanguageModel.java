package charwise.engine.task.language;

import charwise.engine.kernel.Bfloat16;
import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.Linear;
import charwise.engine.network.Network;
import charwise.engine.network.RecurrentNetwork;
import charwise.engine.network.RecurrentStack;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterLayout;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.task.Model;
import java.util.List;

/**
 * A model of the next unit given all before it. Holds weights only; {@link LanguageModelStep} trains it
 * and {@link Inference} reads with it.
 */
public final class LanguageModel implements Model {
  private final LanguageModelConfig config;
  private final ParameterSet parameters;
  private final Network network;
  private final List<NamedTensor> tensors;

  /** A model whose weights are all zero. */
  public LanguageModel(LanguageModelConfig config) {
    this.config = config;
    ParameterSet.Builder builder = new ParameterSet.Builder();
    network = network(config, builder);
    parameters = builder.build();
    tensors = List.copyOf(network.tensors());
  }

  static ParameterLayout layout(LanguageModelConfig config) {
    ParameterSet.Builder builder = new ParameterSet.Builder();
    return ParameterLayout.of(network(config, builder).tensors(), builder);
  }

  private static Network network(LanguageModelConfig config, ParameterSet.Builder builder) {
    return config.network().create(config.vocabularySize(), config.conditions(), builder);
  }

  @Override
  public void initialize(long seed) {
    parameters.clear();
    network.initialize(new RandomStream(seed), parameters.values());
  }

  /**
   * Rounds all weights to {@link Bfloat16}, and has one stream of text read them from half the
   * memory. The model is another one then, for one stream as for many; not to be trained.
   */
  public void roundToBfloat16() {
    parameters.roundToBfloat16();
    network.packWeights();
  }

  @Override
  public LanguageModelConfig config() {
    return config;
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  /** The weights by PyTorch's names: {@code rnn.*} from the input up, then {@code decoder.*}. */
  @Override
  public List<NamedTensor> tensors() {
    return tensors;
  }

  /** What the model is made of. */
  public Network network() {
    return network;
  }

  /**
   * The layers of a recurrent network.
   *
   * @throws IllegalStateException if it is another one
   */
  public RecurrentStack stack() {
    return recurrent().stack();
  }

  /** The read-out of a recurrent network; see {@link #stack}. */
  public Linear decoder() {
    return recurrent().decoder();
  }

  private RecurrentNetwork recurrent() {
    if (network instanceof RecurrentNetwork recurrent) {
      return recurrent;
    }
    throw new IllegalStateException("a " + config.network().network() + " is not recurrent");
  }
}
