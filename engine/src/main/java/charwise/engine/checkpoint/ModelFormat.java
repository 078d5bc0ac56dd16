package charwise.engine.checkpoint;

import charwise.engine.task.Model;
import charwise.engine.task.ModelConfig;

/**
 * How models of one type are described in the metadata of their files.
 *
 * @param <S> a model with all that is needed to use it
 */
public interface ModelFormat<S> {
  /** The {@code model_type} of such files. */
  String modelType();

  /** What users call such a model, with its article: "a classifier". */
  String title();

  /**
   * Reads what a file says of its model, before anything of the model's size is allocated.
   *
   * @throws InvalidModelException if it does not describe one
   */
  Description<S> describe(ModelMetadata metadata) throws InvalidModelException;

  /**
   * What a file says of its model.
   *
   * @param <S> the model with all that is needed to use it
   */
  interface Description<S> {
    /** The shape, which the file's tensors must fit. */
    ModelConfig config();

    /**
     * A model of that shape, to be filled.
     *
     * @throws IllegalArgumentException if it is too large
     */
    Model newModel();

    /**
     * The whole, once the model is filled.
     *
     * @throws IllegalArgumentException if what it was filled with is no such model
     */
    S with(Model model);
  }
}
