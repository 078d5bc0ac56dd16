package charwise.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchCommandTest {
  @TempDir private Path folder;

  private Result bench(String arguments) {
    Stream<String> all = Stream.concat(Stream.of("bench"), Arrays.stream(arguments.split(" ", -1)));
    return new CommandLineRun(folder).run(all.toArray(String[]::new));
  }

  @Test
  void trainMeasuresStepsBesideThePeak() {
    Result result =
        bench(
            "train --cell gru --hidden 20 --layers 1 --batch 3 --bptt 5 --vocabulary 7"
                + " --threads 2 --seconds 0.01 --json");
    assertThat(result.exitCode()).isZero();
    assertThat(result.keys(0))
        .containsExactly(
            "cell",
            "hidden_size",
            "layers",
            "batch",
            "bptt",
            "vocabulary_size",
            "threads",
            "chars_per_second",
            "gflops",
            "peak_gflops",
            "of_peak",
            "step_ms_median",
            "warmup_seconds");
    assertThat(result.string(0, "cell")).isEqualTo("gru");
    double perSecond = result.number(0, "chars_per_second");
    assertThat(result.number(0, "step_ms_median") * perSecond).isCloseTo(15_000, percent(1e-6));
    double operations = 6.0 * (3 * 20 * 20 + 20 * 7);
    assertThat(result.number(0, "gflops")).isCloseTo(operations * perSecond / 1e9, percent(1e-6));
    assertThat(result.number(0, "of_peak"))
        .isCloseTo(result.number(0, "gflops") / result.number(0, "peak_gflops"), percent(1e-6));
    assertThat(result.number(0, "of_peak")).isBetween(0.0, 1.0);
  }

  @ParameterizedTest
  @CsvSource({"classify, 5", "tag, 5", "transduce, 11"})
  void trainMeasuresStepsOnItems(String task, int charactersOfAnItem) {
    Result result =
        bench(
            "train --cell gru --hidden 20 --layers 1 --batch 3 --length 5 --vocabulary 7"
                + " --directions forward --threads 2 --seconds 0.01 --json --task "
                + task);
    assertThat(result.err()).isEmpty();
    assertThat(result.keys(0))
        .startsWith(
            "task",
            "cell",
            "hidden_size",
            "layers",
            "directions",
            "batch",
            "length",
            "vocabulary_size",
            "threads",
            "chars_per_second");
    assertThat(result.string(0, "task")).isEqualTo(task);
    assertThat(result.string(0, "directions")).isEqualTo("forward");
    assertThat(result.number(0, "batch")).isEqualTo(3);
    double characters =
        result.number(0, "step_ms_median") * result.number(0, "chars_per_second") / 1e3;
    assertThat(characters).isCloseTo(3 * charactersOfAnItem, percent(0.1));
    assertThat(result.number(0, "of_peak")).isBetween(0.0, 1.0);
  }

  @Test
  void phasesOfAStepAreGivenForEachThread() {
    String shape =
        "train --hidden 20 --layers 1 --batch 3 --bptt 5 --vocabulary 7 --seconds 0.01 --phases";
    Result result = bench(shape + " --threads 2 --json");
    assertThat(result.outLines()).hasSize(1 + 2 * 8);
    assertThat(result.keys(1)).containsExactly("phase", "thread", "working_us", "waiting_us");
    assertThat(result.string(1, "phase")).isEqualTo("load");
    assertThat(result.string(7, "phase")).isEqualTo("read-out");
    assertThat(result.number(8, "thread")).isEqualTo(2);
    assertThat(result.number(7, "working_us")).isPositive();
    assertThat(result.number(2, "waiting_us")).isPositive();

    String table = bench(shape + " --threads 1").out();
    assertThat(table).contains("phase       thread 1  waits\n");
    assertThat(table).containsPattern("\ngradients +[0-9.]+ +0.0\n");
    assertThat(table).endsWith("Microseconds of a step; of all time, 0.0 % is waiting.\n");
  }

  @Test
  void sampleMeasuresStreams() {
    Result result = bench("sample --hidden 20 --layers 1 --streams 3 --seconds 0.01 --json");
    assertThat(result.keys(0))
        .containsExactly(
            "cell",
            "hidden_size",
            "layers",
            "vocabulary_size",
            "weights",
            "streams",
            "threads",
            "chars_per_second",
            "warmup_seconds");
    assertThat(result.string(0, "weights")).isEqualTo("f32");
    assertThat(result.number(0, "streams")).isEqualTo(3);
    assertThat(result.number(0, "chars_per_second")).isPositive();
    assertThat(bench("sample --hidden 20 --layers 1 --weights bf16 --seconds 0.01").out())
        .contains("weights           bf16\n");
  }

  @Test
  void anotherNetworkIsMeasuredLikeARecurrentOne() {
    Result trained =
        bench(
            "train --network transformer --width 16 --layers 1 --heads 2 --context 8 --batch 2"
                + " --bptt 4 --seconds 0.01 --json");
    assertThat(trained.keys(0))
        .startsWith("network", "hidden_size", "layers", "heads", "context", "batch");
    assertThat(trained.number(0, "chars_per_second")).isPositive();
    Result sampled = bench("sample --network mamba --width 16 --layers 1 --seconds 0.01 --json");
    assertThat(sampled.string(0, "network")).isEqualTo("mamba");
    assertThat(sampled.number(0, "chars_per_second")).isPositive();
  }

  @Test
  void anOptionOfAnotherNetworkIsRefused() {
    Result result = bench("train --network mamba --heads 2");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("not an option of --network mamba: --heads");
  }

  @Test
  void gemmMeasuresTheThreeProductsOfALayer() {
    Result result = bench("gemm --rows 5 --depth 70 --columns 90 --seconds 0.01 --json");
    assertThat(result.outLines()).hasSize(3);
    assertThat(List.of(0, 1, 2))
        .extracting(line -> result.string(line, "product"))
        .containsExactly("output", "input-gradient", "weight-gradient");
    double milliseconds = result.number(1, "product_ms_median");
    assertThat(result.number(1, "gflops"))
        .isCloseTo(2e-6 * 5 * 70 * 90 / milliseconds, percent(1e-6));
  }

  @Test
  void peopleGetALineForEachValue() {
    Result result = bench("gemm --rows 5 --depth 70 --columns 90 --seconds 0.01");
    assertThat(result.out()).startsWith("product           output\nrows              5\n");
    assertThat(result.out()).containsPattern("of peak +[0-9.]+ %\n");
  }

  @ParameterizedTest
  @CsvSource({
    "train --streams 2, --streams",
    "train --rows 2, --rows",
    "train --weights bf16, --weights",
    "sample --batch 2, --batch",
    "sample --task tag, --task",
    "sample --phases, --phases",
    "gemm --cell rnn, --cell",
    "gemm --vocabulary 9, --vocabulary"
  })
  void anOptionOfAnotherMeasurementIsRefused(String arguments, String option) {
    Result result = bench(arguments);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "charwise: not an option of bench %s: %s; try: charwise help bench\n"
                .formatted(arguments.split(" ", -1)[0], option));
  }

  @ParameterizedTest
  @CsvSource({
    "train --length 9, generate, --length",
    "train --task tag --bptt 9, tag, --bptt",
    "train --task classify --network mamba, classify, --network"
  })
  void anOptionOfAnotherTaskIsRefused(String arguments, String task, String option) {
    Result result = bench(arguments);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "charwise: not an option of --task %s: %s; leave it out, or choose another --task\n"
                .formatted(task, option));
  }

  @ParameterizedTest
  @CsvSource({"all", "train --vocabulary 1", "train --seconds 0", "gemm --depth 0"})
  void valuesOutOfRangeAreRefused(String arguments) {
    assertThat(bench(arguments).exitCode()).isEqualTo(2);
  }

  private static Percentage percent(double value) {
    return Percentage.withPercentage(value);
  }
}
