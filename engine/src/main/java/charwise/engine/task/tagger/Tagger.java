package charwise.engine.task.tagger;

import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.Linear;
import charwise.engine.layer.recurrent.InputShape;
import charwise.engine.network.RecurrentStack;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterLayout;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.task.Model;
import java.util.ArrayList;
import java.util.List;

/**
 * The weights of a tagger: a recurrent stack over the units of an item, each with a hint from a
 * lexicon where there is one, and a linear layer from its outputs at each unit to the logits of the
 * tags there.
 */
public final class Tagger implements Model {
  private final TaggerConfig config;
  private final ParameterSet parameters;
  private final RecurrentStack stack;
  private final Linear head;
  private final List<NamedTensor> tensors;

  /** A tagger whose weights are all zero. */
  public Tagger(TaggerConfig config) {
    this.config = config;
    ParameterSet.Builder builder = new ParameterSet.Builder();
    stack = stack(config, builder);
    head = new Linear(stack.output(), config.tags(), true, builder);
    parameters = builder.build();
    tensors = tensors(stack, head);
  }

  static ParameterLayout layout(TaggerConfig config) {
    ParameterSet.Builder builder = new ParameterSet.Builder();
    RecurrentStack stack = stack(config, builder);
    Linear head = new Linear(stack.output(), config.tags(), true, builder);
    return ParameterLayout.of(tensors(stack, head), builder);
  }

  private static RecurrentStack stack(TaggerConfig config, ParameterSet.Builder builder) {
    return config.hints() == 0
        ? config.encoder().stack(builder)
        : config
            .encoder()
            .stack(InputShape.oneHot(config.vocabularySize(), config.hints()), builder);
  }

  private static List<NamedTensor> tensors(RecurrentStack stack, Linear head) {
    List<NamedTensor> all = new ArrayList<>(stack.tensors());
    all.addAll(head.tensors("decoder"));
    return List.copyOf(all);
  }

  /**
   * {@inheritDoc} Gates start half open, those that keep a memory as well: most tags follow from
   * what is near.
   */
  @Override
  public void initialize(long seed) {
    parameters.clear();
    RandomStream random = new RandomStream(seed);
    stack.initialize(random, parameters.values(), RecurrentStack.TABLE_BOUND, 0);
    head.initialize(random, parameters.values());
  }

  @Override
  public TaggerConfig config() {
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

  /** The recurrent layers. */
  RecurrentStack stack() {
    return stack;
  }

  /** From the outputs at a unit to the logits of its tags. */
  Linear head() {
    return head;
  }
}
