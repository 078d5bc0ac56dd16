package charwise.cli.train;

import charwise.cli.console.Console;
import charwise.cli.input.ReadTexts;
import charwise.cli.plot.PlotFile;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code train} command asks for whatever it learns, checked as far as it can be without
 * reading a file.
 *
 * @param plot the picture of the losses to draw; null for none
 * @param texts remembers what is read
 */
record TrainConfiguration(
    BudgetOptions budget,
    LearningOptions learning,
    FileOptions files,
    @Nullable PlotFile plot,
    ReadTexts texts) {
  /** How many threads to compute with. */
  int threads() {
    return learning.threads.count();
  }

  /** Whether the budget is one of time. */
  boolean timed() {
    return budget.minutes != null;
  }

  /** Says what takes a while now, before a plan of so many minutes is made. */
  void announceMeasuring(Console console) {
    if (timed()) {
      console.note("measuring speed");
    }
  }
}
