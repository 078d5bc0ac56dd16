package charwise.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import charwise.cli.console.ClosedPipeException;
import charwise.engine.kernel.RandomStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small runs from the command line to the files they leave. */
class TrainCommandTest extends TrainCommandRuns {
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
                + "validation_nats_per_char,best_step,gradient_norm,chars_per_second");
    assertThat(rows.subList(1, rows.size()))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.split(",", -1)).hasSize(10));
    assertThat(rows.getLast()).startsWith("24,");
  }

  @Test
  void noiseOnWeightsIsAPartOfTheRun() {
    String noise = "--weight-noise=0.4";
    Object noisy = sha256(noise);
    assertThat(noisy).isNotEqualTo(sha256("--weight-noise=0")).isNotEqualTo(sha256());
    assertThat(interrupt(noise, "-o", "parts").exitCode()).isEqualTo(130);
    assertRefused(
        train("fox.txt", "--weight-noise=0.3", "-o", "parts", "--resume"),
        "--weight-noise is 0.3, but 0.4");
    assertThat(train("fox.txt", "--json", "-o", "parts", "--resume").value(0, "sha256"))
        .isEqualTo(noisy);
    Result more = run("train", "fox.txt", "--init-from=parts", noise, "--steps=3", "--json");
    Result without = run("train", "fox.txt", "--init-from=parts", "--steps=3", "--json");
    assertThat(more.value(0, "sha256")).isNotEqualTo(without.value(0, "sha256"));
  }

  /** N-grams change what is reported and kept, but no weight and no number of parameters. */
  @Test
  void ngramsStandBesideTheNetwork() {
    Result both = train("fox.txt", "-o", "both");
    assertThat(both.out())
        .containsPattern("n-grams +of up to 8 characters, weight 0\\.\\d\\d; the");
    Result alone = train("fox.txt", "--ngrams=off", "-o", "alone");
    assertThat(alone.out()).doesNotContain("n-grams");
    String[] report = {"inspect", "both", "--json"};
    assertThat(run(report).value(0, "ngram_order")).isEqualTo(8L);
    assertThat(run(report).string(0, "sha256"))
        .isEqualTo(run("inspect", "alone", "--json").string(0, "sha256"));
    assertThat(interrupt("--ngrams=off", "-o", "parts").exitCode()).isEqualTo(130);
    assertRefused(
        train("fox.txt", "--ngrams=on", "-o", "parts", "--resume"), "--ngrams is on, but off");
    assertRefused(
        train("fox.txt", "--ngrams=on", "--validation=0"),
        "n-grams take their weight from a validation part, which there is none of");
    assertRefused(
        train("fox.txt", "--ngrams=on", "--condition=2"),
        "two options that exclude each other: --condition and --ngrams on");
  }

  @ParameterizedTest
  @CsvSource({
    "'--cell=mingru', a model without recurrent weights takes no noise on them: --weight-noise 0.5",
    "'--cell=sru', a model without recurrent weights takes no noise on them: --weight-noise 0.5",
    "'--network=transformer', not an option of --network transformer: --weight-noise",
    "'--network=mamba', not an option of --network mamba: --weight-noise",
    "'--task=classify', not an option of --task classify: --weight-noise"
  })
  void noiseOnWeightsThatThereAreNotIsRefused(String options, String message) {
    assertRefused(run("train", "fox.txt", options, "--weight-noise=0.5"), message);
  }

  @Test
  void aRunThatOverfitsSaysWhatToChange() throws IOException {
    RandomStream random = new RandomStream(1);
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < 800; i++) {
      digits.append(random.nextInt(10));
    }
    Files.writeString(folder.resolve("digits.txt"), digits);
    String[] options = {
      "digits.txt", "--hidden=32", "--layers=1", "--batch=8", "--bptt=8", "--steps=600",
      "--learning-rate=0.02", "--weight-noise=0", "-o", "m", "--force", "--log=log.csv"
    };
    Result said = run(concat("train", options));
    String words =
        "has risen since; try more --weight-noise, more --dropout, fewer minutes, or more";
    assertThat(said.err()).containsOnlyOnce("this run overfits: validation was best at step ");
    assertThat(said.out())
        .containsPattern("overfits +validation was best at step [0-9]+ and " + words);
    Result json = run(concat("train", concat("--json", options)));
    assertThat(json.value(0, "overfits")).isEqualTo(true);
    assertThat(json.number(0, "best_step")).isBetween(1.0, 400.0);
    assertThat(Files.readString(folder.resolve("log.csv")))
        .contains("," + json.value(0, "best_step") + ",");
    Result other = train("fox.txt");
    assertThat(other.out() + other.err()).doesNotContain("overfit");
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
  void aDryRunSaysWhatARunWouldBeAndWritesNothing() throws IOException {
    Result said = train("fox.txt", "--dry-run");
    assertThat(said.exitCode()).isZero();
    assertThat(said.out())
        .contains("fox-lstm.safetensors, not written", "lstm, 1 x 8, ", "24, of 32 characters each")
        .containsPattern("memory +about [0-9.]+MB and the text\\ntime +about [0-9:]+ on this");
    Result json = train("fox.txt", "--dry-run", "--json");
    assertThat(json.value(0, "steps")).isEqualTo(24L);
    assertThat(json.number(0, "seconds")).isPositive();
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("fox.txt"));
    }
    assertRefused(train("fox.txt", "--dry-run", "--resume"), "--dry-run and --resume");
  }

  @Test
  void inputsAreNeverWrittenOver() {
    assertRefused(run("train", "fox.txt", "-o", "fox.txt"), "--output would replace");
    assertRefused(run("train", "fox.txt", "--log", "./fox.txt"), "--log would replace");
    assertRefused(run("train", "fox.txt", "-o", "m", "--log", "m"), "name the same file");
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
  void aRunThatLearnsUntilItsLastReadingSaysSo() throws IOException {
    String said = "read 60 times; --epochs 120 may learn more\n";
    String[] learning = {"train", "fox.txt", "--hidden=16", "--layers=1", "--threads=1"};
    Result result = run(learning);
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).endsWith(said);
    for (String asked : List.of("--epochs=60", "--validation=0")) {
      assertThat(run(concat("train", "fox.txt", "--hidden=16", asked)).err())
          .doesNotContain("may learn more");
    }

    var random = new RandomStream(3);
    var noise = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      noise.append((char) ('a' + random.nextInt(10)));
    }
    Files.writeString(folder.resolve("noise.txt"), noise);
    learning[1] = "noise.txt";
    assertThat(run(learning).err()).contains("overfits").doesNotContain("may learn more");
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
    assertThat(timed.out()).containsPattern("--steps [0-9]+ instead of --minutes");
  }

  @Test
  void progressOnATerminalIsDrawnOverAndEndsWithALine() {
    String[] arguments = arguments("fox.txt");
    Result result = new CommandLineRun(folder).onTerminal(60).run(arguments);
    assertThat(result.err()).contains("\r", "100%").endsWith("\n");
    assertThat(result.err().substring(result.err().indexOf('\r')))
        .satisfies(bar -> assertThat(bar).containsOnlyOnce("\n"));
  }
}
