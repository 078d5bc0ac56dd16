package charwise.engine.task.classifier;

import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.Linear;
import charwise.engine.layer.recurrent.InputShape;
import charwise.engine.network.RecurrentStack;
import charwise.engine.parameter.FixedTensor;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterLayout;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.task.Model;
import java.util.ArrayList;
import java.util.List;

/**
 * The weights of a classifier: a recurrent stack over the units of an item, a row made of its outputs
 * by pooling, and a linear layer from that to the logits of the labels; beside them a table of
 * n-grams, a row of logits each, that is learnt apart.
 */
public final class Classifier implements Model {
  private static final String NGRAMS = "ngrams.weight";

  private final ClassifierConfig config;
  private final ParameterSet parameters;
  private final RecurrentStack stack;
  private final Linear head;
  private final List<NamedTensor> tensors;
  private final float[] ngrams;

  /** A classifier whose weights are all zero. */
  public Classifier(ClassifierConfig config) {
    this(config, new float[config.ngramRows() * config.classes()]);
  }

  /**
   * A classifier whose network's weights are zero.
   *
   * @param ngrams its table, a row of {@code classes} logits for each n-gram; not copied
   */
  public Classifier(ClassifierConfig config, float[] ngrams) {
    this.config = config;
    this.ngrams = ngrams;
    ParameterSet.Builder builder = new ParameterSet.Builder();
    stack = stack(config, builder);
    head = head(config, stack, builder);
    parameters = builder.build();
    tensors = tensors(stack, head);
  }

  static ParameterLayout layout(ClassifierConfig config) {
    ParameterSet.Builder builder = new ParameterSet.Builder();
    RecurrentStack stack = stack(config, builder);
    ParameterLayout layout =
        ParameterLayout.of(tensors(stack, head(config, stack, builder)), builder);
    return config.ngramRows() == 0
        ? layout
        : layout.withFixed(NGRAMS, config.ngramRows(), config.classes());
  }

  private static RecurrentStack stack(ClassifierConfig config, ParameterSet.Builder builder) {
    return new RecurrentStack(
        config.cell()::create,
        InputShape.oneHot(config.vocabularySize()),
        config.hiddenSize(),
        config.layerCount(),
        config.residual(),
        config.directions(),
        builder);
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
    stack.initialize(random, parameters.values());
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
    return config.ngramRows() == 0
        ? List.of()
        : List.of(
            new FixedTensor(NGRAMS, new int[] {config.ngramRows(), config.classes()}, ngrams));
  }

  /** The recurrent layers. */
  RecurrentStack stack() {
    return stack;
  }

  /** From a pooled row to logits. */
  Linear head() {
    return head;
  }

  /** The table of n-grams, row by row; empty where there is none. */
  float[] ngrams() {
    return ngrams;
  }
}
