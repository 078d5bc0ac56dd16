package charwise.cli.compare;

import charwise.engine.comparison.Factor;
import charwise.engine.comparison.RunResult;
import charwise.engine.comparison.Shape;
import charwise.engine.comparison.sweep.Baselines;
import charwise.engine.comparison.sweep.Comparison;
import charwise.engine.comparison.sweep.Contender;
import charwise.engine.comparison.sweep.SizeClass;
import charwise.engine.comparison.sweep.Verdict;
import charwise.engine.json.Json;
import charwise.engine.statistics.MeanInterval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The result of a comparison as JSON objects; {@code type} says what each of them is. */
record CompareJson(
    ComparisonData data, ContenderSizes sizes, ShapeNames names, Map<Shape, NetworkCosts> costs) {
  List<String> lines(Comparison comparison) {
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    comparison.results().forEach(result -> objects.add(run(result)));
    for (SizeClass size : comparison.sizes()) {
      comparison.contenders(size).forEach(one -> objects.add(contender(one, comparison)));
    }
    addScale(comparison, objects);
    comparison
        .learningRates()
        .forEach(
            (shape, rate) -> {
              Map<String, @Nullable Object> json = object("learning_rate");
              put(json, shape);
              json.put("learning_rate", rate);
              objects.add(json);
            });
    for (SizeClass size : comparison.sizes()) {
      addVerdict(comparison.verdict(size), sizes.description(size), objects);
    }
    return objects.stream().map(Json::write).toList();
  }

  /** What there is to compare networks with. */
  private void addScale(Comparison comparison, List<Map<String, @Nullable Object>> objects) {
    Baselines baselines = comparison.baselines();
    for (int order = 0; baselines != null && order <= baselines.bits().size(); order++) {
      Map<String, @Nullable Object> json = object("baseline");
      json.put("order", (long) order);
      json.put("test_bits_per_char", baselines.bits(order));
      objects.add(json);
    }
    comparison
        .floors()
        .forEach(
            (name, value) -> {
              Map<String, @Nullable Object> json = object("floor");
              json.put("name", name);
              json.put("test_metric", value);
              objects.add(json);
            });
  }

  /** A run with the keys of the CSV file. */
  private Map<String, @Nullable Object> run(RunResult result) {
    Map<String, @Nullable Object> json = object("run");
    new RunRows(data).values(result).forEach((key, value) -> json.put(key, finite(value)));
    return json;
  }

  private static @Nullable Object finite(Object value) {
    return value instanceof Double number && !Double.isFinite(number) ? null : value;
  }

  /** A contender with the means over its runs. */
  private Map<String, @Nullable Object> contender(Contender contender, Comparison comparison) {
    Map<String, @Nullable Object> json = object("contender");
    put(json, contender.shape());
    json.put("parameters", contender.shape().parameters());
    json.put("runs", (long) contender.runs().size());
    if (data.isItems()) {
      json.put("metric", contender.runs().getFirst().test().metric().name());
      put(json, "test_metric", contender.mean(run -> run.test().metric().value()));
      put(json, "validation_metric", contender.mean(RunResult::validationMetric));
      put(json, "steps_to_goal", contender.mean(RunResult::stepsToGoal));
    } else {
      put(json, "test_bits_per_char", contender.mean(RunResult::testBits));
      put(json, "validation_bits_per_char", contender.mean(RunResult::validationBits));
    }
    json.put("best_seed", contender.best(comparison.criterion()).run().seed());
    json.put("chars_per_second", contender.mean(RunResult::charactersPerSecond).mean());
    json.put("seconds_to_best", contender.mean(RunResult::secondsToBest).mean());
    NetworkCosts cost = costs.get(contender.shape());
    if (cost != null) {
      json.put("sampled_chars_per_second", cost.sampledPerSecond());
      json.put("training_bytes", cost.trainingBytes());
    }
    if (!data.isItems()) {
      json.put("gradient_horizon", contender.mean(run -> run.test().gradientHorizon()).mean());
    }
    for (int i = 0; i < data.task().lags().size(); i++) {
      int lag = i;
      String name = data.task().measureName() + "_" + data.task().lags().get(i);
      put(json, name, contender.mean(run -> run.test().byLag().get(lag)));
    }
    Baselines baselines = comparison.baselines();
    if (baselines != null) {
      json.put("beats", baselines.beatenBy(contender.mean(RunResult::testBits).mean()));
    }
    return json;
  }

  private void addVerdict(
      Verdict verdict, String division, List<Map<String, @Nullable Object>> objects) {
    for (Verdict.Difference difference : verdict.differences()) {
      Map<String, @Nullable Object> json = object("difference");
      json.put("division", division);
      json.put("better", names.brief(difference.better().shape()));
      json.put("worse", names.brief(difference.worse().shape()));
      put(json, "margin", difference.margin());
      json.put("exact", difference.exact());
      json.put("probability", finite(difference.probability()));
      json.put("corrected_probability", finite(difference.corrected()));
      json.put("shown", difference.shown());
      objects.add(json);
    }
    Map<String, @Nullable Object> json = object("verdict");
    json.put("division", division);
    json.put("text", new VerdictText(names, data.task().lags()).of(verdict));
    objects.add(json);
  }

  private static Map<String, @Nullable Object> object(String type) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("type", type);
    return json;
  }

  private void put(Map<String, @Nullable Object> json, Shape shape) {
    for (Factor factor :
        data.isItems()
            ? List.of(Factor.values())
            : List.of(Factor.CELL, Factor.LAYERS, Factor.RESIDUAL)) {
      if (factor == Factor.LAYERS) {
        json.put(factor.key(), (long) shape.variant().layers());
      } else {
        json.put(factor.key(), factor.value(shape.variant()));
      }
    }
    json.put("hidden_size", (long) shape.hiddenSize());
  }

  private static void put(Map<String, @Nullable Object> json, String name, MeanInterval interval) {
    json.put(name, finite(interval.mean()));
    json.put(name + "_half_width", finite(interval.halfWidth()));
  }
}
