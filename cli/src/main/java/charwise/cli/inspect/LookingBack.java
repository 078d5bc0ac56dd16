package charwise.cli.inspect;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.TextTable;
import charwise.cli.console.UserException;
import charwise.cli.output.CsvFile;
import charwise.cli.plot.AttentionMap;
import charwise.cli.plot.Heatmap;
import charwise.cli.plot.PlotFile;
import charwise.cli.plot.TerminalHeatmap;
import charwise.engine.analysis.Activations;
import charwise.engine.analysis.AttentionDistances;
import charwise.engine.analysis.AttentionDistances.Distance;
import charwise.engine.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs a text through a model with attention, and shows what each character looked at. */
record LookingBack(InspectedText text, Console console) {
  private static final String ATTENTION = "attention";
  private static final List<String> COLUMNS =
      List.of("position", "character", "layer", "head", "back", "weight");
  private static final int MOST_CHARACTERS = 64;
  private static final int DIGITS = 1;

  /**
   * Whether attention is what the options ask for.
   *
   * @throws UserException if it is asked for, and the model does not look back
   */
  boolean isWanted(@Nullable String gate, @Nullable Long head, @Nullable Long unit, boolean find) {
    boolean named = head != null || ATTENTION.equals(gate);
    if (text.activations().heads() > 0) {
      if (head != null && gate != null && !gate.equals(ATTENTION)) {
        throw UserException.usage(
            "only attention has heads", "--head " + head + " --gate " + gate, "leave one out");
      }
      return named || (gate == null && unit == null && !find);
    }
    if (named) {
      throw UserException.usage(
          "the model has no attention",
          head != null ? "--head " + head : "--gate " + gate,
          "leave it out, or choose a Transformer");
    }
    return false;
  }

  /** Prints distances and heatmap, draws the heatmap, and writes the weights. */
  void show(
      @Nullable Long layer,
      @Nullable Long head,
      @Nullable Path csv,
      boolean json,
      @Nullable PlotFile picture)
      throws IOException {
    Activations activations = text.activations();
    Integer onlyLayer = Selection.index("--layer", layer, 1, activations.layers(), "layer");
    Integer onlyHead = Selection.index("--head", head, 1, activations.heads(), "head");
    if (csv != null) {
      write(csv, onlyLayer, onlyHead);
    }
    int shown = Math.min(text.length(), MOST_CHARACTERS);
    int at = onlyLayer != null ? onlyLayer : activations.layers() - 1;
    var distances = new AttentionDistances(activations);
    List<float[]> weights = new ArrayList<>();
    text.read(
        activations,
        position -> {
          distances.add();
          if (position < shown) {
            weights.add(weights(activations, at, onlyHead, position, shown));
          }
        });
    if (text.length() > shown) {
      console.note("the heatmap shows the first " + shown + " characters");
    }
    List<String> characters = IntStream.range(0, shown).mapToObj(text::visible).toList();
    Heatmap map =
        AttentionMap.of(
            "attention of layer "
                + (at + 1)
                + ", "
                + (onlyHead == null
                    ? "mean of " + NumberText.counted(activations.heads(), "head")
                    : "head " + (onlyHead + 1)),
            characters,
            characters,
            weights);
    print(distances.means(), map, json);
    if (picture != null) {
      picture.write(map);
    }
  }

  /** What a character looked at, by position; of all heads the mean. */
  private static float[] weights(
      Activations activations, int layer, @Nullable Integer only, int position, int shown) {
    float[] row = new float[shown];
    float[] ofHead = new float[activations.context()];
    int heads = activations.heads();
    for (int head = 0; head < heads; head++) {
      if (only == null || only == head) {
        int seen = activations.lookBack(layer, head, ofHead);
        for (int i = 0; i < seen; i++) {
          row[position - seen + 1 + i] += ofHead[i] / (only == null ? heads : 1);
        }
      }
    }
    return row;
  }

  private void print(List<Distance> distances, Heatmap map, boolean json) throws IOException {
    if (json) {
      for (Distance distance : distances) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("layer", distance.layer() + 1L);
        object.put("head", distance.head() + 1L);
        object.put("mean_distance", distance.units());
        console.out().println(Json.write(object));
      }
    } else {
      var table = new TextTable(List.of("layer", "head", "looks back"));
      for (Distance distance : distances) {
        table.add(
            List.of(
                Integer.toString(distance.layer() + 1),
                Integer.toString(distance.head() + 1),
                NumberText.fixed(distance.units(), DIGITS)));
      }
      console.out().println(table.lines(console.outputStyle()));
      console.out().println("");
      int columns = console.terminal().columns().getAsInt();
      console.out().println(TerminalHeatmap.lines(map, columns, console.outputStyle()));
    }
    console.out().flush();
  }

  private void write(Path csv, @Nullable Integer layer, @Nullable Integer head) throws IOException {
    Activations activations = text.activations();
    try (var file = CsvFile.create(csv.toString(), console.resolve(csv), COLUMNS)) {
      text.read(
          activations,
          position -> {
            try {
              file.addAll(rows(activations, position, layer, head));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  private List<List<Object>> rows(
      Activations activations,
      int position,
      @Nullable Integer onlyLayer,
      @Nullable Integer onlyHead) {
    List<List<Object>> rows = new ArrayList<>();
    float[] weights = new float[activations.context()];
    String character = text.character(position);
    for (int layer = 0; layer < activations.layers(); layer++) {
      for (int head = 0; head < activations.heads(); head++) {
        if ((onlyLayer != null && onlyLayer != layer) || (onlyHead != null && onlyHead != head)) {
          continue;
        }
        int seen = activations.lookBack(layer, head, weights);
        for (int i = 0; i < seen; i++) {
          rows.add(List.of(position, character, layer + 1, head + 1, seen - 1 - i, weights[i]));
        }
      }
    }
    return rows;
  }
}
