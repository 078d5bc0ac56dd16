package charwise.cli.gradients;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.TextTable;
import charwise.cli.console.UserException;
import charwise.cli.curves.CurveOutput;
import charwise.cli.gradients.LagList.Lags;
import charwise.cli.input.CorpusArguments;
import charwise.cli.input.ModelArgument;
import charwise.cli.plot.Chart;
import charwise.cli.plot.Chart.Axis;
import charwise.cli.plot.Chart.Look;
import charwise.cli.plot.Chart.Panel;
import charwise.cli.plot.Chart.Point;
import charwise.cli.plot.Chart.Series;
import charwise.cli.plot.Chart.SeriesStyle;
import charwise.engine.analysis.GradientReach;
import charwise.engine.analysis.LinearRecurrence;
import charwise.engine.data.Corpus;
import charwise.engine.data.CorpusBuilder;
import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.kernel.Team;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.NetworkKind;
import charwise.engine.task.language.SavedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Measures how far back gradients reach, and shows the result. */
record ReachRun(
    @Nullable String file,
    Lags lags,
    int hiddenSize,
    long seed,
    int threads,
    CurveOutput output,
    Console console) {
  private static final int DIGITS = 5;

  /** What a text has besides the characters of the largest lag: the last and what follows it. */
  private static final int LEAST_REST = 2;

  /** Norms by lag, relative to lag 0. */
  private record Curve(String cell, IntToDoubleFunction norm, OptionalInt horizon) {}

  void linear(double radius) throws IOException {
    List<Curve> curves = new ArrayList<>();
    try (var team = new Team(threads)) {
      add("linear", LinearRecurrence.measure(radius, hiddenSize, lags.last(), seed, team), curves);
    }
    show(
        "A linear recurrence, its matrix " + NumberText.exact(radius) + " times orthogonal",
        curves);
  }

  void model(Path path) throws IOException {
    SavedModel saved = ModelArgument.language(console.resolve(path));
    if (!saved.conditions().isEmpty()) {
      throw UserException.usage(
          "gradients are measured on texts, which stand under no conditions",
          path.toString(),
          "name a model without conditions");
    }
    Corpus text = text(Corpus.builder(saved.vocabulary()).skipUnknown(), saved.items());
    List<Curve> curves = new ArrayList<>();
    measure(saved.model(), text, saved.items(), curves);
    show("Gradients of " + path, curves);
  }

  void freshCells() throws IOException {
    Corpus text = text(Corpus.builder(Units.CODEPOINT), Items.NONE);
    List<Curve> curves = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      if (!cell.create().isRecurrent()) {
        continue; // no weights between one state and the next: gates alone decide
      }
      var model =
          new LanguageModel(
              new LanguageModelConfig(cell, text.vocabulary().size(), hiddenSize, 1, false));
      model.initialize(seed);
      measure(model, text, Items.NONE, curves);
    }
    show("Gradients of fresh cells of " + hiddenSize + " units", curves);
  }

  private Corpus text(CorpusBuilder builder, Items items) throws IOException {
    var corpora = new CorpusArguments(file == null ? List.of() : List.of(file), console);
    corpora.addTo(builder.items(items));
    Corpus text = builder.build();
    if (text.length() < lags.last() + LEAST_REST) {
      throw UserException.failure(
          "the text is too short (" + text.length() + " characters) for a lag of " + lags.last(),
          corpora.description(),
          "name a longer text with --file, or smaller --lags");
    }
    return text;
  }

  private void measure(LanguageModel model, Corpus text, Items items, List<Curve> curves) {
    try (var team = new Team(threads)) {
      add(
          model.config().network().kind(),
          GradientReach.measure(
              model, text, items, lags.last(), GradientReach.USUAL_POSITIONS, team),
          curves);
    }
  }

  private static void add(String cell, GradientReach reach, List<Curve> curves) {
    double start = reach.hidden(0);
    if (reach.hasMemoryAlone()) {
      curves.add(new Curve(cell, lag -> reach.memory(lag) / start, reach.horizon()));
      return;
    }
    curves.add(new Curve(cell, lag -> reach.hidden(lag) / start, reach.horizon()));
    if (reach.hasMemory()) {
      curves.add(new Curve(cell + "-c", lag -> reach.memory(lag) / start, OptionalInt.empty()));
    }
  }

  private void show(String title, List<Curve> curves) throws IOException {
    output.rows(rows(curves));
    var header = new ArrayList<>(List.of("lag"));
    curves.forEach(curve -> header.add(curve.cell()));
    var table = new TextTable(header);
    for (int lag : lags.values()) {
      var cells = new ArrayList<>(List.of(Integer.toString(lag)));
      curves.forEach(
          curve -> cells.add(NumberText.significant(curve.norm().applyAsDouble(lag), DIGITS)));
      table.add(cells);
    }
    output.print(table.lines(console.outputStyle()));
    var panel =
        new Panel(
            title,
            Axis.linear("lag k in characters"),
            Axis.logarithmic("norm of dLoss(t)/dh(t-k), relative to lag 0"),
            curves.stream()
                .map(
                    curve ->
                        new Series(
                            curve.cell(), points(curve), SeriesStyle.LINE, look(curve.cell())))
                .toList());
    output.draw(new Chart("", List.of(panel)));
    output.print(List.of(""));
    for (Curve curve : curves) {
      if (!curve.cell().endsWith("-c")) {
        output.print(List.of("horizon of " + curve.cell() + ": " + horizon(curve)));
      }
    }
  }

  /** A cell or network has its own colour in every picture, and its memory that of the cell. */
  private static Look look(String curve) {
    List<NetworkKind> known = NetworkKind.all();
    String name = curve.replaceFirst("-c$", "");
    int number = name.equals("linear") ? known.size() : known.indexOf(NetworkKind.of(name));
    return new Look(number, curve.equals(name) ? number : number + known.size() / 2);
  }

  private String horizon(Curve curve) {
    return curve.horizon().isPresent()
        ? "lag " + curve.horizon().getAsInt()
        : "beyond lag " + lags.last();
  }

  private List<Point> points(Curve curve) {
    return lags.values().stream()
        .map(lag -> Point.of(lag, curve.norm().applyAsDouble(lag)))
        .toList();
  }

  private List<Map<String, @Nullable Object>> rows(List<Curve> curves) {
    var rows = new ArrayList<Map<String, @Nullable Object>>();
    for (Curve curve : curves) {
      for (int lag : lags.values()) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("cell", curve.cell());
        row.put("lag", lag);
        row.put("gradient_norm", curve.norm().applyAsDouble(lag));
        rows.add(row);
      }
    }
    return rows;
  }
}
