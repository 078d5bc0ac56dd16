package charwise.cli.score;

import charwise.engine.data.Vocabulary;
import charwise.engine.task.language.LossListener;
import java.io.IOException;

/** Reports what the units of texts cost. */
interface ScoreReport extends LossListener {
  /** Whether a row was at or above the threshold that was asked for. */
  default boolean aboveThreshold() {
    return false;
  }

  /** To be called where another model reads on, which knows other units. */
  void vocabulary(Vocabulary known);

  /** To be called before a text. */
  void begin(String file) throws IOException;

  /** To be called after a text. */
  void end() throws IOException;

  /** To be called after the last text. */
  void close() throws IOException;
}
