package charwise.cli.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExperimentTest {
  private static final Path PAGE = Path.of("../engine/EXPERIMENTS.md");

  @TempDir private Path folder;

  private Result run(String... arguments) {
    return new CommandLineRun(folder).run(arguments);
  }

  @Test
  void theListSaysWhatTheyAreAbout() {
    assertThat(run("compare-gates", "--experiment", "list").outLines())
        .hasSize(1 + Experiment.values().length)
        .anyMatch(line -> line.startsWith("reversal") && line.contains("from its end"));
    Result unknown = run("compare-gates", "--experiment=bottlenek");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("no such experiment: bottlenek; did you mean bottleneck?");
    assertThat(run("compare-gates", "text.txt", "--experiment=gates").err())
        .contains("an experiment has data of its own: text.txt; leave it out");
  }

  @ParameterizedTest
  @EnumSource(Experiment.class)
  void thePageHasItsCommand(Experiment experiment) throws IOException {
    assertThat(Files.readString(PAGE))
        .contains("\n## " + experiment + "\n", "    $ " + experiment.command() + "\n");
  }

  /**
   * With two steps, to see that their options go together, and that what decides their results has
   * not changed since the page's tables were made.
   */
  @ParameterizedTest
  @EnumSource(Experiment.class)
  void anExperimentIsASetOfOptionsOfWhichEachCanBeReplaced(Experiment experiment)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "compare-gates",
                "--experiment",
                experiment.toString(),
                "--steps=2",
                "--seeds=1",
                "--hidden=4",
                "--match=hidden",
                "--learning-rate=0.01",
                "--csv=runs.csv",
                "-q"));
    if (experiment == Experiment.MEMORY) {
      arguments.add("--lags=5,9");
    }
    Result result = run(arguments.toArray(String[]::new));
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    List<String> lines = result.outLines();
    assertThat(lines.getFirst()).isEqualTo(experiment.claim());
    assertThat(lines.get(1)).startsWith("literature: ");
    assertThat(lines.get(2)).startsWith("command: charwise compare-gates ");
    assertThat(lines.getLast()).endsWith(experiment.found());
    assertThat(losses())
        .as("another result: do the experiment again, renew engine/EXPERIMENTS.md and this file")
        .isEqualTo(expected(experiment));
  }

  /** What each run lost on the test part, to the last bit; runs may end in any order. */
  private List<String> losses() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("runs.csv"), UTF_8);
    List<String> columns = List.of(lines.getFirst().split(","));
    int losses =
        columns.indexOf(columns.contains("test_nats") ? "test_nats" : "test_nats_per_char");
    return lines.stream().skip(1).map(line -> line.split(",", -1)[losses]).sorted().toList();
  }

  private static List<String> expected(Experiment experiment) throws IOException {
    try (var losses =
        Objects.requireNonNull(ExperimentTest.class.getResourceAsStream("experiments.txt"))) {
      return new String(losses.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> line.startsWith(experiment + " "))
          .flatMap(line -> List.of(line.split(" ")).stream().skip(1))
          .sorted()
          .toList();
    }
  }
}
