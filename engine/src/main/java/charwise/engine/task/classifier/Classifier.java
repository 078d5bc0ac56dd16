package charwise.engine.task.classifier;

import charwise.engine.data.Vocabulary;
import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.Linear;
import charwise.engine.network.RecurrentStack;
import charwise.engine.ngram.NgramLinear;
import charwise.engine.parameter.ElementType;
import charwise.engine.parameter.FixedTensor;
import charwise.engine.parameter.FixedWeights;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterLayout;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.task.Model;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The weights of a classifier: a recurrent stack over the units of an item, a row made of its
 * outputs by pooling, and a linear layer from that to the logits of the labels; beside them, learnt
 * apart, a linear model of the item's n-grams.
 */
public final class Classifier implements Model {
  private static final String NGRAM_RARITY = "ngrams.idf";
  private static final String NGRAM_WEIGHT = "ngrams.weight";
  private static final String NGRAM_BIAS = "ngrams.bias";

  private final ClassifierConfig config;
  private final ParameterSet parameters;
  private final RecurrentStack stack;
  private final Linear head;
  private final List<NamedTensor> tensors;
  private final List<FixedWeights> ngrams;

  /** A classifier whose weights are all zero. */
  public Classifier(ClassifierConfig config) {
    this(
        config,
        new float[config.ngramRows()],
        new float[config.ngramRows() * config.classes()],
        new float[config.classes()]);
  }

  /** A classifier whose network's weights are zero, beside a model of n-grams; not copied. */
  public Classifier(ClassifierConfig config, NgramLinear ngrams) {
    this(config, ngrams.idf(), ngrams.weights(), ngrams.bias());
  }

  private Classifier(ClassifierConfig config, float[] rarity, float[] weights, float[] bias) {
    this.config = config;
    this.ngrams =
        config.ngramRows() == 0
            ? List.of()
            : List.of(
                new FixedWeights(NGRAM_RARITY, rarity, config.ngramRows()),
                new FixedWeights(NGRAM_WEIGHT, weights, config.ngramRows(), config.classes()),
                new FixedWeights(NGRAM_BIAS, bias, config.classes()));
    ParameterSet.Builder builder = new ParameterSet.Builder();
    stack = config.encoder().stack(builder);
    head = head(config, stack, builder);
    parameters = builder.build();
    tensors = tensors(stack, head);
  }

  static ParameterLayout layout(ClassifierConfig config) {
    ParameterSet.Builder builder = new ParameterSet.Builder();
    RecurrentStack stack = config.encoder().stack(builder);
    ParameterLayout layout =
        ParameterLayout.of(tensors(stack, head(config, stack, builder)), builder);
    return config.ngramRows() == 0
        ? layout
        : layout
            .withFixed(NGRAM_RARITY, ElementType.F32, config.ngramRows())
            .withFixed(NGRAM_WEIGHT, ElementType.F32, config.ngramRows(), config.classes())
            .withFixed(NGRAM_BIAS, ElementType.F32, config.classes());
  }

  private static Linear head(
      ClassifierConfig config, RecurrentStack stack, ParameterSet.Builder builder) {
    return new Linear(stack.output(), config.classes(), true, builder);
  }

  private static List<NamedTensor> tensors(RecurrentStack stack, Linear head) {
    List<NamedTensor> all = new ArrayList<>(stack.tensors());
    all.addAll(head.tensors("classifier"));
    return List.copyOf(all);
  }

  @Override
  public void initialize(long seed) {
    parameters.clear();
    RandomStream random = new RandomStream(seed);
    stack.initialize(random, parameters.values(), RecurrentStack.TABLE_BOUND, 1);
    head.initialize(random, parameters.values());
  }

  @Override
  public ClassifierConfig config() {
    return config;
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public List<NamedTensor> tensors() {
    return tensors;
  }

  @Override
  public List<FixedTensor> fixedTensors() {
    return List.copyOf(ngrams);
  }

  /** The recurrent layers. */
  RecurrentStack stack() {
    return stack;
  }

  /** From a pooled row to logits. */
  Linear head() {
    return head;
  }

  /** The model of n-grams over a vocabulary, or null where there is none. */
  @Nullable NgramLinear ngrams(Vocabulary vocabulary) {
    return ngrams.isEmpty()
        ? null
        : new NgramLinear(
            vocabulary, ngrams.get(0).values(), ngrams.get(1).values(), ngrams.get(2).values());
  }
}
