package charwise.engine.task.language;

import charwise.engine.kernel.Bfloat16;
import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.Linear;
import charwise.engine.network.Directions;
import charwise.engine.network.RecurrentStack;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterLayout;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.task.Model;
import java.util.ArrayList;
import java.util.List;

/**
 * A model of the next unit given all before it: one-hot input, a recurrent stack, and a linear
 * read-out of logits. Where texts stand under conditions, that of the text is a second one-hot input
 * with every unit: {@code rnn.weight_ih_l0} has V + K columns, the last K for the conditions. Holds
 * weights only; {@link LanguageModelStep} trains it and {@link Inference} reads with it.
 */
public final class LanguageModel implements Model {
  private final LanguageModelConfig config;
  private final ParameterSet parameters;
  private final RecurrentStack stack;
  private final Linear decoder;
  private final List<NamedTensor> tensors;

  /** A model whose weights are all zero. */
  public LanguageModel(LanguageModelConfig config) {
    this.config = config;
    ParameterSet.Builder builder = new ParameterSet.Builder();
    stack = stack(config, builder);
    decoder = decoder(config, builder);
    parameters = builder.build();
    tensors = tensors(stack, decoder);
  }

  static ParameterLayout layout(LanguageModelConfig config) {
    ParameterSet.Builder builder = new ParameterSet.Builder();
    List<NamedTensor> tensors = tensors(stack(config, builder), decoder(config, builder));
    return ParameterLayout.of(tensors, builder);
  }

  private static RecurrentStack stack(LanguageModelConfig config, ParameterSet.Builder builder) {
    return new RecurrentStack(
        config.cell()::create,
        config.input(),
        config.hiddenSize(),
        config.layerCount(),
        config.residual(),
        Directions.FORWARD,
        builder);
  }

  private static Linear decoder(LanguageModelConfig config, ParameterSet.Builder builder) {
    return new Linear(config.hiddenSize(), config.vocabularySize(), builder);
  }

  private static List<NamedTensor> tensors(RecurrentStack stack, Linear decoder) {
    List<NamedTensor> all = new ArrayList<>(stack.tensors());
    all.addAll(decoder.tensors("decoder"));
    return List.copyOf(all);
  }

  @Override
  public void initialize(long seed) {
    parameters.clear();
    RandomStream random = new RandomStream(seed);
    stack.initialize(random, parameters.values());
    decoder.initialize(random, parameters.values());
  }

  /**
   * Rounds all weights to {@link Bfloat16}, and has one stream of text read them from half the
   * memory. The model is another one then, for one stream as for many; not to be trained.
   */
  public void roundToBfloat16() {
    parameters.roundToBfloat16();
    stack.layers().forEach(layer -> layer.packWeights());
    decoder.packWeights();
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

  /** The recurrent layers. */
  public RecurrentStack stack() {
    return stack;
  }

  /** The read-out. */
  public Linear decoder() {
    return decoder;
  }
}
