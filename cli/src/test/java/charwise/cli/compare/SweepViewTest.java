package charwise.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.console.Console;
import charwise.cli.console.SignalSource;
import charwise.cli.console.Surroundings;
import charwise.cli.console.Terminal;
import charwise.engine.comparison.ComparedRun;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.training.TrainingEvent.Progress;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepViewTest {
  private static final ComparedRun RUN =
      new ComparedRun(new LanguageModelConfig(CellType.GRU, 10, 8, 1, false), 42, 10);
  private static final Progress STEP = new Progress(1, 10, 0, 0, 0, 0, 2, 0, 0);
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

  private SweepProgress progress(SweepView view) {
    return new SweepProgress(2, SweepProgress.work(RUN, 20), view, () -> false, () -> now);
  }

  @Test
  void aRunHasALineWithABarItsLossAndTheTimeThatIsLeft() {
    SweepProgress progress = progress(new LiveTable(console, () -> now));
    SweepProgress.Line line = progress.begin("gru 1 x 8 seed 42", RUN, 10);
    now += SECOND;
    line.progress(STEP);
    assertThat(shown())
        .isEqualTo(
            "gru 1 x 8 seed 42        ━───────────────  10%    0:09 left  train 2.885"
                + "  validation     -\u001b[K\n0 of 2 runs done, 0:19 left\u001b[K\n\u001b[J");
  }

  @Test
  void aFinishedRunStaysAboveWhatIsDrawnOver() {
    SweepProgress progress = progress(new LiveTable(console, () -> now));
    SweepProgress.Line line = progress.begin("gru 1 x 8 seed 42", RUN, 10);
    now += SECOND;
    line.progress(STEP);
    shown();
    progress.finished(line, "gru 1 x 8 seed 42 done");
    assertThat(shown())
        .startsWith("\u001b[2A\rgru 1 x 8 seed 42 done\u001b[K\n1 of 2 runs done");
  }

  @Test
  void noLineIsWiderThanTheTerminal() {
    columns = 20;
    SweepProgress progress = progress(new LiveTable(console, () -> now));
    SweepProgress.Line line = progress.begin("gru 1 x 8 seed 42", RUN, 10);
    now += SECOND;
    line.progress(STEP);
    progress.finished(line, "gru 1 x 8 seed 42 done after a long time");
    assertThat(shown().replaceAll("\u001b\\[[0-9]*[A-Z]", "").lines())
        .allMatch(shown -> shown.strip().length() < 20);
  }

  @Test
  void theTableIsDrawnAtMostTenTimesASecond() {
    SweepProgress progress = progress(new LiveTable(console, () -> now));
    SweepProgress.Line line = progress.begin("gru", RUN, 10);
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
    SweepProgress progress = progress(new SweepLines(console, () -> now));
    SweepProgress.Line line = progress.begin("gru 1 x 8 seed 42", RUN, 10);
    now += 9 * SECOND;
    line.progress(STEP);
    assertThat(shown()).isEmpty();
    now += SECOND;
    line.progress(STEP);
    assertThat(shown())
        .isEqualTo("0 of 2 runs done, 1:30 left; gru 1 x 8 seed 42 20%\n");
    now += 9 * SECOND;
    line.progress(STEP);
    assertThat(shown()).isEmpty();
  }
}
