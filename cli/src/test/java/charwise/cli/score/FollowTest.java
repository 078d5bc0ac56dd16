package charwise.cli.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import charwise.cli.FakeSignals;
import charwise.cli.TinyModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code score --follow}. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FollowTest {
  @TempDir private Path folder;

  @Test
  void linesAreScoredAsTheyComeUntilCtrlC() throws IOException {
    TinyModels.train(folder, "lines", "the lazy dog\n".repeat(60).getBytes(UTF_8), "--items=line");
    Path log = write("today.log", "old line\n");
    var signals = new FakeSignals();
    Result result =
        new CommandLineRun(folder)
            .withSignals(signals)
            .whenErrorContains("waiting for more", () -> append(log, "the lazy dog\n"))
            .whenOutputContains("the lazy dog", () -> append(log, "xqz\n"))
            .whenOutputContains("xqz", () -> signals.send("INT"))
            .run("score", "lines", "today.log", "--follow", "--json");

    assertThat(result.exitCode()).isEqualTo(130);
    assertThat(result.outLines()).hasSize(2);
    assertThat(result.string(0, "text")).isEqualTo("the lazy dog");
    assertThat(result.value(1, "line")).isEqualTo(2L);
    assertThat(result.number(1, "bits_per_char")).isGreaterThan(result.number(0, "bits_per_char"));
    assertThat(result.err()).isEqualTo("waiting for more of today.log; Ctrl-C ends it\n");
  }

  @Test
  void onlyOnePlainFileIsFollowedLineByLine() throws IOException {
    TinyModels.train(folder, "lines", "the lazy dog\n".repeat(60).getBytes(UTF_8), "--items=line");
    write("a", "");
    for (List<String> wrong :
        List.of(
            List.of("a", "a"),
            List.of("-"),
            List.of("a", "--by=file"),
            List.of("a", "--top=3"),
            List.of("a", "--sort"),
            List.of("a.gz"),
            List.of("."))) {
      List<String> arguments = new ArrayList<>(List.of("score", "lines", "--follow"));
      arguments.addAll(wrong);
      Result result = new CommandLineRun(folder).run(arguments.toArray(new String[0]));
      assertThat(result.exitCode()).as("%s", wrong).isEqualTo(2);
      assertThat(result.err()).hasLineCount(1);
    }
    assertThat(new CommandLineRun(folder).run("score", "lines", "no", "--follow").exitCode())
        .isEqualTo(1);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
