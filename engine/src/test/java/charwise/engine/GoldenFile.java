package charwise.engine;

import charwise.engine.json.Json;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.PanelMatrix;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One file of reference numbers of a sequence task, computed by PyTorch's autograd. */
public record GoldenFile(Map<?, ?> json) {
  /** Reads one from the tests' resources. */
  public static GoldenFile load(String name) throws IOException {
    try (InputStream in = GoldenFile.class.getResourceAsStream("/golden/" + name + ".json")) {
      Object parsed = Json.parse(Objects.requireNonNull(in, name).readAllBytes());
      return new GoldenFile((Map<?, ?>) Objects.requireNonNull(parsed));
    }
  }

  /** Whether there is an entry that is not null. */
  public boolean has(String key) {
    return json.get(key) != null;
  }

  /** An entry that has entries of its own. */
  public GoldenFile object(String key) {
    return new GoldenFile((Map<?, ?>) at(json, key));
  }

  /** An entry that is a list of such. */
  public List<GoldenFile> objects(String key) {
    return list(key).stream().map(item -> new GoldenFile((Map<?, ?>) item)).toList();
  }

  /** An entry that is a list of anything. */
  public List<?> list(String key) {
    return (List<?>) at(json, key);
  }

  /** An entry that is a text. */
  public String text(String key) {
    return (String) at(json, key);
  }

  /** An entry that is true or false. */
  public boolean flag(String key) {
    return json.containsKey(key) && (Boolean) at(json, key);
  }

  /** An entry that is a number. */
  public double number(String key) {
    return ((Number) at(json, key)).doubleValue();
  }

  /** An entry that is a whole number. */
  public int integer(String key) {
    return (int) number(key);
  }

  /** An entry that is a list of whole numbers. */
  public int[] integers(String key) {
    return Arrays.stream(doubles(at(json, key))).mapToInt(v -> (int) v).toArray();
  }

  /** An entry that is a list of lists of whole numbers. */
  public List<int[]> lists(String key) {
    List<int[]> lists = new ArrayList<>();
    for (Object list : (List<?>) at(json, key)) {
      lists.add(Arrays.stream(doubles(list)).mapToInt(v -> (int) v).toArray());
    }
    return lists;
  }

  /** The elements of a tensor, or of a plain list of numbers. */
  public double[] values(String key) {
    Object entry = at(json, key);
    return doubles(entry instanceof Map<?, ?> tensor ? at(tensor, "values") : entry);
  }

  /** A tensor of rows and columns as a matrix by panels. */
  public PanelMatrix panels(String key) {
    int[] shape = object(key).integers("shape");
    PanelMatrix matrix = PanelMatrix.zeros(shape[0], shape[1]);
    double[] values = values(key);
    for (int i = 0; i < values.length; i++) {
      matrix.values()[matrix.index(i / shape[1], i % shape[1])] = (float) values[i];
    }
    return matrix;
  }

  /** Copies the file's weights, all of which must have a place, into a model without weights. */
  public void setWeights(List<NamedTensor> tensors, ParameterSet parameters) {
    Map<?, ?> weights = (Map<?, ?>) at(json, "weights");
    int found = 0;
    for (NamedTensor tensor : tensors) {
      if (weights.get(tensor.name()) instanceof Map<?, ?> weight) {
        double[] values = doubles(at(weight, "values"));
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
          floats[i] = (float) values[i];
        }
        tensor.add(floats, parameters.values());
        found++;
      }
    }
    if (found != weights.size()) {
      throw new IllegalStateException("no place for some of " + weights.keySet());
    }
  }

  /** A weight's gradient; zeros for the second bias of gates that have one. */
  public double[] gradient(NamedTensor tensor) {
    Object gradient = ((Map<?, ?>) at(json, "gradients")).get(tensor.name());
    return gradient == null ? new double[tensor.size()] : doubles(gradient);
  }

  /** A number of the Adam run. */
  public double adam(String key) {
    return ((Number) at((Map<?, ?>) at(json, "adam"), key)).doubleValue();
  }

  /** The loss before each Adam step. */
  public double[] adamLosses() {
    return doubles(at((Map<?, ?>) at(json, "adam"), "losses"));
  }

  private static Object at(Map<?, ?> map, String key) {
    return Objects.requireNonNull(map.get(key), key);
  }

  /** A number, or a list of them or of such lists, in order. */
  public static double[] doubles(Object list) {
    return list instanceof Number number
        ? new double[] {number.doubleValue()}
        : ((List<?>) list).stream().flatMapToDouble(v -> Arrays.stream(doubles(v))).toArray();
  }
}
