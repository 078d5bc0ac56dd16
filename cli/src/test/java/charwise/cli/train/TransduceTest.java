package charwise.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A transducer from the command line: trained, asked and measured. */
class TransduceTest {
  @TempDir private Path folder;

  @BeforeEach
  void writePairs() throws IOException {
    Files.write(
        folder.resolve("plural.tsv"),
        IntStream.range(0, 150)
            .mapToObj(
                i -> {
                  String word = Character.toString('a' + i % 7) + (char) ('a' + i / 7 % 7);
                  return i % 2 == 0
                      ? word + "\t" + word + "s\tN;PL"
                      : word + "\t" + word + "\tN;SG";
                })
            .toList());
  }

  private Result run(String... arguments) {
    return new CommandLineRun(folder).run(arguments);
  }

  private Result train(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "--task",
                "transduce",
                "plural.tsv",
                "--hidden",
                "8",
                "--epochs",
                "4",
                "-o",
                "m.safetensors"));
    arguments.addAll(Arrays.asList(more));
    return run(arguments.toArray(String[]::new));
  }

  private Result predict(String input, String... options) {
    List<String> arguments = new ArrayList<>(List.of("predict", "m.safetensors"));
    arguments.addAll(Arrays.asList(options));
    return new CommandLineRun(folder).withInput(input).run(arguments.toArray(String[]::new));
  }

  @Test
  void theReportTellsTheMetricAndTheFloor() {
    Result result = train("--json", "--features", "3");
    assertThat(result.exitCode()).isZero();
    assertThat(result.keys(0))
        .contains(
            "task",
            "items",
            "decoder",
            "attention",
            "metric",
            "validation_metric",
            "validation_nats",
            "floors",
            "sha256");
    assertThat(result.value(0, "task")).isEqualTo("transduce");
    assertThat(result.value(0, "attention")).isEqualTo("bahdanau");
    assertThat((Double) ((Map<?, ?>) result.value(0, "floors")).get("copy")).isBetween(0.2, 0.8);
  }

  @Test
  void theReportForPeopleTellsThemToo() {
    Result result = train();
    assertThat(result.out())
        .contains("gru-reset-after, 1 x 8, both directions, bahdanau attention")
        .contains("to learn from")
        .contains("nats/unit")
        .contains("accuracy of copying");
  }

  @Test
  void aLineHasAnAnswer() {
    train("-q", "--features", "3");
    Result result =
        predict("ab\tN;PL\n\nzé\n", "--probability", "--best", "2", "--max-length", "3");
    assertThat(result.exitCode()).isZero();
    assertThat(result.outLines()).hasSize(3);
    assertThat(result.outLines().get(0))
        .matches("[a-gs]*…?\t[01]\\.\\d{6}\t[a-gs]*…?\t[01]\\.\\d{6}");
  }

  @Test
  void aCutAnswerIsMarked() {
    train("-q");
    Result result = predict("abcdabcd\n", "--max-length", "1", "--match", "[a-g]*", "--beam", "1");
    Result json =
        predict("abcdabcd\n", "--max-length", "1", "--match", "[a-g]*", "--beam", "1", "--json");
    assertThat(json.keys(0))
        .containsExactly("input", "prediction", "probability", "alternatives", "unknown");
    boolean isCut =
        json.value(0, "alternatives") instanceof List<?> list
            && ((Map<?, ?>) list.getFirst()).containsKey("cut");
    assertThat(result.outLines().getFirst().endsWith("…")).isEqualTo(isCut);
  }

  @Test
  void answersFromAListAndByAPattern() throws IOException {
    train("-q");
    Files.writeString(folder.resolve("list.txt"), "abs\nfg\nxyz\n", StandardCharsets.UTF_8);
    Result listed = predict("ab\nfg\nqq\n", "--constrain", "list.txt");
    assertThat(listed.outLines()).isSubsetOf("abs", "fg");
    assertThat(listed.err()).contains("list.txt", "1 answers");
    assertThat(predict("ab\n", "--match", "g+s").out().strip()).matches("g+s");
    assertThat(predict("ab\n", "--match", "x").err()).contains("U+0078");
    Result both = predict("ab\n", "--match", "g", "--constrain", "list.txt");
    assertThat(both.exitCode()).isEqualTo(2);
  }

  @Test
  void attentionIsShownBelowInAFileAndAsAPicture() throws IOException {
    train("-q", "--features", "3");
    Result result =
        predict(
            "abc\tN;SG\n",
            "--attention",
            "--attention-file",
            "a.tsv",
            "--plot",
            "a.svg",
            "--max-length",
            "4");
    assertThat(result.exitCode()).isZero();
    List<String> lines = result.outLines();
    assertThat(lines.get(1)).endsWith("NSGabc");
    assertThat(lines.subList(2, lines.size()))
        .allMatch(line -> line.matches(" *(end|[a-gs]) [0-9 ]+"));
    List<String> table = Files.readAllLines(folder.resolve("a.tsv"));
    assertThat(table.getFirst())
        .isEqualTo("line\tposition\tunit\tsource_position\tsource_unit\tweight");
    double sum =
        table.stream()
            .skip(1)
            .map(line -> line.split("\t"))
            .filter(row -> row[1].equals("1"))
            .mapToDouble(row -> Double.parseDouble(row[5]))
            .sum();
    assertThat(sum).isBetween(0.9999, 1.0001);
    assertThat(folder.resolve("a.svg")).content().contains("<svg");
    Result json = predict("abc\tN;SG\n", "--attention", "--json");
    assertThat(json.keys(0)).endsWith("source", "units", "attention");
    assertThat((List<?>) json.value(0, "source")).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({
    "--decoder ctc --attention luong, --attention", "--repeat-input 2, --repeat-input",
    "--decoder ctc --repeat-input 17, --repeat-input", "--best macro-f1, --best",
    "--pooling max, --pooling", "--decoder magic, --decoder"
  })
  void whatDoesNotFitTogetherIsRefused(String options, String named) {
    Result result = train(options.split(" "));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(named);
  }

  @Test
  void otherTasksRefuseItsOptions() {
    for (String option : List.of("--reverse-source", "--decoder=ctc", "--features=3")) {
      Result result = run("train", "--task", "classify", "plural.tsv", option);
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err()).contains(option.replaceFirst("=.*", ""));
    }
  }

  @Test
  void ctcHasNoAttentionToShow() {
    train("-q", "--decoder", "ctc");
    assertThat(predict("ab\n").exitCode()).isZero();
    Result result = predict("ab\n", "--attention");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("no attention");
  }

  @Test
  void pairsThatCtcCanNotLearnAreCounted() throws IOException {
    Files.writeString(
        folder.resolve("plural.tsv"), "a\tbbbb\n" + "ab\tba\n".repeat(20) + "ba\tabb\n".repeat(20));
    Result result = train("--decoder", "ctc", "--repeat-input", "1", "--json", "--validation", "0");
    assertThat(result.err()).contains("21 pairs the answer does not fit");
    assertThat(result.value(0, "impossible")).isEqualTo(21L);
    Files.writeString(folder.resolve("plural.tsv"), "a\tbbbb\n".repeat(9));
    assertThat(train("--decoder", "ctc", "--repeat-input", "1").exitCode()).isEqualTo(1);
  }

  @Test
  void evaluatingGivesTheFiguresOfTheContract() throws IOException {
    train("-q", "--features", "3");
    Result result =
        run(
            "evaluate",
            "m.safetensors",
            "plural.tsv",
            "--features",
            "3",
            "--json",
            "--errors",
            "e.tsv",
            "--plot",
            "p.png");
    assertThat(result.exitCode()).isZero();
    assertThat(result.keys(0))
        .contains(
            "items",
            "nats",
            "accuracy",
            "accuracy_low",
            "accuracy_high",
            "error_rate",
            "by_length");
    assertThat(result.value(0, "items")).isEqualTo(150L);
    List<String> errors = Files.readAllLines(folder.resolve("e.tsv"));
    assertThat(errors.getFirst()).isEqualTo("input\ttarget\tprediction\tprobability\tattention");
    assertThat(errors).hasSizeGreaterThan(1);
    for (String line : errors.subList(1, errors.size())) {
      String[] columns = line.split("\t", -1);
      assertThat(columns[4].chars().filter(unit -> unit == '←').count())
          .isEqualTo(columns[2].codePointCount(0, columns[2].length()));
    }
    assertThat(Files.size(folder.resolve("p.png"))).isPositive();
    assertThat(run("evaluate", "m.safetensors", "plural.tsv").err()).contains("--features");
    assertThat(
            run("evaluate", "m.safetensors", "plural.tsv", "--features", "3", "--by-length").out())
        .contains("error rate", "characters");
  }

  @Test
  void severalAnswersMayBeRight() throws IOException {
    train("-q", "--learning-rate", "0.05", "--batch", "16");
    String answer = predict("ab\n").outLines().getFirst();
    Files.writeString(folder.resolve("two.tsv"), "ab\tzzz\nab\t" + answer + "\n");
    assertThat(run("evaluate", "m.safetensors", "two.tsv", "--json").value(0, "accuracy"))
        .isEqualTo(0.5);
    Result any = run("evaluate", "m.safetensors", "two.tsv", "--json", "--any");
    assertThat(any.value(0, "accuracy")).isEqualTo(1.0);
    assertThat(any.value(0, "items")).isEqualTo(1L);
    assertThat(any.value(0, "error_rate")).isEqualTo(0.0);
  }
}
