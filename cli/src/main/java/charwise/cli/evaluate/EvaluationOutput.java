package charwise.cli.evaluate;

import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import charwise.cli.plot.PlotFile;
import charwise.engine.json.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the figures of an evaluation go.
 *
 * @param errors the file of wrong answers
 * @param plot the picture
 * @param model as the user named it
 */
record EvaluationOutput(
    boolean json,
    boolean byLength,
    @Nullable Path errors,
    @Nullable Path plot,
    String model,
    Console console) {
  /**
   * A wrong answer.
   *
   * @param attention what each unit of the prediction looked at most; null where that is not known
   */
  record Wrong(
      String input,
      String target,
      String prediction,
      double probability,
      @Nullable String attention) {
    /** One that looked at nothing in particular. */
    Wrong(String input, String target, String prediction, double probability) {
      this(input, target, prediction, probability, null);
    }
  }

  /** Prints the whole as one JSON object. */
  void print(Map<String, @Nullable Object> figures) throws IOException {
    console.out().println(Json.write(figures));
    console.out().flush();
  }

  /** Writes the wrong answers, the surest first, where they are wanted. */
  void write(List<Wrong> wrong) throws IOException {
    if (errors == null) {
      return;
    }
    try (BufferedWriter out =
        Files.newBufferedWriter(console.resolve(errors), StandardCharsets.UTF_8)) {
      boolean attends = wrong.stream().anyMatch(answer -> answer.attention() != null);
      out.write("input\ttarget\tprediction\tprobability" + (attends ? "\tattention\n" : "\n"));
      for (Wrong answer :
          wrong.stream().sorted(Comparator.comparingDouble(w -> -w.probability())).toList()) {
        out.write(
            String.join(
                "\t",
                answer.input(),
                answer.target(),
                answer.prediction(),
                Double.toString(answer.probability())));
        if (attends) {
          out.write("\t" + (answer.attention() == null ? "" : answer.attention()));
        }
        out.write('\n');
      }
    }
  }

  /** The picture's file, or null if none is wanted. */
  @Nullable PlotFile picture() {
    return plot == null ? null : PlotFile.of(plot, console);
  }

  /** Refuses what the model's task cannot give. */
  void refuse(boolean asked, String option, String reason) {
    if (asked) {
      throw UserException.usage(reason, option, "leave it out");
    }
  }
}
