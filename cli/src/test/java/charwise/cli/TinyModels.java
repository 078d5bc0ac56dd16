package charwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Models small enough to be trained within a test. */
public final class TinyModels {
  private TinyModels() {}

  /** Trains {@code name} in {@code folder} on {@code text} for a moment. */
  public static void train(Path folder, String name, byte[] text, String... more)
      throws IOException {
    Files.write(folder.resolve("text-of-" + name), text);
    var arguments =
        new ArrayList<>(
            List.of(
                "train",
                "text-of-" + name,
                "-o",
                name,
                "-q",
                "--hidden=12",
                "--layers=1",
                "--batch=4",
                "--steps=60",
                "--threads=1"));
    arguments.addAll(List.of(more));
    if (arguments.stream().noneMatch(argument -> argument.startsWith("--task"))) {
      arguments.add("--bptt=16");
    }
    assertThat(new CommandLineRun(folder).run(arguments.toArray(new String[0])).err()).isEmpty();
  }
}
