package charwise.cli.cluster;

import charwise.engine.cluster.Cluster;
import charwise.engine.cluster.LineJob;
import charwise.engine.cluster.LineWork;
import charwise.engine.cluster.Lines;
import charwise.engine.comparison.ComparisonRunner;
import charwise.engine.comparison.ComparisonTask;
import charwise.engine.comparison.RunPlace;
import charwise.engine.registry.TaskType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cluster within this process, to which everything travels as it would to machines. */
final class FakeCluster implements Cluster {
  /** Lines in a piece: few, so that texts are cut often. */
  private static final int LINES = 7;

  private final Path folder;
  final List<@Nullable Object[]> written = new ArrayList<>();
  List<String> columns = List.of();

  FakeCluster(Path folder) {
    this.folder = folder;
  }

  @SuppressWarnings({"unchecked", "BanSerializableRead"}) // what this process has written
  private static <T> T travelled(T sent) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(sent);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    }
  }

  private List<@Nullable Object[]> rows(LineJob job) throws IOException {
    LineWork work = travelled(job.work());
    List<@Nullable Object[]> rows = new ArrayList<>();
    columns = work.columns().stream().map(column -> column.name()).toList();
    try (LineWork.Session session =
        work.begin(TaskType.read(Path.of(job.modelName()), job.model()), 2)) {
      for (String file : job.files()) {
        try (InputStream in = work.lines(file, Files.newInputStream(folder.resolve(file)))) {
          byte[] text = in.readAllBytes();
          long line = 1;
          for (int begin = 0; begin < text.length; ) {
            int end = begin;
            int count = 0;
            while (end < text.length && count < LINES) {
              count += text[end++] == '\n' ? 1 : 0;
            }
            byte[] piece = Arrays.copyOfRange(text, begin, end);
            session.answer(new Lines(file, line, begin, piece), rows::add);
            line += count;
            begin = end;
          }
        }
      }
    }
    return rows;
  }

  @Override
  public long write(LineJob job, RowFormat format, String to) throws IOException {
    written.addAll(rows(job));
    return written.size();
  }

  @Override
  public List<@Nullable Object[]> greatest(LineJob job, int column, int count) throws IOException {
    return rows(job).stream()
        .sorted(Comparator.comparingDouble((@Nullable Object[] row) -> -value(row[column])))
        .limit(count)
        .toList();
  }

  private static double value(@Nullable Object value) {
    return value instanceof Double number && !number.isNaN() ? number : Double.NEGATIVE_INFINITY;
  }

  @Override
  public List<@Nullable Object[]> first(LineJob job, int count) throws IOException {
    return rows(job).stream().limit(count).toList();
  }

  @Override
  public int slots() {
    return 2;
  }

  @Override
  public RunPlace runs(ComparisonTask task) throws IOException {
    return new ComparisonRunner(travelled(task), folder);
  }
}
