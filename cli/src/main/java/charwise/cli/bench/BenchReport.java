package charwise.cli.bench;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.TextTable;
import charwise.cli.option.WeightsOption.Format;
import charwise.engine.benchmark.ItemSteps;
import charwise.engine.benchmark.PhaseTime;
import charwise.engine.benchmark.ProductSpeed;
import charwise.engine.benchmark.SamplingSpeed;
import charwise.engine.benchmark.TrainingSpeed;
import charwise.engine.data.Items;
import charwise.engine.json.Json;
import charwise.engine.registry.TaskType;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.NetworkKind;
import charwise.engine.task.language.PlanRequest;
import charwise.engine.training.OptimizationRequest;
import charwise.engine.training.StepBudget.Budget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Measures, and prints the results. */
record BenchReport(Console console, boolean json) {
  private static final List<String> ITEM_SHAPE =
      List.of("cell", "hidden_size", "layers", "directions");

  void train(BenchOptions.Model model, BenchOptions.Steps steps, int threads, double seconds)
      throws IOException {
    if (steps.task == TaskType.GENERATE) {
      trainOnText(model, steps, threads, seconds);
    } else {
      trainOnItems(model, steps, threads, seconds);
    }
  }

  private void trainOnText(
      BenchOptions.Model model, BenchOptions.Steps steps, int threads, double seconds)
      throws IOException {
    LanguageModelConfig config = config(model);
    TrainingSpeed speed =
        TrainingSpeed.measure(
            request(config, steps), config.vocabularySize(), threads, seconds, steps.phases);
    Map<String, @Nullable Object> values = shape(config);
    values.put("batch", (long) steps.streams());
    values.put("bptt", steps.timeSteps);
    print(values, model, speed, threads);
  }

  private void trainOnItems(
      BenchOptions.Model model, BenchOptions.Steps steps, int threads, double seconds)
      throws IOException {
    ItemSteps items =
        ItemSteps.of(
            steps.task, model.encoder(steps), (int) model.vocabularySize, (int) steps.length);
    TrainingSpeed speed = TrainingSpeed.measure(items, threads, seconds, steps.phases);
    Map<String, Object> plan = items.plan().task().toJson();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("task", steps.task.label());
    ITEM_SHAPE.forEach(name -> values.put(name, plan.get(name)));
    values.put("batch", plan.get("batch"));
    values.put("length", steps.length);
    print(values, model, speed, threads);
  }

  private void print(
      Map<String, @Nullable Object> values,
      BenchOptions.Model model,
      TrainingSpeed speed,
      int threads)
      throws IOException {
    values.put("vocabulary_size", model.vocabularySize);
    values.put("threads", (long) threads);
    values.put("chars_per_second", speed.charactersPerSecond());
    values.put("gflops", speed.gigaflops());
    values.put("peak_gflops", speed.peakGigaflops());
    values.put("of_peak", speed.ofPeak());
    values.put("step_ms_median", speed.stepSeconds() * 1e3);
    values.put("warmup_seconds", speed.warmUpSeconds());
    print(values);
    printPhases(speed.phases(), threads);
  }

  private void printPhases(List<PhaseTime> phases, int threads) throws IOException {
    if (json) {
      for (PhaseTime time : phases) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("phase", name(time));
        values.put("thread", time.member() + 1L);
        values.put("working_us", time.workingSeconds() * 1e6);
        values.put("waiting_us", time.waitingSeconds() * 1e6);
        console.out().println(Json.write(values));
      }
    } else if (!phases.isEmpty()) {
      for (String line : phaseTable(phases, threads).lines(console.outputStyle())) {
        console.out().println(line);
      }
      double waiting = phases.stream().mapToDouble(PhaseTime::waitingSeconds).sum();
      double working = phases.stream().mapToDouble(PhaseTime::workingSeconds).sum();
      console.out().println("");
      console
          .out()
          .println(
              "Microseconds of a step; of all time, "
                  + NumberText.fixed(100 * waiting / (waiting + working), 1)
                  + " % is waiting.");
    }
    console.out().flush();
  }

  /** A row a phase and, in the last, their sum; of each thread its work and its waiting. */
  private static TextTable phaseTable(List<PhaseTime> phases, int threads) {
    List<String> header = new ArrayList<>(List.of("phase"));
    double[] sums = new double[2 * threads];
    for (int member = 0; member < threads; member++) {
      header.add("thread " + (member + 1));
      header.add("waits");
    }
    var table = new TextTable(header, 0);
    for (int first = 0; first < phases.size(); first += threads) {
      List<String> row = new ArrayList<>(List.of(name(phases.get(first))));
      for (PhaseTime time : phases.subList(first, first + threads)) {
        row.add(microseconds(time.workingSeconds()));
        row.add(microseconds(time.waitingSeconds()));
        sums[2 * time.member()] += time.workingSeconds();
        sums[2 * time.member() + 1] += time.waitingSeconds();
      }
      table.add(row);
    }
    List<String> all = new ArrayList<>(List.of("all"));
    DoubleStream.of(sums).forEach(sum -> all.add(microseconds(sum)));
    table.add(all);
    return table;
  }

  private static String name(PhaseTime time) {
    return time.phase().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String microseconds(double seconds) {
    return NumberText.fixed(seconds * 1e6, 1);
  }

  private static LanguageModelConfig config(BenchOptions.Model model) {
    NetworkKind kind = model.kinds(List.of(NetworkKind.RECURRENT)).getFirst();
    return new LanguageModelConfig(model.config(kind), (int) model.vocabularySize, 0);
  }

  private static Map<String, @Nullable Object> shape(LanguageModelConfig config) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>(config.network().toJson());
    values.remove("residual"); // nothing that costs time
    return values;
  }

  private static PlanRequest request(LanguageModelConfig config, BenchOptions.Steps steps) {
    return new PlanRequest(
        PlanRequest.Shape.of(config, 0.0).withWeightNoise(0.0),
        steps.streams(),
        (int) steps.timeSteps,
        Budget.OPEN,
        OptimizationRequest.OPEN,
        Items.NONE,
        1);
  }

  void sample(BenchOptions.Model model, BenchOptions.Streams streams, int threads, double seconds)
      throws IOException {
    Format weights = streams.weights.format();
    LanguageModelConfig config = config(model);
    SamplingSpeed speed =
        SamplingSpeed.measure(
            config, weights == Format.BF16, (int) streams.count, threads, seconds);
    Map<String, @Nullable Object> values = shape(config);
    values.put("vocabulary_size", model.vocabularySize);
    values.put("weights", weights.toString());
    values.put("streams", streams.count);
    values.put("threads", (long) threads);
    values.put("chars_per_second", speed.charactersPerSecond());
    values.put("warmup_seconds", speed.warmUpSeconds());
    print(values);
  }

  void gemm(BenchOptions.Product product, int threads, double seconds) throws IOException {
    for (ProductSpeed speed :
        ProductSpeed.measure(
            (int) product.rows, (int) product.depth, (int) product.columns, threads, seconds)) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      values.put("product", speed.product());
      values.put("rows", product.rows);
      values.put("depth", product.depth);
      values.put("columns", product.columns);
      values.put("threads", (long) threads);
      values.put("gflops", speed.gigaflops());
      values.put("peak_gflops", speed.peakGigaflops());
      values.put("of_peak", speed.ofPeak());
      values.put("product_ms_median", speed.productSeconds() * 1e3);
      print(values);
    }
  }

  /** Prints JSON, or a line for each value with an empty line after the last. */
  private void print(Map<String, @Nullable Object> values) throws IOException {
    if (json) {
      console.out().println(Json.write(values));
    } else {
      for (Map.Entry<String, @Nullable Object> value : values.entrySet()) {
        String name = value.getKey().replace('_', ' ');
        console.out().println(console.outputStyle().bold("%-18s".formatted(name)) + text(value));
      }
      console.out().println("");
    }
    console.out().flush();
  }

  private static String text(Map.Entry<String, @Nullable Object> value) {
    return switch (value.getValue()) {
      case Double share when value.getKey().equals("of_peak") ->
          NumberText.fixed(100 * share, 1) + " %";
      case Double number when number >= 1000 -> NumberText.grouped(Math.round(number));
      case Double number -> NumberText.fixed(number, 2);
      case null, default -> String.valueOf(value.getValue());
    };
  }
}
