package charwise.cli.plot;

import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * How often each label was taken for each.
 *
 * @param labels made visible
 * @param count by true label, then answer
 */
public record ConfusionTable(String title, List<String> labels, IntBinaryOperator count) {
  /** Keeps its own copy of the list. */
  public ConfusionTable {
    labels = List.copyOf(labels);
  }
}
