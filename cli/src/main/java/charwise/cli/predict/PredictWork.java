package charwise.cli.predict;

import charwise.cli.cluster.ColumnWork;
import charwise.cli.cluster.LineSegments;
import charwise.cli.console.UserException;
import charwise.cli.input.PromptReader.Unknown;
import charwise.cli.input.ReadyLines;
import charwise.engine.cluster.Cluster.RowFormat;
import charwise.engine.cluster.Column;
import charwise.engine.cluster.Lines;
import charwise.engine.json.Json;
import charwise.engine.kernel.Team;
import charwise.engine.task.Answer;
import charwise.engine.task.Answer.Alternative;
import charwise.engine.task.Predictor;
import charwise.engine.task.SavedTask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answering lines on a cluster: a row for each.
 *
 * @param model what messages call the model
 * @param column of the files, where these are tables
 * @param answers how lines are printed, and how many answers a line gets
 * @param beam null where left open
 * @param maxLength null where left open
 * @param keepGoing whether a line that cannot be answered ends nothing
 * @param form of the rows
 */
record PredictWork(
    String model,
    @Nullable String column,
    AnswerFormat answers,
    Unknown unknown,
    @Nullable Long beam,
    @Nullable Long maxLength,
    boolean keepGoing,
    RowFormat form)
    implements ColumnWork {
  private static final String ERROR = "error";

  @Override
  public List<Column> columns() {
    if (form == RowFormat.LINES) {
      return List.of(Column.text("value"));
    }
    boolean csv = form == RowFormat.CSV;
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("file"));
    columns.add(csv ? Column.text("line") : Column.count("line"));
    columns.add(Column.text("input"));
    columns.add(Column.text("prediction"));
    columns.add(csv ? Column.text("probability") : Column.real("probability"));
    columns.add(csv ? Column.text("unknown") : Column.count("unknown"));
    if (answers.best() > 1) {
      columns.add(Column.text("alternatives"));
    }
    if (keepGoing) {
      columns.add(Column.text(ERROR));
    }
    return columns;
  }

  @Override
  public Session begin(SavedTask task, int threads) throws IOException {
    var team = new Team(threads);
    return new Answering(
        PredictRun.predictor(task, model, settings(), null, answers.best(), team), team);
  }

  private WritingOptions settings() {
    var settings = new WritingOptions();
    settings.beam = beam;
    settings.maxLength = maxLength;
    return settings;
  }

  /** Answering under way. */
  private final class Answering implements Session, LineSegments.Visitor {
    private final Predictor predictor;
    private final Team team;
    private final int width = columns().size();
    private Consumer<@Nullable Object[]> rows = row -> {};

    Answering(Predictor predictor, Team team) {
      this.predictor = predictor;
      this.team = team;
    }

    @Override
    public void answer(Lines lines, Consumer<@Nullable Object[]> sink) throws IOException {
      rows = sink;
      if (keepGoing) {
        LineSegments.visit(lines, this);
      } else {
        lines(lines);
      }
    }

    @Override
    public void lines(Lines good) throws IOException {
      var lines = new ReadyLines(good.file(), new ByteArrayInputStream(good.text()));
      long number = good.first();
      for (List<byte[]> next = lines.next(PredictRun.LINES);
          !next.isEmpty();
          next = lines.next(PredictRun.LINES)) {
        List<String> texts = new ArrayList<>(next.size());
        for (byte[] line : next) {
          texts.add(PredictRun.text(line, good.file(), number + texts.size()));
        }
        List<Answer> given = predictor.answer(texts);
        for (int i = 0; i < texts.size(); i++) {
          add(good.file(), number + i, texts.get(i), given.get(i));
        }
        number += texts.size();
      }
    }

    private void add(String file, long line, String text, Answer answer) {
      try {
        PredictRun.refuseUnknown(unknown, answer, file + ", line " + line);
      } catch (UserException e) {
        if (!keepGoing) {
          throw e;
        }
        put(file, line, String.valueOf(e.getMessage()));
        return;
      }
      if (form == RowFormat.LINES) {
        rows.accept(new Object[] {answers.line(text, answer)});
        return;
      }
      List<Alternative> shown = answers.shown(answer);
      List<@Nullable Object> row = new ArrayList<>();
      row.add(file);
      row.add(line);
      row.add(text);
      row.add(shown.isEmpty() ? null : shown.getFirst().prediction());
      row.add(shown.isEmpty() ? null : (Object) shown.getFirst().probability());
      row.add((long) answer.unknown());
      if (answers.best() > 1) {
        row.add(Json.write(shown.stream().map(AnswerFormat::json).toList()));
      }
      put(row);
    }

    @Override
    public void error(Lines bad, String error) {
      put(bad.file(), bad.first(), error);
    }

    private void put(String file, long line, String error) {
      if (form == RowFormat.LINES) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", file);
        json.put("line", line);
        json.put(ERROR, error);
        rows.accept(new Object[] {Json.write(json)});
        return;
      }
      List<@Nullable Object> row = new ArrayList<>();
      row.add(file);
      row.add(line);
      while (row.size() < width - 1) {
        row.add(null);
      }
      row.add(error);
      put(row);
    }

    private void put(List<@Nullable Object> row) {
      @Nullable Object[] values = new Object[width];
      for (int i = 0; i < row.size(); i++) {
        Object value = row.get(i);
        values[i] = form == RowFormat.CSV && value != null ? value.toString() : value;
      }
      rows.accept(values);
    }

    @Override
    public void close() {
      team.close();
    }
  }
}
