package charwise.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import charwise.cli.TinyModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No command destroys a file that it reads, that another of its options writes, or of others. */
final class OutputCheckTest {
  private static final String TEXT = "the quick brown fox\n".repeat(40);

  @TempDir static Path models;
  @TempDir Path folder;

  @BeforeAll
  static void trainModel() throws IOException {
    TinyModels.train(models, "model", TEXT.getBytes(StandardCharsets.UTF_8));
  }

  @BeforeEach
  void writeFiles() throws IOException {
    Files.copy(models.resolve("model"), folder.resolve("model"));
    Files.writeString(folder.resolve("fox.txt"), TEXT);
    Files.createSymbolicLink(folder.resolve("link"), Path.of("model"));
    Files.createSymbolicLink(folder.resolve("nowhere.csv"), Path.of("dangling.csv"));
  }

  private Result run(String line) {
    return new CommandLineRun(folder).run(line.split(" "));
  }

  private static final String TINY = " --steps=3 --hidden=4 --layers=1 --batch=2 --bptt=4";

  private static final String COMPARED =
      " --match=hidden --seeds=1 --steps=12 --hidden=4 --cells=rnn --lags=2 --learning-rate=0.01";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inspect model --text=fox --csv model",
        "inspect link --text=fox --csv ./model",
        "inspect model --file=fox.txt --csv fox.txt",
        "gradients --file fox.txt --csv fox.txt",
        "gradients model --csv link",
        "train fox.txt --init-from model --log model",
        "train fox.txt --init-from link -o model",
        "train fox.txt -o fox.txt",
        "train fox.txt --validation-file model -o link",
        "compare-gates fox.txt --csv fox.txt",
        "compare-gates fox.txt --plot ./fox.txt"
      })
  void whatIsReadIsNotWrittenEvenByForce(String line) throws IOException {
    byte[] before = Files.readAllBytes(folder.resolve("model"));
    Result result = run(line + " --force");
    assertThat(result.err())
        .hasLineCount(1)
        .contains("would replace a file that this command reads");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(folder.resolve("model")).hasBinaryContent(before);
    assertThat(folder.resolve("fox.txt")).hasContent(TEXT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train fox.txt -o m --log m",
        "train fox.txt -o m --log m.checkpoint",
        "train fox.txt -o m --log m.lock",
        "compare-gates fox.txt --csv s --curve s",
        "inspect model --text=fox --csv a.svg --plot ./a.svg",
        "inspect model --text=fox --csv nowhere.csv --plot dangling.csv"
      })
  void twoOptionsDoNotWriteOneFile(String line) {
    Result result = run(line + " --force");
    assertThat(result.err()).hasLineCount(1).contains("name the same file");
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train fox.txt -o other",
        "train fox.txt --log other",
        "compare-gates fox.txt --csv other",
        "compare-gates fox.txt --curve other",
        "inspect model --text=fox --csv other",
        "inspect model --text=fox --plot other.svg",
        "gradients model --file fox.txt --lags 1-3 --csv other",
        "gradients model --file fox.txt --lags 1-3 --plot other.png"
      })
  void onlyFilesOfCharwiseAreReplacedWithoutForce(String line) throws IOException {
    Path file = folder.resolve(line.substring(line.indexOf("other")));
    Files.writeString(file, "a diary\n");
    String wanted =
        line.startsWith("train")
            ? line + TINY
            : line.startsWith("compare") ? line + COMPARED : line;

    Result refused = run(wanted);
    assertThat(refused.err()).hasLineCount(1).contains("of charwise: other").contains("--force");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(file).hasContent("a diary\n");

    assertThat(run(wanted + " --force").exitCode()).isZero();
    byte[] written = Files.readAllBytes(file);
    assertThat(new String(written, StandardCharsets.ISO_8859_1)).doesNotContain("diary");

    assertThat(run(wanted).err()).doesNotContain("--force");
    assertThat(file).isNotEmptyFile();
  }

  @Test
  void anEmptyFileIsReplaced() throws IOException {
    Files.createFile(folder.resolve("new"));
    assertThat(run("inspect model --text=fox --csv new").exitCode()).isZero();
    assertThat(folder.resolve("new")).isNotEmptyFile();
  }

  @Test
  void aDeviceCanTakeSeveralOutputs() {
    assertThat(run("train fox.txt -o m --log /dev/null" + TINY).exitCode()).isZero();
  }

  @Test
  void aFolderIsReadWithoutWhatTheRunWritesIntoIt() throws IOException {
    Files.createDirectory(folder.resolve("texts"));
    Files.writeString(folder.resolve("texts/a"), TEXT);
    String line = "train texts --json --log texts/log.csv -o texts/m" + TINY;
    String first = run(line).string(0, "sha256");
    assertThat(run(line).string(0, "sha256")).isEqualTo(first);
    try (Stream<Path> left = Files.list(folder.resolve("texts"))) {
      List<String> names = left.map(file -> file.getFileName().toString()).sorted().toList();
      assertThat(names).isEqualTo(Arrays.asList("a", "log.csv", "m"));
    }
  }
}
