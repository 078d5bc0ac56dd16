package charwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.checkpoint.BoundedAllocation;
import charwise.engine.checkpoint.FileMutations;
import charwise.engine.data.Items;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.NetworkConfig;
import charwise.engine.network.RecurrentConfig;
import charwise.engine.network.mamba.MambaConfig;
import charwise.engine.network.transformer.TransformerConfig;
import charwise.engine.optimizer.OptimizerType;
import charwise.engine.registry.SmallTasks;
import charwise.engine.task.language.TrainingText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged and hostile checkpoints: each is restored or refused in one line, at little cost. */
class RunCheckpointFuzzTest {
  private static final int FILES = 1500;
  private static final int FILES_OF_TASKS = 600;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"LSTM,ADAM", "GRU,SGD", "RNN,RMSPROP"})
  void everyMutatedFileIsRestoredOrRefused(CellType cell, OptimizerType optimizer)
      throws IOException {
    RecurrentConfig network = new RecurrentConfig(cell, 19, 2, true);
    restore(original(network, optimizer), cell.label().length(), FILES);
  }

  static List<NetworkConfig> networks() {
    return List.of(new MambaConfig(6, 2, 3), new TransformerConfig(6, 2, 1, 7));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void soIsThatOfAnotherNetwork(NetworkConfig network) throws IOException {
    restore(original(network, OptimizerType.SGD), network.kind().length(), FILES_OF_TASKS);
  }

  private static void restore(byte[] original, long seed, int count) {
    var random = new SplittableRandom(seed);
    int restored = 0;
    for (int i = 0; i < count; i++) {
      byte[] mutated = FileMutations.mutate(original, random);
      try {
        restored += BoundedAllocation.reads(RunCheckpointFuzz::restores, mutated) ? 1 : 0;
      } catch (IOException | RuntimeException | Error e) {
        throw new AssertionError("on " + HexFormat.of().formatHex(mutated), e);
      }
    }
    assertThat(restored).isBetween(count / 100, count / 2);
  }

  @ParameterizedTest
  @EnumSource
  void everyMutatedCheckpointOfATaskIsRestoredOrRefused(SmallTasks task) throws IOException {
    RunFiles files = RunFiles.of(folder.resolve("model"), 0);
    task.run(3).begin(files);
    restore(Files.readAllBytes(files.checkpoint()), task.name().length(), FILES_OF_TASKS);
  }

  private byte[] original(NetworkConfig network, OptimizerType optimizer) throws IOException {
    TrainingText text = SmallRuns.text(Items.NONE);
    RunFiles files = RunFiles.of(folder.resolve("model"), 0);
    TrainingPlan plan = SmallRuns.plan(text, network, optimizer);
    try (Trainer trainer = SmallRuns.start(plan, text, 1, files)) {
      trainer.stop();
      trainer.run(event -> {});
    }
    return Files.readAllBytes(files.checkpoint());
  }
}
