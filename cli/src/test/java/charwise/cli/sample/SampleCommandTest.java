package charwise.cli.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import charwise.cli.TinyModels;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleCommandTest {
  private static final String TEXT = "the quick brown fox jumps over the lazy dog\n".repeat(40);

  @TempDir private static Path folder;

  @BeforeAll
  static void trainModels() throws IOException {
    TinyModels.train(folder, "fox", TEXT.getBytes(StandardCharsets.UTF_8));
    TinyModels.train(
        folder,
        "names",
        "anna\nbert\ncora\n".repeat(90).getBytes(StandardCharsets.UTF_8),
        "--items=line",
        "--learning-rate=0.05");
    TinyModels.train(
        folder, "bell", "a\u0007b\u001b[31mc".repeat(200).getBytes(StandardCharsets.UTF_8));
    TinyModels.train(
        folder,
        "bytes",
        "ü\u00ff".repeat(300).getBytes(StandardCharsets.ISO_8859_1),
        "--units=byte");
  }

  @Test
  void theSameSeedWritesTheSameText() {
    Result result = sample("fox");
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(sample("fox", "--seed=42", "--threads=2")).isEqualTo(result);
    assertThat(sample("fox", "--seed=43").out()).isNotEqualTo(result.out());
  }

  @Test
  void fiveHundredCharactersAreTheUsualLength() {
    assertThat(sample("fox", "--json").value(0, "chars")).isEqualTo(500L);
    assertThat(sample("fox", "--json", "-n", "7").value(0, "chars")).isEqualTo(7L);
  }

  @Test
  void thePromptComesFirstUnlessItIsNotWanted() {
    String whole = sample("fox", "-p", "the qu", "-n", "20").out();
    assertThat(whole).startsWith("the qu").endsWith("\n");
    assertThat("the qu" + sample("fox", "-p", "the qu", "-n", "20", "--no-echo").out())
        .isEqualTo(whole);
  }

  @Test
  void aPromptMayComeFromAFileOrFromStandardInput() throws IOException {
    Files.writeString(folder.resolve("prompt.txt"), "the qu");
    Result expected = sample("fox", "-p", "the qu");
    assertThat(sample("fox", "--prompt-file=prompt.txt")).isEqualTo(expected);
    assertThat(
            new CommandLineRun(folder)
                .withInput("the qu")
                .run("sample", "fox", "--prompt-file", "-"))
        .isEqualTo(expected);
  }

  @Test
  void aPromptThatIsPipedInIsNotIgnored() {
    Result piped = new CommandLineRun(folder).withInput("the qu\n").run("sample", "fox");
    assertThat(piped.out()).isEqualTo(sample("fox", "-p", "the qu").out());
    assertThat(piped.err()).isEqualTo("reading the prompt from standard input\n");
    Result named = new CommandLineRun(folder).withInput("fox").run("sample", "fox", "-p", "the qu");
    assertThat(named).isEqualTo(sample("fox", "-p", "the qu"));
  }

  @Test
  void differentPromptsDoNotRunIntoTheSameText() {
    String fox = sample("fox", "-p", "fox", "-n", "300", "-t", "2", "--no-echo").out();
    String dog = sample("fox", "-p", "dog", "-n", "300", "-t", "2", "--no-echo").out();
    assertThat(fox.substring(200)).isNotEqualTo(dog.substring(200));
    assertThat(sample("fox", "-p", "fox", "-n", "300", "-t", "2", "--no-echo").out())
        .isEqualTo(fox);
  }

  @Test
  void answersOfAModelOfLinesAreItsLines() throws IOException {
    TinyModels.train(
        folder, "paths", "C:\\a\n".repeat(200).getBytes(StandardCharsets.UTF_8), "--items=line");
    Result answers =
        new CommandLineRun(folder)
            .withInput("C:\\\n")
            .run("sample", "paths", "--prompts=-", "-t=0");
    assertThat(answers.out()).startsWith("C:\\").doesNotContain("\\\\");
  }

  @Test
  void copiesAreKnownInAColumnAndBehindAByteOrderMark() throws IOException {
    Files.writeString(folder.resolve("known.txt"), "\uFEFFanna\r\nbert\ncora\n");
    Files.writeString(folder.resolve("known.csv"), "n,name\n1,anna\n2,bert\n3,cora\n");
    String lines = sample("names", "--count=4", "--novel=known.txt", "-t", "1.5").out();
    assertThat(lines.lines()).hasSize(4).doesNotContain("anna", "bert", "cora");
    assertThat(
            sample("names", "--count=4", "--novel=known.csv", "--column=name", "-t", "1.5").out())
        .isEqualTo(lines);
    assertThat(sample("names", "--column=name").err()).contains("add --novel CORPUS");
  }

  @Test
  void aStopThatNeverComesUpIsSaidSo() {
    assertThat(sample("fox", "--stop=é", "-n", "3").err())
        .isEqualTo(
            "--stop é never comes up: the model has never seen the character 'é' (U+00E9)\n");
  }

  @Test
  void anUnknownCharacterIsNamed() {
    Result result = sample("fox", "-p", "the é");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            "charwise: the model has never seen the character 'é' (U+00E9), number 5: the prompt;"
                + " take it out, or let --unknown skip drop it\n");
  }

  @Test
  void unknownCharactersCanBeDropped() {
    Result result = sample("fox", "-p", "thÉe", "--unknown=skip");
    assertThat(result.out()).isEqualTo(sample("fox", "-p", "the").out());
    assertThat(result.err())
        .isEqualTo("dropped from the prompt: 1 character that the model has never seen\n");
  }

  @Test
  void aTextEndsBeforeAStopString() {
    Result result = sample("fox", "--stop=e", "--stop", "o", "--json", "--count=4");
    assertThat(result.outLines()).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertThat(result.value(i, "stop_reason")).isEqualTo("stop");
      assertThat(result.string(i, "text")).doesNotContain("e", "o");
    }
  }

  @Test
  void jsonHasExactlyTheKeysOfTheContract() {
    Result result = sample("fox", "--json", "--count=2", "-p", "the ");
    assertThat(result.keys(1))
        .containsExactly("index", "prompt", "text", "chars", "nats_per_char", "stop_reason");
    assertThat(result.value(0, "index")).isEqualTo(0L);
    assertThat(result.value(1, "index")).isEqualTo(1L);
    assertThat(result.value(1, "prompt")).isEqualTo("the ");
    assertThat(result.value(1, "stop_reason")).isEqualTo("length");
    assertThat(result.number(1, "nats_per_char")).isPositive();
  }

  @Test
  void severalTextsAreSetApart() {
    Result result = sample("fox", "--count=3", "-n", "10", "-p", "the ");
    String[] texts = result.out().split("--- [23] of 3 ---\n", -1);
    assertThat(texts).hasSize(3).allMatch(text -> text.startsWith("the ") && text.endsWith("\n"));
    assertThat(texts[0]).isEqualTo(sample("fox", "-n", "10", "-p", "the ").out());
  }

  @Test
  void textsAreTheSameHoweverTheyArePrinted() {
    Result plain = sample("fox", "--count=20", "-n", "30", "--stop=g");
    Result json = sample("fox", "--count=20", "-n", "30", "--stop=g", "--json");
    String[] texts = plain.out().split("--- [0-9]+ of 20 ---\n", -1);
    assertThat(texts).hasSize(20);
    for (int i = 0; i < 20; i++) {
      assertThat(texts[i].stripTrailing()).isEqualTo(json.string(i, "text").stripTrailing());
    }
  }

  @Test
  void eachLineOfPromptsGetsOneLine() {
    Result result =
        new CommandLineRun(folder)
            .withInput("the \n\nfox\r\nlazy")
            .run("sample", "fox", "--prompts", "-", "-n", "300");
    assertThat(result.outLines()).hasSize(4);
    assertThat(result.outLines().get(0)).startsWith("the ").contains("\\n");
    assertThat(result.outLines().get(2)).startsWith("fox");
    assertThat(result.outLines().get(3)).startsWith("lazy");
    String alone = sample("fox", "-p", "fox", "-n", "300").out();
    assertThat(result.outLines().get(2)).startsWith(alone.stripTrailing().replace("\n", "\\n"));
  }

  @Test
  void promptsAreAnsweredBeforeTheNextIsRead() {
    var lines = new ByteArrayInputStream("the \nfox\n".getBytes(StandardCharsets.UTF_8));
    var reader = new CommandLineRun(folder);
    InputStream oneByOne =
        new InputStream() {
          @Override
          public int read() {
            return lines.read();
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            return lines.read(bytes, offset, Math.min(1, length));
          }
        };
    Result result =
        reader.withInput(oneByOne).run("sample", "fox", "--prompts", "-", "-n", "5", "--json");
    assertThat(result.value(0, "prompt")).isEqualTo("the ");
    assertThat(result.value(1, "index")).isEqualTo(1L);
  }

  @Test
  void aBadPromptIsNamedByItsLine() {
    Result result =
        new CommandLineRun(folder)
            .withInput("the\nÉ\n")
            .run("sample", "fox", "--prompts", "-", "-n", "5");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.outLines()).hasSize(1);
    assertThat(result.err()).contains("line 2 of standard input");
  }

  @Test
  void greedyTextNeedsNoSeed() {
    assertThat(sample("fox", "--greedy", "--seed=1").out())
        .isEqualTo(sample("fox", "--greedy", "--seed=2").out())
        .isEqualTo(sample("fox", "--temperature=0").out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--top-k=1", "--top-p=1e-9", "--min-p=1"})
  void whereOnlyTheLikeliestMayBeChosenTextIsGreedy(String option) {
    assertThat(sample("fox", option).out()).isEqualTo(sample("fox", "--greedy").out());
  }

  @Test
  void aPenaltyForRepetitionChangesTheText() {
    assertThat(sample("fox", "--repeat-penalty=3").out())
        .isNotEqualTo(sample("fox", "--repeat-penalty=1").out());
  }

  @Test
  void aBeamFindsATextAtLeastAsLikelyAsTheGreedyOne() {
    var beam = sample("fox", "--beam=8", "-n", "20", "--json").number(0, "nats_per_char");
    var greedy = sample("fox", "--greedy", "-n", "20", "--json").number(0, "nats_per_char");
    assertThat(beam).isLessThanOrEqualTo(greedy + 1e-9);
  }

  @Test
  void optionsThatExcludeEachOtherAreRefused() {
    assertRefused("--prompt and --prompts", "-p", "x", "--prompts", "-");
    assertRefused("--greedy and --temperature", "--greedy", "-t", "1");
    assertRefused("--beam and --top-p", "--beam=2", "--top-p=0.5");
    assertRefused("--beam and --greedy", "--beam=2", "--greedy");
    assertRefused("--beam and --count", "--beam=2", "--count=2");
    assertRefused("--match and --beam", "--match=a", "--beam=2");
    assertRefused("--match and --stop", "--match=a", "--stop=b");
    assertRefused("--novel and --greedy", "--novel=x", "-t", "0");
    assertThat(sample("fox", "--prompts=-", "--novel=-").err()).contains("- given twice");
  }

  @Test
  void aModelOfLinesWritesALineForEachText() {
    Result result = sample("names", "--count=20");
    assertThat(result.outLines()).hasSize(20).doesNotContain("--- 2 of 20 ---");
    Result json = sample("names", "--count=20", "--json");
    for (int i = 0; i < 20; i++) {
      assertThat(result.outLines().get(i)).isEqualTo(json.string(i, "text"));
      assertThat(json.value(i, "stop_reason")).isEqualTo("stop");
    }
    assertThat(sample("names", "--count=3", "-p", "be").outLines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("be"));
  }

  @Test
  void aModelOfLinesHasATemperatureOfItsOwn() {
    Result usual = sample("names", "--count=30");
    assertThat(sample("names", "--count=30", "-t", "1")).isEqualTo(usual);
    assertThat(sample("names", "--count=30", "-t", "0.7")).isNotEqualTo(usual);
    assertThat(sample("names", "--greedy").out())
        .isEqualTo(sample("names", "-t", "0").out())
        .isEqualTo(sample("names", "--greedy", "--seed=5").out());
  }

  @Test
  void textsThatEndAtALineFeedAreSetApartByNothingElse() {
    Result result = sample("fox", "--count=5", "--stop=\n");
    assertThat(result.outLines()).hasSize(5).noneMatch(line -> line.startsWith("---"));
  }

  @Test
  void neitherThreadsNorRoundsShow() {
    for (String[] more :
        new String[][] {
          {"--count=40"},
          {"--count=40", "--json"},
          {"--count=3", "--novel=text-of-names"},
          {"--count=40", "--weights=bf16", "--json"}
        }) {
      Result one = sample("fox", with(more, "--threads=1", "-n", "20"));
      assertThat(one.exitCode()).isZero();
      assertThat(sample("fox", with(more, "--threads=3", "-n", "20"))).isEqualTo(one);
    }
    List<String> many = sample("names", "--count=1100").outLines();
    assertThat(many).hasSize(1100);
    assertThat(many.subList(0, 10)).isEqualTo(sample("names", "--count=10").outLines());
  }

  @Test
  void roundedWeightsAreSlightlyOthers() {
    Result exact = sample("fox", "--greedy", "--json", "-n", "40");
    Result rounded = sample("fox", "--greedy", "--json", "-n", "40", "--weights=bf16");
    assertThat(sample("fox", "--greedy", "--json", "-n", "40", "--weights=f32")).isEqualTo(exact);
    assertThat(rounded.number(0, "nats_per_char"))
        .isNotEqualTo(exact.number(0, "nats_per_char"))
        .isCloseTo(exact.number(0, "nats_per_char"), within(0.05));
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void manyPromptsAreAnsweredAsEachIsAlone() {
    String prompts = "the \nfox\n\nl\n".repeat(70);
    List<String> answers =
        new CommandLineRun(folder)
            .withInput(prompts)
            .run("sample", "fox", "--prompts=-", "-n", "9", "--count=2")
            .outLines();
    assertThat(answers).hasSize(560);
    List<String> fox =
        new CommandLineRun(folder)
            .withInput("fox\n")
            .run("sample", "fox", "--prompts=-", "-n", "9", "--count=2")
            .outLines();
    assertThat(answers.subList(2, 4)).isEqualTo(fox);
    assertThat(answers.subList(554, 556)).isEqualTo(fox);
  }

  @Test
  void onlyNewTextsAreWrittenWhereCopiesAreNotWanted() throws IOException {
    List<String> drawn = sample("names", "--count=300", "-t", "1.5").outLines();
    assertThat(drawn.subList(0, 10)).containsAnyOf("anna", "bert", "cora");
    List<String> expected =
        drawn.stream().filter(name -> !List.of("anna", "bert", "cora").contains(name)).toList();
    assertThat(expected).hasSizeBetween(1, 299);
    String first = String.valueOf(Math.min(5, expected.size()));
    Files.writeString(folder.resolve("known.txt"), "anna\r\nbert\ncora");
    Result result = sample("names", "--novel=known.txt", "--count", first, "-t", "1.5");
    assertThat(result.outLines()).isEqualTo(expected.subList(0, Integer.parseInt(first)));
    int tried = drawn.indexOf(expected.get(Integer.parseInt(first) - 1)) + 1;
    int copies = tried - Integer.parseInt(first);
    assertThat(copies).isPositive();
    assertThat(result.err()).startsWith(copies + " of " + tried + " text").contains("known.txt");
    Result json = sample("names", "--novel=known.txt", "--count", first, "-t", "1.5", "--json");
    assertThat(json.string(0, "text")).isEqualTo(expected.getFirst());
    assertThat(json.value(0, "index")).isEqualTo(0L);
  }

  @Test
  void aPromptIsPartOfWhatMustBeNew() throws IOException {
    Files.writeString(folder.resolve("every.txt"), "xo\nax\n");
    Result result = sample("fox", "-p", "x", "--novel=every.txt", "-n", "1", "--count=60");
    assertThat(result.outLines()).hasSize(119).doesNotContain("xo").contains("xz");
  }

  @Test
  void tooFewNewTextsAreAFailure() throws IOException {
    Files.writeString(folder.resolve("letters.txt"), "\n" + String.join("\n", TEXT.split("")));
    Result result = sample("fox", "--novel=letters.txt", "-n", "1", "--count=2");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .hasLineCount(1)
        .startsWith("charwise: only 0 of 200 texts are not in the text they are compared with: ");
  }

  @Test
  void onlyWhatMatchesIsWritten() {
    Result result = sample("fox", "--match=[a-z]{3}( [a-z]{3})?\\n", "--count=30", "--json");
    for (int i = 0; i < 30; i++) {
      assertThat(result.string(i, "text")).matches("[a-z]{3}( [a-z]{3})?\n");
      assertThat(result.value(i, "stop_reason")).isEqualTo("match");
    }
    assertThat(sample("names", "--match=[a-z]{5}", "--count=7").outLines())
        .hasSize(7)
        .allMatch(name -> name.matches("[a-z]{5}"));
    assertThat(sample("names", "--match=.*", "-n", "6", "--count=50").outLines())
        .hasSize(50)
        .allMatch(name -> name.length() <= 6);
  }

  @Test
  void whatCannotMatchIsAnError() {
    Result missing = sample("fox", "--match=[0-9]+");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err())
        .startsWith("charwise: the model has never seen the character '0' (U+0030), ");
    assertThat(sample("fox", "--match=a(").exitCode()).isEqualTo(2);
    assertThat(sample("fox", "--match=.{9}", "-n", "8").exitCode()).isEqualTo(2);
  }

  @Test
  void controlCharactersReachAFileButNotATerminal() {
    String text = sample("bell", "-t", "1", "-n", "300").out();
    assertThat(text).contains("\u0007", "\u001b");
    String shown =
        new CommandLineRun(folder)
            .onTerminal(80)
            .withVariable("NO_COLOR", "1")
            .run("sample", "bell", "-t", "1", "-n", "300")
            .out();
    assertThat(shown.stripTrailing())
        .isEqualTo(text.stripTrailing().replace("\u0007", "\\x07").replace("\u001b", "\\x1b"));
  }

  @Test
  void bytesThatAreNoTextAreSpelledOutOnATerminal() {
    String shown =
        new CommandLineRun(folder).onTerminal(80).run("sample", "bytes", "-n", "20").out();
    assertThat(shown).matches("(\\\\xf[cf]|ü)+\n");
  }

  @Test
  void aFileThatIsNoModelIsAnError() {
    Result result = sample("text-of-fox");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).hasLineCount(1).contains("text-of-fox");
  }

  @Test
  void aPromptMayBeginWithADash() {
    assertThat(sample("fox", "-p", "- ", "--unknown=skip", "-n", "5").exitCode()).isZero();
    assertThat(sample("fox", "--prompt=-q", "--unknown=skip", "-n", "5").out()).startsWith("q");
    assertThat(sample("fox", "-p", "-q", "--unknown=skip", "-n", "5").out()).startsWith("q");
  }

  private static void assertRefused(String options, String... arguments) {
    Result result = sample("fox", arguments);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("exclude each other: " + options);
  }

  private static Result sample(String model, String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "sample";
    arguments[1] = model;
    System.arraycopy(more, 0, arguments, 2, more.length);
    return new CommandLineRun(folder).run(arguments);
  }
}
