package charwise.engine.parameter;

import charwise.engine.kernel.Bfloat16;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All parameters of a model in one array, their gradients in another of the same layout, which is
 * there once something asks for it: a model that only reads and writes text has none. Places that
 * belong to no weight (the spare columns of a last panel) are zero and stay so, since their gradients
 * are zero.
 */
public final class ParameterSet {
  private final float[] values;
  private float @Nullable [] gradients;

  private ParameterSet(List<Parameter> parameters, long size) {
    if (size > Integer.MAX_VALUE - 64) {
      throw new IllegalArgumentException("a model of " + size + " weights is too large");
    }
    values = new float[(int) size];
    int offset = 0;
    for (Parameter parameter : parameters) {
      parameter.bind(this, offset);
      offset += (int) parameter.storage();
    }
  }

  /** The floats of storage, a multiple of 64. */
  public int size() {
    return values.length;
  }

  /** The weights, not a copy. */
  public float[] values() {
    return values;
  }

  /** The gradients, not a copy. To be asked for once before threads share the set. */
  public float[] gradients() {
    float[] array = gradients;
    if (array == null) {
      array = new float[values.length];
      gradients = array;
    }
    return array;
  }

  /** Rounds all weights to the nearest {@link Bfloat16}. */
  public void roundToBfloat16() {
    for (int i = 0; i < values.length; i++) {
      values[i] = Bfloat16.round(values[i]);
    }
  }

  /** Sets all weights to zero. */
  public void clear() {
    Arrays.fill(values, 0f);
  }

  /** Collects parameters while a model is put together. */
  public static final class Builder {
    private final List<Parameter> parameters = new ArrayList<>();

    /** A parameter of {@code rows × columns}, usable after {@link #build}. */
    public Parameter add(int rows, int columns) {
      Parameter parameter = new Parameter(rows, columns);
      parameters.add(parameter);
      return parameter;
    }

    /** The floats that {@link #build} will allocate. */
    public long storage() {
      return parameters.stream().mapToLong(Parameter::storage).sum();
    }

    /** Allocates the arrays and gives each parameter its place. */
    public ParameterSet build() {
      return new ParameterSet(parameters, storage());
    }
  }
}
