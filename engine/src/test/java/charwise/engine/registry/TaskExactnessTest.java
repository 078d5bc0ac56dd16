package charwise.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.KernelProcess;
import charwise.engine.checkpoint.ModelFile;
import charwise.engine.kernel.Team;
import charwise.engine.task.Predictor;
import charwise.engine.task.SavedTask;
import charwise.engine.training.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Equal bits, whatever the task: runs by vectors of every width, on several threads, straight and
 * with interruptions, give the weights and the answers of one thread without.
 */
class TaskExactnessTest {
  private static final List<String> QUESTIONS =
      List.of("abba", "", "the cat Anna é", "b".repeat(99));

  private static List<String> expected = List.of();

  /** Carries out the runs, and prints a line for each. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws IOException {
      int threads = Integer.parseInt(arguments[1]);
      List<Integer> stops = arguments[2].equals("straight") ? List.of() : List.of(1, 6);
      lines(Path.of(arguments[0]), threads, stops).forEach(System.out::println);
    }
  }

  private static List<String> lines(Path folder, int threads, List<Integer> stops)
      throws IOException {
    List<String> lines = new ArrayList<>();
    for (SmallTasks task : SmallTasks.values()) {
      RunFiles files = RunFiles.of(Files.createTempFile(folder, "run", ".safetensors"), 0);
      task.run(19).train(files, threads, stops);
      SavedTask saved = TaskType.read(files.model());
      try (Team team = new Team(threads)) {
        Predictor predictor = Objects.requireNonNull(saved.predictor(2, team));
        StringBuilder answers = new StringBuilder();
        predictor
            .answer(QUESTIONS)
            .forEach(answer -> answers.append(answer.alternatives()).append(answer.unknown()));
        lines.add(
            "%s %s %08x"
                .formatted(task, ModelFile.sha256(saved.model()), answers.toString().hashCode()));
      }
    }
    return lines;
  }

  @BeforeAll
  static void runStraightOnOneThread(@TempDir Path folder) throws IOException {
    expected = lines(folder, 1, List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "512, 2, resumed",
    "256, 3, straight",
    "128, 1, resumed",
    "128, 3, straight",
    "scalar, 2, resumed"
  })
  void neitherKernelsNorThreadsNorInterruptionsShow(
      String kernels, String threads, String way, @TempDir Path folder) throws Exception {
    assertThat(KernelProcess.lines(kernels, Program.class, folder, threads, way))
        .isEqualTo(expected);
  }
}
