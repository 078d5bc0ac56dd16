package charwise.cli.train;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import charwise.cli.FakeSignals;
import charwise.cli.console.ClosedPipeException;
import charwise.engine.training.RunFiles;
import charwise.engine.training.RunLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small runs from the command line to the files they leave. */
class TrainCommandTest {
  private static final String TEXT = "the quick brown fox jumps over the lazy dog\n".repeat(40);
  private static final List<String> SMALL =
      List.of("--hidden=8", "--layers=1", "--batch=4", "--bptt=8", "--steps=24", "--threads=1");

  @TempDir private Path folder;

  @BeforeEach
  void writeText() throws IOException {
    Files.writeString(folder.resolve("fox.txt"), TEXT);
  }

  @Test
  void jsonHasExactlyTheKeysOfTheContract() {
    Result result = train("fox.txt", "--json");
    assertThat(result.exitCode()).isZero();
    assertThat(result.outLines()).hasSize(1);
    assertThat(result.keys(0))
        .containsExactly(
            "model",
            "cell",
            "hidden_size",
            "layers",
            "parameters",
            "steps",
            "epochs",
            "seconds",
            "chars_per_second",
            "train_nats_per_char",
            "validation_nats_per_char",
            "validation_bits_per_char",
            "vocabulary_size",
            "seed",
            "sha256");
    assertThat(result.value(0, "model")).isEqualTo("fox-lstm.safetensors");
    assertThat(result.value(0, "steps")).isEqualTo(24L);
    assertThat(result.value(0, "seed")).isEqualTo(42L);
  }

  @Test
  void theSummaryNamesTheModelAndEndsWithASample() {
    Result result = train("fox.txt", "-q");
    assertThat(result.err()).isEmpty();
    assertThat(result.outLines().getFirst()).isEqualTo("model       fox-lstm.safetensors");
    assertThat(result.out()).contains("lstm, 1 x 8", "24 steps", "nats/char");
    assertThat(result.out().substring(result.out().indexOf("\n\n") + 2)).hasSizeGreaterThan(250);
  }

  @Test
  void aFinishedRunLeavesAModelAndNoCheckpoint() {
    train("fox.txt");
    assertThat(folder.resolve("fox-lstm.safetensors")).exists();
    assertThat(folder.resolve("fox-lstm.safetensors.checkpoint")).doesNotExist();
  }

  @Test
  void theSameCommandGivesTheSameWeightsWithAnyNumberOfThreads() {
    var two = new ArrayList<>(SMALL);
    two.set(5, "--threads=2");
    two.addAll(0, List.of("train", "fox.txt", "--json"));
    Object one = train("fox.txt", "--json").value(0, "sha256");
    assertThat(run(two.toArray(new String[0])).value(0, "sha256")).isEqualTo(one);
  }

  @Test
  void anotherSeedGivesOtherWeights() {
    assertThat(sha256("--seed=43")).isNotEqualTo(sha256("--seed=42")).isNotEqualTo(sha256());
    assertThat(sha256("--seed=42")).isEqualTo(sha256());
  }

  @Test
  void modelsWithoutANameAreNumberedAndNamedOnesReplaced() {
    assertThat(train("fox.txt", "--json").value(0, "model")).isEqualTo("fox-lstm.safetensors");
    assertThat(train("fox.txt", "--json").value(0, "model")).isEqualTo("fox-lstm-2.safetensors");
    assertThat(train("fox.txt", "--json", "--cell=gru").value(0, "model"))
        .isEqualTo("fox-gru.safetensors");
    assertThat(train("fox.txt", "--json", "-o", "fox-lstm.safetensors").exitCode()).isZero();
    assertThat(folder.resolve("fox-lstm-3.safetensors")).doesNotExist();
  }

  @Test
  void theLogHasARowForEachValidation() throws IOException {
    train("fox.txt", "--log", "log.csv");
    List<String> rows = Files.readAllLines(folder.resolve("log.csv"));
    assertThat(rows.getFirst())
        .isEqualTo(
            "step,epoch,seconds,chars,learning_rate,train_nats_per_char,"
                + "validation_nats_per_char,gradient_norm,chars_per_second");
    assertThat(rows.subList(1, rows.size()))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.split(",", -1)).hasSize(9));
    assertThat(rows.getLast()).startsWith("24,");
  }

  @Test
  void anInterruptedRunSaysHowToGoOnAndThenEndsAsIfNothingHadHappened() throws IOException {
    Result whole = train("fox.txt", "--json", "-o", "whole", "--log=w.csv");
    Result interrupted = interrupt("--log=log.csv");
    assertThat(interrupted.exitCode()).isEqualTo(130);
    assertThat(interrupted.out()).isEmpty();
    assertThat(interrupted.err())
        .contains("interrupted after step 1; to go on: charwise train --resume --output")
        .doesNotContain("charwise:");
    assertThat(folder.resolve("fox-lstm.safetensors.checkpoint")).exists();

    Result resumed = train("fox.txt", "--json", "--resume", "--log=log.csv");
    assertThat(resumed.value(0, "sha256")).isEqualTo(whole.value(0, "sha256"));
    assertThat(resumed.value(0, "model")).isEqualTo("fox-lstm.safetensors");
    assertThat(folder.resolve("fox-lstm.safetensors.checkpoint")).doesNotExist();
    assertThat(measuredColumns("log.csv")).isEqualTo(measuredColumns("w.csv"));
  }

  @Test
  void aColumnIsReadAsItemsWhateverTheTable() throws IOException {
    List<String> names = List.of("kira", "karen", "kevin", "clara");
    Files.write(folder.resolve("names.txt"), names);
    Files.writeString(folder.resolve("t.csv"), "n,name\n1," + String.join("\n2,", names) + "\n");
    Files.writeString(
        folder.resolve("t.jsonl"),
        names.stream().map(name -> "{\"name\":\"" + name + "\"}\n").collect(joining()));
    Object lines = train("names.txt", "--json", "--items=line").value(0, "sha256");
    assertThat(train("t.csv", "--json", "--column=name").value(0, "sha256")).isEqualTo(lines);
    assertThat(train("t.jsonl", "--json", "--column=name").value(0, "sha256")).isEqualTo(lines);
    assertThat(
            train("names.txt", "--json", "--items=line", "--validation-file=names.txt")
                .value(0, "sha256"))
        .isEqualTo(
            train("t.csv", "--json", "--column=name", "--validation-file=t.jsonl")
                .value(0, "sha256"));
  }

  @Test
  void aColumnIsReadAsItemsByAModelOfAWholeTextToo() throws IOException {
    Files.writeString(folder.resolve("names.txt"), "kira\nkaren\nkevin\n");
    Files.writeString(folder.resolve("t.csv"), "name\nkira\nkaren\nkevin\n");
    train("names.txt", "-o", "first");
    String[] more = {"--init-from=first", "--steps=3", "--batch=2", "--validation=0", "--json"};
    assertThat(run(with(more, "train", "t.csv", "--column=name")).value(0, "sha256"))
        .isEqualTo(run(with(more, "train", "names.txt", "--items=line")).value(0, "sha256"));
  }

  private static String[] with(String[] more, String... first) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void aGeneratedTextIsTrainedOnByItsName() {
    Result result = train("addition:2000:3", "--json");
    assertThat(result.err()).startsWith("lstm of 1 x 8").contains("on addition:2000:3 (2,0");
    assertThat(result.value(0, "model")).isEqualTo("addition-lstm.safetensors");
    assertThat(result.value(0, "vocabulary_size")).isEqualTo(13L);
  }

  @Test
  void resumingWithOtherOptionsIsRefused() {
    interrupt();
    assertRefused(run("train", "fox.txt", "--resume", "--hidden=9"), "--hidden is 9, but 8");
    assertRefused(run("train", "fox.txt", "--resume", "--seed=1"), "--seed is 1, but 42");
    assertRefused(run("train", "fox.txt", "--resume", "--steps=25"), "steps is 25, but 24");
    assertRefused(run("train", "fox.txt", "--resume", "--schedule=step"), "step, but cosine");
    assertRefused(run("train", "fox.txt", "--resume", "--clip-value=1"), "clipping is value 1.0");
    assertRefused(run("train", "fox.txt", "--resume", "--items=line"), "--items is line, but none");
    assertRefused(
        run("train", "fox.txt", "--resume", "--on-divergence=rewind"),
        "--on-divergence is rewind, but stop");
  }

  @Test
  void resumingNeedsOnlyTheTextAndTheModel() {
    interrupt();
    Result resumed = run("train", "fox.txt", "--resume", "--json");
    assertThat(resumed.value(0, "sha256")).isEqualTo(sha256());
  }

  @Test
  void resumingOnAnotherTextIsAnError() throws IOException {
    interrupt();
    Files.writeString(folder.resolve("fox.txt"), TEXT + "!");
    Result result = run("train", "fox.txt", "--resume");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("another text");
  }

  @Test
  void withNothingToResumeARunStartsAfreshAndSaysSo() {
    Result result = train("fox.txt", "--resume");
    assertThat(result.exitCode()).isZero();
    assertThat(result.err())
        .startsWith("nothing to resume: fox-lstm.safetensors.checkpoint; starting afresh\n");
  }

  @Test
  void aNewRunGivesUpAnInterruptedOneOfTheSameModelAndSaysSo() {
    interrupt("-o", "m");
    Result result = train("fox.txt", "-o", "m");
    assertThat(result.err()).startsWith("an interrupted run is given up: m.checkpoint\n");
    assertThat(folder.resolve("m.checkpoint")).doesNotExist();
  }

  @Test
  void aRunCanStartFromTheWeightsOfAnother() {
    train("fox.txt", "-o", "first", "--cell=gru");
    Result result =
        run("train", "fox.txt", "--init-from=first", "--steps=3", "--batch=4", "--json");
    assertThat(result.value(0, "cell")).isEqualTo("gru");
    assertThat(result.value(0, "hidden_size")).isEqualTo(8L);
    assertRefused(run("train", "fox.txt", "--init-from=first", "--hidden=9"), "--hidden is 9");
    assertRefused(run("train", "fox.txt", "--init-from=first", "--cell=rnn"), "--cell is rnn");
  }

  @Test
  void aModelToStartFromMustKnowTheText() throws IOException {
    train("fox.txt", "-o", "first");
    Files.writeString(folder.resolve("other.txt"), "ÄÖÜ");
    Result result = run("train", "other.txt", "--init-from=first");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("never seen the character 'Ä' (U+00C4)", "other.txt");
  }

  @Test
  void inputsAreNeverWrittenOver() {
    assertRefused(run("train", "fox.txt", "-o", "fox.txt"), "--output would replace");
    assertRefused(run("train", "fox.txt", "--log", "./fox.txt"), "--log would replace");
    assertRefused(run("train", "fox.txt", "-o", "m", "--log", "m"), "--log would replace");
    assertThat(folder.resolve("fox.txt")).hasContent(TEXT);
  }

  @Test
  void anOptionIsNotTakenForAFileName() {
    assertRefused(train("fox.txt", "-o", "--resume"), "not a file name unless written ./--resume");
    assertRefused(train("fox.txt", "--log", "-q"), "not a file name unless written ./-q");
    assertRefused(train("fox.txt", "-o", "-"), "a model can't go to standard output");
    assertRefused(train(""), "an empty file name");
  }

  @Test
  void anEmptyTextIsAnError() throws IOException {
    Files.createFile(folder.resolve("empty.txt"));
    Result result = run("train", "empty.txt");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("empty");
  }

  @Test
  void textThatIsNotUtf8IsAnErrorWithItsOffset() throws IOException {
    Files.write(folder.resolve("latin1.txt"), "Grüße".getBytes(StandardCharsets.ISO_8859_1));
    Result result = run("train", "latin1.txt");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).hasLineCount(1).contains("byte offset 2", "--units byte");
  }

  @Test
  void bytesNeedNoEncoding() throws IOException {
    Files.write(
        folder.resolve("bytes"), TEXT.replace('q', 'é').getBytes(StandardCharsets.ISO_8859_1));
    assertThat(train("bytes", "--units=byte", "--json").exitCode()).isZero();
  }

  @Test
  void textMayComeFromStandardInput() {
    String[] arguments = arguments("-", "--json");
    Result result = new CommandLineRun(folder).withInput(TEXT).run(arguments);
    assertThat(result.value(0, "model")).isEqualTo("stdin-lstm.safetensors");
  }

  @Test
  void validationMayComeFromAFileOfItsOwn() throws IOException {
    Files.writeString(folder.resolve("valid.txt"), "the lazy fox # jumps\n");
    Result result = train("fox.txt", "--validation-file=valid.txt", "--json");
    assertThat(result.err())
        .startsWith("left out of valid.txt: 1 character that the training text lacks\n");
    assertThat(result.number(0, "validation_nats_per_char")).isPositive();
  }

  @Test
  void withoutValidationItsLossIsNull() {
    Result result = train("fox.txt", "--validation=0", "--json");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("\"validation_nats_per_char\":null");
  }

  @Test
  void optionsThatExcludeEachOtherAreRefused() {
    assertRefused(
        run("train", "--validation=0.2", "--validation-file=x"),
        "--validation and --validation-file");
    assertRefused(run("train", "--clip-norm=1", "--clip-value=1"), "--clip-norm and --clip-value");
  }

  @Test
  void whatNoMachineCanHoldIsRefusedAtOnce() {
    assertRefused(run("train", "fox.txt", "--hidden=16384", "--layers=64"), "too large");
    assertRefused(run("train", "fox.txt", "--batch=65536", "--bptt=65536"), "too large");
    assertRefused(
        run("train", "fox.txt", "--batch=65536", "--bptt=65536", "--minutes=1"), "too large");
  }

  @Test
  void aRunThatDivergesIsAnErrorThatSaysWhatToDo() {
    Result result = train("fox.txt", "--learning-rate=1e30", "--optimizer=sgd", "--clip-norm=0");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("charwise: training diverged at step ", "gradient norm", "--learning-rate");
  }

  @Test
  void aRunThatRewindsHoldsAndSaysSo() throws IOException {
    String[] exploding = {
      "fox.txt",
      "--weight-decay=10000",
      "--schedule=constant",
      "--learning-rate=0.01",
      "--on-divergence=rewind",
      "--log=log.csv"
    };
    Result result = train(exploding);
    assertThat(result.exitCode()).isZero();
    assertThat(result.err())
        .contains("diverged at step ", "back to step 0 at 0.5 of the learning rate\n");
    assertThat(result.out()).contains("\nrewinds     ", " of the learning rate\n");
    assertThat(train(concat("--json", exploding)).number(0, "rewinds")).isGreaterThan(1);
    List<String> rows = Files.readAllLines(folder.resolve("log.csv"));
    assertThat(rows.subList(1, rows.size()))
        .extracting(row -> Long.parseLong(row.substring(0, row.indexOf(','))))
        .doesNotHaveDuplicates()
        .isSorted();
  }

  @Test
  void aRunThatNeverHoldsSaysHowOftenItWentBack() {
    Result result =
        train(
            "fox.txt",
            "--learning-rate=1e38",
            "--optimizer=sgd",
            "--clip-norm=0",
            "--on-divergence=rewind",
            "-q");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).hasLineCount(1).contains("after going back 10 times");
  }

  @Test
  void aSecondRunOfTheSameModelIsRefused() throws IOException {
    try (RunLock _ = RunLock.tryAcquire(RunFiles.of(folder.resolve("m"), 0))) {
      for (String[] more : new String[][] {{}, {"--resume"}}) {
        Result result = train(concat("fox.txt", concat("--output=m", more)));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
            .hasLineCount(1)
            .startsWith("charwise: another run is writing this model (process ")
            .endsWith("): m; wait for its end, or name another file with --output\n");
      }
    }
    assertThat(train("fox.txt", "--output=m").exitCode()).isZero();
    assertThat(folder.resolve("m.lock")).doesNotExist();
  }

  @Test
  void aRunThatFailsBeforeItsFirstStepLeavesNoLock() throws IOException {
    Files.createFile(folder.resolve("empty.txt"));
    Files.createDirectory(folder.resolve("log"));
    assertThat(train("empty.txt", "-o", "m").exitCode()).isEqualTo(1);
    assertThat(train("fox.txt", "-o", "m", "--log=log").exitCode()).isEqualTo(1);
    assertThat(train("fox.txt", "-o", "m", "--init-from=empty.txt").exitCode()).isEqualTo(1);
    assertThat(train("fox.txt", "-o", "m", "--batch=65536", "--bptt=65536").exitCode())
        .isEqualTo(2);
    assertThat(folder.toFile().list()).containsOnly("empty.txt", "fox.txt", "log");
  }

  @Test
  void aModelWithoutANameIsNumberedAroundARunInProgress() throws IOException {
    Path first = folder.resolve("fox-lstm.safetensors");
    try (RunLock _ = RunLock.tryAcquire(RunFiles.of(first, 0))) {
      assertThat(train("fox.txt", "--json").value(0, "model")).isEqualTo("fox-lstm-2.safetensors");
    }
  }

  @Test
  void aHashCanBeDemanded() {
    String hash = String.valueOf(sha256());
    Result same = train("fox.txt", "--verify", hash.toUpperCase(Locale.ROOT));
    assertThat(same.exitCode()).isZero();
    assertThat(same.err()).endsWith("the weights are those expected: sha256 " + hash + "\n");
    Result other = train("fox.txt", "--seed=43", "--verify", hash, "-q");
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.err())
        .hasLineCount(1)
        .startsWith("charwise: the weights are not those expected (sha256 ")
        .endsWith("that had " + hash + "\n");
    assertRefused(train("fox.txt", "--verify=abc"), "not a SHA-256 hash of 64 hexadecimal digits");
  }

  @Test
  void aSummaryThatNobodyReadsCostsNoModelAndHidesNoError() {
    var nobody = new ClosedPipeException(new IOException("Broken pipe"));
    Result unread =
        new CommandLineRun(folder).withFailingOutput(nobody).run(arguments("fox.txt", "-o", "m"));
    assertThat(unread.exitCode()).isZero();
    assertThat(folder.resolve("m")).exists();
    assertThat(folder.resolve("m.checkpoint")).doesNotExist();

    Result other =
        new CommandLineRun(folder)
            .withFailingOutput(nobody)
            .run(arguments("fox.txt", "-q", "--verify=" + "0".repeat(64)));
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.err()).startsWith("charwise: the weights are not those expected");
  }

  @Test
  void aLogThatCannotBeBegunIsAnErrorAtOnce() {
    assumeTrue(Files.isWritable(Path.of("/dev/full")));
    Result result = train("fox.txt", "--log=/dev/full", "-q");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .hasLineCount(1)
        .startsWith("charwise: cannot write (No space left on device): /dev/full; ");
  }

  @Test
  void minutesNameTheStepsThatRepeatTheRun() {
    Result timed =
        run(
            "train",
            "fox.txt",
            "--hidden=8",
            "--layers=1",
            "--batch=4",
            "--minutes=0.001",
            "--threads=1",
            "-q");
    assertThat(timed.exitCode()).isZero();
    assertThat(timed.out()).containsPattern("--steps [0-9]+ in place of --minutes");
  }

  @Test
  void progressOnATerminalIsDrawnOverAndEndsWithALine() {
    String[] arguments = arguments("fox.txt");
    Result result = new CommandLineRun(folder).onTerminal(60).run(arguments);
    assertThat(result.err()).contains("\r", "100%").endsWith("\n");
    assertThat(result.err().substring(result.err().indexOf('\r')))
        .satisfies(bar -> assertThat(bar).containsOnlyOnce("\n"));
  }

  /** A run that is interrupted after its first step. */
  private Result interrupt(String... more) {
    var signals = new FakeSignals();
    return new CommandLineRun(folder)
        .onTerminal(80)
        .withSignals(signals)
        .whenErrorContains("\r", () -> signals.send("INT"))
        .run(arguments(concat("fox.txt", more)));
  }

  private static void assertRefused(Result result, String message) {
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).hasLineCount(1).contains(message);
  }

  private Object sha256(String... more) {
    return train(concat("fox.txt", concat("--json", more))).value(0, "sha256");
  }

  /** The columns of a log that do not depend on the clock. */
  private List<String> measuredColumns(String log) throws IOException {
    return Files.readAllLines(folder.resolve(log)).stream()
        .map(row -> row.split(",", -1))
        .map(c -> String.join(",", c[0], c[1], c[3], c[4], c[5], c[6], c[7]))
        .toList();
  }

  private Result train(String... arguments) {
    return run(arguments(arguments));
  }

  private Result run(String... arguments) {
    return new CommandLineRun(folder).run(arguments);
  }

  private static String[] arguments(String... arguments) {
    var all = new ArrayList<>(SMALL);
    all.addAll(0, List.of(arguments));
    all.addFirst("train");
    return all.toArray(new String[0]);
  }

  private static String[] concat(String first, String... rest) {
    var all = new ArrayList<>(List.of(rest));
    all.addFirst(first);
    return all.toArray(new String[0]);
  }
}
