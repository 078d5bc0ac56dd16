package charwise.engine.task.tagger;

import charwise.engine.parameter.ParameterLayout;
import charwise.engine.task.EncoderConfig;
import charwise.engine.task.ModelConfig;

/**
 * The shape of a tagger.
 *
 * @param tags the number of tags
 * @param hints the number of different hints that are read beside units; 0 for none
 */
public record TaggerConfig(EncoderConfig encoder, int tags, int hints) implements ModelConfig {
  /** The kind of model in files. */
  public static final String MODEL_TYPE = "tagger";

  /** The most tags there may be. */
  public static final int MAXIMUM_TAGS = 20_000;

  /** Checks the sizes. */
  public TaggerConfig {
    int read = encoder.vocabularySize();
    ModelConfig.check(read <= 65_535, "vocabulary size", read);
    ModelConfig.check(tags >= 1 && tags <= MAXIMUM_TAGS, "number of tags", tags);
    ModelConfig.check(hints == 0 || hints == WordHints.count(tags), "number of hints", hints);
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
    return encoder.title() + (hints > 0 ? ", lexicon" : "");
  }

  @Override
  public ParameterLayout layout() {
    return Tagger.layout(this);
  }

  @Override
  public double productWeights() {
    double outputs = encoder.directions().all().size() * (double) encoder.hiddenSize();
    return encoder.productWeights() + outputs * tags;
  }
}
