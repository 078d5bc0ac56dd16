package charwise.cli.repl.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun;
import charwise.cli.FakeSignals;
import charwise.cli.TinyModels;
import charwise.cli.console.Console;
import charwise.cli.console.Surroundings;
import charwise.cli.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The repl on a terminal that is all software: keys in, screen out. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class TerminalFrontTest {
  private static final String FOX = "the quick brown fox jumps over the lazy dog\n".repeat(40);
  private static final String ENTER = "\r";
  private static final String CTRL_D = "\u0004";
  private static final String CTRL_U = "\u0015";
  private static final String UP = "\u0010";

  @TempDir private static Path folder;

  private final FakeSignals signals = new FakeSignals();
  private final Map<String, String> environment = new HashMap<>();
  private String type = "xterm-256color";
  private Size size = Size.of(80, 24);
  private @Nullable LineDisciplineTerminal terminal;

  @BeforeAll
  static void trainModels() throws IOException {
    TinyModels.train(folder, "fox", FOX.getBytes(UTF_8));
    TinyModels.train(folder, "gru", FOX.getBytes(UTF_8), "--cell=gru");
    TinyModels.train(folder, "bell", "a\u0007b\u001b[31mc".repeat(200).getBytes(UTF_8));
    TinyModels.train(
        folder, "kinds", "aab\tas\nbba\tbs\n".repeat(40).getBytes(UTF_8), "--task=classify");
  }

  @Test
  void aClassifierShowsItsLabelsWhileALineIsTyped() throws IOException {
    String keys = "/load kinds" + ENTER + "aa" + CTRL_U + CTRL_D;
    String shown = plain(run(keys));
    assertThat(shown).containsPattern("as +[0-9.]+ % ━━━").containsPattern("bs +[0-9.]+ %");

    size = Size.of(80, 8);
    assertThat(plain(run(keys))).doesNotContain("━");
  }

  @Test
  void theSameLinesGiveTheSameTextAsInAPipe() throws IOException {
    List<String> lines =
        List.of("/seed 5", "/set length 70", "the q", "/more", "/again", "/undo", "/choose", "1o");
    String piped =
        new CommandLineRun(folder).withInput(String.join("\n", lines)).run("repl", "fox").out();
    List<String> texts = piped.lines().filter(line -> !line.matches("[1-9]  '.*")).toList();

    String shown = plain(run(String.join(ENTER, lines) + ENTER + CTRL_D));

    assertThat(texts).hasSizeGreaterThan(4).allSatisfy(text -> assertThat(shown).contains(text));
  }

  @Test
  void interruptingEndsTheTextAndNothingElse() throws IOException {
    String line = sample("-p", "the ", "-n", "30").lines().findFirst().orElseThrow();
    String start = line.substring(0, Math.min(12, line.length()));
    String keys = "/set length 100000" + ENTER + "the " + ENTER + "/show" + ENTER + CTRL_D;

    String shown = plain(run(keys, start, () -> signals.send("INT")));

    assertThat(start).hasSizeGreaterThan("the ".length());
    assertThat(shown)
        .contains("stopped; /more goes on", "text            " + start.length() + " characters");
  }

  @Test
  void theScreenGetsEachCharacterAsSoonAsItIsChosen() throws IOException {
    var counting = new ByteArrayOutputStream();
    int[] flushes = {0};
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) {
            counting.write(b);
          }

          @Override
          public void flush() {
            flushes[0]++;
          }
        };
    run("/set length 300" + ENTER + "the " + ENTER + CTRL_D, out);

    assertThat(flushes[0]).isGreaterThan(300);
  }

  @Test
  void wordsThatPeopleTypeAreCommandsWithoutTheSlash() throws IOException {
    assertThat(plain(run("help" + ENTER + "exit" + ENTER + "the fox")))
        .contains("/write FILE", "/edit")
        .contains("> exit")
        .doesNotContain("> the fox");
  }

  @Test
  void anErrorEndsNothing() throws IOException {
    String shown = plain(run("/nonsense" + ENTER + "/show" + ENTER + CTRL_D));
    assertThat(shown).contains("charwise: no such command: /nonsense;", "fox: lstm, 1 x 12");
  }

  @Test
  void tabCompletesCommandsSettingsAndFiles() throws IOException {
    Files.createDirectories(folder.resolve("models/old"));
    assertThat(plain(run("/sho\t" + ENTER + CTRL_D))).contains("text            0 characters");
    assertThat(plain(run("/set temp\t0.25" + ENTER + CTRL_D))).contains("temperature 0.25");
    assertThat(plain(run("/load mod\told" + ENTER + CTRL_D))).contains("models/old");
  }

  @Test
  void completionsComeWithDescriptions() throws IOException {
    assertThat(plain(run("/s\t" + CTRL_U + CTRL_D)))
        .contains("/surprise", "(colour each character by how surprising it is)");
    assertThat(plain(run("/set top\t" + CTRL_U + CTRL_D)))
        .contains("top-k", "(choose among the K likeliest only, or all)");
  }

  @Test
  void threeQuotesHoldSeveralLines() throws IOException {
    String shown =
        plain(
            run("/set length 9" + ENTER + "\"\"\"the lazy" + ENTER + "dog\"\"\"" + ENTER + CTRL_D));
    assertThat(shown)
        .contains("... ")
        .contains(sample("-p", "the lazy\ndog", "-n", "9").replace("\n", "\r\n"));
  }

  @Test
  void linesAreKeptForTheNextTime() throws IOException {
    environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
    run("/set length 7" + ENTER + "the " + ENTER + CTRL_D);

    String again = plain(run(UP + ENTER + "\u0012leng" + ENTER + CTRL_D));

    assertThat(folder.resolve("state/charwise/history"))
        .content()
        .startsWith("/set length 7\nthe \n");
    assertThat(again).contains(sample("-p", "the ", "-n", "500").lines().findFirst().orElseThrow());
    assertThat(again).contains("length 7");
  }

  @Test
  void keysChooseAndTakeBack() throws IOException {
    String shown =
        plain(
            run(
                "/set length 1"
                    + ENTER
                    + "the q"
                    + ENTER
                    + "/choose"
                    + ENTER
                    + "xy\u007f\u007fzé"
                    + ENTER
                    + CTRL_D));
    assertThat(shown)
        .contains("1-9 take", "the model has never seen 'é'", "1  '")
        .contains(sample("-p", "the q", "-n", "1").strip() + "z\r\n");
  }

  @Test
  void controlCharactersOfAModelAreSpelledOut() throws IOException {
    assertThat(run("bell", "/set length 60" + ENTER + "a" + ENTER + CTRL_D))
        .contains("\\x07")
        .doesNotContain("\u0007");
  }

  @Test
  void surpriseColoursWhatIsTypedAndWhatIsWritten() throws IOException {
    String shown = run("/surprise on" + ENTER + "zzz" + ENTER + CTRL_D);
    assertThat(shown).contains("\u001b[38;5;16;48;5;");
    assertThat(plain(shown)).contains("bits a character: below 2,  2 to 4 ");
  }

  @Test
  void withoutColourThereIsNone() throws IOException {
    environment.put("NO_COLOR", "1");
    String shown = run("/surprise on" + ENTER + "/set length 30" + ENTER + "zzz" + ENTER + CTRL_D);
    assertThat(shown)
        .doesNotContainPattern("\u001b\\[(?!7m|0m)[0-9;]*m") // the status line is inverse
        .contains("without colour only the mean is shown")
        .containsPattern("[0-9.]+ bits a character");
  }

  @Test
  void aDumbTerminalGetsNoEscapeCodes() throws IOException {
    type = "dumb";
    environment.put("TERM", "dumb");
    String shown =
        run("/set length 9" + ENTER + "the " + ENTER + "/choose" + ENTER + "x" + ENTER + CTRL_D);
    assertThat(shown)
        .contains(sample("-p", "the ", "-n", "9").strip(), "keys> ")
        .doesNotContain("\u001b");
  }

  @Test
  void aTerminalOfUnknownSizeWorksToo() throws IOException {
    size = Size.of(0, 0);
    assertThat(plain(run("/set length 9" + ENTER + "the " + ENTER + "/gates" + ENTER + CTRL_D)))
        .contains(sample("-p", "the ", "-n", "9").strip(), "1 forget ");
  }

  @Test
  void theBottomLineShowsModelAndSettings() throws IOException {
    assertThat(plain(run("/set top-k 3" + ENTER + CTRL_D)))
        .contains(" fox  temperature 0.7  seed 42 ")
        .contains("top-k 3  seed 42 ");
  }

  @Test
  void modelsStandSideBySide() throws IOException {
    assertThat(plain(run("the " + ENTER + "/compare gru" + ENTER + CTRL_D)))
        .containsPattern("fox {36}\\| gru");
  }

  @Test
  void ofSeveralModelsTheUserPicksOne() throws IOException {
    var out = new ByteArrayOutputStream();
    run(List.of("fox", "gru"), "nothing" + ENTER + "2" + ENTER + CTRL_D, out);
    assertThat(plain(out.toString(UTF_8)))
        .contains(" 1  fox", " 2  gru", "Which model? [1] ")
        .contains("charwise: no such file: ", "nothing; check the name")
        .contains("gru: gru, 1 x 12");
  }

  @Test
  void signalsAreGivenBack() throws IOException {
    run(CTRL_D);
    assertThat(signals.heard()).isEmpty();
  }

  private String run(String keys) throws IOException {
    return run("fox", keys);
  }

  private String run(String model, String keys) throws IOException {
    var out = new ByteArrayOutputStream();
    run(List.of(model), keys, out);
    return out.toString(UTF_8);
  }

  private void run(String keys, OutputStream out) throws IOException {
    run(List.of("fox"), keys, out);
  }

  /** Runs {@code action} once the screen has got {@code awaited}. */
  private String run(String keys, String awaited, Runnable action) throws IOException {
    var out =
        new ByteArrayOutputStream() {
          private boolean seen;

          @Override
          public synchronized void write(int b) {
            super.write(b);
            if (!seen && plain(toString(UTF_8)).contains(awaited)) {
              seen = true;
              action.run();
            }
          }
        };
    run(List.of("fox"), keys, out);
    return out.toString(UTF_8);
  }

  private void run(List<String> models, String keys, OutputStream out) throws IOException {
    var surroundings =
        new Surroundings(
            new Terminal(true, true, true, () -> size.getColumns()), environment, folder, signals);
    var console =
        new Console(
            InputStream.nullInputStream(), out, OutputStream.nullOutputStream(), surroundings);
    try (var made = new LineDisciplineTerminal("test", type, out, UTF_8)) {
      terminal = made;
      made.setSize(size);
      var front = new TerminalFront(made, console);
      press(keys);
      front.run(models);
    }
  }

  private void press(String keys) {
    try {
      Objects.requireNonNull(terminal).processInputBytes(keys.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sample(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "sample";
    all[1] = "fox";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return new CommandLineRun(folder).run(all).out();
  }

  private static String plain(String shown) {
    return shown.replaceAll("\u001b\\[[0-9;?]*[A-Za-z]|\u001b[()=>][0B]?", "");
  }
}
