package charwise.engine.sampling;

import charwise.engine.task.language.Inference;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.NgramMix;
import org.jspecify.annotations.Nullable;

/**
 * A language model as a predictor. Its logits are the network's or, where n-grams stand beside it,
 * logarithms of the probabilities of both. Only reads the model, which several predictors may
 * share.
 */
public final class ModelPredictor implements UnitPredictor {
  private final LanguageModel model;
  private final int condition;
  private final Inference inference;
  private final int vocabularySize;
  private final float[] logits;
  private final @Nullable MixedLogits mixed;

  /** A predictor whose streams have read nothing, of a model that knows no conditions. */
  public ModelPredictor(LanguageModel model, int streams) {
    this(model, streams, LanguageModelConfig.NO_CONDITION);
  }

  /**
   * A predictor whose streams have read nothing.
   *
   * @param condition what all texts are read and written under; see {@link Inference}
   */
  public ModelPredictor(LanguageModel model, int streams, int condition) {
    this.model = model;
    this.condition = condition;
    inference = new Inference(model, streams, condition);
    vocabularySize = model.config().vocabularySize();
    logits = new float[Math.multiplyExact(streams, vocabularySize)];
    NgramMix mix = model.mix();
    mixed = mix == null ? null : new MixedLogits(mix, streams);
  }

  @Override
  public int vocabularySize() {
    return vocabularySize;
  }

  @Override
  public int streams() {
    return inference.streams();
  }

  @Override
  public void reset(int stream) {
    inference.reset(stream);
    if (mixed != null) {
      mixed.reset(stream);
    }
  }

  @Override
  public void read(char[] ids, int from, int to) {
    if (from < to) {
      inference.read(ids, from, to);
      for (int i = from; mixed != null && i < to; i++) {
        mixed.read(0, ids[i]);
      }
      keepLogits();
    }
  }

  @Override
  public void advance(int[] ids) {
    inference.advance(ids);
    for (int stream = 0; mixed != null && stream < streams(); stream++) {
      mixed.read(stream, ids[stream]);
    }
    keepLogits();
  }

  private void keepLogits() {
    for (int stream = 0; stream < streams(); stream++) {
      System.arraycopy(
          inference.logits(),
          inference.logitsOffset(stream),
          logits,
          logitsOffset(stream),
          vocabularySize);
      if (mixed != null) {
        mixed.mix(stream, logits, logitsOffset(stream));
      }
    }
  }

  @Override
  public float[] logits() {
    return logits;
  }

  @Override
  public int logitsOffset(int stream) {
    return stream * vocabularySize;
  }

  @Override
  public void copyState(UnitPredictor from, int fromStream, int toStream) {
    ModelPredictor other = (ModelPredictor) from;
    inference.copyState(other.inference, fromStream, toStream);
    if (mixed != null && other.mixed != null) {
      mixed.copy(other.mixed, fromStream, toStream);
    }
    System.arraycopy(
        other.logits,
        other.logitsOffset(fromStream),
        logits,
        logitsOffset(toStream),
        vocabularySize);
  }

  @Override
  public ModelPredictor select(int... streams) {
    ModelPredictor selected = new ModelPredictor(model, streams.length, condition);
    for (int stream = 0; stream < streams.length; stream++) {
      selected.copyState(this, streams[stream], stream);
    }
    return selected;
  }
}
