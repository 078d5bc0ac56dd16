package charwise.cli.models;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import charwise.cli.TinyModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void trainModels() throws IOException {
    byte[] fox = "the quick brown fox\n".repeat(40).getBytes(StandardCharsets.UTF_8);
    TinyModels.train(folder, "fox.safetensors", fox, "--cell=gru");
    TinyModels.train(
        folder,
        "kinds.safetensors",
        IntStream.range(0, 80)
            .mapToObj(i -> i + (i % 2 == 0 ? "aab\tas\n" : "bba\tbs\n"))
            .collect(joining())
            .getBytes(StandardCharsets.UTF_8),
        "--task=classify");
    Files.setLastModifiedTime(
        folder.resolve("fox.safetensors"), FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
    Files.writeString(folder.resolve("other.safetensors"), "no model");
    Files.writeString(folder.resolve("notes.txt"), "no model either");
  }

  @Test
  void eachModelIsARowTheNewestFirst() {
    Result result = run();

    assertThat(result.exitCode()).isZero();
    assertThat(result.outLines()).hasSize(3);
    assertThat(result.outLines().get(0))
        .matches("model +task +network +parameters +validation +date +text");
    assertThat(result.outLines().get(1))
        .matches(
            "kinds.safetensors +classify +lstm, .*, both directions.* +[0-9,]+ +[0-9.]+ accuracy"
                + " +2[0-9]{3}-[0-9]{2}-[0-9]{2} +text-of-kinds.safetensors");
    assertThat(result.outLines().get(2))
        .matches(
            "fox.safetensors +generate +gru, 1 x 12 +[0-9,]+ +[0-9.]+ bits/char +2\\S+"
                + " +text-of-fox.safetensors");
    assertThat(result.err()) // two are the texts that the models have learnt
        .matches("passed over, no model of charwise: \\S+ and 2 more\n");
  }

  @Test
  void eachModelIsAnObject() {
    Result result = run("--json", "-q");

    assertThat(result.outLines()).hasSize(2);
    assertThat(result.keys(1))
        .containsExactly(
            "model", "task", "network", "parameters", "bytes", "metric", "value", "origin");
    assertThat(result.string(1, "model")).isEqualTo("fox.safetensors");
    assertThat(result.string(1, "metric")).isEqualTo("bits/char");
    assertThat(result.number(1, "value")).isPositive();
    Map<?, ?> origin = (Map<?, ?>) result.value(1, "origin");
    assertThat(origin.get("command")).asString().startsWith("charwise train text-of-fox");
  }

  @Test
  void aFolderIsNamedByItsPath() throws IOException {
    Path below = Files.createDirectories(folder.resolve("below"));
    Files.copy(folder.resolve("fox.safetensors"), below.resolve("copy.safetensors"));

    assertThat(run("below").outLines().get(1)).startsWith("below/copy.safetensors ");
  }

  @Test
  void onANarrowTerminalTheColumnsStandInBlocks() {
    List<String> lines = new CommandLineRun(folder).onTerminal(60).run("models").outLines();

    assertThat(lines)
        .hasSizeGreaterThan(6)
        .allMatch(line -> line.replaceAll("\u001b\\[[0-9;]*m", "").length() <= 60);
  }

  @Test
  void noModelsAreNoErrorButNoFolderIs() throws IOException {
    Files.createDirectories(folder.resolve("empty"));

    assertThat(run("empty")).isEqualTo(new Result(0, "", "no models here; train writes one\n"));
    Result missing = run("nowhere");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err())
        .isEqualTo("charwise: no such folder: nowhere; name one with models\n");
  }

  private static Result run(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "models";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return new CommandLineRun(folder).run(all);
  }
}
