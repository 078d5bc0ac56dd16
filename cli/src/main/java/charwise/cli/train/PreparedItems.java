package charwise.cli.train;

import charwise.cli.console.NumberText;
import charwise.engine.task.Task;
import charwise.engine.task.TrainingSummary;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Items of one kind, some of them for validation, and the plan to learn them by.
 *
 * @param <T> the task that learns them
 */
abstract class PreparedItems<T extends Task> implements Lesson.Prepared {
  private final TrainingPlan plan;
  private final String source;
  private final String things;
  private final long train;
  private final long validation;
  private @Nullable T task;

  /**
   * Items that have been read.
   *
   * @param source where they are from, in a few words
   * @param things what they are called, in the plural
   * @param train how many there are to learn from
   * @param validation how many others there are for validation
   */
  PreparedItems(TrainingPlan plan, String source, String things, long train, long validation) {
    this.plan = plan;
    this.source = source;
    this.things = things;
    this.train = train;
    this.validation = validation;
  }

  /** The task that carries out a plan. */
  abstract T create(TrainingPlan planned);

  /** What else is to be said of the items; empty for nothing. */
  String more() {
    return "";
  }

  /** Prints the loss and, if there was validation, the metric that chose the model. */
  abstract void print(ReportLines lines, TrainingSummary summary, T learnt) throws IOException;

  @Override
  public final TrainingPlan plan() {
    return plan;
  }

  @Override
  public final Task task(TrainingPlan planned) {
    T created = create(planned);
    task = created;
    return created;
  }

  @Override
  public final String description() {
    return "%s (%s %s%s, %s of them for validation)"
        .formatted(
            source,
            NumberText.grouped(train + validation),
            things,
            more(),
            NumberText.grouped(validation));
  }

  @Override
  public final void print(ReportLines lines, TrainingSummary summary, OutputName output)
      throws IOException {
    lines.line(
        things,
        "%s to learn from, %s for validation"
            .formatted(NumberText.grouped(train), NumberText.grouped(validation)));
    print(lines, summary, Objects.requireNonNull(task));
  }
}
