package charwise.engine.task.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.KernelProcess;
import charwise.engine.kernel.Team;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.task.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Equal bits: whole runs by vectors of every width, on several threads and with an interruption,
 * give the weights and the answers of one thread without.
 */
class TaggerExactnessTest {
  private static final int STEPS = 14;
  private static final List<CellType> CELLS = List.of(CellType.LSTM, CellType.GRU, CellType.MINGRU);
  private static final String QUESTION = "the cat saw anna in paris. 😀 " + "emile ".repeat(60);

  private static List<String> expected = List.of();

  /** Carries out the runs, and prints a line for each. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws IOException {
      lines(Path.of(arguments[0]), 3, List.of(5)).forEach(System.out::println);
    }
  }

  private static List<String> lines(Path folder, int threads, List<Integer> stops)
      throws IOException {
    List<String> lines = new ArrayList<>();
    for (CellType cell : CELLS) {
      TaggerData data =
          cell == CellType.GRU
              ? TaggerRuns.entities()
              : TaggerRuns.restoration(Restoration.CASE, Restoration.DIACRITICS);
      SavedTagger saved =
          TaggerRuns.run(folder, data, TaggerRuns.plan(data, cell, STEPS), threads, stops);
      try (Team team = new Team(threads)) {
        Answer answer = new TaggerPredictor(saved, team).answer(List.of(QUESTION)).getFirst();
        lines.add(
            "%s %d %s %d"
                .formatted(
                    cell,
                    Arrays.hashCode(TaggerRuns.bytes(folder, saved)),
                    answer.best().probability(),
                    answer.best().prediction().hashCode()));
      }
    }
    return lines;
  }

  @BeforeAll
  static void runStraightOnOneThread(@TempDir Path folder) throws IOException {
    expected = lines(folder, 1, List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"512", "256", "128", "scalar"})
  void neitherKernelsNorThreadsNorInterruptionsShow(String kernels, @TempDir Path folder)
      throws Exception {
    assertThat(KernelProcess.lines(kernels, Program.class, folder)).isEqualTo(expected);
  }
}
