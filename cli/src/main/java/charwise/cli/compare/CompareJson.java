package charwise.cli.compare;

import charwise.engine.comparison.RunResult;
import charwise.engine.comparison.sweep.Comparison;
import charwise.engine.comparison.sweep.Contender;
import charwise.engine.comparison.sweep.SizeClass;
import charwise.engine.comparison.sweep.Verdict;
import charwise.engine.json.Json;
import charwise.engine.statistics.MeanInterval;
import charwise.engine.task.language.LanguageModelConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The result of a comparison as JSON objects; {@code type} says what each of them is. */
record CompareJson(ComparisonData data, CellSizes sizes) {
  List<String> lines(Comparison comparison) {
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    comparison.results().forEach(result -> objects.add(run(result)));
    for (SizeClass size : comparison.sizes()) {
      for (Contender one : comparison.contenders(size)) {
        double bits = one.mean(RunResult::validationBits).mean();
        objects.add(contender(one, comparison.baselines().beatenBy(bits)));
      }
    }
    for (int order = 0; order <= comparison.baselines().bits().size(); order++) {
      Map<String, @Nullable Object> json = object("baseline");
      json.put("order", (long) order);
      json.put("validation_bits_per_char", comparison.baselines().bits(order));
      objects.add(json);
    }
    comparison
        .learningRates()
        .forEach(
            (model, rate) -> {
              Map<String, @Nullable Object> json = object("learning_rate");
              put(json, model);
              json.put("learning_rate", rate);
              objects.add(json);
            });
    for (SizeClass size : comparison.sizes()) {
      addVerdict(comparison.verdict(size), sizes.description(size), objects);
    }
    return objects.stream().map(Json::write).toList();
  }

  /** A run with the keys of the CSV file. */
  private Map<String, @Nullable Object> run(RunResult result) {
    Map<String, @Nullable Object> json = object("run");
    json.putAll(RunRows.values(result, data.task()));
    return json;
  }

  /** A contender with the means over its runs. */
  private Map<String, @Nullable Object> contender(Contender contender, String beaten) {
    Map<String, @Nullable Object> json = object("contender");
    put(json, contender.model());
    json.put("parameters", contender.runs().getFirst().run().parameters());
    json.put("runs", (long) contender.runs().size());
    put(json, "validation_bits_per_char", contender.mean(RunResult::validationBits));
    json.put("best_seed", contender.best().run().seed());
    json.put("chars_per_second", contender.mean(RunResult::charactersPerSecond).mean());
    json.put("seconds_to_best", contender.mean(RunResult::secondsToBest).mean());
    json.put("gradient_horizon", contender.mean(RunResult::gradientHorizon).mean());
    for (int i = 0; i < data.task().lags().size(); i++) {
      int lag = i;
      String name = data.task().measureName() + "_" + data.task().lags().get(i);
      put(json, name, contender.mean(run -> run.byLag().get(lag)));
    }
    json.put("beats", beaten);
    return json;
  }

  private void addVerdict(
      Verdict verdict, String division, List<Map<String, @Nullable Object>> objects) {
    for (Verdict.Difference difference : verdict.differences()) {
      Map<String, @Nullable Object> json = object("difference");
      json.put("division", division);
      json.put("better", difference.better().cell());
      json.put("worse", difference.worse().cell());
      put(json, "margin", difference.margin());
      json.put("shown", difference.shown());
      objects.add(json);
    }
    Map<String, @Nullable Object> json = object("verdict");
    json.put("division", division);
    json.put("text", VerdictText.of(verdict, data.task().lags()));
    objects.add(json);
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

  private static void put(Map<String, @Nullable Object> json, String name, MeanInterval interval) {
    json.put(name, interval.mean());
    json.put(name + "_half_width", interval.halfWidth());
  }
}
