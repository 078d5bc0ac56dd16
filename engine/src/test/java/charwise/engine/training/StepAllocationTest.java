package charwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.data.Items;
import charwise.engine.kernel.Team;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.NetworkConfig;
import charwise.engine.network.RecurrentConfig;
import charwise.engine.network.mamba.MambaConfig;
import charwise.engine.network.transformer.TransformerConfig;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.LearningRate;
import charwise.engine.optimizer.OptimizerType;
import charwise.engine.optimizer.ScheduleType;
import charwise.engine.task.language.BatchPlan;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.LanguagePlan;
import charwise.engine.task.language.LanguageTask;
import charwise.engine.task.language.Regularization;
import charwise.engine.task.language.TrainingText;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A step allocates nothing but a few small objects around its loops, once these have been compiled:
 * no vector is left that is an object. Which loops are compiled together depends on options of the
 * JVM, so they are those of the installed program.
 */
class StepAllocationTest {
  private static final Path LAUNCHER = Path.of("..", "cli", "src", "image", "charwise");
  private static final Pattern OPTION = Pattern.compile("-XX:[^\\s\"\\\\$]+(?=[\\s\"])");
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int STEPS = 20;
  private static final long BYTES_PER_STEP = 2048;
  private static final double LONGEST_WARM_UP = 20;

  private static final List<NetworkConfig> NETWORKS =
      List.of(
          new RecurrentConfig(CellType.RNN, 48, 2, true),
          new RecurrentConfig(CellType.LSTM, 48, 2, true),
          new RecurrentConfig(CellType.GRU, 48, 2, true),
          new RecurrentConfig(CellType.GRU_RESET_AFTER, 48, 2, true),
          new RecurrentConfig(CellType.MINGRU, 48, 2, true),
          new RecurrentConfig(CellType.SRU, 48, 2, true),
          new MambaConfig(48, 2, 16),
          new TransformerConfig(48, 2, 2, 32));

  static List<Integer> numbers() {
    return IntStream.range(0, NETWORKS.size()).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void aStepThatHasBeenCompiledAllocatesNothing(int number, @TempDir Path folder) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    List<String> options =
        OPTION
            .matcher(Files.readString(LAUNCHER))
            .results()
            .map(MatchResult::group)
            .filter(option -> !option.endsWith("="))
            .toList();
    assertThat(options).anyMatch(option -> option.contains("dontinline"));
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Program.class.getName(),
            String.valueOf(number)));
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor()).isZero();
    assertThat(Long.parseLong(Files.readString(output).strip()))
        .as(NETWORKS.get(number).title())
        .isLessThanOrEqualTo(BYTES_PER_STEP);
  }

  /** Prints the bytes that a step of the network with some number allocates in the end. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws IOException {
      System.out.println(leastBytes(NETWORKS.get(Integer.parseInt(args[0]))));
    }
  }

  private static long leastBytes(NetworkConfig network) throws IOException {
    TrainingText text = SmallRuns.text(Items.NONE);
    TrainingPlan plan = plan(network, text);
    try (Team team = new Team(1)) {
      OptimizationStep step = new OptimizationStep(plan, LanguageTask.of(plan, text), team);
      long begin = System.nanoTime();
      long least = Long.MAX_VALUE;
      long number = 0;
      while (least > BYTES_PER_STEP && (System.nanoTime() - begin) * 1e-9 < LONGEST_WARM_UP) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < STEPS; i++) {
          step.run(number++);
        }
        least = Math.min(least, (THREADS.getCurrentThreadAllocatedBytes() - before) / STEPS);
      }
      return least;
    }
  }

  private static TrainingPlan plan(NetworkConfig network, TrainingText text) {
    return new TrainingPlan(
        new LanguagePlan(
            new LanguageModelConfig(network, text.train().vocabulary().size(), 0),
            new BatchPlan(Items.NONE, 8, 32, 0.02),
            new Regularization(0.1, 0.1, network.hasRecurrentWeights() ? 0.3 : 0)),
        new OptimizationPlan(
            OptimizerType.ADAM,
            new LearningRate(ScheduleType.COSINE, 0.001, 1, 1_000_000),
            0,
            Clipping.norm(5)),
        1,
        1_000_000,
        OnDivergence.STOP);
  }
}
