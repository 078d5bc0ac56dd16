package charwise.cli.inspect;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.TextTable;
import charwise.cli.console.VisibleText;
import charwise.cli.output.CsvFile;
import charwise.cli.plot.Heatmap;
import charwise.cli.plot.PlotFile;
import charwise.cli.plot.TerminalHeatmap;
import charwise.engine.analysis.Activations;
import charwise.engine.analysis.Activations.Quantity;
import charwise.engine.analysis.GateShares;
import charwise.engine.analysis.GateShares.Share;
import charwise.engine.analysis.UnitSearch;
import charwise.engine.analysis.UnitSearch.Match;
import charwise.engine.json.Json;
import charwise.engine.task.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs a text through a model and shows what its units did. Layers are counted from 1 here. */
record GatesAtWork(InspectedText text, Selection selection, Console console) {
  private static final List<String> COLUMNS =
      List.of("position", "character", "layer", "unit", "gate", "value");
  private static final int MOST_CHARACTERS = 1000;
  private static final int BEST = 3;
  private static final int MOST_PARTS = 12;

  /** Prints shares and heatmap, and draws the heatmap into {@code picture}. */
  void show(boolean json, @Nullable PlotFile picture) throws IOException {
    var activations = text.activations();
    var shares = new GateShares(activations);
    var values = new ShownValues(activations, selection, Math.min(text.length(), MOST_CHARACTERS));
    text.read(
        activations,
        position -> {
          shares.add();
          values.add(activations, position);
        });
    if (text.length() > MOST_CHARACTERS) {
      console.note(
          "the heatmap shows the first " + NumberText.grouped(MOST_CHARACTERS) + " characters");
    }
    Heatmap map = values.heatmap(text);
    if (json) {
      for (Share share : shares.shares()) {
        console.out().println(Json.write(json(share)));
      }
      for (Evidence part : text.evidence()) {
        console.out().println(Json.write(json(part)));
      }
    } else {
      printShares(shares.shares());
      int columns = console.terminal().columns().getAsInt();
      console.out().println(TerminalHeatmap.lines(map, columns, console.outputStyle()));
      printEvidence();
    }
    console.out().flush();
    if (picture != null) {
      picture.write(map);
    }
  }

  private static Map<String, @Nullable Object> json(Share share) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("layer", share.layer() + 1);
    json.put("gate", share.gate());
    json.put("open", share.open());
    json.put("shut", share.shut());
    json.put("mean", share.mean());
    return json;
  }

  private void printShares(List<Share> shares) throws IOException {
    if (shares.isEmpty()) {
      return;
    }
    var table = new TextTable(List.of("layer", "gate", "open > 0.9", "shut < 0.1", "mean"), 0, 1);
    for (Share share : shares) {
      table.add(
          List.of(
              Integer.toString(share.layer() + 1),
              share.gate(),
              NumberText.fixed(100 * share.open(), 1) + " %",
              NumberText.fixed(100 * share.shut(), 1) + " %",
              NumberText.fixed(share.mean(), 3)));
    }
    console.out().println(table.lines(console.outputStyle()));
    console.out().println("");
  }

  private void printEvidence() throws IOException {
    if (text.evidence().isEmpty()) {
      return;
    }
    var table = new TextTable(List.of("n-gram", "speaks for", "logit"), 0, 1);
    for (Evidence part : text.evidence().stream().limit(MOST_PARTS).toList()) {
      table.add(
          List.of(
              VisibleText.line(part.part()),
              VisibleText.line(part.choice()),
              NumberText.fixed(part.logit(), 3)));
    }
    console.out().println("");
    console.out().println(table.lines(console.outputStyle()));
  }

  private static Map<String, @Nullable Object> json(Evidence part) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("ngram", part.part());
    json.put("label", part.choice());
    json.put("logit", part.logit());
    return json;
  }

  /** Prints the units that correlate best with what is visible in the text. */
  void find(boolean json) throws IOException {
    var activations = text.activations();
    Quantity wanted = selection.quantity();
    var search = new UnitSearch(activations, wanted == null ? selection.states() : List.of(wanted));
    text.read(activations, position -> search.add(text.unit(position)));
    var table = new TextTable(List.of("feature", "gate", "layer", "unit", "correlation"), 0, 1, 2);
    for (Match match : search.best(BEST)) {
      if (json) {
        console.out().println(Json.write(json(match)));
      } else {
        table.add(
            List.of(
                match.feature(),
                match.gate(),
                Integer.toString(match.layer() + 1),
                Integer.toString(match.unit()),
                NumberText.fixed(match.correlation(), 3)));
      }
    }
    if (!json) {
      console.out().println(table.lines(console.outputStyle()));
    }
    console.out().flush();
  }

  private static Map<String, @Nullable Object> json(Match match) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("feature", match.feature());
    json.put("layer", match.layer() + 1);
    json.put("gate", match.gate());
    json.put("unit", match.unit());
    json.put("correlation", match.correlation());
    return json;
  }

  /** Writes all selected values. */
  void writeCsv(Path named) throws IOException {
    var activations = text.activations();
    try (var file = CsvFile.create(named.toString(), console.resolve(named), COLUMNS)) {
      var rows = new ArrayList<List<Object>>();
      text.read(
          activations,
          position -> {
            collect(activations, position, rows);
            try {
              file.addAll(rows);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            rows.clear();
          });
    }
  }

  private void collect(Activations activations, int position, List<List<Object>> rows) {
    String character = text.character(position);
    float[] values = new float[activations.units()];
    Quantity only = selection.quantity();
    for (int layer = 0; layer < activations.layers(); layer++) {
      if (layer != selection.layerOr(layer)) {
        continue;
      }
      for (Quantity quantity : only == null ? selection.all() : List.of(only)) {
        activations.copy(layer, quantity, values);
        for (int unit = 0; unit < quantity.units(); unit++) {
          if (selection.unit() == null || selection.unit() == unit) {
            rows.add(List.of(position, character, layer + 1, unit, quantity.name(), values[unit]));
          }
        }
      }
    }
  }
}
