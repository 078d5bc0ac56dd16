package charwise.cli.inspect;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.TextTable;
import charwise.cli.console.VisibleText;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.json.Json;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.task.language.Conditions;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.SavedModel;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a model is, as text or as one JSON object. */
record ModelDescription(String name, SavedModel saved, Console console) {
  private static final int DIGITS = 5;

  void print(boolean json) throws IOException {
    if (json) {
      console.out().println(Json.write(json()));
    } else {
      printText();
    }
    console.out().flush();
  }

  private Map<String, @Nullable Object> json() {
    LanguageModelConfig config = saved.model().config();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("model", name);
    json.putAll(config.network().toJson());
    json.put("dropout", saved.dropout());
    json.put("parameters", saved.model().parameterCount());
    json.put("units", saved.units().label());
    json.put("items", saved.items().label());
    json.put("vocabulary_size", config.vocabularySize());
    json.put("vocabulary", vocabulary());
    if (!saved.conditions().isEmpty()) {
      json.put("conditions", saved.conditions().names());
    }
    json.put("tensors", saved.model().tensors().stream().map(this::jsonTensor).toList());
    json.put("training", saved.training());
    json.put("sha256", saved.sha256());
    return json;
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

  private Map<String, @Nullable Object> jsonTensor(NamedTensor tensor) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", tensor.name());
    json.put("shape", Arrays.stream(tensor.shape()).boxed().toList());
    json.put("norm", norm(tensor));
    return json;
  }

  /** The Euclidean norm of all elements. */
  private double norm(NamedTensor tensor) {
    float[] values = new float[tensor.size()];
    tensor.read(saved.model().parameters().values(), values);
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  private void printText() throws IOException {
    LanguageModelConfig config = saved.model().config();
    line("model", VisibleText.line(name));
    line(
        "shape",
        "%s%s, %s parameters"
            .formatted(
                config.title(),
                config.isRecurrent() && config.residual() ? " with residual connections" : "",
                NumberText.grouped(saved.model().parameterCount())));
    line("reads", saved.units().label() + " units, items " + saved.items().label());
    line("vocabulary", config.vocabularySize() + ": " + shownVocabulary());
    if (!saved.conditions().isEmpty()) {
      line("conditions", VisibleText.line(shownConditions()));
    }
    for (Map.Entry<String, @Nullable Object> entry : saved.training().entrySet()) {
      line(
          entry.getKey(),
          VisibleText.line(
              entry.getValue() instanceof Double number
                  ? NumberText.significant(number, DIGITS)
                  : String.valueOf(entry.getValue())));
    }
    line("sha256", saved.sha256());
    console.out().println("");
    var table = new TextTable(List.of("tensor", "shape", "norm"), 0);
    for (NamedTensor tensor : saved.model().tensors()) {
      String shape =
          Arrays.stream(tensor.shape())
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(" x "));
      table.add(List.of(tensor.name(), shape, NumberText.fixed(norm(tensor), 3)));
    }
    console.out().println(table.lines(console.outputStyle()));
  }

  private String shownVocabulary() {
    return VisibleText.line(
        vocabulary().stream()
            .map(Object::toString)
            .collect(Collectors.joining(saved.units() == Units.BYTE ? " " : "")));
  }

  /** The names, each with the number of texts that the model learnt under it. */
  private String shownConditions() {
    Conditions conditions = saved.conditions();
    return IntStream.range(0, conditions.size())
        .mapToObj(k -> conditions.names().get(k) + " " + conditions.counts().get(k))
        .collect(Collectors.joining(", "));
  }

  private void line(String key, String value) throws IOException {
    console.out().println(console.outputStyle().bold("%-26s".formatted(key)) + value);
  }
}
