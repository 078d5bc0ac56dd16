package charwise.spark;

import charwise.engine.cluster.Column;
import charwise.engine.cluster.LineJob;
import charwise.engine.cluster.LineWork;
import charwise.spark.TextFiles.Found;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * The rows of a job, made where its lines are. A text is cut between lines into pieces of equal
 * length, some of which make a task: about {@value #TASKS_PER_SLOT} tasks for each that can run at
 * once, so that a slow machine holds up little, but none longer than Spark's own for files. Tasks
 * are in the order of the lines.
 */
final class LineRows {
  private static final int TASKS_PER_SLOT = 12;
  private static final long SHORTEST_PIECE = 1L << 20;
  private static final String PARQUET = ".parquet";

  private final SparkSession session;
  private final JavaSparkContext context;

  LineRows(SparkSession session) {
    this.session = session;
    this.context = new JavaSparkContext(session.sparkContext());
  }

  /** What rows of a job are called and hold. */
  static StructType schema(LineJob job) {
    List<StructField> fields = new ArrayList<>();
    for (Column column : job.work().columns()) {
      DataType type =
          switch (column.kind()) {
            case TEXT -> DataTypes.StringType;
            case COUNT -> DataTypes.LongType;
            case REAL -> DataTypes.DoubleType;
          };
      fields.add(DataTypes.createStructField(column.name(), type, true));
    }
    return DataTypes.createStructType(fields);
  }

  /** The rows, not made yet. */
  JavaRDD<Row> rows(LineJob job) throws IOException {
    Broadcast<SharedModel> model = context.broadcast(new SharedModel(job.modelName(), job.model()));
    LineWork work = job.work();
    var files = new TextFiles(context.hadoopConfiguration());
    List<Found> found = files.find(job.files());
    long tables =
        found.stream().filter(file -> file.status().getPath().getName().endsWith(PARQUET)).count();
    String column = job.column();
    if (tables == 0) {
      return texts(files, found, work, model);
    }
    String first = found.getFirst().name();
    if (column == null) {
      throw new IOException(
          "a Parquet table without --column: "
              + first
              + "; say which column holds the texts with --column");
    }
    if (tables < found.size()) {
      throw new IOException(
          "Parquet tables among other files: "
              + first
              + "; give them in one command and the others in another");
    }
    return table(found, column, work, model);
  }

  private JavaRDD<Row> texts(
      TextFiles files, List<Found> found, LineWork work, Broadcast<SharedModel> model)
      throws IOException {
    Broadcast<SerializableConfiguration> hadoop =
        context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    long length = pieceLength(found);
    List<TextPiece> pieces = numbered(files.pieces(found, work.takesFileLines(), length), hadoop);
    return tasks(tasks(pieces, found, length))
        .mapPartitions(
            lists -> {
              List<TextPiece> own = lists.hasNext() ? lists.next() : List.of();
              return RowIterator.of(
                  new PieceSource(own, work, hadoop.value().value()), work, model.value());
            });
  }

  /** How long the pieces are that long files are cut into, in bytes. */
  private long pieceLength(List<Found> files) {
    long all = files.stream().mapToLong(file -> file.status().getLen()).sum();
    long longest = session.sessionState().conf().filesMaxPartitionBytes();
    long tasks = (long) TASKS_PER_SLOT * context.defaultParallelism();
    return Math.clamp(Math.ceilDiv(all, tasks), Math.min(SHORTEST_PIECE, longest), longest);
  }

  /** Pieces that know how many lines of their file come before them; counting reads files once. */
  private List<TextPiece> numbered(
      List<TextPiece> pieces, Broadcast<SerializableConfiguration> hadoop) {
    List<TextPiece> parts = pieces.stream().filter(piece -> !piece.isWhole()).toList();
    if (parts.isEmpty()) {
      return pieces;
    }
    List<Long> counts =
        context
            .parallelize(parts, parts.size())
            .map(piece -> PieceReader.count(piece, hadoop.value().value()))
            .collect();
    List<TextPiece> numbered = new ArrayList<>();
    int part = 0;
    long lines = 0;
    for (TextPiece piece : pieces) {
      lines = piece.begin() == 0 ? 0 : lines;
      numbered.add(piece.after(lines));
      lines += piece.isWhole() ? 0 : counts.get(part++);
    }
    return numbered;
  }

  /** Neighbouring pieces together, until they are as long as a long file's. */
  private static List<List<TextPiece>> tasks(
      List<TextPiece> pieces, List<Found> found, long length) {
    Map<String, Long> lengths = new HashMap<>();
    found.forEach(file -> lengths.put(file.status().getPath().toString(), file.status().getLen()));
    List<List<TextPiece>> tasks = new ArrayList<>();
    List<TextPiece> task = new ArrayList<>();
    long bytes = 0;
    for (TextPiece piece : pieces) {
      long own =
          piece.isWhole() ? lengths.getOrDefault(piece.path(), 0L) : piece.end() - piece.begin();
      if (!task.isEmpty() && bytes + own > length) {
        tasks.add(List.copyOf(task));
        task.clear();
        bytes = 0;
      }
      task.add(piece);
      bytes += own;
    }
    tasks.add(List.copyOf(task));
    return tasks;
  }

  /** A task for each list, where its first piece lies, if that is known. */
  private JavaRDD<List<TextPiece>> tasks(List<List<TextPiece>> tasks) {
    List<Tuple2<List<TextPiece>, Seq<String>>> placed = new ArrayList<>();
    for (List<TextPiece> task : tasks) {
      List<String> hosts = task.isEmpty() ? List.of() : task.getFirst().hosts();
      placed.add(new Tuple2<>(task, CollectionConverters.asScala(hosts).toSeq()));
    }
    return context
        .sc()
        .makeRDD(
            CollectionConverters.asScala(placed).toSeq(),
            ClassTag$.MODULE$.<List<TextPiece>>apply(List.class))
        .toJavaRDD();
  }

  private JavaRDD<Row> table(
      List<Found> found, String column, LineWork work, Broadcast<SharedModel> model)
      throws IOException {
    Map<String, String> names = new HashMap<>();
    found.forEach(file -> names.put(TextFiles.name(file.status().getPath()), file.name()));
    String[] paths =
        found.stream().map(file -> file.status().getPath().toString()).toArray(String[]::new);
    var table = session.read().parquet(paths);
    if (!List.of(table.columns()).contains(column)) {
      throw new IOException(
          "no column "
              + column
              + ": "
              + found.getFirst().name()
              + "; its columns are "
              + String.join(", ", table.columns()));
    }
    return table
        .select(
            functions.col("`" + column.replace("`", "``") + "`"),
            functions.col("_metadata.file_path"),
            functions.col("_metadata.row_index"))
        .toJavaRDD()
        .mapPartitions(
            rows ->
                RowIterator.of(
                    new TableSource(
                        rows,
                        path -> {
                          String name = TextFiles.name(new Path(path));
                          return names.getOrDefault(name, name);
                        }),
                    work,
                    model.value()));
  }
}
