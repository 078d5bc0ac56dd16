package charwise.cli.train;

import charwise.engine.json.JsonFields;
import charwise.engine.task.Task;
import charwise.engine.task.TaskPlan;
import charwise.engine.task.TrainingSummary;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;

/**
 * What a run learns: one implementation for each task. It names and reads the data, plans the run
 * and says what came of it; all else about a run is the same for every task ({@link TrainRun}).
 */
interface Lesson {
  /** What the model's file is called where the user names none, without its ending. */
  String baseName();

  /** The task's own part of an interrupted run's plan. */
  TaskPlan plan(JsonFields json);

  /** Reads the data and plans a new run. */
  Prepared start() throws IOException;

  /**
   * Reads the data of an interrupted run again.
   *
   * @throws charwise.cli.console.UserException if the options given do not agree with its plan
   */
  Prepared resume(TrainingPlan plan, OutputName output) throws IOException;

  /** Data that have been read, and a plan to learn them by. */
  interface Prepared {
    /** The plan. */
    TrainingPlan plan();

    /** The task that carries out a plan, this one or that of the interrupted run. */
    Task task(TrainingPlan plan);

    /** The data in a few words, with their size, for the beginning of a run. */
    String description();

    /** A short sample of what the model does by now, shown while it learns; empty for none. */
    String sample(Task task);

    /** Prints what came of a run, below the lines that are the same for all tasks. */
    void print(ReportLines lines, TrainingSummary summary, OutputName output) throws IOException;
  }
}
