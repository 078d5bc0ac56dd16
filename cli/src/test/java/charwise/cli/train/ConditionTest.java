package charwise.cli.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import charwise.cli.FakeSignals;
import charwise.cli.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model of texts under conditions from the command line: trained, and asked in every way. */
class ConditionTest {
  private static final List<String> TRAIN =
      List.of(
          "train",
          "words.csv",
          "--input",
          "word",
          "--condition",
          "kind",
          "--hidden",
          "16",
          "--layers",
          "1",
          "--steps",
          "150",
          "-o");

  @TempDir private static Path folder;

  @BeforeAll
  static void trainModels() throws IOException {
    Stream<String> rows =
        IntStream.range(0, 240)
            .mapToObj(
                i -> {
                  String word = Integer.toBinaryString(i + 8);
                  return i % 3 == 0
                      ? "big,%d,%s".formatted(i, word.replace('0', 'N').replace('1', 'O'))
                      : "small,%d,%s".formatted(i, word.replace('0', 'a').replace('1', 'b'));
                });
    Files.write(
        folder.resolve("words.csv"), Stream.concat(Stream.of("kind,number,word"), rows).toList());
    assertThat(train("m").exitCode()).isZero();
    TinyModels.train(folder, "plain", "ab\nabab\n".repeat(90).getBytes(UTF_8), "--items=line");
  }

  private static Result run(String... arguments) {
    return new CommandLineRun(folder).run(arguments);
  }

  private static String[] arguments(String... more) {
    return Stream.concat(TRAIN.stream(), Arrays.stream(more)).toArray(String[]::new);
  }

  private static Result train(String... more) {
    return run(arguments(more));
  }

  @Test
  void theReportTellsHowManyTextsAndConditionsThereAre() {
    Result json = train("json", "--json");
    assertThat(json.exitCode()).isZero();
    assertThat(json.number(0, "conditions")).isEqualTo(2);
    assertThat(json.number(0, "items")).isEqualTo(216);
    assertThat(json.number(0, "validation_items")).isEqualTo(24);
    assertThat(json.string(0, "sha256")).hasSize(64);
    assertThat(json.err()).contains("words.csv (240 texts under 2 conditions, 24 of them");
    Result text = train("text");
    assertThat(text.outLines())
        .contains("texts       216 to learn from, 24 for validation, under 2 conditions")
        .anyMatch(line -> line.matches("small: [ab]+"))
        .anyMatch(line -> line.matches("big: [NO]+"));
  }

  @Test
  void textsAreWrittenUnderACondition() {
    assertThat(run("sample", "m", "--condition", "big", "--count", "9", "-t", "0.3").outLines())
        .hasSize(9)
        .allMatch(line -> line.matches("[NO]+"));
    assertThat(run("sample", "m", "--condition", "small", "--count", "9", "-t", "0.3").outLines())
        .hasSize(9)
        .allMatch(line -> line.matches("[ab]+"));
    assertThat(run("sample", "m", "--condition", "big", "--beam", "3").out()).matches("[NO]+\n");
    Result json = run("sample", "m", "--condition", "small", "--json");
    assertThat(json.string(0, "condition")).isEqualTo("small");
    assertThat(run("sample", "plain", "--json").keys(0)).doesNotContain("condition");
  }

  @Test
  void textsAreSurprisingUnderTheWrongCondition() throws IOException {
    Files.writeString(folder.resolve("lines"), "abab\nNONO\n");
    Result auto = run("score", "m", "lines", "--by", "line", "--json");
    assertThat(auto.keys(0))
        .containsExactly(
            "nats_per_char",
            "bits_per_char",
            "perplexity",
            "chars",
            "unknown",
            "file",
            "line",
            "condition",
            "text");
    assertThat(auto.string(0, "condition")).isEqualTo("small");
    assertThat(auto.string(1, "condition")).isEqualTo("big");
    Result big = run("score", "m", "lines", "--by", "line", "--json", "--condition", "big");
    assertThat(big.string(0, "condition")).isEqualTo("big");
    assertThat(big.outLines().get(1)).isEqualTo(auto.outLines().get(1));
    assertThat(big.number(0, "nats_per_char")).isGreaterThan(2 * auto.number(0, "nats_per_char"));
    assertThat(run("score", "m", "lines", "--condition", "auto").out())
        .isEqualTo(run("score", "m", "lines").out());
    assertThat(run("score", "m", "lines", "--by", "char").outLines().subList(0, 2))
        .satisfiesExactly(
            header -> assertThat(header).endsWith("column\tcondition\tchar"),
            first -> assertThat(first).endsWith("lines\t1\t1\tsmall\ta"));
    assertThat(
            run("score", "m", "lines", "--reset", "file", "--condition", "big", "--by", "line")
                .outLines()
                .get(2))
        .endsWith("lines\t2\tbig\tNONO");
    assertThat(run("score", "plain", "lines", "--by", "line").outLines().getFirst())
        .doesNotContain("condition");
  }

  @Test
  void conditionsAreRankedByHowWellTheyExplainALine() {
    Result ranked =
        new CommandLineRun(folder)
            .withInput("abab\nNO\n\n€ab\n")
            .run("predict", "m", "--best", "2", "--probability");
    assertThat(ranked.outLines())
        .hasSize(4)
        .allMatch(line -> line.matches("\\w+\t[01]\\.\\d{6}\t\\w+\t[01]\\.\\d{6}"));
    assertThat(ranked.outLines().get(0)).matches("small\t(0\\.9|1\\.).*");
    assertThat(ranked.outLines().get(1)).matches("big\t(0\\.9|1\\.).*");
    assertThat(ranked.outLines().get(3)).matches("small\t(0\\.9|1\\.).*");
    Result json = new CommandLineRun(folder).withInput("€ab\n").run("predict", "m", "--json");
    assertThat(json.string(0, "prediction")).isEqualTo("small");
    assertThat(json.number(0, "unknown")).isEqualTo(1);
    Result refused =
        new CommandLineRun(folder).withInput("a€b\n").run("predict", "m", "--unknown", "fail");
    assertThat(refused.exitCode()).isEqualTo(1);
  }

  @Test
  void rankingConditionsIsEvaluatedAsLabelling() {
    Result result =
        run("evaluate", "m", "words.csv", "--input", "word", "--target", "kind", "--json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.number(0, "items")).isEqualTo(240);
    assertThat(result.number(0, "accuracy")).isEqualTo(1);
  }

  @Test
  void aModelTellsItsConditions() {
    assertThat(run("inspect", "m").out())
        .containsPattern("conditions +big, small\ncondition_counts +72, 144\n");
    assertThat(run("inspect", "m", "--json").value(0, "conditions"))
        .isEqualTo(List.of("big", "small"));
    Result gates = run("inspect", "m", "--text", "ab", "--condition", "small");
    assertThat(gates.exitCode()).isZero();
    assertThat(gates.out())
        .isNotEqualTo(run("inspect", "m", "--text", "ab", "--condition", "big").out());
    assertThat(run("inspect", "m", "--condition", "big").err()).contains("no text to show it on");
  }

  private static Result repl(String model, String... lines) {
    return new CommandLineRun(folder).withInput(String.join("\n", lines) + "\n").run("repl", model);
  }

  @Test
  void theReplWritesUnderAConditionThatCanBeChanged() {
    assertThat(repl("m", "a").out()).isEqualTo(sample("small", "a"));
    assertThat(repl("m", "/set condition big", "N").out()).isEqualTo(sample("big", "N"));
    assertThat(repl("m", "/set condition big", "/set beam 3", "N").out()).matches("[NO]+\n");
    assertThat(repl("m", "/show").out()).contains("  condition       small");
    assertThat(repl("m", "/set condition big", "/set condition default", "a").out())
        .isEqualTo(sample("small", "a"));
    assertThat(repl("plain", "/load m", "/show").out()).contains("  condition       small");
    assertThat(repl("m", "/load plain", "/show").out()).contains("  condition       none");
    assertThat(repl("m", "/set condition big", "/load json2", "/show").err())
        .contains("no such file");
    Result wrong = repl("m", "/set condition bag");
    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.err())
        .contains("no such condition: bag; did you mean big? there are big, small");
    assertThat(repl("plain", "/set condition big").err())
        .contains("the model knows no conditions: big; ");
    assertThat(repl("m", "/set condition big", "N", "/gates").out())
        .isNotEqualTo(repl("m", "N", "/gates").out());
  }

  private static String sample(String condition, String prompt) {
    return run("sample", "m", "--condition", condition, "-p", prompt).out();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sample m|2|the model needs a condition: m; name one with --condition: big, small",
        "sample m --condition bog|2|no such condition: bog; did you mean big? there are big, small",
        "sample plain --condition big|2|the model knows no conditions: --condition big; leave it"
            + " out",
        "score m words.csv --condition no|2|no such condition: no; there are big, small",
        "score m words.csv --reset file|2|only lines have conditions of their own: --reset file",
        "score plain words.csv --condition auto|2|the model knows no conditions",
        "inspect m --text ab|2|the model needs a condition: m",
        "gradients m|2|gradients are measured on texts, which stand under no conditions: m",
        "predict plain words.csv|2|a model that writes text gives no answers: plain",
        "train --condition kind|2|there is nothing to learn from: --condition kind",
        "train words.csv --condition none|1|no column none: words.csv; its columns are",
        "train words.csv --condition kind --items line|2|--condition and --items",
        "train words.csv --condition kind --column word|2|--condition and --column",
        "train words.csv --input word|2|an option for texts under conditions: --input",
        "train words.csv --task classify --condition kind|2|not an option of --task classify",
        "train words.csv --condition kind --init-from plain -o x|2|knows no conditions: plain",
        "train words.csv --column word --init-from m -o x|2|stand under conditions: m",
      })
  void whatMakesNoSenseIsExplained(String command, int exitCode, String message) {
    Result result = run(command.split(" "));
    assertThat(result.err()).contains(message);
    assertThat(result.exitCode()).isEqualTo(exitCode);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void textsOfOneConditionAreNotEnough() throws IOException {
    Files.writeString(folder.resolve("one.tsv"), "a\tx\nb\tx\n");
    assertThat(run("train", "one.tsv", "--condition", "2").err())
        .contains("all texts have the same condition: one.tsv; give texts under at least two");
  }

  @Test
  void aRunGoesOnExactly() {
    String whole = train("whole", "--json").string(0, "sha256");
    var signals = new FakeSignals();
    Result stopped =
        new CommandLineRun(folder)
            .withSignals(signals)
            .whenErrorContains("of them for validation", () -> signals.send("INT"))
            .run(arguments("parts"));
    assertThat(stopped.exitCode()).isEqualTo(130);
    assertThat(run("train", "words.csv", "-o", "parts", "--resume").err())
        .contains("the interrupted run stand under conditions: parts.checkpoint; name their");
    assertThat(
            run(
                    "train",
                    "words.csv",
                    "--input",
                    "kind",
                    "--condition",
                    "kind",
                    "-o",
                    "parts",
                    "--resume")
                .exitCode())
        .isEqualTo(1);
    assertThat(train("parts", "--resume", "--json").string(0, "sha256")).isEqualTo(whole);
  }

  @Test
  void aNewRunStartsFromTheWeightsAndConditionsOfAModel() throws IOException {
    Files.writeString(folder.resolve("more.tsv"), "abab\tsmall\nNON\tbig\nab\tsmall\n");
    Result more =
        run(
            "train",
            "more.tsv",
            "--condition",
            "2",
            "--init-from",
            "m",
            "--steps",
            "5",
            "--validation",
            "0",
            "-o",
            "more");
    assertThat(more.exitCode()).as(more.err()).isZero();
    assertThat(run("inspect", "more").out()).containsPattern("condition_counts +1, 2\n");
    Files.writeString(folder.resolve("other.tsv"), "ab\tsmall\nab\thuge\n");
    assertThat(run("train", "other.tsv", "--condition", "2", "--init-from", "m", "-o", "x").err())
        .contains("huge", "other.tsv, line 2");
  }

  @Test
  void otherTextsValidate() throws IOException {
    Files.writeString(folder.resolve("valid.csv"), "kind,number,word\nbig,1,NO€NO\nsmall,2,ab\n");
    Result result = train("valid", "--validation-file", "valid.csv", "--json");
    assertThat(result.number(0, "validation_items")).isEqualTo(2);
    assertThat(result.number(0, "items")).isEqualTo(240);
    assertThat(result.err()).contains("left out of valid.csv: 1 character that the texts");
  }
}
