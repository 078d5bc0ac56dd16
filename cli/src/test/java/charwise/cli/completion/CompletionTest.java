package charwise.cli.completion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import charwise.engine.layer.recurrent.CellType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The scripts, each in its own shell; a shell that is not installed is left out. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
@ParameterizedClass
@EnumSource(Shell.class)
final class CompletionTest {
  private final Shell shell;

  @TempDir private Path folder;

  CompletionTest(Shell shell) {
    this.shell = shell;
  }

  @Test
  void commands() throws Exception {
    assertThat(offered("charwise sc")).containsExactly("score");
    assertThat(offered("charwise --color always ins")).containsExactly("inspect");
    assertThat(offered("charwise help ins")).containsExactly("inspect");
  }

  @Test
  void options() throws Exception {
    assertThat(offered("charwise train --learning")).containsExactly("--learning-rate");
    assertThat(offered("charwise train text --no-r")).containsExactly("--no-residual");
    assertThat(offered("charwise bench gemm --dep")).containsExactly("--depth");
    assertThat(offered("charwise --vers")).containsExactly("--version");
  }

  @Test
  void valuesOfOptions() throws Exception {
    String[] cells = Arrays.stream(CellType.values()).map(CellType::label).toArray(String[]::new);

    assertThat(offered("charwise train --cell ")).containsExactlyInAnyOrder(cells);
    assertThat(offered("charwise train --cell=ls")).containsExactly("lstm", "lstm-capped");
    assertThat(offered("charwise train --cell=lstm-")).containsExactly("lstm-capped");
    assertThat(offered("charwise train --cell=")).containsExactlyInAnyOrder(cells);
    assertThat(offered("charwise train --hidden 8 --units b")).containsExactly("byte");
  }

  @Test
  void arguments() throws Exception {
    assertThat(offered("charwise bench "))
        .containsExactlyInAnyOrder("train", "sample", "gemm", "length");
    assertThat(offered("charwise completion z")).containsExactly("zsh");
  }

  @Test
  void lists() throws Exception {
    assertThat(offered("charwise train --restore ca")).containsExactly(list("", "case"));
    assertThat(offered("charwise train --restore case,di"))
        .containsExactly(list("case,", "diacritics"));
    assertThat(offered("charwise train --restore=case,spaces,"))
        .containsExactlyInAnyOrder(
            list("case,spaces,", "diacritics"), list("case,spaces,", "punctuation"));
    assertThat(offered("charwise compare-gates x --cells rnn,lstm,gr"))
        .containsExactlyInAnyOrder(list("rnn,lstm,", "gru"), list("rnn,lstm,", "gru-reset-after"));
  }

  /** As a shell offers the next word of a list: zsh shows it alone. */
  private String list(String before, String word) {
    return shell == Shell.ZSH ? word : before + word;
  }

  @Test
  void nothingIsOfferedThatCannotBeGiven() throws Exception {
    for (String line : List.of("completion bash ", "bench train ", "sample --count 2 m.st ")) {
      assertThat(offered("charwise " + line)).as(line).allMatch(word -> word.startsWith("-"));
    }
    if (shell != Shell.FISH) { // which does not look at the options that are there
      assertThat(offered("charwise train --cell rnn --cel")).isEmpty();
      assertThat(offered("charwise sample m --stop x --sto")).containsExactly("--stop");
    }
  }

  @Test
  void models() throws Exception {
    Files.createFile(folder.resolve("novel.safetensors"));
    Files.createFile(folder.resolve("old novel.safetensors"));
    Files.createFile(folder.resolve("notes.txt"));

    assertThat(offered("charwise sample ")).contains("novel.safetensors", "old novel.safetensors");
    assertThat(offered("charwise train x --init-from n").getFirst()).isEqualTo("novel.safetensors");
    assertThat(offered("charwise score novel.safetensors not")).containsExactly("notes.txt");
    if (shell != Shell.FISH) { // which offers other files as well, after the models
      assertThat(offered("charwise sample ")).doesNotContain("notes.txt");
    }
  }

  @Test
  void corpora() throws Exception {
    Files.createFile(folder.resolve("macro.txt"));

    assertThat(offered("charwise train mac")).containsExactlyInAnyOrder("macbeth", "macro.txt");
    assertThat(offered("charwise gradients --file macb")).containsExactly("macbeth");
    assertThat(offered("charwise sample m --novel curi")).containsExactly("curiosity-shop");
    for (String before :
        List.of(
            "score m.safetensors",
            "score m.safetensors x.txt",
            "predict m.safetensors",
            "evaluate m.safetensors",
            "inspect m.safetensors --file",
            "compare-gates",
            "train --task tag --restore case",
            "corpora show")) {
      assertThat(offered("charwise " + before + " macb")).as(before).containsExactly("macbeth");
    }
  }

  private List<String> offered(String line) throws IOException, InterruptedException {
    String name = shell.name().toLowerCase(Locale.ROOT);
    assumeTrue(isInstalled(name), name + " is not installed");
    Path home = Files.createDirectories(folder.resolve(".home"));
    Path script = home.resolve("charwise." + name);
    Result written = new CommandLineRun(folder).run("completion", name);
    assertThat(written.err()).isEmpty();
    Files.writeString(script, written.out());
    Path driver = home.resolve("complete." + name);
    try (InputStream in =
        Objects.requireNonNull(CompletionTest.class.getResourceAsStream("complete." + name))) {
      Files.write(driver, in.readAllBytes());
    }
    var builder =
        new ProcessBuilder(name, driver.toString(), script.toString(), line)
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("HOME", home.toString());
    builder.environment().put("XDG_CONFIG_HOME", home.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    // As typed: fish repeats the option before the value, zsh quotes blanks.
    return out.lines()
        .map(word -> word.replaceFirst("^--[a-z]+=", "").replace("\\ ", " "))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }
}
