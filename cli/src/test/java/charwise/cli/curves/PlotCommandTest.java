package charwise.cli.curves;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plot}, and {@code train --plot}. */
class PlotCommandTest {
  @TempDir private Path folder;

  @BeforeEach
  void train() throws IOException {
    Files.writeString(folder.resolve("fox.txt"), "the quick brown fox\n".repeat(60));
    assertThat(train("--log=log.csv", "--plot=run.svg").err()).isEmpty();
  }

  @Test
  void aLogIsDrawnAsTextAsWideAsTheTerminal() {
    for (int width : new int[] {50, 80, 120}) {
      Result result =
          new CommandLineRun(folder).onTerminal(width).run("plot", "log.csv", "--color=never");
      assertThat(result.exitCode()).isZero();
      assertThat(result.outLines()).hasSizeGreaterThan(10).allMatch(line -> line.length() <= width);
      assertThat(result.out()).contains("training", "validation");
    }
  }

  @Test
  void aLogIsDrawnIntoAPicture() throws IOException {
    Result result = run("plot", "log.csv", "-o", "curve.svg");
    assertThat(result).isEqualTo(new Result(0, "", ""));
    assertThat(folder.resolve("curve.svg")).hasSameTextualContentAs(folder.resolve("run.svg"));
    assertThat(run("plot", "log.csv", "log.csv", "-o", "two.png").exitCode()).isZero();
    assertThat(Files.readString(folder.resolve("two.png"), StandardCharsets.ISO_8859_1))
        .startsWith("\u0089PNG");
  }

  @Test
  void aRunWithoutALogIsDrawnLikeOneWithIt() throws IOException {
    assertThat(train("--plot=other.svg").err()).isEmpty();
    assertThat(folder.resolve("other.svg")).hasSameTextualContentAs(folder.resolve("run.svg"));
  }

  @Test
  void noFileIsLost() throws IOException {
    assertThat(train("--plot=fox.txt").exitCode()).isEqualTo(2);
    Files.writeString(folder.resolve("mine.svg"), "<svg/>");
    assertThat(run("plot", "log.csv", "-o", "mine.svg").exitCode()).isEqualTo(2);
    assertThat(run("plot", "log.csv", "-o", "log.csv").exitCode()).isEqualTo(2);
    assertThat(train("--plot=mine.svg").err()).contains("--plot would replace").hasLineCount(1);
    assertThat(Files.readString(folder.resolve("mine.svg"))).isEqualTo("<svg/>");
    assertThat(run("plot", "log.csv", "-o", "mine.svg", "--force").exitCode()).isZero();
  }

  @Test
  void whatIsNoLogIsRefused() throws IOException {
    assertFails("not a log of charwise train", "fox.txt");
    Files.writeString(folder.resolve("empty.csv"), "");
    assertFails("not a log of charwise train", "empty.csv");
    String header = Files.readAllLines(folder.resolve("log.csv")).getFirst();
    Files.writeString(folder.resolve("new.csv"), header + "\n");
    assertFails("no losses yet", "new.csv");
    Files.writeString(folder.resolve("evil.csv"), header + "\n1\nx,NaN,1e999,,,Infinity,evil,,\n");
    assertFails("no losses yet", "evil.csv");
    assertFails("no such file", "nowhere.csv");
  }

  private void assertFails(String message, String log) {
    Result result = run("plot", log);
    assertThat(result.err()).contains(message).hasLineCount(1);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
  }

  private Result train(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "fox.txt",
                "-o",
                "fox",
                "-q",
                "--hidden=8",
                "--layers=1",
                "--batch=4",
                "--bptt=8",
                "--steps=40",
                "--threads=1"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(new String[0]));
  }

  private Result run(String... arguments) {
    return new CommandLineRun(folder).run(arguments);
  }
}
