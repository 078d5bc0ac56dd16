package charwise.cli.train;

import charwise.cli.console.Console;
import charwise.cli.input.ReadTexts;
import charwise.cli.plot.PlotFile;
import charwise.engine.training.OnDivergence;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code train} command asks for whatever it learns, checked as far as it can be without
 * reading a file. Null stands for what was left open.
 *
 * @param minutes of the budget; null for one without
 * @param seedGiven whether the seed was named, and is not merely the usual one
 * @param threads how many threads to compute with
 * @param output the MODEL as the user named it
 * @param log the CSV file to write
 * @param plot the picture of the losses to draw
 * @param checkpointEvery steps between checkpoints; 0 for the trainer's own rhythm
 * @param resume whether to continue an interrupted run
 * @param dryRun whether to say what the run would be in place of it
 * @param fresh whether to discard an interrupted run
 * @param onDivergence what to do then; null if not said
 * @param verify the hash that the weights must have at the end
 * @param json whether the result is printed as JSON
 * @param texts remembers what is read
 */
record TrainConfiguration(
    @Nullable Double minutes,
    boolean seedGiven,
    int threads,
    @Nullable Path output,
    @Nullable Path log,
    @Nullable PlotFile plot,
    long checkpointEvery,
    boolean resume,
    boolean dryRun,
    boolean fresh,
    @Nullable OnDivergence onDivergence,
    @Nullable String verify,
    boolean json,
    ReadTexts texts) {
  /** Whether the budget is one of time. */
  boolean timed() {
    return minutes != null;
  }

  /** Says what takes a while now, before a plan of so many minutes is made. */
  void announceMeasuring(Console console) {
    if (timed()) {
      console.note("measuring speed");
    }
  }
}
