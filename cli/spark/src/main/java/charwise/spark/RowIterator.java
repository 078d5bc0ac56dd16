package charwise.spark;

import charwise.engine.cluster.LineWork;
import charwise.engine.cluster.Lines;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** The rows of a task, made from some lines after the other, so that memory stays constant. */
final class RowIterator implements Iterator<Row> {
  /** Gives lines, some at a time. */
  interface Source extends Closeable {
    /** The next lines; null at the end. */
    @Nullable Lines next() throws IOException;
  }

  private final Source source;
  private final LineWork.Session session;
  private final Queue<Row> rows = new ArrayDeque<>();

  private RowIterator(Source source, LineWork.Session session) {
    this.source = source;
    this.session = session;
  }

  /** Rows of the current task, which closes all when it ends. */
  static Iterator<Row> of(Source source, LineWork work, SharedModel model) throws IOException {
    TaskContext task = TaskContext.get();
    LineWork.Session session = work.begin(model.task(), Math.max(1, task.cpus()));
    task.addTaskCompletionListener(
        ended -> {
          session.close();
          try {
            source.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return new RowIterator(source, session);
  }

  @Override
  public boolean hasNext() {
    try {
      while (rows.isEmpty()) {
        Lines lines = source.next();
        if (lines == null) {
          return false;
        }
        session.answer(lines, values -> rows.add(RowFactory.create(values)));
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return rows.remove();
  }
}
