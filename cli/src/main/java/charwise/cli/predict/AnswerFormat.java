package charwise.cli.predict;

import charwise.cli.console.NumberText;
import charwise.engine.json.Json;
import charwise.engine.task.Alignment;
import charwise.engine.task.Answer;
import charwise.engine.task.Answer.Alternative;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an answer is printed as a line.
 *
 * @param best the most alternatives
 * @param probability whether each is followed by its probability
 * @param threshold what is less probable is left out
 * @param echo whether the text comes first
 * @param attention whether JSON tells what the answer looked at
 */
record AnswerFormat(
    int best, boolean probability, double threshold, boolean echo, boolean json, boolean attention)
    implements Serializable {
  /** Behind what was cut. */
  private static final String CUT = "…";

  /** The line of an answer. */
  String line(String text, Answer answer) {
    List<Alternative> shown = shown(answer);
    return json ? json(text, answer, shown) : plain(text, shown);
  }

  /** The alternatives that are shown. */
  List<Alternative> shown(Answer answer) {
    return answer.alternatives().stream()
        .limit(best)
        .filter(alternative -> alternative.probability() >= threshold)
        .toList();
  }

  private String plain(String text, List<Alternative> shown) {
    List<String> parts = new ArrayList<>();
    if (echo) {
      parts.add(text);
    }
    for (Alternative alternative : shown) {
      boolean isCut = !alternative.isComplete() && !alternative.prediction().isEmpty();
      parts.add(alternative.prediction() + (isCut ? CUT : ""));
      if (probability) {
        parts.add(NumberText.fixed(alternative.probability(), 6));
      }
    }
    if (shown.isEmpty()) {
      parts.add("");
    }
    return String.join("\t", parts);
  }

  private String json(String text, Answer answer, List<Alternative> shown) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("input", text);
    json.put("prediction", shown.isEmpty() ? null : shown.getFirst().prediction());
    json.put("probability", shown.isEmpty() ? null : shown.getFirst().probability());
    json.put("alternatives", shown.stream().map(AnswerFormat::json).toList());
    json.put("unknown", (long) answer.unknown());
    json.putAll(answer.details());
    Alignment alignment = answer.alignment();
    if (attention && alignment != null) {
      json.put("source", alignment.source());
      json.put("units", alignment.units());
      json.put("attention", alignment.weights().stream().map(AnswerFormat::row).toList());
    }
    return Json.write(json);
  }

  /** An alternative as a JSON value. */
  static Map<String, Object> json(Alternative alternative) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("prediction", alternative.prediction());
    one.put("probability", alternative.probability());
    if (!alternative.isComplete()) {
      one.put("cut", true);
    }
    return one;
  }

  private static List<Double> row(float... weights) {
    List<Double> row = new ArrayList<>();
    for (float weight : weights) {
      row.add((double) weight);
    }
    return row;
  }
}
