package charwise.cli.predict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import charwise.cli.TinyModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code predict --show} on a pipe and on terminals of several widths. */
class AttributionTest {
  private static final String LONG = "abacabadab".repeat(13);

  @TempDir private static Path folder;

  @BeforeAll
  static void trainModels() throws IOException {
    TinyModels.train(
        folder, "kinds", "aab\tas\nbba\tbs\n".repeat(40).getBytes(UTF_8), "--task=classify");
    TinyModels.train(
        folder, "case", "The Fox\n".repeat(40).getBytes(UTF_8), "--task=tag", "--restore=case");
  }

  @Test
  void signsStandBelowCharactersOfAnyWidth() {
    List<String> lines = predict(new CommandLineRun(folder).withInput("aa字\n\n")).outLines();
    assertThat(lines).hasSize(6);
    assertThat(lines.subList(0, 2)).containsExactly("as", "aa字");
    assertThat(lines.get(2)).matches("\\+[-+ ]{0,3}");
    assertThat(lines.subList(4, 6)).containsExactly("", "");
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 80, 120})
  void withoutColourATerminalsLinesAreWrappedTogetherWithTheirSigns(int columns) {
    List<String> lines =
        predict(
                new CommandLineRun(folder)
                    .withInput(LONG + "\n")
                    .onTerminal(columns)
                    .withVariable("NO_COLOR", "1"))
            .outLines();
    List<String> texts = everySecond(lines, 1);
    List<String> signs = everySecond(lines, 2);
    assertThat(String.join("", texts)).isEqualTo(LONG);
    assertThat(texts).hasSize((LONG.length() + columns - 1) / columns).hasSameSizeAs(signs);
    assertThat(signs).allMatch(line -> line.length() <= columns && line.matches("[-+ ]*"));
  }

  @Test
  void coloursTakeThePlaceOfSigns() {
    Result result = predict(new CommandLineRun(folder).withInput(LONG + "\n"), "--color=always");
    assertThat(result.outLines()).hasSize(2);
    assertThat(result.out()).contains("\u001b[38;5;");
    assertThat(result.outLines().getLast().replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(LONG);
  }

  @Test
  void modelsThatChooseAmongNothingHaveNothingToShow() {
    Result result =
        new CommandLineRun(folder).withInput("the fox\n").run("predict", "case", "--show");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("--show is for models that choose among labels");
  }

  private static List<String> everySecond(List<String> lines, int from) {
    return Stream.iterate(from, i -> i < lines.size(), i -> i + 2).map(lines::get).toList();
  }

  private static Result predict(CommandLineRun run, String... more) {
    Result result =
        run.run(
            Stream.concat(Stream.of("predict", "kinds", "--show"), Stream.of(more))
                .toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result;
  }
}
