package charwise.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.console.Console;
import charwise.cli.console.Progress;
import charwise.cli.console.SignalSource;
import charwise.cli.console.Surroundings;
import charwise.cli.console.Terminal;
import charwise.engine.comparison.ComparedRun;
import charwise.engine.comparison.Measurement;
import charwise.engine.comparison.RunResult;
import charwise.engine.comparison.Shape;
import charwise.engine.comparison.Variant;
import charwise.engine.comparison.sweep.SweepProgress;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.loss.Loss;
import charwise.engine.task.Metric;
import charwise.engine.training.TrainingEvent;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepViewTest {
  private static final ComparedRun RUN =
      new ComparedRun(new Shape(Variant.of(CellType.GRU, 1), 8, 600), 42, 10);
  private static final TrainingEvent.Progress STEP =
      new TrainingEvent.Progress(1, 10, 0, 0, 0, 0, 2, 0, 0);
  private static final RunResult RESULT =
      new RunResult(
          RUN,
          0.01,
          61,
          1000,
          1,
          1,
          10,
          Double.NaN,
          new Measurement(Metric.nats(new Loss(2 * Loss.LN_2, 1)), 2 * Loss.LN_2, 5, List.of()),
          List.of());
  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private int columns = 100;
  private final Console console =
      new Console(
          InputStream.nullInputStream(),
          OutputStream.nullOutputStream(),
          err,
          new Surroundings(
              new Terminal(true, true, true, () -> columns),
              Map.of("NO_COLOR", "1"),
              Path.of(""),
              SignalSource.none()));
  private long now;

  private String shown() {
    String text = err.toString(StandardCharsets.UTF_8);
    err.reset();
    return text;
  }

  private SweepProgress progress() {
    return progress(Progress.passing(console, () -> now));
  }

  private SweepProgress progress(Progress shown) {
    return new SweepProgress(
        2,
        SweepProgress.work(RUN, 20),
        new SweepView(shown, new ShapeNames(List.of())),
        () -> false,
        () -> now);
  }

  @Test
  void aRunHasALineWithABarItsLossAndTheTimeThatIsLeft() {
    SweepProgress progress = progress();
    SweepProgress.Line line = progress.begin(RUN, false, 10);
    now += SECOND;
    line.progress(STEP);
    assertThat(shown())
        .isEqualTo(
            "\rgru 1 x 8 seed 42        ━───────────────  10%    0:09 left  train 2.885"
                + "  validation     -\u001b[K\n0 of 2 runs done, 0:19 left\u001b[K");
  }

  @Test
  void aFinishedRunStaysAboveWhatIsDrawnOver() {
    SweepProgress progress = progress();
    SweepProgress.Line line = progress.begin(RUN, false, 10);
    now += SECOND;
    line.progress(STEP);
    shown();
    progress.finished(line, RESULT);
    assertThat(shown())
        .startsWith(
            "\r\u001b[1Agru 1 x 8 seed 42        2.000 bits/char after 1:01\u001b[K\n"
                + "1 of 2 runs done")
        .endsWith("left\u001b[K\u001b[J");
  }

  @Test
  void noLineIsWiderThanTheTerminal() {
    columns = 20;
    SweepProgress progress = progress();
    SweepProgress.Line line = progress.begin(RUN, false, 10);
    now += SECOND;
    line.progress(STEP);
    progress.finished(line, RESULT);
    assertThat(shown().replaceAll("\u001b\\[[0-9]*[A-Z]", "").lines())
        .allMatch(shown -> shown.strip().length() < 20);
  }

  @Test
  void nothingOfWhatIsDrawnOverIsLeftAtTheEnd() {
    try (Progress shown = Progress.passing(console, () -> now)) {
      progress(shown).begin(RUN, false, 10).progress(STEP);
      shown();
    }
    assertThat(shown()).isEqualTo("\r\u001b[1A\u001b[J");
  }

  @Test
  void theTableIsDrawnAtMostTenTimesASecond() {
    SweepProgress progress = progress();
    SweepProgress.Line line = progress.begin(RUN, true, 10);
    line.progress(STEP);
    shown();
    now += SECOND / 20;
    line.progress(STEP);
    assertThat(shown()).isEmpty();
    now += SECOND / 10;
    line.progress(STEP);
    assertThat(shown()).isNotEmpty();
  }

  @Test
  void withoutATerminalThereIsALineEveryTenSeconds() {
    var pipe =
        new Console(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            err,
            Surroundings.plain(Path.of("")));
    SweepProgress progress = progress(Progress.passing(pipe, () -> now));
    SweepProgress.Line line = progress.begin(RUN, false, 10);
    now += 9 * SECOND;
    line.progress(STEP);
    assertThat(shown()).isEmpty();
    now += SECOND;
    line.progress(STEP);
    assertThat(shown()).isEqualTo("0 of 2 runs done, 1:30 left; gru 1 x 8 seed 42 20%\n");
    now += 9 * SECOND;
    line.progress(STEP);
    assertThat(shown()).isEmpty();
  }
}
