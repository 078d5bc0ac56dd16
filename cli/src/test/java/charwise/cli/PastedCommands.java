package charwise.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Commands from help texts and the README, pasted into bash where charwise is on the PATH. */
final class PastedCommands {
  private static final Path LAUNCHERS = Path.of("target", "charwise", "bin").toAbsolutePath();
  private static final String BUDGETS = " --(minutes|epochs|steps|hidden|layers|seeds) [0-9.,]+";

  /** For machines without it, whose tests see no terminal anyway. */
  private static final String LESS = "type less >/dev/null 2>&1 || less() { cat; }\n";

  private PastedCommands() {}

  /** What a script left behind. */
  record Result(int status, String output, String errors) {}

  /** The same commands with less to compute. */
  static String shortened(List<String> commands) {
    return commands.stream()
        .map(line -> line.matches(".*charwise (train|compare-gates)\\b.*") ? cut(line) : line)
        .map(line -> line.matches("charwise score .*--threshold.*") ? found(line) : line)
        .map(
            line ->
                line.replaceFirst("charwise bench (?!length)", "charwise bench --seconds 0.02 "))
        .map(line -> line.replace("gradients --explode", "gradients --explode --steps 20"))
        .collect(Collectors.joining("\n"));
  }

  /** A command that says by its status whether it found something. */
  private static String found(String line) {
    return "{ " + line + "; } || test $? = 4";
  }

  private static String cut(String line) {
    String size = line.contains("--network ") ? "--steps 4 --width 32" : "--steps 40 --hidden 24";
    return line.replaceAll(BUDGETS, "")
        .replaceFirst("charwise train", "charwise train " + size + " --layers 1")
        .replaceFirst(
            "charwise compare-gates",
            "charwise compare-gates --steps 10 --hidden 32 --seeds 1 --learning-rate 0.01");
  }

  /** Runs {@code script} in {@code folder}, which is home too, until a command fails. */
  static Result run(Path folder, String script) throws IOException, InterruptedException {
    Path errors = folder.resolve(".errors");
    var builder =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", LESS + script)
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectError(errors.toFile());
    builder.environment().put("HOME", folder.toString());
    builder.environment().merge("PATH", LAUNCHERS.toString(), (path, own) -> own + ":" + path);
    Process shell = builder.start();
    String output = new String(shell.getInputStream().readAllBytes(), UTF_8);
    return new Result(shell.waitFor(), output, Files.readString(errors));
  }
}
