package charwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.kernel.KernelChoice;
import charwise.engine.model.CellType;
import charwise.engine.optimizer.OptimizerType;
import charwise.engine.text.Items;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs, in processes of their own, with every vector width and with the scalar twins. */
class VectorWidthTest {
  private static String expected = "";

  /** Trains every cell in turn and prints the hashes of their weights. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws IOException {
      System.out.println(KernelChoice.description() + " " + hashes(Path.of(args[0])));
    }
  }

  private static String hashes(Path folder) throws IOException {
    StringBuilder hashes = new StringBuilder();
    for (CellType cell : CellType.values()) {
      TrainingText text = SmallRuns.text(Items.NONE);
      TrainingPlan plan = SmallRuns.plan(text, cell, OptimizerType.ADAM);
      RunFiles files = RunFiles.of(folder.resolve(cell.label() + ".safetensors"), 0);
      try (Trainer trainer = Trainer.start(plan, text, 2, files, null)) {
        Outcome outcome = trainer.run(event -> {});
        hashes.append(((Outcome.Completed) outcome).summary().sha256()).append(' ');
      }
    }
    return hashes.toString().strip();
  }

  @BeforeAll
  static void trainHere(@TempDir Path folder) throws IOException {
    expected = hashes(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"512", "256", "128", "scalar"})
  void doesNotShowInTheWeights(String width, @TempDir Path folder) throws Exception {
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process = new ProcessBuilder(List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "--add-modules", "jdk.incubator.vector",
            "-D" + KernelChoice.PROPERTY + "=" + width,
            "-cp", System.getProperty("java.class.path"),
            Program.class.getName(), folder.toString()))
        .redirectOutput(output.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    String printed = Files.readString(output, StandardCharsets.UTF_8).strip();
    String label = width.equals("scalar") ? "scalar" : width + "-bit vectors";
    assertThat(printed).isEqualTo(label + " " + expected);
  }
}
