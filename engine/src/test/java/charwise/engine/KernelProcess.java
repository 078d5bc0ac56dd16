package charwise.engine;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.kernel.KernelChoice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that computes with kernels of another width. */
public final class KernelProcess {
  private KernelProcess() {}

  /**
   * Runs a program, and returns the lines that it printed.
   *
   * @param kernels see {@link KernelChoice#PROPERTY}
   * @param folder where it may write; its first argument
   */
  public static List<String> lines(
      String kernels, Class<?> program, Path folder, String... furtherArguments)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("charwise."))
        .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    command.add("-D" + KernelChoice.PROPERTY + "=" + kernels);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.add(folder.toString());
    command.addAll(List.of(furtherArguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor()).isZero();
    return Files.readAllLines(output, StandardCharsets.UTF_8);
  }
}
