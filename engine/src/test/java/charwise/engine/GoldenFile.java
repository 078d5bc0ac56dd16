package charwise.engine;

import charwise.engine.json.Json;
import charwise.engine.tensor.PanelMatrix;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A file of reference numbers, or an object within one; see {@code golden/}. */
public record GoldenFile(Map<?, ?> json) {
  /** The file of that name. */
  public static GoldenFile load(String name) throws IOException {
    try (InputStream in = GoldenFile.class.getResourceAsStream("/golden/" + name + ".json")) {
      Object parsed = Json.parse(Objects.requireNonNull(in, name).readAllBytes());
      return new GoldenFile((Map<?, ?>) Objects.requireNonNull(parsed));
    }
  }

  /** Whether there is such a key. */
  public boolean has(String key) {
    return json.get(key) != null;
  }

  /** An object by its key. */
  public GoldenFile object(String key) {
    return new GoldenFile((Map<?, ?>) at(key));
  }

  /** A list of objects. */
  public List<GoldenFile> objects(String key) {
    return ((List<?>) at(key)).stream().map(item -> new GoldenFile((Map<?, ?>) item)).toList();
  }

  /** A text. */
  public String text(String key) {
    return (String) at(key);
  }

  /** A truth value. */
  public boolean flag(String key) {
    return (boolean) at(key);
  }

  /** A number. */
  public double number(String key) {
    return ((Number) at(key)).doubleValue();
  }

  /** A whole number. */
  public int integer(String key) {
    return (int) number(key);
  }

  /** A list of numbers, or of lists of them, in order; of a tensor its values. */
  public double[] numbers(String key) {
    Object value = at(key);
    return flat(value instanceof Map<?, ?> tensor ? tensor.get("values") : value);
  }

  /** {@link #numbers} as floats. */
  public float[] floats(String key) {
    double[] values = numbers(key);
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[i];
    }
    return out;
  }

  /** A list of whole numbers. */
  public int[] ids(String key) {
    return Arrays.stream(numbers(key)).mapToInt(value -> (int) value).toArray();
  }

  /** A list of lists of whole numbers. */
  public List<int[]> idLists(String key) {
    return ((List<?>) at(key)).stream()
        .map(list -> Arrays.stream(flat(list)).mapToInt(value -> (int) value).toArray())
        .toList();
  }

  /** A list of things of any kind. */
  public List<?> list(String key) {
    return (List<?>) at(key);
  }

  /** A list, or lists in lists, of numbers in order. */
  public static double[] flat(Object list) {
    return list instanceof Number number
        ? new double[] {number.doubleValue()}
        : ((List<?>) list).stream().flatMapToDouble(e -> Arrays.stream(flat(e))).toArray();
  }

  /** A tensor of rows and columns as a matrix by panels. */
  public PanelMatrix panels(String key) {
    int[] shape = object(key).ids("shape");
    PanelMatrix matrix = PanelMatrix.zeros(shape[0], shape[1]);
    float[] values = floats(key);
    for (int i = 0; i < values.length; i++) {
      matrix.values()[matrix.index(i / shape[1], i % shape[1])] = values[i];
    }
    return matrix;
  }

  private Object at(String key) {
    return Objects.requireNonNull(json.get(key), key);
  }
}
