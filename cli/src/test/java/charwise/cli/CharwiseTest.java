package charwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun.Result;
import charwise.cli.console.ClosedPipeException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every command: errors, exit statuses, and where words go. */
class CharwiseTest {
  @TempDir private Path folder;

  @Test
  void theVersionIsOneLine() {
    Result result = run("--version");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).matches("charwise [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?\n");
    assertThat(run("-V").out()).isEqualTo(result.out());
  }

  @Test
  void noCommandListsTheCommands() {
    assertThat(run()).isEqualTo(run("--help"));
    assertThat(run().out()).contains("train", "sample", "Commands:");
    assertThat(run().exitCode()).isZero();
  }

  @Test
  void aMisspeltCommandIsCorrected() {
    assertThat(run("trian").err())
        .isEqualTo("charwise: no such command: trian; did you mean train? try: charwise help\n");
    assertThat(run("help", "smaple").err()).contains("did you mean sample?");
  }

  @Test
  void aMisspeltOptionIsCorrected() {
    Result result = run("train", "--hiden=5");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "charwise: unknown option: --hiden; did you mean --hidden? try: charwise help train\n");
  }

  @Test
  void anOptionLikeNoOtherIsNotCorrected() {
    assertThat(run("train", "--warp-speed").err())
        .isEqualTo("charwise: unknown option: --warp-speed; try: charwise help train\n");
  }

  @Test
  void anOptionWithoutItsValueIsWrongUsage() {
    assertThat(run("train", "--hidden").err())
        .isEqualTo("charwise: nothing given for: --hidden; try: charwise help train\n");
  }

  @Test
  void aMissingArgumentIsNamed() {
    assertThat(run("sample"))
        .isEqualTo(
            new Result(2, "", "charwise: nothing given for: MODEL; try: charwise help sample\n"));
  }

  @Test
  void anArgumentTooManyIsNamed() {
    assertThat(run("sample", "a", "b").err()).contains("one argument too many: b");
  }

  @ParameterizedTest
  @CsvSource({
    "train,--seed=1,--seed=2",
    "train,--threads=1,--threads=2",
    "train,--residual,--no-residual",
    "sample,--greedy,--greedy",
    "score,--json,--json",
    "train,-q,--quiet"
  })
  void anOptionGivenTwiceIsWrongUsage(String command, String first, String second) {
    Result result = run(command, first, "--debug", second, "model");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).startsWith("charwise: given twice: --");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --hidden=0",
        "train --hidden=-1",
        "train --hidden=1.5",
        "train --hidden=99999",
        "train --layers=0",
        "train --layers=x",
        "train --dropout=1",
        "train --dropout=-0.1",
        "train --dropout=NaN",
        "train --weight-noise=-0.1",
        "train --batch=0",
        "train --bptt=0",
        "train --epochs=0",
        "train --epochs=Infinity",
        "train --steps=0",
        "train --steps=9223372036854775808",
        "train --minutes=0",
        "train --minutes=1,5",
        "train --learning-rate=0",
        "train --learning-rate=1e999",
        "train --warmup=-1",
        "train --weight-decay=-1",
        "train --clip-norm=-1",
        "train --clip-value=0",
        "train --validation=1",
        "train --seed=1.0",
        "train --threads=0",
        "train --checkpoint-every=0",
        "train --cell=foo",
        "train --schedule=foo",
        "train --optimizer=foo",
        "train --units=foo",
        "train --items=foo",
        "sample m --length=0",
        "sample m --count=0",
        "sample m --temperature=-1",
        "sample m --temperature=nan",
        "sample m --top-k=0",
        "sample m --top-p=0",
        "sample m --top-p=1.1",
        "sample m --min-p=2",
        "sample m --repeat-penalty=0",
        "sample m --beam=0",
        "sample m --seed=x",
        "sample m --unknown=foo",
        "sample m --stop=",
        "score m --reset=foo",
        "score m --threads=0",
        "train --color=foo",
        "completion tcsh"
      })
  void aValueOutOfRangeIsOneClearLineAndStatusTwo(String command) {
    Result result = run(command.split(" ", -1));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).matches("charwise: [^\n]+: [^\n]+; [^\n]+\n");
  }

  @Test
  void theRangeIsPartOfTheMessage() {
    assertThat(run("train", "--layers", "0").err())
        .isEqualTo(
            "charwise: not a whole number from 1 to 64: --layers 0; try: charwise help train\n");
  }

  @Test
  void numbersAreReadTheSameInEveryLocale() {
    Locale usual = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(run("train", "no-such-file", "--learning-rate", "0.5").err())
          .startsWith("charwise: no such file");
      assertThat(run("train", "--learning-rate", "0,5").err())
          .contains("a decimal comma where a dot belongs: --learning-rate 0,5");
    } finally {
      Locale.setDefault(usual);
    }
  }

  @Test
  void argumentsInAnErrorCannotControlTheTerminal() {
    assertThat(run("train", "\u001b[2J\nx").err()).hasLineCount(1).contains("\\x1b[2J\\nx");
  }

  @Test
  void aFileNamedAfterAnAtSignIsNotReadAsArguments() {
    assertThat(run("train", "@arguments").err()).contains("named corpus: @arguments;");
  }

  @Test
  void debugAddsTheTraceToTheLine() {
    assertThat(run("score", "nothing.safetensors", "--debug").err())
        .startsWith("charwise: no such file: ")
        .contains("NoSuchFileException")
        .contains("\tat charwise.");
  }

  @Test
  void aDefectIsOneLineThatSaysSo() {
    InputStream broken =
        new FilterInputStream(InputStream.nullInputStream()) {
          @Override
          public int read(byte[] bytes, int offset, int length) {
            throw new IllegalStateException("oops");
          }
        };
    Result result = new CommandLineRun(folder).withInput(broken).run("train", "-");
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err())
        .hasLineCount(1)
        .startsWith("charwise: a bug in charwise (java.lang.IllegalStateException: oops): ");
  }

  @Test
  void aReaderWhoLeftIsNoError() {
    assertThat(
            new CommandLineRun(folder)
                .withFailingOutput(new ClosedPipeException(new IOException("x")))
                .run("help"))
        .isEqualTo(new Result(0, "", ""));
  }

  @Test
  void aFullDiskIsAnError() {
    Result result =
        new CommandLineRun(folder)
            .withFailingOutput(new IOException("No space left on device"))
            .run("help");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            "charwise: cannot write the result (No space left on device): standard output;"
                + " make room there, or send it elsewhere\n");
  }

  @Test
  void anUnreadableStreamIsAnError() {
    InputStream unreadable =
        new FilterInputStream(InputStream.nullInputStream()) {
          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            throw new IOException("Input/output error");
          }
        };
    Result result = new CommandLineRun(folder).withInput(unreadable).run("train", "-");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("reading or writing failed: Input/output error");
  }

  @Test
  void errorsAreColouredOnlyWhereThatIsWanted() {
    assertThat(new CommandLineRun(folder).onTerminal(80).run("trian").err()).startsWith("\u001b[");
    assertThat(run("score", "m", "--color=always").err()).startsWith("charwise:");
    assertThat(
            new CommandLineRun(folder)
                .onTerminal(80)
                .withVariable("NO_COLOR", "1")
                .run("trian")
                .err())
        .startsWith("charwise:");
  }

  private Result run(String... arguments) {
    return new CommandLineRun(folder).run(arguments);
  }
}
