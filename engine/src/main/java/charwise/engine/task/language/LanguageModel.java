package charwise.engine.task.language;

import charwise.engine.kernel.Bfloat16;
import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.Linear;
import charwise.engine.network.Network;
import charwise.engine.network.RecurrentNetwork;
import charwise.engine.network.RecurrentStack;
import charwise.engine.parameter.FixedCounts;
import charwise.engine.parameter.FixedTensor;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterLayout;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.task.Model;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model of the next unit given all before it. Holds weights, and counts of n-grams that may stand
 * beside the network; {@link LanguageModelStep} trains it and {@link Inference} reads with the
 * network, {@link Scorer} and samplers with both.
 */
public final class LanguageModel implements Model {
  private final ParameterSet parameters;
  private final Network network;
  private final List<NamedTensor> tensors;
  private LanguageModelConfig config;
  private List<FixedCounts> counts;
  private @Nullable NgramMix mix;

  /** A model whose weights are all zero, and so are its counts until {@link #mixCounts}. */
  public LanguageModel(LanguageModelConfig config) {
    this.config = config;
    counts = config.ngrams().tensors();
    ParameterSet.Builder builder = new ParameterSet.Builder();
    network = network(config, builder);
    parameters = builder.build();
    tensors = List.copyOf(network.tensors());
  }

  static ParameterLayout layout(LanguageModelConfig config) {
    ParameterSet.Builder builder = new ParameterSet.Builder();
    return config.ngrams().addTo(ParameterLayout.of(network(config, builder).tensors(), builder));
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
   * A model of a larger vocabulary: the units that this one knows keep their ids and weights, and
   * those behind them get fresh ones.
   *
   * @param seed that of the fresh weights
   * @throws IllegalArgumentException if the vocabulary is smaller than this model's
   */
  public LanguageModel withVocabulary(int vocabularySize, long seed) {
    int more = vocabularySize - config.vocabularySize();
    if (more < 0) {
      throw new IllegalArgumentException(
          vocabularySize + " units for a model of " + config.vocabularySize());
    }
    var larger =
        new LanguageModel(
            new LanguageModelConfig(config.network(), vocabularySize, config.conditions()));
    larger.initialize(seed);
    List<float[]> widened = new ArrayList<>();
    for (int i = 0; i < tensors.size(); i++) {
      float[] old = new float[tensors.get(i).size()];
      tensors.get(i).read(parameters.values(), old);
      NamedTensor target = larger.tensors.get(i);
      float[] values = new float[target.size()];
      target.read(larger.parameters.values(), values);
      keep(old, tensors.get(i).shape(), values, target.shape());
      widened.add(values);
    }
    larger.parameters.clear();
    for (int i = 0; i < tensors.size(); i++) {
      larger.tensors.get(i).add(widened.get(i), larger.parameters.values());
    }
    return larger;
  }

  /** Copies a tensor into a larger one, with the units that are new behind the others. */
  private void keep(float[] old, int[] shape, float[] values, int[] largerShape) {
    int columns = shape.length == 1 ? 1 : shape[1];
    int largerColumns = largerShape.length == 1 ? 1 : largerShape[1];
    int known = largerColumns == columns ? columns : config.vocabularySize();
    for (int i = 0; i < old.length; i++) {
      int column = i % columns;
      int moved = column < known ? column : column + largerColumns - columns;
      values[i / columns * largerColumns + moved] = old[i];
    }
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

  @Override
  public List<FixedTensor> fixedTensors() {
    return List.copyOf(counts);
  }

  /** The n-grams that stand beside the network; null where it stands alone. */
  public @Nullable NgramMix mix() {
    return mix;
  }

  /** Has other n-grams stand beside the network, or none. */
  void mix(@Nullable NgramMix other) {
    config = config.with(other == null ? NgramSizes.NONE : other.sizes());
    counts = other == null ? List.of() : other.tensors();
    mix = other;
  }

  /**
   * Mixes in the n-grams of a file, whose tensors have been filled.
   *
   * @throws IllegalArgumentException if they are none
   */
  void mixCounts() {
    mix = counts.isEmpty() ? null : NgramMix.of(config.vocabularySize(), counts);
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
