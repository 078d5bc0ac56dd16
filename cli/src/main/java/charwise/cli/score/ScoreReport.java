package charwise.cli.score;

import charwise.engine.task.language.LossListener;
import java.io.IOException;

/** Tells what the units of texts cost. */
interface ScoreReport extends LossListener {
  /** A text begins. */
  void begin(String file) throws IOException;

  /** The text is at its end. */
  void end() throws IOException;

  /** There are no more texts. */
  void close() throws IOException;
}
