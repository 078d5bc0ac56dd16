package charwise.engine.task.language;

import charwise.engine.json.Json;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.tensor.Matrix;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One file of reference numbers from PyTorch's autograd. */
record GoldenCase(Map<?, ?> json) {
  static GoldenCase load(String name) throws IOException {
    try (InputStream in = GoldenCase.class.getResourceAsStream("/golden/" + name + ".json")) {
      Object parsed = Json.parse(Objects.requireNonNull(in).readAllBytes());
      return new GoldenCase((Map<?, ?>) Objects.requireNonNull(parsed));
    }
  }

  /** The model with the case's weights. */
  LanguageModel model() {
    LanguageModel model =
        new LanguageModel(
            new LanguageModelConfig(
                CellType.of((String) at(json, "cell")),
                vocabularySize(),
                hiddenSize(),
                integer("layers"),
                false,
                conditions()));
    Map<?, ?> weights = map("weights");
    for (NamedTensor tensor : model.tensors()) {
      if (weights.containsKey(key(tensor))) {
        tensor.add(floats(values(weights, key(tensor))), model.parameters().values());
      }
    }
    return model;
  }

  /**
   * The tensor's name or, in the oldest files, {@code weight_ih_l0} for {@code rnn.weight_ih_l0}
   * and {@code decoder_bias} for {@code decoder.bias}.
   */
  private String key(NamedTensor tensor) {
    return map("weights").containsKey(tensor.name())
        ? tensor.name()
        : tensor.name().replace("rnn.", "").replace("decoder.", "decoder_");
  }

  /** The case's tokens, and conditions if there are any, as a window. */
  FixedWindow window() {
    int rows = timeSteps() * batchSize();
    FixedWindow window = new FixedWindow(rows, conditions() > 0 ? 2 : 1);
    for (int t = 0; t < timeSteps(); t++) {
      System.arraycopy(tokens(t), 0, window.inputs, t * batchSize(), batchSize());
      if (conditions() > 0) {
        System.arraycopy(conditions(t), 0, window.inputs, rows + t * batchSize(), batchSize());
      }
      System.arraycopy(tokens(t + 1), 0, window.targets, t * batchSize(), batchSize());
    }
    return window;
  }

  /** Begins a step from the case's states. */
  void fill(LanguageModelStep step) {
    step.load(1);
    fillStates(step.carried());
  }

  /** States of layers alternate h and c for a cell with a memory; an h that is no state is zero. */
  void fillStates(List<Matrix> states) {
    int size = integer("layers") * batchSize() * hiddenSize();
    List<double[]> values =
        perLayer(
            json.containsKey("initial_h") ? values(json, "initial_h") : new double[size],
            json.containsKey("initial_c") ? values(json, "initial_c") : null);
    for (int i = 0; i < states.size(); i++) {
      Matrix state = states.get(i);
      for (int n = 0; n < batchSize(); n++) {
        for (int u = 0; u < hiddenSize(); u++) {
          state.values()[state.row(n) + u] = (float) values.get(i)[n * hiddenSize() + u];
        }
      }
    }
  }

  List<double[]> dInitialStates() {
    int size = integer("layers") * batchSize() * hiddenSize();
    return perLayer(
        json.containsKey("d_initial_h") ? doubles(at(json, "d_initial_h")) : new double[size],
        json.containsKey("d_initial_c") ? doubles(at(json, "d_initial_c")) : null);
  }

  private List<double[]> perLayer(double[] h, double @org.jspecify.annotations.Nullable [] c) {
    int size = batchSize() * hiddenSize();
    List<double[]> states = new ArrayList<>();
    for (int l = 0; l < integer("layers"); l++) {
      states.add(Arrays.copyOfRange(h, l * size, (l + 1) * size));
      if (c != null) {
        states.add(Arrays.copyOfRange(c, l * size, (l + 1) * size));
      }
    }
    return states;
  }

  int[] tokens(int t) {
    return ids("token_ids", t);
  }

  /** The condition that each stream is read under at a step. */
  int[] conditions(int t) {
    return ids("condition_ids", t);
  }

  private int[] ids(String key, int t) {
    List<?> rows = (List<?>) at(json, key);
    return Arrays.stream(doubles(rows.get(t))).mapToInt(v -> (int) v).toArray();
  }

  /** How many conditions there are; 0 in most cases. */
  int conditions() {
    return json.containsKey("conditions") ? integer("conditions") : 0;
  }

  /** What PyTorch has; zeros for the second bias of gates with one. */
  double[] gradient(NamedTensor tensor) {
    Map<?, ?> gradients = map("gradients");
    return gradients.containsKey(key(tensor))
        ? doubles(at(gradients, key(tensor)))
        : new double[tensor.size()];
  }

  double[] logits() {
    return values(json, "logits");
  }

  double loss() {
    return number(json, "loss_nats");
  }

  int timeSteps() {
    return integer("time_steps");
  }

  int batchSize() {
    return integer("batch");
  }

  int hiddenSize() {
    return integer("hidden_size");
  }

  int vocabularySize() {
    return integer("vocabulary_size");
  }

  double learningRate() {
    return number(map("adam"), "learning_rate");
  }

  double clipNorm() {
    return number(map("adam"), "clip_norm");
  }

  List<Double> adamLosses() {
    return Arrays.stream(doubles(at(map("adam"), "losses"))).boxed().toList();
  }

  private Map<?, ?> map(String key) {
    return (Map<?, ?>) at(json, key);
  }

  private int integer(String key) {
    return (int) number(json, key);
  }

  private static double[] values(Map<?, ?> map, String key) {
    return doubles(at((Map<?, ?>) at(map, key), "values"));
  }

  private static double number(Map<?, ?> map, String key) {
    return ((Number) at(map, key)).doubleValue();
  }

  private static Object at(Map<?, ?> map, String key) {
    return Objects.requireNonNull(map.get(key), key);
  }

  private static double[] doubles(Object list) {
    return ((List<?>) list).stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
  }

  private static float[] floats(double[] values) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[i];
    }
    return out;
  }
}
