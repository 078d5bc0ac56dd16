package charwise.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun.Result;
import charwise.engine.training.RunFiles;
import charwise.engine.training.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs that are interrupted, resumed, given up, or in the way of another. */
class InterruptedTrainTest extends TrainCommandRuns {
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
    assertThat(result.err())
        .contains("its text had 1584 characters to train on and 176 for validation, not 158");
  }

  @Test
  void resumingWithAnotherPartForValidationIsAnErrorThatNamesBoth() {
    interrupt();
    Result result = run("train", "fox.txt", "--resume", "--validation=0.2");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .hasLineCount(1)
        .startsWith("charwise: its text had 176 of 1760 characters for validation, not 352: ")
        .contains("fox-lstm.safetensors.checkpoint; give the same corpus, units and part for ");
  }

  @Test
  void resumingWithOtherUnitsIsAnErrorThatNamesBoth() {
    interrupt();
    Result result = run("train", "fox.txt", "--resume", "--units=byte");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("its text was read by codepoint, not by byte");
  }

  @Test
  void withNothingToResumeARunStartsAfreshAndSaysSo() {
    Result result = train("fox.txt", "--resume");
    assertThat(result.exitCode()).isZero();
    assertThat(result.err())
        .startsWith("nothing to resume: fox-lstm.safetensors.checkpoint; starting afresh\n");
  }

  @Test
  void aNewRunDiscardsAnInterruptedOneOfTheSameModelOnlyIfAsked() {
    interrupt("-o", "m");
    Result refused = train("fox.txt", "-o", "m");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .isEqualTo(
            "charwise: an interrupted run of this model is there: m.checkpoint; continue it with"
                + " --resume, or discard it with --fresh\n");
    assertThat(folder.resolve("m.checkpoint")).exists();
    Result result = train("fox.txt", "-o", "m", "--fresh");
    assertThat(result.err()).startsWith("discarding the interrupted run: m.checkpoint\n");
    assertThat(folder.resolve("m.checkpoint")).doesNotExist();
    assertRefused(train("fox.txt", "-o", "m", "--fresh", "--resume"), "--resume and --fresh");
  }

  @Test
  void aRunWithoutANameKeepsAnInterruptedOneAndSaysHowToGoOn() {
    interrupt();
    Result result = train("fox.txt", "--json");
    assertThat(result.value(0, "model")).isEqualTo("fox-lstm-2.safetensors");
    assertThat(result.err())
        .startsWith(
            "an interrupted run is kept: fox-lstm.safetensors.checkpoint; to continue it: charwise"
                + " train --resume --output fox-lstm.safetensors fox.txt");
    assertThat(folder.resolve("fox-lstm.safetensors.checkpoint")).exists();
    assertThat(train("fox.txt", "--json", "--fresh").value(0, "model"))
        .isEqualTo("fox-lstm.safetensors");
    assertThat(folder.resolve("fox-lstm.safetensors.checkpoint")).doesNotExist();
  }

  @Test
  void aRunThatCannotBeginGivesNothingUp() throws IOException {
    interrupt("-o", "m");
    Files.createDirectory(folder.resolve("log"));
    assertThat(train("fox.txt", "-o", "m", "--fresh", "--log=log").exitCode()).isEqualTo(1);
    assertThat(folder.resolve("m.checkpoint")).exists();
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
  void aModelWithoutANameIsNumberedAroundARunInProgress() throws IOException {
    Path first = folder.resolve("fox-lstm.safetensors");
    try (RunLock _ = RunLock.tryAcquire(RunFiles.of(first, 0))) {
      assertThat(train("fox.txt", "--json").value(0, "model")).isEqualTo("fox-lstm-2.safetensors");
    }
  }

  /** The columns of a log that do not depend on the clock. */
  private List<String> measuredColumns(String log) throws IOException {
    return Files.readAllLines(folder.resolve(log)).stream()
        .map(row -> row.split(",", -1))
        .map(c -> String.join(",", c[0], c[1], c[3], c[4], c[5], c[6], c[7]))
        .toList();
  }
}
