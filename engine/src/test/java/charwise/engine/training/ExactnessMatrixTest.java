package charwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.KernelProcess;
import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.kernel.KernelChoice;
import charwise.engine.kernel.RandomStream;
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
import charwise.engine.sampling.GenerationRequest;
import charwise.engine.sampling.Generator;
import charwise.engine.sampling.ModelPredictor;
import charwise.engine.sampling.SamplingSettings;
import charwise.engine.task.language.BatchPlan;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.LanguagePlan;
import charwise.engine.task.language.Regularization;
import charwise.engine.task.language.SavedModel;
import charwise.engine.task.language.TrainingText;
import charwise.engine.training.TrainingEvent.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Equal bits: whole runs of many kinds, each carried out in several ways, give the weights and the
 * samples of the same run carried out on one thread without an interruption. Here in combinations
 * that cover every two choices; {@code -Dcharwise.matrix=full} takes all 41,472.
 */
class ExactnessMatrixTest {
  private static final String EXTENT = "charwise.matrix";
  private static final List<NetworkConfig> NETWORKS = networks();
  private static final List<OptimizerType> OPTIMIZERS = List.of(OptimizerType.values());
  private static final List<Units> UNITS = List.of(Units.values());
  private static final List<Kind> KINDS = List.of(Kind.values());
  private static final List<Clipping> CLIPPINGS =
      List.of(Clipping.NONE, Clipping.norm(0.5), Clipping.value(0.02));
  private static final double[] DROPOUTS = {0, 0.2};
  private static final double[] WEIGHT_NOISE = {0, 0.4};
  private static final int[] THREADS = {1, 2, 3, 5};
  private static final List<String> KERNELS = List.of("512", "256", "128", "scalar");
  private static final int MOST_INTERRUPTIONS = 2;
  private static final int STEPS = 24;

  /** What a text is made of. */
  private enum Kind {
    RUNNING(Items.NONE),
    LINES(Items.LINE),
    LINES_UNDER_CONDITIONS(Items.LINE);

    private final Items items;

    Kind(Items items) {
      this.items = items;
    }

    TrainingText text(Units units) throws IOException {
      return this == LINES_UNDER_CONDITIONS
          ? SmallRuns.conditioned(units)
          : SmallRuns.text(items, units);
    }
  }

  private static List<NetworkConfig> networks() {
    List<NetworkConfig> networks = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      networks.add(new RecurrentConfig(cell, 19, 2, true));
    }
    networks.add(new MambaConfig(19, 2, 3));
    networks.add(new TransformerConfig(20, 2, 2, 13));
    return networks;
  }

  private static final List<int[]> ROWS = rows();
  private static List<String> expected = List.of();

  private static List<int[]> rows() {
    int[] choices = {
      NETWORKS.size(),
      OPTIMIZERS.size(),
      CLIPPINGS.size(),
      DROPOUTS.length,
      UNITS.size(),
      KINDS.size(),
      THREADS.length,
      KERNELS.size(),
      MOST_INTERRUPTIONS + 1
    };
    return System.getProperty(EXTENT, "pairs").equals("full")
        ? CoveringRows.all(choices)
        : CoveringRows.pairwise(choices);
  }

  /** What a row's weights depend on. */
  private record Subject(TrainingText text, TrainingPlan plan) {
    static Subject of(int[] row) throws IOException {
      Items items = KINDS.get(row[5]).items;
      TrainingText text = KINDS.get(row[5]).text(UNITS.get(row[4]));
      OptimizerType optimizer = OPTIMIZERS.get(row[1]);
      return new Subject(
          text,
          new TrainingPlan(
              new LanguagePlan(
                  new LanguageModelConfig(
                      NETWORKS.get(row[0]), text.train().vocabulary().size(), text.conditions()),
                  new BatchPlan(items, 5, 9, items == Items.LINE ? 0 : 0.1),
                  new Regularization(
                      DROPOUTS[row[3]],
                      DROPOUTS[row[3]],
                      NETWORKS.get(row[0]).hasRecurrentWeights() ? WEIGHT_NOISE[row[3]] : 0)),
              new OptimizationPlan(
                  optimizer,
                  new LearningRate(
                      ScheduleType.COSINE, optimizer == OptimizerType.SGD ? 0.1 : 0.01, 2, STEPS),
                  0.01,
                  CLIPPINGS.get(row[2])),
              11,
              8,
              OnDivergence.STOP));
    }

    /** A hash of the weights, and a sample. */
    String run(Path folder, int threads, List<Integer> stops) throws IOException {
      RunFiles files = RunFiles.of(Files.createTempFile(folder, "run-", ".safetensors"), 0);
      for (int part = 0; part <= stops.size(); part++) {
        long stop = part < stops.size() ? stops.get(part) : Long.MAX_VALUE;
        try (Trainer trainer =
            part == 0
                ? SmallRuns.start(plan, text, threads, files)
                : SmallRuns.resume(files, text, threads)) {
          trainer.run(
              event -> {
                if (event instanceof Progress progress && progress.step() == stop) {
                  trainer.stop();
                }
              });
        }
      }
      SavedModel model = SavedModel.read(files.model());
      return model.sha256() + " " + Arrays.hashCode(sample(model, threads));
    }
  }

  private static byte[] sample(SavedModel saved, int threads) throws IOException {
    var request =
        new GenerationRequest(
            Corpus.builder(saved.vocabulary()).build(),
            20,
            List.of(),
            3,
            SamplingSettings.DEFAULT,
            7);
    try (Team team = new Team(threads)) {
      var generator =
          new Generator(
              new ModelPredictor(
                  saved.model(),
                  1,
                  saved.conditions().isEmpty()
                      ? LanguageModelConfig.NO_CONDITION
                      : saved.conditions().mostFrequent()),
              saved.vocabulary(),
              saved.items(),
              team);
      byte[] all = {};
      for (var text : generator.generate(request, (number, id) -> {})) {
        byte[] bytes = text.text().bytes();
        int length = all.length;
        all = Arrays.copyOf(all, length + bytes.length);
        System.arraycopy(bytes, 0, all, length, bytes.length);
      }
      return all;
    }
  }

  /** Carries out the rows of one kind of kernels, and prints a line for each. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws IOException {
      for (int i = 0; i < ROWS.size(); i++) {
        int[] row = ROWS.get(i);
        if (System.getProperty(KernelChoice.PROPERTY, "").equals(KERNELS.get(row[7]))) {
          String result = Subject.of(row).run(Path.of(args[0]), THREADS[row[6]], stops(i, row[8]));
          System.out.println(line(row, result));
        }
      }
    }
  }

  /** Steps after which a row's run is interrupted, ascending. */
  private static List<Integer> stops(int row, int count) {
    RandomStream random = RandomStream.of(5, row);
    return IntStream.range(0, count)
        .map(i -> 1 + random.nextInt(STEPS - 1))
        .distinct()
        .sorted()
        .boxed()
        .toList();
  }

  private static String line(int[] row, String result) {
    return Arrays.toString(row) + " " + result;
  }

  @BeforeAll
  static void runStraightOnOneThread(@TempDir Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    int[] last = {};
    String result = "";
    for (int[] row : ROWS) {
      int[] subject = Arrays.copyOf(row, 6);
      if (!Arrays.equals(subject, last)) {
        result = Subject.of(row).run(folder, 1, List.of());
        last = subject;
      }
      lines.add(line(row, result));
    }
    expected = lines;
  }

  @ParameterizedTest
  @ValueSource(strings = {"512", "256", "128", "scalar"})
  void neitherKernelsNorThreadsNorInterruptionsShow(String kernels, @TempDir Path folder)
      throws Exception {
    Stream<String> ofTheseKernels =
        IntStream.range(0, ROWS.size())
            .filter(i -> KERNELS.get(ROWS.get(i)[7]).equals(kernels))
            .mapToObj(expected::get);
    assertThat(KernelProcess.lines(kernels, Program.class, folder))
        .isNotEmpty()
        .containsExactlyElementsOf(ofTheseKernels.toList());
  }
}
