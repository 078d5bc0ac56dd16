package charwise.cli.models;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.TextTable;
import charwise.cli.console.UserException;
import charwise.cli.input.ModelFolder;
import charwise.cli.input.ModelSummary;
import charwise.engine.checkpoint.Origin;
import charwise.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The models in a folder as a table, or as JSON objects. */
record ModelList(Path folder, Console console) {
  private static final List<String> HEADER =
      List.of("model", "task", "network", "parameters", "validation", "date", "text");

  void print(boolean json) throws IOException {
    Path place = console.resolve(folder);
    if (!Files.isDirectory(place)) {
      throw UserException.failure("no such folder", folder.toString(), "name one with models");
    }
    var table = new TextTable(HEADER, 0, 1, 2, 4, 5, 6);
    List<String> others = new ArrayList<>();
    int models = 0;
    for (String name : ModelFolder.list(place)) {
      ModelSummary model;
      try {
        model = ModelSummary.read(place.resolve(name));
      } catch (IOException noModel) {
        others.add(name);
        continue;
      }
      models++;
      String path = folder.resolve(name).toString();
      if (json) {
        console.out().println(Json.write(object(path, place.resolve(name), model)));
      } else {
        table.add(row(path, model));
      }
    }
    if (!json && models > 0) {
      console.out().println(lines(table));
    }
    if (models == 0) {
      console.note("no models here; train writes one");
    }
    if (!others.isEmpty()) {
      int more = others.size() - 1;
      console.note(
          "passed over, no model of charwise: "
              + others.getFirst()
              + (more > 0 ? " and " + more + " more" : ""));
    }
  }

  /** As wide as the terminal at most; elsewhere each model is one line. */
  private List<String> lines(TextTable table) {
    return console.terminal().output()
        ? table.lines(console.outputStyle(), console.terminal().columns().getAsInt(), 1)
        : table.lines(console.outputStyle());
  }

  private static List<String> row(String path, ModelSummary model) {
    return List.of(
        path,
        model.task(),
        model.network(),
        NumberText.grouped(model.parameters()),
        model.loss(),
        model.day(),
        model.texts());
  }

  private static Map<String, @Nullable Object> object(String path, Path file, ModelSummary model)
      throws IOException {
    Origin origin = model.header().origin();
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("model", path);
    object.put("task", model.task());
    object.put("network", model.network());
    object.put("parameters", model.parameters());
    object.put("bytes", Files.size(file));
    object.put("metric", model.metric());
    object.put("value", model.value());
    object.put("origin", origin.isKnown() ? origin.toJson() : null);
    return object;
  }
}
