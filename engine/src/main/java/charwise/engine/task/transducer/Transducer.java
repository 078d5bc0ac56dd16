package charwise.engine.task.transducer;

import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.Linear;
import charwise.engine.network.Decoder;
import charwise.engine.network.RecurrentStack;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterLayout;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.task.EncoderConfig;
import charwise.engine.task.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The weights of a transducer: an encoder, and either a decoder or, for CTC, a linear layer from
 * the encoder's outputs to the logits of blank and units.
 */
public final class Transducer implements Model {
  private final TransducerConfig config;
  private final ParameterSet parameters;
  private final Parts parts;
  private final List<NamedTensor> tensors;
  private double logitScale = 1;

  /** A transducer whose weights are all zero. */
  public Transducer(TransducerConfig config) {
    this.config = config;
    ParameterSet.Builder builder = new ParameterSet.Builder();
    parts = Parts.of(config, builder);
    parameters = builder.build();
    tensors = parts.tensors();
  }

  static ParameterLayout layout(TransducerConfig config) {
    ParameterSet.Builder builder = new ParameterSet.Builder();
    return ParameterLayout.of(Parts.of(config, builder).tensors(), builder);
  }

  private record Parts(RecurrentStack encoder, @Nullable Decoder decoder, @Nullable Linear output) {
    static Parts of(TransducerConfig config, ParameterSet.Builder builder) {
      EncoderConfig shape = config.encoder();
      RecurrentStack encoder = shape.stack(builder);
      return switch (config.decoder()) {
        case CTC ->
            new Parts(
                encoder,
                null,
                new Linear(encoder.output(), config.targetVocabularySize(), true, builder));
        case ATTENTION ->
            new Parts(
                encoder,
                new Decoder(
                    shape.cell()::create,
                    config.targetVocabularySize(),
                    shape.hiddenSize(),
                    shape.layerCount(),
                    shape.residual(),
                    encoder.output(),
                    config.attention(),
                    config.attentionSize(),
                    builder),
                null);
      };
    }

    List<NamedTensor> tensors() {
      List<NamedTensor> all = new ArrayList<>(encoder.tensors());
      if (decoder != null) {
        all.addAll(decoder.tensors());
      }
      if (output != null) {
        all.addAll(output.tensors("output"));
      }
      return List.copyOf(all);
    }
  }

  /**
   * {@inheritDoc} Where one vector must hold all that is read, a unit changes little of it at
   * first, so that it keeps what was read before.
   */
  @Override
  public void initialize(long seed) {
    parameters.clear();
    RandomStream random = new RandomStream(seed);
    double tableBound =
        config.isBottleneck() ? parts.encoder.weightBound() : RecurrentStack.TABLE_BOUND;
    parts.encoder.initialize(random, parameters.values(), tableBound, 1);
    if (parts.decoder != null) {
      parts.decoder.initialize(random, parameters.values(), tableBound);
    }
    if (parts.output != null) {
      parts.output.initialize(random, parameters.values());
    }
  }

  /**
   * What the decoder's logits are multiplied by where probabilities are asked for: the inverse of
   * the temperature at which they mean what they say. No step of training reads it.
   */
  public double logitScale() {
    return logitScale;
  }

  /** Sets {@link #logitScale}, a positive number. */
  void logitScale(double scale) {
    logitScale = scale;
  }

  @Override
  public TransducerConfig config() {
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

  /** What reads. */
  RecurrentStack encoder() {
    return parts.encoder;
  }

  /** What writes, where it is not CTC. */
  Decoder decoder() {
    return Objects.requireNonNull(parts.decoder);
  }

  /** What writes, where it is CTC. */
  Linear output() {
    return Objects.requireNonNull(parts.output);
  }
}
