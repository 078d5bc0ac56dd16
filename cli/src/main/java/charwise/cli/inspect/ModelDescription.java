package charwise.cli.inspect;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.TextTable;
import charwise.cli.console.VisibleText;
import charwise.engine.checkpoint.ModelFile;
import charwise.engine.checkpoint.Origin;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.json.Json;
import charwise.engine.json.JsonException;
import charwise.engine.parameter.FixedCounts;
import charwise.engine.parameter.FixedTensor;
import charwise.engine.parameter.FixedWeights;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.registry.TaskType;
import charwise.engine.task.SavedTask;
import charwise.engine.task.language.SavedModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a model is, as text or as one JSON object. */
record ModelDescription(String name, SavedTask saved, Origin origin, Console console) {
  private static final int DIGITS = 5;
  private static final int LISTED = 20;
  private static final String CONFIG = "config";

  /** The parts of a file's metadata that are shown in words of their own. */
  private static final Set<String> APART = Set.of(CONFIG, "vocabulary", "training");

  /** The part of the training's record that need not be shown: the name of the file at hand. */
  private static final String MODEL = "model";

  /** A tensor's name, shape and Euclidean norm. */
  private record Tensor(String name, List<Integer> shape, double norm) {
    static Tensor of(String name, int[] shape, float[] values) {
      double sum = 0;
      for (float value : values) {
        sum += (double) value * value;
      }
      return new Tensor(name, Arrays.stream(shape).boxed().toList(), Math.sqrt(sum));
    }

    Map<String, @Nullable Object> json() {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("name", name);
      json.put("shape", shape);
      json.put("norm", norm);
      return json;
    }
  }

  void print(boolean json) throws IOException {
    if (json) {
      console.out().println(Json.write(json()));
    } else {
      printText();
    }
    console.out().flush();
  }

  private Map<String, @Nullable Object> json() throws JsonException {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put(MODEL, name);
    json.put("task", TaskType.of(saved).label());
    json.putAll(config());
    json.put("parameters", saved.model().parameterCount());
    json.putAll(facts());
    json.put("vocabulary", vocabulary());
    json.put("tensors", tensors().stream().map(Tensor::json).toList());
    json.put("training", saved.training());
    json.put("origin", origin.isKnown() ? origin.toJson() : null);
    json.put("sha256", ModelFile.sha256(saved.model()));
    return json;
  }

  /** The shape as the file has it. */
  private Map<String, @Nullable Object> config() throws JsonException {
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    if (Json.parse(saved.metadata().getOrDefault(CONFIG, "{}")) instanceof Map<?, ?> values) {
      values.forEach((key, value) -> config.put(String.valueOf(key), value));
    }
    return config;
  }

  /** What the file says besides, such as labels. */
  private Map<String, @Nullable Object> facts() throws JsonException {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : saved.metadata().entrySet()) {
      if (!APART.contains(entry.getKey())) {
        facts.put(entry.getKey(), Json.parse(entry.getValue()));
      }
    }
    if (saved instanceof SavedModel language && language.model().mix() != null) {
      facts.put("ngram_order", (long) language.model().mix().ngrams().order());
      facts.put("ngram_weight", language.model().mix().weight());
    }
    return facts;
  }

  /** The vocabulary as in the model file: strings of one unit each, or the values of bytes. */
  private List<Object> vocabulary() {
    Vocabulary vocabulary = saved.vocabulary();
    return IntStream.range(0, vocabulary.size())
        .map(vocabulary::unit)
        .mapToObj(
            unit -> vocabulary.units() == Units.BYTE ? (Object) unit : Character.toString(unit))
        .toList();
  }

  private List<Tensor> tensors() {
    List<Tensor> tensors = new ArrayList<>();
    for (NamedTensor tensor : saved.model().tensors()) {
      float[] values = new float[tensor.size()];
      tensor.read(saved.model().parameters().values(), values);
      tensors.add(Tensor.of(tensor.name(), tensor.shape(), values));
    }
    for (FixedTensor tensor : saved.model().fixedTensors()) {
      float[] values =
          switch (tensor) {
            case FixedWeights weights -> weights.values();
            case FixedCounts counts -> floats(counts.values());
          };
      tensors.add(Tensor.of(tensor.name(), tensor.shape(), values));
    }
    return tensors;
  }

  private static float[] floats(char[] counts) {
    float[] values = new float[counts.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = counts[i];
    }
    return values;
  }

  private void printText() throws IOException {
    Map<String, @Nullable Object> config = config();
    line(MODEL, VisibleText.line(name));
    line(
        "shape",
        "%s%s, %s parameters"
            .formatted(
                saved.model().config().title(),
                Boolean.TRUE.equals(config.get("residual")) ? " with residual connections" : "",
                NumberText.grouped(saved.model().parameterCount())));
    line(
        "reads",
        saved.vocabulary().units().label()
            + " units"
            + (config.containsKey("items") ? ", items " + config.get("items") : ""));
    line("vocabulary", saved.vocabulary().size() + ": " + shownVocabulary());
    for (Map.Entry<String, @Nullable Object> entry : facts().entrySet()) {
      line(entry.getKey(), VisibleText.line(shown(entry.getValue())));
    }
    for (Map.Entry<String, @Nullable Object> entry : saved.training().entrySet()) {
      if (!entry.getKey().equals(MODEL)) {
        line(entry.getKey(), VisibleText.line(shown(entry.getValue())));
      }
    }
    printOrigin();
    line("sha256", ModelFile.sha256(saved.model()));
    console.out().println("");
    var table = new TextTable(List.of("tensor", "shape", "norm"), 0);
    for (Tensor tensor : tensors()) {
      String shape =
          tensor.shape().stream().map(String::valueOf).collect(Collectors.joining(" x "));
      table.add(List.of(tensor.name(), shape, NumberText.fixed(tensor.norm(), 3)));
    }
    console.out().println(table.lines(console.outputStyle()));
  }

  private void printOrigin() throws IOException {
    known("version", origin.version());
    known("command", origin.command());
    known("date", origin.date());
    for (Origin.Text text : origin.texts().subList(0, Math.min(LISTED, origin.texts().size()))) {
      line(
          "text",
          "%s, %s bytes, sha256 %s"
              .formatted(
                  VisibleText.line(text.name()), NumberText.grouped(text.bytes()), text.sha256()));
    }
    if (origin.texts().size() > LISTED) {
      line("texts", (origin.texts().size() - LISTED) + " more, which --json tells");
    }
  }

  private void known(String key, String value) throws IOException {
    if (!value.isEmpty()) {
      line(key, VisibleText.line(value));
    }
  }

  /** A value of the metadata in a line. */
  private static String shown(@Nullable Object value) {
    if (value instanceof Double number) {
      return NumberText.significant(number, DIGITS);
    }
    if (value instanceof List<?> list) {
      String first =
          list.stream().limit(LISTED).map(String::valueOf).collect(Collectors.joining(", "));
      return list.size() <= LISTED
          ? first
          : first + " and " + NumberText.grouped(list.size() - LISTED) + " more";
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + " " + shown(entry.getValue()))
          .collect(Collectors.joining(", "));
    }
    String text = String.valueOf(value);
    return text.lines().count() > 1 ? NumberText.grouped(text.lines().count()) + " lines" : text;
  }

  private String shownVocabulary() {
    return VisibleText.line(
        vocabulary().stream()
            .map(Object::toString)
            .collect(Collectors.joining(saved.vocabulary().units() == Units.BYTE ? " " : "")));
  }

  private void line(String key, String value) throws IOException {
    console.out().println(console.outputStyle().bold("%-26s".formatted(key)) + value);
  }
}
