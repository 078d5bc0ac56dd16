package charwise.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import charwise.cli.FakeSignals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A classifier from the command line: trained, asked and measured. */
class ClassifyTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeItems() throws IOException {
    List<String> lines =
        IntStream.range(0, 120)
            .mapToObj(
                i ->
                    i % 3 == 0
                        ? "ERROR code %d in module %c\terror".formatted(i * 7, 'a' + i % 26)
                        : "user %d logged in from %c\tinfo".formatted(i * 13, 'a' + i % 26))
            .toList();
    Files.write(folder.resolve("log.tsv"), lines);
  }

  private Result run(String... arguments) {
    return new CommandLineRun(folder).run(arguments);
  }

  private Result train(String... more) {
    String[] all =
        new String[] {
          "train",
          "--task",
          "classify",
          "log.tsv",
          "--hidden",
          "8",
          "--steps",
          "20",
          "-o",
          "m.safetensors"
        };
    String[] arguments = new String[all.length + more.length];
    System.arraycopy(all, 0, arguments, 0, all.length);
    System.arraycopy(more, 0, arguments, all.length, more.length);
    return run(arguments);
  }

  @Test
  void theReportTellsTheMetricAndTheFloors() {
    Result result = train("--json");
    assertThat(result.exitCode()).isZero();
    assertThat(result.keys(0))
        .contains("task", "items", "metric", "validation_metric", "validation_nats", "floors");
    assertThat(result.value(0, "task")).isEqualTo("classify");
    assertThat(result.value(0, "items")).isEqualTo(108L);
    assertThat(result.value(0, "metric")).isEqualTo("accuracy");
    assertThat((Double) result.value(0, "validation_metric")).isEqualTo(1.0);
  }

  @Test
  void eachLineIsAnswered() {
    train("-q");
    Result result =
        new CommandLineRun(folder)
            .withInput("ERROR code 5 in module z\nuser 99 logged in from q\n\nüser\n")
            .run("predict", "m.safetensors", "--probability");
    assertThat(result.exitCode()).isZero();
    assertThat(result.outLines()).hasSize(4);
    assertThat(result.outLines().get(0)).matches("error\t[01]\\.\\d{6}");
    assertThat(result.outLines().get(1)).matches("info\t[01]\\.\\d{6}");
  }

  @Test
  void unknownCharactersCanBeRefused() {
    train("-q");
    Result result =
        new CommandLineRun(folder)
            .withInput("user 1\nüser\n")
            .run("predict", "m.safetensors", "--unknown", "fail");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("has never seen a character", "line 2", "--unknown skip");
  }

  @Test
  void jsonHasTheKeysOfTheContract() {
    train("-q");
    Result result =
        new CommandLineRun(folder)
            .withInput("user 1\n")
            .run("predict", "m.safetensors", "--json", "--best", "2");
    assertThat(result.keys(0))
        .containsExactly("input", "prediction", "probability", "alternatives", "unknown");
    assertThat(result.value(0, "prediction")).isEqualTo("info");
    assertThat((List<?>) result.value(0, "alternatives")).hasSize(2);
  }

  @Test
  void belowTheThresholdThereIsNoAnswer() {
    train("-q");
    Result result =
        new CommandLineRun(folder)
            .withInput("user 1\n")
            .run("predict", "m.safetensors", "--threshold", "1", "--echo");
    assertThat(result.out()).isEqualTo("user 1\t\n");
  }

  @Test
  void evaluatingGivesTheFiguresOfTheContract() throws IOException {
    train("-q");
    Result result =
        run("evaluate", "m.safetensors", "log.tsv", "--json", "--plot", "c.svg", "--errors", "e");
    assertThat(result.exitCode()).isZero();
    assertThat(result.keys(0))
        .contains(
            "items",
            "nats",
            "accuracy",
            "accuracy_low",
            "accuracy_high",
            "macro_f1",
            "micro_f1",
            "classes",
            "confusion");
    assertThat(result.value(0, "items")).isEqualTo(120L);
    assertThat((Double) result.value(0, "accuracy")).isGreaterThan(0.95);
    assertThat(Files.readString(folder.resolve("e"))).startsWith("input\ttarget\tprediction");
    assertThat(run("evaluate", "m.safetensors", "log.tsv").out())
        .contains("accuracy ", "macro F1", "is \\ taken for", "error", "info");
  }

  @Test
  void aModelOfOneTaskTellsWhichCommandIsForIt() {
    train("-q");
    Result sample = run("sample", "m.safetensors");
    assertThat(sample.exitCode()).isEqualTo(1);
    assertThat(sample.err())
        .contains("a classifier, not a language model", "m.safetensors", "charwise predict");
    Result score = run("score", "m.safetensors", "log.tsv");
    assertThat(score.err()).contains("charwise predict");
  }

  @Test
  void optionsOfOtherTasksAreRefused() {
    for (String option : List.of("--bptt 3", "--items line")) {
      String[] parts = option.split(" ");
      Result result = train(parts);
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err().toLowerCase(Locale.ROOT)).contains(parts[0], "--task classify");
    }
    assertThat(run("train", "log.tsv", "--pooling", "mean").exitCode()).isEqualTo(2);
  }

  @Test
  void aRunGoesOnExactly() {
    String whole = String.valueOf(train("--json").value(0, "sha256"));
    var signals = new FakeSignals();
    Result stopped =
        new CommandLineRun(folder)
            .withSignals(signals)
            .whenErrorContains("of them for validation", () -> signals.send("INT"))
            .run(
                "train",
                "--task",
                "classify",
                "log.tsv",
                "--hidden",
                "8",
                "--steps",
                "20",
                "-o",
                "m.safetensors");
    assertThat(stopped.exitCode()).isEqualTo(130);
    Result other = train("--resume", "--pooling", "mean");
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("--pooling is mean, but max in the interrupted run");
    assertThat(String.valueOf(train("--resume", "--json").value(0, "sha256"))).isEqualTo(whole);
  }
}
