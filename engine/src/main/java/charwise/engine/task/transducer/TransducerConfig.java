package charwise.engine.task.transducer;

import charwise.engine.layer.attention.AttentionType;
import charwise.engine.parameter.ParameterLayout;
import charwise.engine.task.EncoderConfig;
import charwise.engine.task.ModelConfig;

/**
 * The shape of a transducer.
 *
 * @param encoder reads units and features; a decoder, where there is one, has the same cell, hidden
 *     size, layers and residual connections
 * @param attention none for CTC
 * @param attentionSize units of the attention itself; 0 unless it is Bahdanau's
 * @param targetVocabularySize the ids of answers, the mark or blank among them
 * @param repeatInput how often the encoder reads each unit; 1 unless the decoder is CTC
 * @param reverseSource whether texts are read from their end
 */
public record TransducerConfig(
    EncoderConfig encoder,
    DecoderType decoder,
    AttentionType attention,
    int attentionSize,
    int targetVocabularySize,
    int repeatInput,
    boolean reverseSource)
    implements ModelConfig {
  /** The kind of model in files. */
  public static final String MODEL_TYPE = "transducer";

  /** The most often that a unit is read. */
  public static final int MAXIMUM_REPEAT = 16;

  /** Checks the sizes. */
  public TransducerConfig {
    ModelConfig.check(
        targetVocabularySize >= 2 && targetVocabularySize <= 65_535,
        "target vocabulary size",
        targetVocabularySize);
    boolean additive = attention == AttentionType.BAHDANAU;
    ModelConfig.check(
        additive ? attentionSize >= 1 && attentionSize <= MAXIMUM_HIDDEN_SIZE : attentionSize == 0,
        "size of attention",
        attentionSize);
    ModelConfig.check(
        repeatInput >= 1 && repeatInput <= (decoder == DecoderType.CTC ? MAXIMUM_REPEAT : 1),
        "repetition of its input",
        repeatInput);
    if (decoder == DecoderType.CTC && attention != AttentionType.NONE) {
      throw new IllegalArgumentException("CTC has no attention");
    }
  }

  /** Whether one vector, the encoder's last state, must hold all that is read. */
  public boolean isBottleneck() {
    return decoder == DecoderType.ATTENTION && attention == AttentionType.NONE;
  }

  @Override
  public String modelType() {
    return MODEL_TYPE;
  }

  @Override
  public int vocabularySize() {
    return encoder.vocabularySize();
  }

  @Override
  public String title() {
    String answers =
        decoder == DecoderType.CTC
            ? "CTC"
            : attention == AttentionType.NONE ? "no attention" : attention.label() + " attention";
    return encoder.title() + ", " + answers;
  }

  @Override
  public ParameterLayout layout() {
    return Transducer.layout(this);
  }

  /**
   * As for all models; here units read and units written, which are taken to be as many of one as
   * of the other.
   */
  @Override
  public double productWeights() {
    double hidden = encoder.hiddenSize();
    int ways = encoder.directions().all().size();
    double recurrent = encoder.cell().create().gateCount() * hidden * hidden;
    if (decoder == DecoderType.CTC) {
      return encoder.productWeights() + ways * hidden * targetVocabularySize;
    }
    double read = attention == AttentionType.NONE ? 0 : ways * hidden;
    double keys = read * (attentionSize > 0 ? attentionSize : hidden);
    double context =
        attention == AttentionType.BAHDANAU
            ? read * recurrent / hidden + hidden * attentionSize
            : 0;
    double written =
        recurrent * (2 * encoder.layerCount() - 1.0)
            + context
            + (hidden + read) * targetVocabularySize;
    return (encoder.productWeights() + keys + written) / 2;
  }
}
