package charwise.cli.compare;

import charwise.engine.comparison.RunResult;
import charwise.engine.json.Json;
import charwise.engine.statistics.MeanInterval;
import charwise.engine.task.language.LanguageModelConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a comparison came to, as JSON objects; {@code type} says what each one is. */
final class CompareJson {
  private final Subject subject;
  private final List<String> lines = new ArrayList<>();

  CompareJson(Subject subject) {
    this.subject = subject;
  }

  /** A run, with the keys of the CSV file. */
  void add(RunResult result) {
    Map<String, @Nullable Object> json = object("run");
    json.putAll(RunFile.values(result, subject.task()));
    write(json);
  }

  /** A contender's means over its runs. */
  void add(Contender contender, String beaten) {
    Map<String, @Nullable Object> json = object("contender");
    put(json, contender.model());
    json.put("parameters", contender.runs().getFirst().run().parameters());
    json.put("runs", (long) contender.runs().size());
    put(json, "validation_bits_per_char", contender.mean(RunResult::validationBits));
    json.put("best_seed", contender.best().run().seed());
    json.put("chars_per_second", contender.mean(RunResult::charactersPerSecond).mean());
    json.put("seconds_to_best", contender.mean(RunResult::secondsToBest).mean());
    json.put("gradient_horizon", contender.mean(RunResult::gradientHorizon).mean());
    for (int i = 0; i < subject.task().lags().size(); i++) {
      int lag = i;
      String name = subject.task().measureName() + "_" + subject.task().lags().get(i);
      put(json, name, contender.mean(run -> run.byLag().get(lag)));
    }
    json.put("beats", beaten);
    write(json);
  }

  /** The baselines; order 0 is uniform. */
  void add(Baselines baselines) {
    for (int order = 0; order <= baselines.bits().size(); order++) {
      Map<String, @Nullable Object> json = object("baseline");
      json.put("order", (long) order);
      json.put(
          "validation_bits_per_char",
          order == 0 ? baselines.uniformBits() : baselines.bits().get(order - 1));
      write(json);
    }
  }

  /** The learning rate that a shape trained with. */
  void addRate(LanguageModelConfig model, double rate) {
    Map<String, @Nullable Object> json = object("learning_rate");
    put(json, model);
    json.put("learning_rate", rate);
    write(json);
  }

  /** A verdict with the differences that it rests on. */
  void add(Verdict verdict, String division) {
    for (Verdict.Difference difference : verdict.differences()) {
      Map<String, @Nullable Object> json = object("difference");
      json.put("division", division);
      json.put("better", difference.better().cell());
      json.put("worse", difference.worse().cell());
      put(json, "margin", difference.margin());
      json.put("shown", difference.shown());
      write(json);
    }
    Map<String, @Nullable Object> json = object("verdict");
    json.put("division", division);
    json.put("text", verdict.sentence());
    write(json);
  }

  private static Map<String, @Nullable Object> object(String type) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("type", type);
    return json;
  }

  private static void put(Map<String, @Nullable Object> json, LanguageModelConfig model) {
    json.put("cell", model.cell().label());
    json.put("layers", (long) model.layerCount());
    json.put("hidden_size", (long) model.hiddenSize());
  }

  private static void put(
      Map<String, @Nullable Object> json, String name, MeanInterval interval) {
    json.put(name, interval.mean());
    json.put(name + "_half_width", interval.halfWidth());
  }

  private void write(Map<String, @Nullable Object> json) {
    lines.add(Json.write(json));
  }

  /** All objects so far, a line each. */
  List<String> lines() {
    return lines;
  }
}
