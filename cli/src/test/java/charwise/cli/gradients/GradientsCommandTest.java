package charwise.cli.gradients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import charwise.cli.TinyModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradientsCommandTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void makeFiles() throws IOException {
    byte[] fox =
        "the quick brown fox jumps over the lazy dog\n".repeat(40).getBytes(StandardCharsets.UTF_8);
    TinyModels.train(folder, "model", fox);
    Files.write(folder.resolve("fox.txt"), fox);
    Files.writeString(folder.resolve("short.txt"), "the lazy dog");
    Files.writeString(folder.resolve("strange.txt"), "the lÄzy dög ".repeat(20));
  }

  @ParameterizedTest
  @CsvSource({"0.9, 2.656e-5, lag 45", "1.1, 13781, beyond lag 100"})
  void aLinearRecurrenceIsTheTextbooks(String radius, double expected, String horizon) {
    Result result = run("--linear", radius, "--json");
    assertThat(result.outLines()).hasSize(100);
    assertThat(result.keys(99)).containsExactly("cell", "lag", "gradient_norm");
    assertThat(result.string(99, "cell")).isEqualTo("linear");
    assertThat(result.number(99, "lag")).isEqualTo(100);
    assertThat(result.number(99, "gradient_norm")).isCloseTo(expected, withPercentage(0.05));
    assertThat(run("--linear", radius).out()).endsWith("horizon of linear: " + horizon + "\n");
  }

  @Test
  void freshCellsAreMeasuredSideBySide() {
    Result result = run("--file=fox.txt", "--hidden=12", "--lags=1-3,20");
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.outLines().subList(0, 5))
        .map(line -> line.strip().split(" +", -1)[0])
        .containsExactly("lag", "1", "2", "3", "20");
    assertThat(result.outLines().getFirst().strip().split(" +", -1))
        .containsExactly(
            "lag",
            "rnn",
            "lstm",
            "lstm-c",
            "lstm-capped",
            "lstm-capped-c",
            "gru",
            "gru-reset-after");
    assertThat(result.out()).contains("* rnn   o lstm   + lstm-c", "horizon of gru: ");
  }

  @Test
  void aModelIsMeasuredOnAText() {
    Result result = run("model", "--file=fox.txt", "--lags=1,5", "--json");
    assertThat(result.outLines()).hasSize(4);
    assertThat(IntStream.range(0, 4).mapToObj(i -> result.string(i, "cell")))
        .containsExactly("lstm", "lstm", "lstm-c", "lstm-c");
    assertThat(result.number(1, "gradient_norm")).isPositive();
  }

  @Test
  void theCsvFileHoldsWhatIsPrinted() throws IOException {
    Result result = run("model", "--file=fox.txt", "--lags=2,4", "--csv=reach.csv", "--json");
    List<String> rows = Files.readAllLines(folder.resolve("reach.csv"));
    assertThat(rows).hasSize(5);
    assertThat(rows.getFirst()).isEqualTo("cell,lag,gradient_norm");
    String[] third = rows.get(3).split(",", -1);
    assertThat(third).startsWith("lstm-c", "2");
    assertThat(Double.parseDouble(third[2]))
        .isCloseTo(result.number(2, "gradient_norm"), offset(1e-12));
  }

  @Test
  void curvesAreDrawn() throws IOException {
    run("model", "--file=fox.txt", "--plot=reach.svg");
    assertThat(Files.readString(folder.resolve("reach.svg")))
        .contains("Gradients of model", ">lstm-c<", "lag k in characters");
  }

  @Test
  void anUnclippedRunExplodesAndAClippedOneDoesNot() throws IOException {
    Result result = run("--explode", "--steps=8", "--json", "--csv=steps.csv", "--plot=steps.png");
    List<String> lines = result.outLines();
    assertThat(lines).hasSizeBetween(10, 15);
    assertThat(lines.getFirst()).startsWith("{\"clip_norm\":null,\"step\":1,\"nats_per_char\":4.");
    assertThat(lines.get(lines.size() - 9)).contains("\"gradient_norm\":null");
    assertThat(result.number(lines.size() - 1, "clip_norm")).isEqualTo(5);
    assertThat(result.number(lines.size() - 1, "step")).isEqualTo(8);
    assertThat(result.number(lines.size() - 1, "gradient_norm")).isLessThan(1000);
    assertThat(folder.resolve("steps.csv"))
        .content()
        .startsWith("clip_norm,step,nats_per_char,gradient_norm\n,1,4.")
        .containsPattern("\n,[0-9]+,[^,]+,(NaN|Infinity)\n5.0,1,");
    assertThat(folder.resolve("steps.png")).isNotEmptyFile();
  }

  @Test
  void bothRunsStandBesideEachOther() {
    Result result = run("--explode", "--steps=6");
    assertThat(result.err()).startsWith("rnn of 64 units, recurrent weights 4 times too large");
    assertThat(result.outLines().getFirst())
        .isEqualTo("step  loss unclipped     norm  loss with clip 5      norm");
    assertThat(result.out())
        .contains("o without clipping", "\nwithout clipping: diverged at step ", "gradient norm ")
        .containsPattern("with clip 5: 4\\.[0-9]{3} nats/char at step 6");
  }

  @Test
  void aTextTooShortIsRefused() {
    assertFails(
        1,
        "the text is too short (12 characters) for a lag of 100: short.txt; ",
        "--file=short.txt");
  }

  @Test
  void charactersThatTheModelHasNeverSeenAreLeftOut() {
    Result result = run("model", "--file=strange.txt", "--lags=1");
    assertThat(result.err()).isEqualTo("left out: 40 characters that the model has never seen\n");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void choicesThatContradictAreRefused() {
    assertFails(2, "--linear and MODEL", "model", "--linear=1");
    assertFails(2, "--explode and --lags", "--explode", "--lags=3");
    assertFails(2, "MODEL and --hidden", "model", "--hidden=3");
    assertFails(2, "no meaning without --explode: --steps", "--steps=3");
    assertFails(2, "let its name end in .svg or .png", "--plot=reach.pdf");
  }

  @ParameterizedTest
  @CsvSource({"0", "''", "5-1", "1-10001", "x", "'1,,2'", "-3"})
  void lagsMustBeLags(String lags) {
    assertFails(2, "--lags", "--lags=" + lags);
  }

  private static void assertFails(int status, String message, String... arguments) {
    Result result = run(arguments);
    assertThat(result.err()).startsWith("charwise: ").contains(message).hasLineCount(1);
    assertThat(result.exitCode()).isEqualTo(status);
  }

  private static Result run(String... more) {
    var arguments = new ArrayList<>(List.of(more));
    arguments.addFirst("gradients");
    arguments.add("--threads=1");
    return new CommandLineRun(folder).run(arguments.toArray(new String[0]));
  }
}
