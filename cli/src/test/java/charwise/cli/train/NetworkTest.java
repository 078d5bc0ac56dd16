package charwise.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import charwise.cli.FakeSignals;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that are no recurrent network, from the command line to the files they leave. */
class NetworkTest extends TrainCommandRuns {
  private static String[] network(String network, String... more) {
    var all =
        new ArrayList<>(
            List.of(
                "train",
                "fox.txt",
                "--network=" + network,
                "--width=16",
                "--layers=1",
                "--batch=4",
                "--bptt=8",
                "--steps=24"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void theReportHasTheShapeOfTheNetwork() {
    Result transformer = run(network("transformer", "--heads=2", "--context=9", "--json"));
    assertThat(transformer.keys(0))
        .startsWith("model", "network", "hidden_size", "layers", "heads", "context", "parameters");
    assertThat(transformer.value(0, "model")).isEqualTo("fox-transformer.safetensors");
    assertThat(transformer.value(0, "heads")).isEqualTo(2L);
    assertThat(transformer.value(0, "context")).isEqualTo(9L);
    Result mamba = run(network("mamba", "--state=3", "--json"));
    assertThat(mamba.value(0, "network")).isEqualTo("mamba");
    assertThat(mamba.value(0, "state_size")).isEqualTo(3L);
    assertThat(run(network("mamba", "-q")).out()).contains("mamba, 1 x 16, state 16");
  }

  @ParameterizedTest
  @ValueSource(strings = {"transformer", "mamba"})
  void anInterruptedRunGoesOnToTheSameWeights(String network) {
    Object whole =
        run(network(network, "--json", "--threads=2", "-o", "whole.safetensors"))
            .value(0, "sha256");
    var signals = new FakeSignals();
    Result interrupted =
        new CommandLineRun(folder)
            .onTerminal(80)
            .withSignals(signals)
            .whenErrorContains("\r", () -> signals.send("INT"))
            .run(network(network, "-o", "parts.safetensors", "--threads=1"));
    assertThat(interrupted.exitCode()).isEqualTo(130);
    assertRefused(
        run(
            "train",
            "fox.txt",
            "--resume",
            "-o",
            "parts.safetensors",
            "--network=" + network,
            "--width=18"),
        "--width is 18, but 16");
    assertRefused(
        run("train", "fox.txt", "--resume", "-o", "parts.safetensors", "--cell=gru"),
        "--cell is gru");
    Result resumed =
        run(network(network, "--json", "--threads=3", "--resume", "-o", "parts.safetensors"));
    assertThat(resumed.value(0, "sha256")).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"transformer", "mamba"})
  void aModelWritesScoresAndStartsAnother(String network) {
    run(network(network, "-o", "model.safetensors"));
    assertThat(run("sample", "model.safetensors", "-p", "the", "-n", "30").out())
        .hasSizeGreaterThanOrEqualTo(33);
    assertThat(run("sample", "model.safetensors", "--beam", "3", "-n", "9").exitCode()).isZero();
    Result one = run("score", "model.safetensors", "fox.txt", "--threads", "1");
    assertThat(one.exitCode()).isZero();
    assertThat(run("score", "model.safetensors", "fox.txt", "--threads", "3").out())
        .isEqualTo(one.out());
    assertThat(run("inspect", "model.safetensors").out()).contains(network + ", 1 x 16");
    Result more = run("train", "fox.txt", "--init-from", "model.safetensors", "--steps", "3");
    assertThat(more.err()).contains("fox");
    assertThat(more.exitCode()).isZero();
    assertRefused(
        run("train", "fox.txt", "--init-from", "model.safetensors", "--network", "recurrent"),
        "--network is recurrent but the model to start from has " + network);
  }

  @ParameterizedTest
  @CsvSource({"transformer, attention of layer 1", "mamba, keep of layer 1"})
  void itIsLookedAtAndItsGradientsAreMeasured(String network, String title) {
    run(network(network, "-o", "model.safetensors"));
    assertThat(run("inspect", "model.safetensors", "--text", "the fox").out()).contains(title);
    Result measured =
        run("gradients", "model.safetensors", "--file=fox.txt", "--lags=1-9", "--json");
    assertThat(measured.outLines()).hasSize(9);
    assertThat(measured.string(8, "cell")).isEqualTo(network);
    assertThat(measured.number(0, "gradient_norm")).isPositive();
    assertThat(run("gradients", "model.safetensors", "--file=fox.txt", "--lags=1,9").out())
        .contains("horizon of " + network + ": ");
  }

  @ParameterizedTest
  @CsvSource({
    "'--network=mamba --cell=gru', not an option of --network mamba: --cell",
    "'--network=mamba --hidden=8', not an option of --network mamba: --hidden",
    "'--network=mamba --heads=2', not an option of --network mamba: --heads",
    "'--network=transformer --state=2', not an option of --network transformer: --state",
    "'--width=8', not an option of --network recurrent: --width",
    "'--task=classify --network=mamba', not an option of --task classify: --network",
    "'--network=transformer --width=20 --heads=3', a head needs an even number of columns",
    "'--network=transformer --width=256 --heads=2', a head needs an even number of columns",
    "'--network=transformer --width=7', a head needs an even number of columns",
    "'--network=convolution', convolution"
  })
  void whatDoesNotFitTogetherIsRefused(String options, String message) {
    var all = new ArrayList<>(List.of("train", "fox.txt"));
    all.addAll(List.of(options.split(" ")));
    assertRefused(run(all.toArray(String[]::new)), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"transformer", "mamba"})
  void linesUnderConditionsAreLearnt(String network) throws Exception {
    Files.writeString(folder.resolve("pairs.tsv"), "the fox\ten\nle renard\tfr\n".repeat(30));
    Result trained =
        run(
            "train",
            "pairs.tsv",
            "--condition=2",
            "--network=" + network,
            "--width=16",
            "--steps=8",
            "--batch=4",
            "--bptt=8",
            "-o",
            "conditions.safetensors");
    assertThat(trained.exitCode()).isZero();
    Result sampled = run("sample", "conditions.safetensors", "--condition", "fr", "-n", "5");
    assertThat(sampled.exitCode()).isZero();
  }
}
