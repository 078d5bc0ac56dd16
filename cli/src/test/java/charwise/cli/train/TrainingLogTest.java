package charwise.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.cli.console.UserException;
import charwise.engine.loss.Loss;
import charwise.engine.task.Score;
import charwise.engine.training.TrainingEvent.Evaluated;
import charwise.engine.training.TrainingEvent.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLogTest {
  private static final Evaluated EVALUATED =
      new Evaluated(progress(100), Score.of(new Loss(2.5, 1)), 80);

  private static final String HEADER =
      "step,epoch,seconds,chars,learning_rate,train_nats_per_char,validation_nats_per_char,"
          + "best_step,gradient_norm,chars_per_second\n";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("log.csv");
  }

  @Test
  void rowsAreInTheFileAsSoonAsTheyAreAdded() throws IOException {
    try (TrainingLog log = TrainingLog.create("log.csv", file)) {
      log.add(progress(100), EVALUATED);
      assertThat(file).hasContent(HEADER + "100,0.5,1.25,6400,0.008,2.75,2.5,80,0.875,51200");
    }
  }

  @Test
  void numbersHaveADotWhateverTheLocale() throws IOException {
    Locale usual = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try (TrainingLog log = TrainingLog.create("log.csv", file)) {
      log.add(progress(1000), EVALUATED);
    } finally {
      Locale.setDefault(usual);
    }
    assertThat(file).hasContent(HEADER + "1000,0.5,1.25,6400,0.008,2.75,2.5,80,0.875,51200");
  }

  @Test
  void whatWasNotMeasuredIsEmpty() throws IOException {
    try (TrainingLog log = TrainingLog.create("log.csv", file)) {
      log.add(progress(100), null);
    }
    assertThat(file).hasContent(HEADER + "100,0.5,1.25,6400,0.008,2.75,,,0.875,51200");
  }

  @Test
  void aNewRunReplacesTheLog() throws IOException {
    Files.writeString(file, "anything");
    TrainingLog.create("log.csv", file).close();
    assertThat(file).hasContent(HEADER);
  }

  @Test
  void aResumedRunCutsWhatItWillDoAgain() throws IOException {
    Files.writeString(file, HEADER + "100,1\n200,2\n300,3\n40");
    try (TrainingLog log = TrainingLog.resume("log.csv", file, 200)) {
      log.add(progress(300), EVALUATED);
    }
    assertThat(file)
        .hasContent(HEADER + "100,1\n200,2\n300,0.5,1.25,6400,0.008,2.75,2.5,80,0.875,51200");
  }

  @Test
  void anUnfinishedLastRowIsCutEvenIfItsStepIsKnown() throws IOException {
    Files.writeString(file, HEADER + "100,1\n200,2.1");
    TrainingLog.resume("log.csv", file, 200).close();
    assertThat(file).hasContent(HEADER + "100,1");
  }

  @Test
  void aResumedRunWithoutALogBeginsOne() throws IOException {
    TrainingLog.resume("log.csv", file, 200).close();
    assertThat(file).hasContent(HEADER);
  }

  @Test
  void aFileThatIsNoLogIsLeftAlone() throws IOException {
    Files.writeString(file, "name,age\nx,1\n");
    assertThatThrownBy(() -> TrainingLog.resume("log.csv", file, 200))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("not a log of charwise train: log.csv");
    assertThat(file).hasContent("name,age\nx,1\n");
  }

  private static Progress progress(long step) {
    return new Progress(step, 1000, 0.5, 1.25, 6400, 0.008, 2.75, 0.875, 51200);
  }
}
