package charwise.engine.cluster;

import charwise.engine.task.SavedTask;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with the lines of texts. It travels to the machines that do it, and what it
 * gives for a line depends on that line alone.
 */
public interface LineWork extends Serializable {
  /** What its rows hold. */
  List<Column> columns();

  /** Whether lines are those of the file itself, which can then be cut between any two. */
  boolean takesFileLines();

  /**
   * The lines of a file.
   *
   * @param file its name
   * @param in its bytes, unpacked
   */
  InputStream lines(String file, InputStream in) throws IOException;

  /** Begins to work with a model, with some threads. */
  Session begin(SavedTask model, int threads) throws IOException;

  /** Work under way, on one thread. */
  interface Session extends AutoCloseable {
    /**
     * Works on some lines.
     *
     * @param rows takes the rows in the order of the lines, a value for each of the columns
     * @throws IOException if a line cannot be read
     */
    void answer(Lines lines, Consumer<@Nullable Object[]> rows) throws IOException;

    @Override
    void close();
  }
}
