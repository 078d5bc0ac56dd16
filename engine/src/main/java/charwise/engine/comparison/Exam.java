package charwise.engine.comparison;

import charwise.engine.kernel.Team;
import charwise.engine.task.Model;
import charwise.engine.task.Score;
import charwise.engine.task.Task;

/** Measures a trained model by the evaluation of a task that has other data. */
final class Exam {
  private Exam() {}

  /**
   * The score of a trained model.
   *
   * @param task with a model of the same shape, which takes over the weights
   */
  static Score score(Task task, Model trained) {
    float[] weights = trained.parameters().values();
    System.arraycopy(weights, 0, task.model().parameters().values(), 0, weights.length);
    try (Team team = new Team(1)) {
      return task.evaluation(team).run();
    }
  }
}
