package charwise.engine.parameter;

import charwise.engine.kernel.Bfloat16;
import charwise.engine.kernel.Panels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All parameters of a model in one array, their gradients in another of the same layout, which is
 * there once something asks for it: a model that only reads and writes text has none. Places that
 * belong to no weight (the first {@link Panels#LEAD}, the spare columns of a last panel) are zero
 * and stay so, since their gradients are zero.
 */
public final class ParameterSet {
  private final float[] values;
  private final List<Range> tables = new ArrayList<>();
  private float @Nullable [] gradients;

  private ParameterSet(List<Parameter> parameters, long size) {
    if (size > Integer.MAX_VALUE - 64) {
      throw new IllegalArgumentException("a model of " + size + " weights is too large");
    }
    values = new float[Panels.LEAD + (int) size];
    int offset = Panels.LEAD;
    for (Parameter parameter : parameters) {
      parameter.bind(this, offset);
      int end = offset + (int) parameter.storage();
      if (parameter.isTable()) {
        tables.add(new Range(offset, end));
      }
      offset = end;
    }
  }

  /** Places {@code from} to before {@code to} of the arrays, a multiple of 64 of them. */
  public record Range(int from, int to) {}

  /** Where the tables lie, in ascending order. */
  public List<Range> tables() {
    return List.copyOf(tables);
  }

  /** The floats of each of its arrays. */
  public int size() {
    return values.length;
  }

  /** All places of parameters, a multiple of 64 of them. */
  public Range places() {
    return new Range(Panels.LEAD, values.length);
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
      return add(new Parameter(rows, columns, false));
    }

    /**
     * A parameter of which each position of a text reads one row, as a product with a one-hot
     * vector does.
     */
    public Parameter addTable(int rows, int columns) {
      return add(new Parameter(rows, columns, true));
    }

    private Parameter add(Parameter parameter) {
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
