package charwise.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import charwise.cli.FakeSignals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompareCommandTest {
  private static final String HEADER =
      "cell,layers,hidden_size,parameters,seed,steps,seconds,chars_per_second,"
          + "validation_nats_per_char,validation_bits_per_char,best_step,gradient_horizon";
  private static final String TAIL =
      ",test_nats_per_char,test_bits_per_char,residual,learning_rate,data,version";
  private static final String TEXT = "It was the best of times, it was the worst of times.\n";

  @TempDir private Path folder;

  @BeforeEach
  void writeText() throws IOException {
    Files.writeString(folder.resolve("text.txt"), TEXT.repeat(20));
  }

  private Result run(String... arguments) {
    return new CommandLineRun(folder).run(arguments);
  }

  /** A sweep that takes a moment: two cells of eight units. */
  private static String[] tiny(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "compare-gates",
                "text.txt",
                "--cells=gru,lstm",
                "--match=hidden",
                "--hidden=8",
                "--steps=10",
                "--lags=4,20",
                "--learning-rate=0.01"));
    arguments.addAll(Arrays.asList(more));
    return arguments.toArray(String[]::new);
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(folder.resolve(file));
  }

  /** Rows without what depends on the clock. */
  private List<String> untimed(String file) throws IOException {
    return lines(file).stream()
        .map(
            line -> {
              List<String> fields = new ArrayList<>(List.of(line.split(",")));
              fields.subList(6, 8).clear();
              return String.join(",", fields);
            })
        .toList();
  }

  @Test
  void theTableHasALineForEachCellAndBaselinesAndAVerdict() {
    Result result = run(tiny("--seeds=2"));
    assertThat(result.exitCode()).isZero();
    List<String> lines = result.outLines();
    assertThat(lines.getFirst().split(" {2,}"))
        .containsExactly(
            "cell",
            "layers",
            "hidden",
            "parameters",
            "bits/char",
            "best seed",
            "chars/s",
            "to best",
            "horizon",
            "context 4",
            "context 20",
            "beats");
    assertThat(lines.get(1)).matches("gru +1 +8 +\\d+ +\\d\\.\\d{3} ± \\d\\.\\d{3} .*");
    assertThat(lines.get(2)).startsWith("lstm ");
    assertThat(lines.get(3)).startsWith("uniform ");
    assertThat(lines.get(9)).startsWith("6-gram ");
    assertThat(lines.getLast()).matches(".*(beats|no difference shown).*\\.");
    assertThat(result.err()).contains("gru 1 x 8, lstm 1 x 8 on text.txt");
  }

  @Test
  void aTableWiderThanTheTerminalGoesOnBelow() {
    Result result =
        new CommandLineRun(folder).onTerminal(60).run(tiny("--seeds=1", "--color=never"));
    List<String> lines = result.outLines();
    assertThat(lines.getFirst().split(" {2,}"))
        .containsExactly("cell", "layers", "hidden", "parameters", "bits/char", "best seed");
    assertThat(lines.get(9)).startsWith("6-gram ");
    assertThat(lines.get(10)).isEmpty();
    assertThat(lines.get(11).split(" {2,}"))
        .containsExactly("cell", "layers", "hidden", "chars/s", "to best", "horizon");
    assertThat(lines.get(12)).matches("gru +1 +8 .*\\d\\+?");
    assertThat(lines.get(13)).matches("lstm +1 +8 .*\\d\\+?");
    assertThat(lines.get(14)).isEmpty();
    assertThat(lines.get(15).split(" {2,}"))
        .containsExactly("cell", "layers", "hidden", "context 4", "context 20", "beats");
    assertThat(lines).allMatch(line -> line.length() <= 60 || line.endsWith("."));
  }

  @Test
  void theCsvFileHasARowForEachRunUnderTheHeaderOfTheContract() throws IOException {
    assertThat(run(tiny("--seeds=2", "--csv=runs.csv", "-q")).err()).isEmpty();
    assertThat(lines("runs.csv")).hasSize(5);
    assertThat(lines("runs.csv").getFirst()).isEqualTo(HEADER + ",context_4,context_20" + TAIL);
    assertThat(lines("runs.csv").subList(1, 5))
        .allMatch(
            row ->
                row.matches(
                    "(gru|lstm),1,8,\\d+,4[23],10(,[0-9.]+){10},off,0\\.01,[0-9a-f]{16},.+"));
  }

  @Test
  void theCurveFileHasARowForEachEvaluation() throws IOException {
    assertThat(run(tiny("--seeds=1", "--curve=curve.csv")).exitCode()).isZero();
    assertThat(lines("curve.csv")).hasSize(1 + 2 * 10);
    assertThat(lines("curve.csv").getFirst())
        .isEqualTo(
            "cell,layers,hidden_size,parameters,seed,step,seconds,chars,train_nats_per_char,"
                + "validation_nats_per_char,validation_bits_per_char,residual");
  }

  @Test
  void jsonHasAnObjectForEachResult() {
    Result result = run(tiny("--seeds=2", "--json", "-q"));
    assertThat(result.outLines().stream().map(line -> line.replaceAll(".*?:\"(.*?)\".*", "$1")))
        .containsExactly(
            "run",
            "run",
            "run",
            "run",
            "contender",
            "contender",
            "baseline",
            "baseline",
            "baseline",
            "baseline",
            "baseline",
            "baseline",
            "baseline",
            "learning_rate",
            "learning_rate",
            "difference",
            "verdict");
    List<String> keys = new ArrayList<>(List.of("type"));
    keys.addAll(List.of((HEADER + ",context_4,context_20" + TAIL).split(",")));
    assertThat(result.keys(0)).isEqualTo(keys);
    assertThat(result.number(0, "validation_bits_per_char"))
        .isEqualTo(result.number(0, "validation_nats_per_char") / Math.log(2));
    assertThat(result.number(6, "test_bits_per_char"))
        .isGreaterThan(result.number(9, "test_bits_per_char"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--parameters=6000", "--networks=lstm,mamba,transformer --hidden=48"})
  void weightsAreMatchedWithinTwoPercent(String contenders) {
    List<String> arguments = new ArrayList<>(List.of("compare-gates", "text.txt"));
    arguments.addAll(List.of(contenders.split(" ", -1)));
    arguments.addAll(List.of("--steps=2", "--seeds=1", "--learning-rate=0.01", "--lags=5"));
    arguments.addAll(List.of("--json", "-q"));
    Result result = run(arguments.toArray(String[]::new));
    double[] parameters = new double[3];
    for (int i = 0; i < 3; i++) {
      parameters[i] = result.number(i, "parameters");
    }
    assertThat(Arrays.stream(parameters).max().orElseThrow())
        .isLessThanOrEqualTo(1.02 * Arrays.stream(parameters).min().orElseThrow());
  }

  @Test
  void resultsDoNotDependOnHowManyRunsGoSideBySide() throws IOException {
    run(tiny("--seeds=2", "--csv=one.csv", "--threads=1"));
    run(tiny("--seeds=2", "--csv=three.csv", "--threads=3"));
    run(tiny("--seeds=2", "--csv=nine.csv", "--threads=9"));
    assertThat(untimed("three.csv")).containsExactlyInAnyOrderElementsOf(untimed("one.csv"));
    assertThat(untimed("nine.csv")).containsExactlyInAnyOrderElementsOf(untimed("one.csv"));
  }

  @Test
  void aResumedSweepSkipsWhatIsDoneAndEndsAsIfItHadNotBeenInterrupted() throws IOException {
    run(tiny("--seeds=2", "--csv=straight.csv", "--curve=straight-curve.csv"));
    run(tiny("--seeds=1", "--csv=runs.csv", "--curve=curve.csv"));
    List<String> first = lines("runs.csv");
    Files.writeString(
        folder.resolve("runs.csv"), String.join("\n", first.subList(0, 2)) + "\nlstm,1,8,92");
    Result result = run(tiny("--seeds=2", "--csv=runs.csv", "--curve=curve.csv", "--resume"));
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("4 runs of which 1 are done");
    assertThat(lines("runs.csv").subList(0, 2)).isEqualTo(first.subList(0, 2));
    assertThat(untimed("runs.csv")).containsExactlyInAnyOrderElementsOf(untimed("straight.csv"));
    assertThat(lines("curve.csv")).hasSameSizeAs(lines("straight-curve.csv"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--steps=11 | it has gru of 1 x 8 with seed 42 and 10 steps",
        "--seed=7 | it has gru of 1 x 8 with seed 42",
        "--lags=4 | its columns are not cell,",
        "--hidden=9 | it has gru of 1 x 8",
        "--learning-rate=0.02 | row 1 has the learning rate 0.01",
      })
  void aFileOfAnotherComparisonIsRefused(String different, String why) {
    run(tiny("--seeds=1", "--csv=runs.csv", "--threads=1"));
    List<String> arguments =
        new ArrayList<>(List.of(tiny("--seeds=1", "--csv=runs.csv", "--resume", "-q")));
    String option = different.substring(0, different.indexOf('=') + 1);
    arguments.removeIf(argument -> argument.startsWith(option));
    arguments.add(different);
    Result result = run(arguments.toArray(String[]::new));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("charwise: not the runs of this comparison, " + why)
        .endsWith("start afresh without --resume\n")
        .hasLineCount(1);
  }

  @Test
  void aFileOfAnotherTextIsRefused() throws IOException {
    run(tiny("--seeds=1", "--csv=runs.csv"));
    Files.writeString(folder.resolve("text.txt"), (TEXT + "QXZ").repeat(20));
    Result result = run(tiny("--seeds=1", "--csv=runs.csv", "--resume", "-q"));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("row 1 is of other data: runs.csv");
  }

  /** As many characters, and the same ones, in another order. */
  @Test
  void aFileOfAnotherTextWithTheSameVocabularyIsRefused() throws IOException {
    run(tiny("--seeds=1", "--csv=runs.csv"));
    Files.writeString(
        folder.resolve("text.txt"), new StringBuilder(TEXT.repeat(20)).reverse().toString());
    Result result = run(tiny("--seeds=1", "--csv=runs.csv", "--resume", "-q"));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("row 1 is of other data: runs.csv");
  }

  @Test
  void aFileOfAnotherVersionIsRefused() throws IOException {
    run(tiny("--seeds=1", "--csv=runs.csv"));
    List<String> rows = lines("runs.csv");
    rows.set(1, rows.get(1).replaceAll(",[^,]*$", ",0.0.1"));
    Files.write(folder.resolve("runs.csv"), rows);
    Result result = run(tiny("--seeds=1", "--csv=runs.csv", "--resume", "-q"));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("row 1 is of charwise 0.0.1: runs.csv");
  }

  @Test
  void withNothingToResumeItStartsAfreshAndSaysSo() throws IOException {
    Result result = run(tiny("--seeds=1", "--csv=runs.csv", "--resume"));
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("nothing to resume: runs.csv; starting afresh");
    assertThat(lines("runs.csv")).hasSize(3);
  }

  @Test
  void anInterruptedSweepReportsWhatIsDoneAndSaysHowToGoOn() throws IOException {
    run(tiny("--seeds=1", "--csv=runs.csv"));
    var signals = new FakeSignals();
    Result result =
        new CommandLineRun(folder)
            .withSignals(signals)
            .onTerminal(100)
            .whenErrorContains("lstm 1 x 8 seed 43", () -> signals.send("INT"))
            .run(tiny("--seeds=3", "--csv=runs.csv", "--resume", "--threads=1"));
    assertThat(result.exitCode()).isEqualTo(130);
    assertThat(result.out()).contains("gru").contains("6-gram");
    assertThat(result.err()).contains("of 6 runs done; to go on: charwise compare-gates");
    assertThat(lines("runs.csv").size()).isBetween(3, 6);
  }

  @Test
  void whoGoesOnWithASeedThatWasDrawnIsToldWhichItWas() {
    var signals = new FakeSignals();
    Result result =
        new CommandLineRun(folder)
            .withSignals(signals)
            .onTerminal(100)
            .whenErrorContains("1 x 8 seed", () -> signals.send("INT"))
            .run(tiny("--seeds=20", "--csv=runs.csv", "--threads=1", "--seed", "random"));
    assertThat(result.exitCode()).isEqualTo(130);
    String seed = result.err().replaceFirst("(?s)^seed (\\d+)\n.*", "$1");
    assertThat(result.err())
        .contains("to go on: charwise compare-gates --resume")
        .endsWith("--seed " + seed + "\n");
  }

  @Test
  void cellsAndNetworksAreComparedAsEquals() throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                tiny("--networks=lstm,mingru,mamba,transformer", "--csv=runs.csv", "--seeds=2")));
    arguments.removeIf(argument -> argument.startsWith("--cells"));
    Result result = run(arguments.toArray(String[]::new));
    assertThat(result.exitCode()).isZero();
    List<String> lines = result.outLines();
    assertThat(lines.getFirst().split(" {2,}"))
        .containsExactly(
            "cell",
            "layers",
            "hidden",
            "parameters",
            "bits/char",
            "best seed",
            "chars/s",
            "to best",
            "sampled/s",
            "memory",
            "horizon",
            "context 4",
            "context 20",
            "beats");
    assertThat(lines.subList(1, 5))
        .allMatch(line -> line.matches(".* +[0-9.]+[kM]? +\\d+ MB .*"))
        .extracting(line -> line.replaceFirst(" .*", ""))
        .containsExactly("lstm", "mingru", "mamba", "transformer");
    assertThat(lines("runs.csv").getFirst()).isEqualTo(HEADER + ",context_4,context_20" + TAIL);
    assertThat(lines("runs.csv")).hasSize(9).anyMatch(row -> row.startsWith("transformer,1,8,"));
    arguments.addAll(List.of("--resume", "--json"));
    Result resumed = run(arguments.toArray(String[]::new));
    assertThat(resumed.err()).contains("8 runs of which 8 are done");
    assertThat(resumed.outLines())
        .anyMatch(
            line ->
                line.contains("\"cell\":\"mamba\"")
                    && line.contains("\"sampled_chars_per_second\":"));
  }

  @Test
  void networksAreAskedWhatTheyRemember() throws IOException {
    Result result =
        run(
            "compare-gates",
            "recall",
            "--networks=mamba,transformer",
            "--match=hidden",
            "--hidden=8",
            "--steps=2",
            "--seeds=1",
            "--lags=5,9",
            "--learning-rate=0.01",
            "--csv=recall.csv");
    assertThat(result.exitCode()).isZero();
    assertThat(lines("recall.csv").getFirst()).isEqualTo(HEADER + ",recall_5,recall_9" + TAIL);
    assertThat(lines("recall.csv")).hasSize(3);
  }

  @Test
  void recallCountsRightAnswersOnGeneratedItems() throws IOException {
    Result result =
        run(
            "compare-gates",
            "recall",
            "--cells=gru,rnn",
            "--match=hidden",
            "--hidden=8",
            "--steps=2",
            "--seeds=2",
            "--lags=5,9",
            "--learning-rate=0.01",
            "--csv=recall.csv");
    assertThat(result.exitCode()).isZero();
    assertThat(lines("recall.csv").getFirst()).isEqualTo(HEADER + ",recall_5,recall_9" + TAIL);
    assertThat(result.out()).contains("recall 5  recall 9").contains("chance answers 0.10");
  }

  @Test
  void aFileCalledRecallIsATextLikeAnyOther() throws IOException {
    Files.move(folder.resolve("text.txt"), folder.resolve("recall"));
    String[] arguments = tiny("--seeds=1");
    arguments[1] = "recall";
    assertThat(run(arguments).out()).contains("context 4");
  }

  @ParameterizedTest
  @CsvSource({"picture.svg, <?xml", "picture.png, \u0089PNG"})
  void thePictureIsOfTheKindThatItsNameSays(String name, String beginning) throws IOException {
    assertThat(run(tiny("--seeds=2", "--plot=" + name)).exitCode()).isZero();
    String bytes =
        new String(Files.readAllBytes(folder.resolve(name)), StandardCharsets.ISO_8859_1);
    assertThat(bytes).startsWith(beginning);
  }

  @Test
  void timeIsMatchedByGivingEachCellItsOwnNumberOfSteps() {
    Result result =
        run(
            "compare-gates",
            "text.txt",
            "--cells=rnn,lstm",
            "--match=time",
            "--hidden=8,48",
            "--minutes=0.003",
            "--seeds=1",
            "--lags=5",
            "--learning-rate=0.01",
            "--json",
            "-q");
    assertThat(result.exitCode()).isZero();
    assertThat(result.outLines().stream().filter(line -> line.contains("\"type\":\"run\"")))
        .hasSize(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--parameters=9000 --hidden=8 | two options that exclude each other: --parameters and",
        "--parameters=9000 --match=time | two options that exclude each other: --parameters and",
        "--steps=3 --minutes=1 | two options that exclude each other: --steps and --minutes",
        "--resume | nothing says which runs are done: --resume; name their file with --csv",
        "--lags=5000 | the part of the text that tests has only 53 characters: --lags 5000",
        "--parameters=200 | no sizes of what is compared agree within 2 % in their number of"
            + " weights",
        "--cells=gru --networks=mamba | two options that exclude each other: --cells and"
            + " --networks",
        "--networks=elman | not one of rnn, lstm, lstm-capped, gru, gru-reset-after, mingru",
        "--task=tag --networks=mamba | not an option of --task tag: --networks",
        "--cells=gru,elman | not one of rnn, lstm, lstm-capped, gru",
        "--plot=picture.gif | not a kind of picture that charwise draws: picture.gif",
      })
  void wrongUsageIsNamed(String options, String message) {
    List<String> arguments = new ArrayList<>(List.of("compare-gates", "text.txt"));
    arguments.addAll(List.of(options.split(" ")));
    Result result = run(arguments.toArray(String[]::new));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(message).hasLineCount(1);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aTextTooShortToValidateOnIsRefused() throws IOException {
    Files.writeString(folder.resolve("text.txt"), "too short");
    Result result = run("compare-gates", "text.txt");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("too little text to choose and to test by (1 characters");
  }

  @Test
  void aRunThatDivergesIsNamed() {
    Result result =
        run(
            "compare-gates",
            "text.txt",
            "--cells=rnn",
            "--match=hidden",
            "--hidden=8",
            "--steps=10",
            "--learning-rate=1e30",
            "--threads=1",
            "-q");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("a run diverged at step")
        .contains("rnn 1 x 8 with seed 42; try lower rates with --learning-rate")
        .hasLineCount(1);
  }

  /** A sweep of transducers of eight units over thirty letters. */
  private Result answers(String... more) throws IOException {
    StringBuilder pairs = new StringBuilder();
    for (int i = 0; i < 120; i++) {
      String word = "abcdefghij".substring(i % 7, i % 7 + 1 + i % 4) + (char) ('a' + i % 26);
      pairs.append(word).append('\t').append(word).append('\n');
    }
    Files.writeString(folder.resolve("pairs.tsv"), pairs);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "compare-gates",
                "pairs.tsv",
                "--task=transduce",
                "--match=hidden",
                "--hidden=8",
                "--steps=20",
                "--learning-rate=0.01",
                "--seeds=2",
                "--lengths=2,3"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  @Test
  void kindsOfAttentionAreComparedByAccuracyAndLength() throws IOException {
    Result result =
        answers("--attention=none,bahdanau", "--csv=runs.csv", "--curve=curve.csv", "--plot=a.svg");
    assertThat(result.exitCode()).isZero();
    assertThat(lines("runs.csv").getFirst())
        .isEqualTo(
            "cell,directions,attention,layers,residual,reverse_source,hidden_size,parameters,seed,"
                + "steps,seconds,chars_per_second,metric,test_metric,validation_metric,best_step,"
                + "steps_to_goal,length_2,length_3,validation_nats,test_nats,learning_rate,data,"
                + "version");
    assertThat(lines("runs.csv")).hasSize(5);
    assertThat(lines("runs.csv").subList(1, 5))
        .allMatch(
            row ->
                row.matches(
                    "gru-reset-after,both,(none|bahdanau),1,off,off,8,\\d+,4[23],20,.*,accuracy,.*"));
    assertThat(lines("curve.csv")).hasSize(1 + 4 * 20);
    List<String> lines = result.outLines();
    assertThat(lines.getFirst().split(" {2,}"))
        .containsExactly(
            "cell",
            "attention",
            "layers",
            "hidden",
            "parameters",
            "accuracy",
            "steps to 90 %",
            "best seed",
            "chars/s",
            "to best",
            "length 2",
            "length 3");
    assertThat(lines.getLast()).contains("bahdanau attention").contains("no attention");
    assertThat(result.out()).contains("nothing was chosen by").contains("over 2 seeds");
    assertThat(Files.readString(folder.resolve("a.svg"))).contains("no attention");
  }

  @Test
  void aResumedSweepOfPairsIsTheSame() throws IOException {
    String before = answers("--reverse-source=on,off", "--csv=runs.csv", "--threads=1").out();
    List<String> rows = lines("runs.csv");
    Files.write(folder.resolve("runs.csv"), rows.subList(0, 3));
    Result result = answers("--reverse-source=on,off", "--csv=runs.csv", "--resume");
    assertThat(result.err()).contains("4 runs of which 2 are done");
    assertThat(result.outLines().getLast()).isEqualTo(before.lines().toList().getLast());
    assertThat(lines("runs.csv")).hasSize(5);
  }

  @Test
  void taggersAndClassifiersAreComparedByTheirWaysOfReading() throws IOException {
    for (String task : List.of("tag", "classify")) {
      String data = task.equals("tag") ? "lookahead:6000" : "names.tsv";
      StringBuilder names = new StringBuilder();
      for (int i = 0; i < 150; i++) {
        names.append("name").append(i).append('\t').append(i % 3 == 0 ? "fizz" : "no").append('\n');
      }
      Files.writeString(folder.resolve("names.tsv"), names);
      Result result =
          run(
              "compare-gates",
              data,
              "--task=" + task,
              "--directions=forward,both",
              "--match=hidden",
              "--hidden=8",
              "--steps=5",
              "--learning-rate=0.01",
              "--seeds=1",
              "--json",
              "-q");
      assertThat(result.err()).isEmpty();
      assertThat(result.exitCode()).isZero();
      assertThat(result.out())
          .contains("\"type\":\"floor\"")
          .contains("\"directions\":\"both\"")
          .contains("\"better\":")
          .contains(task.equals("tag") ? "\"metric\":\"unit_accuracy\"" : "\"name\":\"majority\"");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text.txt --attention=none | not an option of --task generate: --attention",
        "text.txt --task=classify --reverse-source=on | not an option of --task classify",
        "text.txt --task=transduce --lags=3 | not an option of --task transduce: --lags",
        "--task=transduce | there is nothing to learn from: --task transduce; name a file",
        "text.txt --residual=perhaps | not one of on, off",
      })
  void whatATaskDoesNotKnowIsNamed(String options, String message) {
    List<String> arguments = new ArrayList<>(List.of("compare-gates"));
    arguments.addAll(List.of(options.split(" ")));
    Result result = run(arguments.toArray(String[]::new));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(message).hasLineCount(1);
  }

  @Test
  void pairsAreMadeWithTheLengthsThatTheirNameSays() {
    Result result =
        run(
            "compare-gates",
            "copy:3000:7:2-3",
            "--task=transduce",
            "--cells=rnn,gru",
            "--match=hidden",
            "--hidden=4",
            "--steps=2",
            "--seeds=1",
            "--learning-rate=0.01",
            "--judge-by=steps");
    assertThat(result.exitCode()).isZero();
    assertThat(result.outLines().getFirst()).endsWith("length 3");
    assertThat(run("compare-gates", "copy:3000:7:5-3", "--task=transduce").err())
        .contains("not the lengths of inputs: copy:3000:7:5-3; write copy:1000000:7:5-12");
  }
}
