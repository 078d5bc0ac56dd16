package charwise.engine.task.rating;

import charwise.engine.kernel.Team;
import charwise.engine.loss.Loss;
import charwise.engine.task.DataMark;
import charwise.engine.task.Evaluation;
import charwise.engine.task.GradientStep;
import charwise.engine.task.ItemMark;
import charwise.engine.task.Metric;
import charwise.engine.task.Score;
import charwise.engine.task.Task;
import charwise.engine.task.TrainingSummary;
import charwise.engine.training.TrainingPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model and its data, as a trainer sees them. */
final class RatingTask implements Task {
  private final TrainingPlan plan;
  private final RatingPlan own;
  private final RatingData data;
  private final Rating model;

  RatingTask(TrainingPlan plan, RatingData data) {
    this.plan = plan;
    this.own = (RatingPlan) plan.task();
    this.data = data;
    model = new Rating(own.model());
    model.initialize(plan.seed());
  }

  @Override
  public Rating model() {
    return model;
  }

  @Override
  public GradientStep step(Team team) {
    return new RatingStep(model, data.train(), own.items(), plan.seed(), team);
  }

  /** The mean squared error on the validation items chooses the model. */
  @Override
  public Evaluation evaluation(Team team) {
    RatingReader reader = new RatingReader(model, own.items().maximumLength(), team);
    RatingData.Part items = data.validation();
    return new Evaluation() {
      @Override
      public Score run() {
        float[] ratings = reader.read(items.texts());
        double sum = 0;
        for (int i = 0; i < ratings.length; i++) {
          double error = ratings[i] - items.ratings().get(i);
          sum += error * error;
        }
        Loss loss = new Loss(sum / 2, ratings.length);
        return new Score(loss, new Metric("squared-error", sum / ratings.length, false), List.of());
      }

      @Override
      public double runPart() {
        run();
        return items.texts().size() > 0 ? 1 : 0;
      }
    };
  }

  @Override
  public DataMark mark() {
    return new ItemMark(
        data.train().ratings().hashCode() * 31L + data.validation().ratings().hashCode(),
        data.train().ratings().size(),
        data.validation().ratings().size());
  }

  @Override
  public Map<String, String> metadata(Map<String, @Nullable Object> training) {
    return new SavedRating(model, data.vocabulary(), own.items().maximumLength(), training)
        .metadata();
  }

  @Override
  public Map<String, @Nullable Object> report(TrainingSummary summary, String modelFile) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("model", modelFile);
    json.put("task", own.task());
    json.put("steps", summary.steps());
    json.put("validation_metric", summary.selection());
    return json;
  }
}
