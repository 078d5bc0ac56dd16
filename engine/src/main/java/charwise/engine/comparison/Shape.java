package charwise.engine.comparison;

import java.io.Serializable;

/**
 * A contender's model: what it is made of, and its size.
 *
 * @param parameters the number of weights that follows from both and from the data's vocabulary,
 *     PyTorch's redundant second biases not counted
 */
public record Shape(Variant variant, int hiddenSize, long parameters) implements Serializable {}
