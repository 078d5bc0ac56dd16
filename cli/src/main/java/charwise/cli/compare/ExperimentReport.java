package charwise.cli.compare;

import charwise.cli.console.Console;
import charwise.cli.console.Nearest;
import charwise.cli.console.TextTable;
import charwise.cli.console.UserException;
import charwise.engine.json.Json;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is printed of known experiments, beside their results.
 *
 * @param json whether as JSON
 */
record ExperimentReport(boolean json, Console console) {
  /**
   * The experiment with a name.
   *
   * @throws UserException if there is none
   */
  static Experiment find(String name) {
    return Arrays.stream(Experiment.values())
        .filter(experiment -> experiment.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                UserException.usage(
                    "no such experiment",
                    name,
                    Nearest.question(
                            name, Arrays.stream(Experiment.values()).map(Object::toString).toList())
                        + "see: charwise compare-gates --experiment list"));
  }

  /** Prints all of them. */
  void list() throws IOException {
    TextTable table = new TextTable(List.of("experiment", "claim"), 0, 1);
    for (Experiment experiment : Experiment.values()) {
      if (json) {
        print(experiment);
      }
      table.add(List.of(experiment.toString(), experiment.claim()));
    }
    if (!json) {
      console.out().println(table.lines(console.outputStyle()));
    }
    console.out().flush();
  }

  private void print(Experiment experiment) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", "experiment");
    object.put("name", experiment.toString());
    object.put("claim", experiment.claim());
    object.put("literature", experiment.literature());
    object.put("found", experiment.found());
    object.put("command", experiment.command());
    console.out().println(Json.write(object));
  }

  /** Prints what an experiment is about and what others found. */
  void begin(Experiment experiment) throws IOException {
    if (json) {
      print(experiment);
    } else {
      console.out().println(console.outputStyle().bold(experiment.claim()));
      console.out().println("literature: " + experiment.literature());
      console.out().println("command: " + experiment.command());
      console.out().println("");
    }
    console.out().flush();
  }

  /** Prints what the same options showed before. */
  void end(Experiment experiment) throws IOException {
    if (!json && !experiment.found().isEmpty()) {
      console.out().println("before, with the options as they are: " + experiment.found());
      console.out().flush();
    }
  }
}
