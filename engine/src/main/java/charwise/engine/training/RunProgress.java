package charwise.engine.training;

import charwise.engine.json.JsonFields;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a run stands: the numbers of a checkpoint. Changed by the trainer alone. */
final class RunProgress {
  long step;
  double seconds;

  /** Units read since the run's beginning. */
  long units;

  /** Sum and count of training losses since the last measurement. */
  double trainNats;

  long trainCount;

  /** Of the best model: what chose it, its validation loss, and the training loss then. */
  double bestSelection = Double.NaN;

  double bestValidation = Double.NaN;
  double bestTrain = Double.NaN;
  long bestStep;

  /** The hash of the best model's weights; empty before there is one. */
  String bestSha256 = "";

  /** How often the run went back because it had diverged. */
  int rewinds;

  /** Whether an evaluation chose a model, which is then in the model file. */
  boolean hasBest() {
    return bestStep > 0;
  }

  void startMeasuring() {
    trainNats = 0;
    trainCount = 0;
  }

  double meanTrainNats() {
    return trainNats / trainCount;
  }

  /** What the learning rate of the plan is multiplied by: halved at each rewind. */
  double rateFactor() {
    return Math.scalb(1.0, -rewinds);
  }

  RunProgress copy() {
    RunProgress copy = new RunProgress();
    copy.step = step;
    copy.seconds = seconds;
    copy.units = units;
    copy.trainNats = trainNats;
    copy.trainCount = trainCount;
    copy.bestSelection = bestSelection;
    copy.bestValidation = bestValidation;
    copy.bestTrain = bestTrain;
    copy.bestStep = bestStep;
    copy.bestSha256 = bestSha256;
    copy.rewinds = rewinds;
    return copy;
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("step", step);
    json.put("seconds", seconds);
    json.put("units", units);
    json.put("train_nats", trainNats);
    json.put("train_count", trainCount);
    json.put("best_selection", bestSelection);
    json.put("best_validation", bestValidation);
    json.put("best_train", bestTrain);
    json.put("best_step", bestStep);
    json.put("best_sha256", bestSha256);
    json.put("rewinds", (long) rewinds);
    return json;
  }

  /**
   * The progress that {@link #toJson} gave. Older checkpoints have neither units nor selection,
   * since their tasks read equally many units at each step and chose by the loss, nor the hash.
   *
   * @throws IllegalArgumentException if the fields hold no progress of such a plan
   */
  static RunProgress of(JsonFields json, TrainingPlan plan) {
    RunProgress progress = new RunProgress();
    progress.step = json.number("step");
    progress.seconds = json.real("seconds");
    progress.units =
        json.has("units")
            ? json.number("units")
            : (long) (progress.step * plan.task().unitsPerStep());
    progress.trainNats = json.real("train_nats");
    progress.trainCount = json.number("train_count");
    progress.bestValidation = json.real("best_validation");
    progress.bestSelection =
        json.has("best_selection") ? json.real("best_selection") : progress.bestValidation;
    progress.bestTrain = json.real("best_train");
    progress.bestStep = json.number("best_step");
    progress.bestSha256 = json.has("best_sha256") ? json.string("best_sha256") : "";
    progress.rewinds = json.integer("rewinds");
    if (progress.step < 0
        || progress.step > plan.steps()
        || progress.bestStep < 0
        || progress.bestStep > progress.step
        || progress.units < 0
        || progress.trainCount < 0
        || progress.rewinds < 0
        || progress.rewinds > Trainer.MAXIMUM_REWINDS
        || !(progress.seconds >= 0)) {
      throw new IllegalArgumentException("its progress is none of its plan");
    }
    return progress;
  }
}
