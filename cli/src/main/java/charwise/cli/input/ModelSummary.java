package charwise.cli.input;

import charwise.cli.console.NumberText;
import charwise.engine.checkpoint.ModelHeader;
import charwise.engine.checkpoint.Origin;
import charwise.engine.registry.TaskType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a model is, in the few words of a list; only its header is read. */
public record ModelSummary(ModelHeader header) {
  private static final String NOTHING = "-";
  private static final int DAY = "2026-11-29".length();
  private static final String BITS = "bits/char";
  private static final String BITS_KEY = "validation_bits_per_char";
  private static final String METRIC_KEY = "metric";
  private static final String VALUE_KEY = "validation_metric";

  /**
   * Reads what the file of a model says of it.
   *
   * @throws IOException if it cannot be read or is no model
   */
  public static ModelSummary read(Path file) throws IOException {
    return new ModelSummary(TaskType.header(file));
  }

  /** What it does. */
  public String task() {
    return TaskType.of(header).label();
  }

  /** Its network or cell, and the sizes. */
  public String network() {
    return header.config().title();
  }

  /** How many weights it has. */
  public long parameters() {
    return header.config().layout().count();
  }

  /** What it was chosen by, {@code bits/char} or a metric; null if the file does not say. */
  public @Nullable String metric() {
    return number(BITS_KEY) != null
        ? BITS
        : number(VALUE_KEY) != null && header.training().get(METRIC_KEY) instanceof String metric
            ? metric
            : null;
  }

  /** The value of {@link #metric} in validation; null if the file does not say. */
  public @Nullable Double value() {
    Double bits = number(BITS_KEY);
    return bits != null ? bits : metric() != null ? number(VALUE_KEY) : null;
  }

  private @Nullable Double number(String key) {
    return header.training().get(key) instanceof Number number ? number.doubleValue() : null;
  }

  /** Value and metric in words. */
  public String loss() {
    Double value = value();
    return value == null ? NOTHING : NumberText.fixed(value, 3) + " " + metric();
  }

  /** The day on which it was trained. */
  public String day() {
    String date = header.origin().date();
    return date.length() < DAY ? NOTHING : date.substring(0, DAY);
  }

  /** What it has learnt from. */
  public String texts() {
    List<Origin.Text> texts = header.origin().texts();
    return texts.isEmpty()
        ? NOTHING
        : texts.getFirst().name()
            + (texts.size() > 1 ? " and " + (texts.size() - 1) + " more" : "");
  }
}
