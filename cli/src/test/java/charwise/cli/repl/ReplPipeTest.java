package charwise.cli.repl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import charwise.cli.TinyModels;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The repl where standard input is no terminal, which is also what its commands do anywhere. */
class ReplPipeTest {
  private static final String FOX = "the quick brown fox jumps over the lazy dog\n".repeat(40);

  @TempDir private static Path folder;

  @BeforeAll
  static void trainModels() throws IOException {
    TinyModels.train(folder, "fox", FOX.getBytes(UTF_8));
    TinyModels.train(folder, "gru", FOX.getBytes(UTF_8), "--cell=gru");
    TinyModels.train(
        folder, "names", "anna\nbert\ncora\n".repeat(90).getBytes(UTF_8), "--items=line");
    TinyModels.train(folder, "wide", "猫e\u0301.".repeat(200).getBytes(UTF_8));
    TinyModels.train(folder, "abc", "abcabcabc".repeat(90).getBytes(UTF_8));
    TinyModels.train(folder, "bytes", "aü".repeat(300).getBytes(UTF_8), "--units=byte");
    TinyModels.train(
        folder, "kinds", "aab\tas\nbba\tbs\n".repeat(40).getBytes(UTF_8), "--task=classify");
    TinyModels.train(
        folder,
        "case",
        "The Fox\nA Dog\n".repeat(40).getBytes(UTF_8),
        "--task=tag",
        "--restore=case");
    TinyModels.train(
        folder, "turn", "ab\tba\nba\tab\n".repeat(40).getBytes(UTF_8), "--task=transduce");
  }

  @Test
  void aClassifierAnswersALineWithItsLabelsAndBars() {
    List<String> rows = repl("kinds", "aaaa").lines().toList();
    assertThat(rows).hasSize(2);
    assertThat(rows.getFirst()).startsWith("as ").contains(" % ━━━━━━━━━━");
    assertThat(rows.getLast()).startsWith("bs ");
  }

  @Test
  void aTaggerAnswersALineWithWhatIsRestored() {
    assertThat(repl("case", "the fox", "a dog"))
        .isEqualTo(
            new CommandLineRun(folder).withInput("the fox\na dog\n").run("predict", "case").out());
  }

  @Test
  void aTransducerAnswersALineWithWhatItLookedAtBelow() {
    String answer = repl("turn", "ab");
    assertThat(answer)
        .isEqualTo(
            new CommandLineRun(folder)
                .withInput("ab\n")
                .run("predict", "turn", "--attention")
                .out());
    assertThat(answer.lines().skip(1).findFirst()).hasValue("    ab");
    assertThat(answer).contains("\nend ");
  }

  @Test
  void whatWritesIsNotForModelsThatAnswer() {
    for (String command : List.of("/more", "/choose", "/set length 5", "/gates", "/surprise on")) {
      assertThat(failure("kinds", command))
          .contains("it is for models that write: " + command.replaceFirst(" .*", ""));
    }
    assertThat(repl("kinds", "/help")).contains("/load MODEL").doesNotContain("/more");
    assertThat(repl("kinds", "/show")).startsWith("kinds: a classifier, ").hasLineCount(1);
    assertThat(failure("fox", "/compare kinds")).contains("the model writes nothing: ");
  }

  @Test
  void anotherKindOfModelCanBeLoaded() {
    String first = repl("kinds", "aaaa");
    assertThat(repl("fox", "/set length 9", "the ", "/load kinds", "aaaa", "/load fox", "the qu"))
        .startsWith("the ")
        .contains(first)
        .endsWith(sample("fox", "-p", "the qu"));
  }

  @Test
  void aBeginningIsContinuedAsSampleContinuesIt() {
    assertThat(repl("fox", "the qu")).isEqualTo(sample("fox", "-p", "the qu"));
    assertThat(repl("fox", "/seed 7", "/set temperature 1", "/set length 40", "the "))
        .isEqualTo(sample("fox", "-p", "the ", "--seed=7", "-t", "1", "-n", "40"));
    assertThat(repl("names", "an")).isEqualTo(sample("names", "-p", "an"));
    assertThat(repl("fox", "/set beam 4", "/set length 20", "the "))
        .isEqualTo(sample("fox", "-p", "the ", "--beam=4", "-n", "20"));
  }

  @Test
  void moreGoesOnAsIfTheTextHadNeverEnded() {
    String whole = sample("fox", "-p", "the ", "-n", "90").strip();
    String parts = repl("fox", "/set length 45", "the ", "/more");
    assertThat(parts.replace("\n", "")).isEqualTo(whole.replace("\n", ""));
  }

  @Test
  void moreWithNoTextStartsFromNothing() {
    assertThat(repl("fox", "/more")).isEqualTo(sample("fox"));
    assertThat(repl("fox", "\"\"\"\"\"\"")).isEqualTo(sample("fox"));
  }

  @Test
  void moreGoesPastAStopText() {
    String parts = repl("names", "an", "/more", "/more");
    String names = repl("names", "/set stop none", "/set length 60", "an").strip();
    assertThat(parts).contains("\n");
    assertThat(names).startsWith(parts.replaceAll("\n+", "\n").strip());
  }

  @Test
  void againTakesTheNextSeedAndKeepsWhatTheUserWrote() {
    assertThat(repl("fox", "/set length 30", "the ", "/again", "/again"))
        .isEqualTo(
            sample("fox", "-p", "the ", "-n", "30")
                + sample("fox", "-p", "the ", "-n", "30", "--seed=43")
                + sample("fox", "-p", "the ", "-n", "30", "--seed=44"));
  }

  @Test
  void undoGoesBackSoThatMoreDoesTheSameAgain() {
    String[] start = {"/set length 20", "the ", "/more"};
    String once = repl("fox", start);
    String again = repl("fox", "/set length 20", "the ", "/more", "/undo", "/more");
    assertThat(again).startsWith(once).endsWith(once.substring(once.indexOf('\n') + 1));
  }

  @Test
  void anotherSeedCountsFromTheNextCharacterOn() {
    String other = repl("fox", "/set length 20", "the ", "/seed 9", "/more");
    assertThat(other).isNotEqualTo(repl("fox", "/set length 20", "the ", "/more"));
    assertThat(other).isEqualTo(repl("fox", "/set length 20", "the ", "/set seed 9", "/more"));
  }

  @Test
  void choosingTakesKeysFromTheNextLine() {
    List<String> lines =
        repl("abc", "/set greedy on", "/set length 2", "ab", "/choose", "1c\b1", "/more")
            .lines()
            .toList();
    assertThat(lines).hasSize(1 + 3 + 1 + 1);
    assertThat(lines.getFirst()).isEqualTo("abca");
    assertThat(lines.get(1)).matches("1  'b' +[0-9.]+%  █+");
    assertThat(lines.get(2)).startsWith("2  '");
    assertThat(lines.get(4)).isEqualTo("abcabc");
    assertThat(lines.get(5)).isEqualTo("ab");
  }

  @Test
  void aBackslashMakesTheNextKeyPlain() {
    assertThat(repl("fox", "/choose", "ab\\nc\\bx")).endsWith("\nx\n");
    assertThat(failure("fox", "/choose", "a\\1"))
        .isEqualTo(
            "line 2: the model has never seen '1' (U+0031): the text; pick a number, or type"
                + " something else");
  }

  @Test
  void whatIsChosenCanBeUndone() {
    assertThat(repl("abc", "/set greedy on", "/set length 1", "ab", "/choose", "ab", "/undo"))
        .endsWith("abcab\nabc\n");
  }

  @Test
  void surpriseColoursNothingInAPipeUnlessColourIsForced() {
    String[] lines = {"/set length 60", "/set temperature 3", "/surprise on", "the ", "/more"};
    String plain = repl("fox", lines);
    String colored = run(String.join("\n", lines), "repl", "fox", "--color=always").out();
    assertThat(plain).doesNotContain("\u001b").isEqualTo(repl("fox", without(lines, 2)));
    assertThat(colored).contains("\u001b[38;5;16;48;5;");
    assertThat(colored.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
  }

  @Test
  void stripsAreAsWideAsTheCharactersAboveThem() {
    List<String> lines = repl("wide", "/set length 1", "猫e\u0301", "/gates").lines().toList();
    assertThat(lines.get(1)).startsWith(" ".repeat(20) + "猫e◌\u0301");
    assertThat(lines.get(2).substring(20)).matches("(.)\\1.{3,4}");
  }

  @Test
  void gatesAreStripsBelowTheLastLine() {
    List<String> lines = repl("fox", "/set length 3", "the ", "/gates").lines().toList();
    assertThat(lines).hasSize(1 + 1 + 4);
    assertThat(lines.get(1)).isEqualTo(" ".repeat(20) + lines.get(0));
    assertThat(lines.subList(2, 6))
        .allMatch(line -> line.matches("1 [a-z]+ +[01]\\.\\d\\d-[01]\\.\\d\\d [▁▂▃▄▅▆▇█]{7}"))
        .allMatch(line -> line.contains("▁") && line.contains("█"));
    assertThat(lines.get(3)).startsWith("1 forget  ");
    assertThat(repl("gru", "/set length 3", "the ", "/gates").lines()).hasSize(2 + 3);
    assertThat(repl("names", "/set length 3", "\"\"\"anna", "b\"\"\"", "/gates").lines())
        .hasSize(2 + 1 + 4);
  }

  @Test
  void twoModelsContinueTheSameBeginning() {
    assertThat(repl("fox", "/set length 20", "the ", "/compare gru", "/more"))
        .isEqualTo(
            sample("fox", "-p", "the ", "-n", "20")
                + "--- fox ---\n"
                + sample("fox", "-p", "the ", "-n", "20")
                + "--- gru ---\n"
                + sample("gru", "-p", "the ", "-n", "20")
                + repl("fox", "/set length 20", "the ", "/more")
                    .substring(sample("fox", "-p", "the ", "-n", "20").length()));
  }

  @Test
  void aLoadedModelGoesOnWithTheTextIfItKnowsIt() {
    String text = sample("fox", "-p", "the ", "-n", "20").strip();
    assertThat(repl("fox", "/set length 20", "the ", "/load gru", "/more"))
        .isEqualTo(text + "\n" + sample("gru", "-p", text, "-n", "20", "--no-echo"));
    assertThat(repl("fox", "/set length 20", "the ", "/load abc", "/more"))
        .isEqualTo(text + "\n" + sample("abc", "-n", "20"));
  }

  @Test
  void theTranscriptCanBeReplayed() throws IOException {
    String out =
        repl(
            "fox", "/seed 3", "/set length 30", "\"\"\"the", "quick\"\"\"", "/again", "/save told");
    assertThat(folder.resolve("told"))
        .content()
        .isEqualTo(
            "model: fox\n> /seed 3\n> /set length 30\n> \"\"\"the\n> quick\"\"\"\n"
                + out.replaceFirst("(?s)^(.*\n)(the\nquick.*)$", "$1> /again\n$2")
                + "> /save told\n");
    String lines =
        Files.readAllLines(folder.resolve("told")).stream()
            .filter(line -> line.startsWith("> ") && !line.contains("save"))
            .map(line -> line.substring(2) + "\n")
            .reduce("", String::concat);
    assertThat(run(lines, "repl", "fox").out()).isEqualTo(out);
  }

  @Test
  void aByteOrderMarkIsNotPartOfTheFirstLine() {
    assertThat(run("\uFEFF/set length 5\nthe \n", "repl", "fox"))
        .isEqualTo(run("/set length 5\nthe \n", "repl", "fox"));
  }

  @Test
  void theTextAloneIsWrittenIntoAFile() throws IOException {
    String out =
        repl("fox", "/set length 30", "the quick", "/write story", "/more", "/write! story");
    assertThat(out).startsWith("the quick");
    assertThat(folder.resolve("story")).content().startsWith("the quick").doesNotContain("> ");
    assertThat(Files.size(folder.resolve("story"))).isEqualTo("the quick".length() + 60);
    assertThat(failure("fox", "the quick", "/write story"))
        .contains("there is such a file: story; /write! replaces it");
    assertThat(failure("fox", "/write other")).contains("no text yet");
    assertThat(failure("fox", "/edit")).contains("an editor needs a terminal");
    assertThat(repl("fox", "/exit", "not read")).isEmpty();
  }

  @Test
  void aTranscriptReplacesAFileOnlyWhenToldTo() throws IOException {
    Files.writeString(folder.resolve("taken"), "mine");
    assertThat(failure("fox", "/save taken"))
        .isEqualTo(
            "line 1: there is such a file: taken; /save! replaces it, or choose another name");
    assertThat(folder.resolve("taken")).content().isEqualTo("mine");
    assertThat(repl("fox", "/save! taken")).isEmpty();
    assertThat(folder.resolve("taken")).content().isEqualTo("model: fox\n> /save! taken\n");
  }

  @Test
  void bytesComeOutAsTheyAre() {
    Result result = run("/set length 10\nü\n", "repl", "bytes");
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo(sample("bytes", "-p", "ü", "-n", "10"));
  }

  @Test
  void unknownCharactersAreDroppedOnDemand() {
    assertThat(failure("fox", "thé"))
        .isEqualTo(
            "line 1: the model has never seen the character 'é' (U+00E9), number 3: the"
                + " beginning; take it out, or let /set unknown skip drop it");
    Result result = run("/set unknown skip\n/set length 5\nthé\n", "repl", "fox");
    assertThat(result.out()).isEqualTo(sample("fox", "-p", "th", "-n", "5"));
    assertThat(result.err())
        .isEqualTo("dropped from the beginning: 1 character that the model has never seen\n");
  }

  @Test
  void helpExplainsEveryCommandAndNoLineIsTooLong() {
    List<String> help = repl("fox", "/help").lines().toList();
    List<String> names =
        help.stream()
            .filter(line -> line.startsWith("  /"))
            .map(line -> line.strip().replaceFirst(" .*", ""))
            .toList();
    assertThat(names)
        .contains("/help", "/load", "/set", "/show", "/seed", "/more", "/again", "/undo")
        .contains("/choose", "/surprise", "/gates", "/compare", "/save", "/save!", "/quit");
    for (String name : names) {
      assertThat(repl("fox", "/help " + name).lines())
          .isNotEmpty()
          .allMatch(line -> line.length() <= 80)
          .first()
          .asString()
          .startsWith(name);
    }
    assertThat(help).allMatch(line -> line.length() <= 80);
  }

  @Test
  void showListsModelAndSettings() {
    assertThat(repl("fox", "/set top-k 5", "/set stop \\n", "/surprise on", "/show").lines())
        .contains("  top-k           5", "  stop            \\n", "  surprise        on")
        .contains("  temperature     0.7", "  seed            42", "  text            0 characters")
        .first()
        .asString()
        .matches("fox: lstm, 1 x 12, knows 28 characters, \\d\\.\\d{3} bits a character");
  }

  @Test
  void quitLeavesTheRestUnread() {
    assertThat(repl("fox", "/quit", "the ")).isEmpty();
    assertThat(repl("fox", "", "")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/mroe, 'no such command: /mroe; did you mean /more? try: /help, or put a text that begins so"
        + " between \"\"\"'",
    "/more 5, /more takes no argument: 5; try: /help more",
    "/load, nothing given for MODEL: /load; try: /help load",
    "/set, nothing given for NAME VALUE: /set; try: /help set",
    "/set temprature 1, no such setting: temprature; did you mean temperature? try: /show",
    "/set seed, nothing given for VALUE: /set seed; it is 42; try: /help set",
    "/seed x, not a whole number: seed x; try: /help set",
    "/surprise maybe, neither on nor off: /surprise maybe; try: /surprise on",
    "/help none, no such command: /none; try: /help",
    "/undo, nothing to undo: /undo; type a beginning first",
    "/gates, no text yet: /gates; type a beginning first",
    "\"\"\"the, 'the input ends within \"\"\": standard input; close it with \"\"\"'"
  })
  void theFirstErrorEndsIt(String line, String message) {
    assertThat(failure("fox", line).replaceFirst("^line \\d: ", "")).isEqualTo(message);
  }

  @Test
  void whatCameBeforeAnErrorIsThere() {
    Result result = run("/set length 3\nthe \n/nonsense\nfox\n", "repl", "fox");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEqualTo(sample("fox", "-p", "the ", "-n", "3"));
    assertThat(result.err()).startsWith("charwise: line 3: no such command: /nonsense; ");
  }

  @Test
  void malformedInputIsAnError() {
    var input = new ByteArrayInputStream(new byte[] {'a', (byte) 0xFF, '\n'});
    Result result = new CommandLineRun(folder).withInput(input).run("repl", "fox");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("charwise: not valid UTF-8 at byte offset 1 (0xff): standard input; ")
        .hasLineCount(1);
  }

  @Test
  void withoutAModelItTakesTheOnlyOneHere(@TempDir Path here) throws IOException {
    var elsewhere = new CommandLineRun(here);
    assertThat(elsewhere.withInput("/show").run("repl"))
        .isEqualTo(
            new Result(
                1,
                "",
                "charwise: no model here: repl; name one, or train one first: charwise train\n"));

    Files.copy(folder.resolve("fox"), here.resolve("fox.safetensors"));
    assertThat(elsewhere.withInput("/show").run("repl").out()).startsWith("fox.safetensors: lstm");

    Files.copy(folder.resolve("gru"), here.resolve("gru.safetensors"));
    Result several = elsewhere.withInput("/show").run("repl");
    assertThat(several.exitCode()).isEqualTo(2);
    assertThat(several.err()).contains("several models here: ", "fox.safetensors", "; name one");
  }

  private static String[] without(String[] lines, int index) {
    return IntStream.range(0, lines.length)
        .filter(i -> i != index)
        .mapToObj(i -> lines[i])
        .toArray(String[]::new);
  }

  private static String repl(String model, String... lines) {
    Result result = run(String.join("\n", lines) + "\n", "repl", model);
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    return result.out();
  }

  private static String failure(String model, String... lines) {
    Result result = run(String.join("\n", lines) + "\n", "repl", model);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).startsWith("charwise: ").hasLineCount(1);
    return result.err().strip().substring("charwise: ".length());
  }

  private static String sample(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "sample";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return run("", all).out();
  }

  private static Result run(String input, String... arguments) {
    return new CommandLineRun(folder).withInput(input).run(arguments);
  }
}
