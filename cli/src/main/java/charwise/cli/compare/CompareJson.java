package charwise.cli.compare;

import charwise.cli.compare.sweep.Baselines;
import charwise.cli.compare.sweep.Comparison;
import charwise.cli.compare.sweep.Contender;
import charwise.cli.compare.sweep.SizeClass;
import charwise.cli.compare.sweep.Verdict;
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
  private final ComparisonData data;
  private final CellSizes sizes;
  private final List<String> lines = new ArrayList<>();

  CompareJson(ComparisonData data, CellSizes sizes) {
    this.data = data;
    this.sizes = sizes;
  }

  /** All objects, a line each. */
  List<String> lines(Comparison comparison) {
    comparison.results().forEach(this::add);
    for (SizeClass size : comparison.sizes()) {
      for (Contender contender : comparison.contenders(size)) {
        add(
            contender,
            comparison.baselines().beatenBy(contender.mean(RunResult::validationBits).mean()));
      }
    }
    add(comparison.baselines());
    comparison.learningRates().forEach(this::addRate);
    for (SizeClass size : comparison.sizes()) {
      add(comparison.verdict(size), sizes.description(size));
    }
    return lines;
  }

  /** A run, with the keys of the CSV file. */
  private void add(RunResult result) {
    Map<String, @Nullable Object> json = object("run");
    json.putAll(RunFile.values(result, data.task()));
    write(json);
  }

  /** A contender's means over its runs. */
  private void add(Contender contender, String beaten) {
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
    write(json);
  }

  /** The baselines; order 0 is uniform. */
  private void add(Baselines baselines) {
    for (int order = 0; order <= baselines.bits().size(); order++) {
      Map<String, @Nullable Object> json = object("baseline");
      json.put("order", (long) order);
      json.put("validation_bits_per_char", baselines.bits(order));
      write(json);
    }
  }

  /** The learning rate that a shape trained with. */
  private void addRate(LanguageModelConfig model, double rate) {
    Map<String, @Nullable Object> json = object("learning_rate");
    put(json, model);
    json.put("learning_rate", rate);
    write(json);
  }

  /** A verdict with the differences that it rests on. */
  private void add(Verdict verdict, String division) {
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
    json.put("text", VerdictText.of(verdict, data.task().lags()));
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
}
