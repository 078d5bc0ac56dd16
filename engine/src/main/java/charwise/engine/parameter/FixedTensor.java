package charwise.engine.parameter;

/**
 * A tensor of a model file that no optimizer step changes, in an array of its own.
 *
 * @param name in the file
 * @param shape its dimensions
 * @param values its elements, row by row; not a copy
 */
public record FixedTensor(String name, int[] shape, float[] values) {}
