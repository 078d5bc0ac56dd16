package charwise.cli.score;

import charwise.cli.cluster.ColumnWork;
import charwise.cli.cluster.LineSegments;
import charwise.cli.score.RowPrinter.Column;
import charwise.cli.score.ScoreOptions.ResetPoint;
import charwise.engine.cluster.Cluster.RowFormat;
import charwise.engine.cluster.Lines;
import charwise.engine.data.MalformedTextException;
import charwise.engine.data.UnitReader;
import charwise.engine.data.Units;
import charwise.engine.kernel.Team;
import charwise.engine.loss.Loss;
import charwise.engine.task.SavedTask;
import charwise.engine.task.language.SavedModel;
import charwise.engine.task.language.Scorer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Scoring lines on a cluster: a row for each, with the values that {@code --by line} prints.
 *
 * @param model what messages call the model
 * @param fields what rows hold
 * @param column of the files, where these are tables
 * @param condition the option's value; null if it was not given
 * @param mask the part of a line that does not count; null if all of it does
 * @param threshold in bits; null if all rows are wanted
 * @param keepGoing whether a line that cannot be read ends nothing
 * @param format of the rows; null to print them
 */
record ScoreWork(
    String model,
    List<Column> fields,
    @Nullable String column,
    @Nullable String condition,
    @Nullable Pattern mask,
    @Nullable Double threshold,
    boolean keepGoing,
    @Nullable RowFormat format)
    implements ColumnWork {
  private static final Column ERROR = Column.text("error", 0);

  @Override
  public List<charwise.engine.cluster.Column> columns() {
    if (format == RowFormat.LINES) {
      return List.of(charwise.engine.cluster.Column.text("value"));
    }
    return withError().stream()
        .map(
            field ->
                field.isText() || format == RowFormat.CSV
                    ? charwise.engine.cluster.Column.text(field.name())
                    : field.digits() > 0
                        ? charwise.engine.cluster.Column.real(field.name())
                        : charwise.engine.cluster.Column.count(field.name()))
        .toList();
  }

  private boolean tellsErrors() {
    return keepGoing && format != null;
  }

  private List<Column> withError() {
    List<Column> all = new ArrayList<>(fields);
    if (tellsErrors()) {
      all.add(ERROR);
    }
    return all;
  }

  @Override
  public Session begin(SavedTask task, int threads) throws IOException {
    return new Scoring((SavedModel) task, threads);
  }

  /** Scoring under way. */
  private final class Scoring implements Session, LineSegments.Visitor {
    private final SavedModel saved;
    private final Team team;
    private final Scorer scorer;
    private final CostReport report;
    private Consumer<@Nullable Object[]> rows = row -> {};

    Scoring(SavedModel saved, int threads) throws IOException {
      this.saved = saved;
      this.team = new Team(threads);
      this.report = new CostReport(true, saved, mask, this::add);
      int id = ScoreRun.condition(saved, ResetPoint.LINE, condition, model);
      this.scorer = ScoreRun.scorer(saved, ResetPoint.LINE, id, team, report);
    }

    @Override
    public void answer(Lines lines, Consumer<@Nullable Object[]> sink) throws IOException {
      rows = sink;
      if (keepGoing && saved.units() == Units.CODEPOINT) {
        LineSegments.visit(lines, this);
      } else {
        lines(lines);
      }
    }

    @Override
    public void lines(Lines good) throws IOException {
      scorer.reset();
      report.begin(good.file(), good.first());
      var in = new ByteArrayInputStream(good.text());
      try {
        scorer.score(new UnitReader(good.file(), in, saved.units(), good.offset()), report);
      } catch (MalformedTextException e) {
        throw ScoreRun.malformed(e, "use a model of bytes (train --units byte)");
      }
      report.end();
    }

    @Override
    public void error(Lines bad, String error) {
      if (tellsErrors()) {
        put(List.of("file", "line", ERROR.name()), List.of(bad.file(), bad.first(), error));
      }
    }

    private void add(double nats, List<Object> values) {
      if (threshold == null || nats / Loss.LN_2 >= threshold) {
        put(fields.stream().map(Column::name).toList(), values);
      }
    }

    /** Makes a row of the values of some columns. */
    private void put(List<String> names, List<Object> values) {
      List<Column> all = withError();
      if (format == RowFormat.LINES) {
        List<Column> given = all.stream().filter(one -> names.contains(one.name())).toList();
        rows.accept(new Object[] {RowPrinter.json(given, values)});
        return;
      }
      @Nullable Object[] row = new Object[all.size()];
      for (int i = 0; i < row.length; i++) {
        int at = names.indexOf(all.get(i).name());
        if (at >= 0) {
          row[i] = format == RowFormat.CSV ? all.get(i).cell(values.get(at)) : values.get(at);
        }
      }
      rows.accept(row);
    }

    @Override
    public void close() {
      team.close();
    }
  }
}
