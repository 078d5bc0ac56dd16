package charwise.spark;

import charwise.engine.cluster.Cluster;
import charwise.engine.cluster.LineJob;
import charwise.engine.comparison.ComparisonTask;
import charwise.engine.comparison.RunPlace;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;

/** The cluster that {@code spark-submit} was told, joined when there is something to do. */
final class SparkCluster implements Cluster, AutoCloseable {
  private static final int MOST_WAITS = 20;
  private static final long WAIT_MILLIS = 500;

  private @Nullable SparkSession session;

  private synchronized SparkSession session() throws IOException {
    SparkSession joined = session;
    if (joined == null) {
      joined = attempt(() -> SparkSession.builder().getOrCreate());
      session = joined;
      settle(new JavaSparkContext(joined.sparkContext()));
    }
    return joined;
  }

  /**
   * Waits for a first machine, which also shows whether it can run this program, and then until no
   * more of them come.
   */
  private static void settle(JavaSparkContext context) throws IOException {
    attempt(
        () -> context.parallelize(List.of(1), 1).map(one -> new RunState(one, 0, null)).count());
    int machines = 0;
    for (int waits = 0; waits < MOST_WAITS; waits++) {
      int now = context.statusTracker().getExecutorInfos().length;
      if (now == machines) {
        return;
      }
      machines = now;
      try {
        Thread.sleep(WAIT_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
    }
  }

  @Override
  public int slots() throws IOException {
    SparkContext context = session().sparkContext();
    return Math.max(1, context.defaultParallelism() / context.conf().getInt("spark.task.cpus", 1));
  }

  @Override
  public RunPlace runs(ComparisonTask task) throws IOException {
    return new SparkRuns(new JavaSparkContext(session().sparkContext()), task);
  }

  @Override
  public long write(LineJob job, RowFormat format, String folder) throws IOException {
    SparkSession spark = session();
    var target = new Path(folder);
    FileSystem system = target.getFileSystem(spark.sparkContext().hadoopConfiguration());
    if (system.exists(target)) {
      throw new FileAlreadyExistsException(
          folder, null, "there is a folder or file of this name already");
    }
    JavaRDD<Row> rows = new LineRows(spark).rows(job);
    LongAccumulator count = spark.sparkContext().longAccumulator("charwise rows");
    JavaRDD<Row> counted =
        rows.map(
            row -> {
              count.add(1);
              return row;
            });
    DataFrameWriter<Row> writer = spark.createDataFrame(counted, LineRows.schema(job)).write();
    boolean done = false;
    try {
      attempt(
          () -> {
            switch (format) {
              case PARQUET -> writer.parquet(folder);
              case LINES -> writer.text(folder);
              case CSV ->
                  writer
                      .option("header", true)
                      .option("escape", "\"")
                      .option("emptyValue", "")
                      .option("ignoreLeadingWhiteSpace", false)
                      .option("ignoreTrailingWhiteSpace", false)
                      .csv(folder);
            }
            return true;
          });
      done = true;
    } finally {
      if (!done) {
        system.delete(target, true); // nothing whole is in it
      }
    }
    return count.value();
  }

  @Override
  public List<@Nullable Object[]> greatest(LineJob job, int column, int count) throws IOException {
    JavaRDD<Row> rows = new LineRows(session()).rows(job);
    var greatest = new Greatest(column, count);
    List<Row> best =
        attempt(() -> rows.mapPartitions(some -> greatest.of(some).iterator()).collect());
    return values(greatest.of(best.iterator()).iterator());
  }

  @Override
  public List<@Nullable Object[]> first(LineJob job, int count) throws IOException {
    JavaRDD<Row> rows = new LineRows(session()).rows(job);
    return values(attempt(() -> rows.take(count)).iterator());
  }

  private static List<@Nullable Object[]> values(Iterator<Row> rows) {
    List<@Nullable Object[]> values = new ArrayList<>();
    rows.forEachRemaining(
        row -> {
          @Nullable Object[] one = new Object[row.size()];
          for (int i = 0; i < one.length; i++) {
            one[i] = row.get(i);
          }
          values.add(one);
        });
    return values;
  }

  /** Does some work; what failed in it on some machine is thrown as what it was there. */
  private static <T> T attempt(Supplier<T> work) throws IOException {
    try {
      return work.get();
    } catch (Exception e) { // Scala throws checked exceptions undeclared
      throw SparkFailure.of(e);
    }
  }

  @Override
  public synchronized void close() {
    if (session != null) {
      session.stop();
    }
  }
}
