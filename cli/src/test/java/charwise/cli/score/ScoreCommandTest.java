package charwise.cli.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import charwise.cli.Charwise;
import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import charwise.cli.TinyModels;
import charwise.cli.console.CharacterWidth;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreCommandTest {
  private static final String HEADER =
      "nats_per_char\tbits_per_char\tperplexity\tchars\tunknown\tfile";

  @TempDir private static Path folder;

  @BeforeAll
  static void trainModels() throws IOException {
    byte[] fox =
        "the quick brown fox jumps over the lazy dog\n".repeat(40).getBytes(StandardCharsets.UTF_8);
    TinyModels.train(folder, "model", fox);
    TinyModels.train(folder, "lines", fox, "--items=line");
    Files.writeString(folder.resolve("a.txt"), "the lazy dog\njumps over\n");
    Files.writeString(folder.resolve("b.txt"), "xqzj vkw qqq\n");
    Files.writeString(folder.resolve("accents.txt"), "thé läzy dog\n");
    Files.writeString(folder.resolve("empty.txt"), "");
  }

  @Test
  void thereIsARowPerFileUnderAHeader() {
    Result result = score("model", "a.txt", "b.txt");
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.outLines()).hasSize(3);
    assertThat(result.outLines().get(0)).isEqualTo(HEADER);
    assertThat(result.outLines().get(1))
        .matches("[0-9]+\\.[0-9]{6}\t[0-9]+\\.[0-9]{6}\t[0-9]+\\.[0-9]{4}\t23\t0\ta\\.txt");
  }

  @Test
  void theFirstCharacterFollowsNothingAndIsNotScored() {
    assertThat(score("model", "a.txt", "--json").value(0, "chars")).isEqualTo(23L);
  }

  @Test
  void jsonHasTheKeysOfTheHeader() {
    Result result = score("model", "a.txt", "--json");
    assertThat(result.keys(0)).containsExactly(HEADER.split("\t", -1));
    double nats = result.number(0, "nats_per_char");
    assertThat(result.number(0, "bits_per_char") * Math.log(2)).isCloseTo(nats, offset(1e-12));
    assertThat(Math.log(result.number(0, "perplexity"))).isCloseTo(nats, offset(1e-9));
  }

  @Test
  void aFamiliarTextSurprisesLess() {
    double familiar = score("model", "a.txt", "--json").number(0, "nats_per_char");
    double strange = score("model", "b.txt", "--json").number(0, "nats_per_char");
    assertThat(familiar).isLessThan(strange);
  }

  @Test
  void standardInputIsScoredByItsName() throws IOException {
    String text = Files.readString(folder.resolve("a.txt"));
    Result named = new CommandLineRun(folder).withInput(text).run("score", "model", "-");
    Result implied = new CommandLineRun(folder).withInput(text).run("score", "model");
    assertThat(named.out()).isEqualTo(score("model", "a.txt").out().replace("a.txt", "-"));
    assertThat(implied).isEqualTo(named);
  }

  @Test
  void aColumnIsScoredARecordALine() throws IOException {
    Files.writeString(folder.resolve("t.csv"), "n,text\n1,the quick\n2,\"xyz, xyz\"\n");
    Result result =
        new CommandLineRun(folder)
            .run("score", "model", "t.csv", "--column=text", "--by=line", "--top=1", "--json");
    assertThat(result.outLines()).hasSize(1);
    assertThat(result.value(0, "line")).isEqualTo(2L);
    assertThat(result.value(0, "text")).isEqualTo("xyz, xyz");
  }

  @Test
  void unknownCharactersAreCountedAndCostTwentyBits() {
    Result result = score("model", "accents.txt", "--json");
    assertThat(result.value(0, "unknown")).isEqualTo(2L);
    assertThat(result.value(0, "chars")).isEqualTo(12L);
    Result known =
        new CommandLineRun(folder).withInput("th lzy dog\n").run("score", "model", "--json");
    double bits = known.number(0, "bits_per_char") * 10 + 2 * 20;
    assertThat(result.number(0, "bits_per_char") * 12).isCloseTo(bits, offset(1e-9));
  }

  @Test
  void eachFileStartsAfreshUnlessToldOtherwise() {
    List<String> alone = score("model", "b.txt").outLines();
    assertThat(score("model", "a.txt", "b.txt").outLines().get(2)).isEqualTo(alone.get(1));
    assertThat(score("model", "a.txt", "b.txt", "--reset=file").outLines().get(2))
        .isEqualTo(alone.get(1));
    List<String> carried = score("model", "a.txt", "b.txt", "--reset=never").outLines();
    assertThat(carried.get(2)).isNotEqualTo(alone.get(1)).contains("\t13\t0\tb.txt");
  }

  @Test
  void eachLineStartsAfreshWhereThatIsAsked() throws IOException {
    Files.writeString(folder.resolve("once.txt"), "the lazy dog\n");
    Files.writeString(folder.resolve("twice.txt"), "the lazy dog\nthe lazy dog\n");
    Result once = score("model", "once.txt", "--reset=line", "--json");
    Result twice = score("model", "twice.txt", "--reset=line", "--json");
    assertThat(twice.number(0, "nats_per_char"))
        .isCloseTo(once.number(0, "nats_per_char"), offset(1e-12));
    assertThat(once.value(0, "chars")).isEqualTo(13L);
  }

  @Test
  void aModelOfLinesIsReadByLines() {
    assertThat(score("lines", "a.txt")).isEqualTo(score("lines", "a.txt", "--reset=line"));
    assertThat(score("lines", "a.txt")).isNotEqualTo(score("lines", "a.txt", "--reset=file"));
  }

  @Test
  void anEmptyFileIsAnErrorAfterWhatCameBefore() throws IOException {
    Result alone = score("model", "empty.txt");
    assertThat(alone.exitCode()).isEqualTo(1);
    assertThat(alone.out()).isEmpty();
    assertThat(alone.err()).startsWith("charwise: the text is empty: empty.txt; ");
    assertThat(score("model", "a.txt", "empty.txt").outLines()).hasSize(2);
    assertThat(score("model", "empty.txt", "--by=line").outLines()).hasSize(1);
    Files.writeString(folder.resolve("t.txt"), "t");
    assertThat(score("model", "t.txt").err()).contains("too short to measure: t.txt");
  }

  @Test
  void aFailingFileHasNoHeader() {
    assertThat(score("model", "missing").out()).isEmpty();
  }

  @Test
  void emptyLinesArePassedOverWhereTheyWereInTraining() throws IOException {
    Files.writeString(folder.resolve("blank.txt"), "\nthe lazy dog\r\n\r\n\njumps over\n\n");
    Result rows = score("lines", "blank.txt", "--by=line");
    assertThat(rows.outLines()).hasSize(3);
    assertThat(rows.outLines().get(1)).endsWith("\tblank.txt\t2\tthe lazy dog");
    assertThat(rows.outLines().get(2)).endsWith("\tblank.txt\t5\tjumps over");
    assertThat(score("lines", "blank.txt", "--json").number(0, "nats_per_char"))
        .isEqualTo(score("lines", "a.txt", "--json").number(0, "nats_per_char"));
    assertThat(score("model", "blank.txt", "--by=line").outLines()).hasSize(7);
  }

  @Test
  void resultsBeforeAnErrorAreKept() {
    Result result = score("model", "a.txt", "missing.txt", "b.txt");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.outLines()).hasSize(2);
    assertThat(result.err()).contains("no such file: ").contains("missing.txt");
  }

  @Test
  void textThatIsNotUtf8IsAnErrorWithItsOffset() throws IOException {
    Files.write(folder.resolve("latin1.txt"), new byte[] {'t', 'h', (byte) 0xE9, 'x'});
    Result result = score("model", "latin1.txt");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("not valid UTF-8 at byte offset 2: latin1.txt; ");
  }

  @Test
  void aFolderIsNoFile() {
    assertThat(score("model", ".").err()).contains("a folder, not a file: .");
  }

  @Test
  void thereIsARowPerLineWithItsNumberAndText() {
    Result result = score("model", "a.txt", "b.txt", "--by=line");
    assertThat(result.outLines()).hasSize(4);
    assertThat(result.outLines().get(0)).isEqualTo(HEADER + "\tline\ttext");
    assertThat(result.outLines().get(1)).endsWith("\t12\t0\ta.txt\t1\tthe lazy dog");
    assertThat(result.outLines().get(2)).endsWith("\t11\t0\ta.txt\t2\tjumps over");
    assertThat(result.outLines().get(3)).endsWith("\t12\t0\tb.txt\t1\txqzj vkw qqq");
  }

  @Test
  void linesCostTogetherWhatTheFileCosts() {
    for (String reset : List.of("--reset=line", "--reset=file")) {
      Result lines = score("model", "a.txt", "--by=line", "--json", reset);
      Result file = score("model", "a.txt", "--json", reset);
      double total = 0;
      for (int i = 0; i < 2; i++) {
        total += lines.number(i, "nats_per_char") * lines.number(i, "chars");
      }
      assertThat(total)
          .isCloseTo(file.number(0, "nats_per_char") * file.number(0, "chars"), offset(1e-9));
    }
  }

  @Test
  void aLineCostsTheSameWhereverItStandsIfTheStateIsReset() {
    String text = "jumps over\nqq\nthe lazy dog\n\njumps over";
    Result result =
        new CommandLineRun(folder).withInput(text).run("score", "lines", "--by=line", "--json");
    assertThat(result.outLines()).hasSize(4);
    assertThat(result.number(3, "nats_per_char")).isEqualTo(result.number(0, "nats_per_char"));
    assertThat(result.string(3, "text")).isEqualTo("jumps over");
    assertThat(result.value(3, "line")).isEqualTo(5L);
    Result single = score("lines", "a.txt", "--by=line", "--json", "--threads=1");
    assertThat(score("lines", "a.txt", "--by=line", "--json", "--threads=5")).isEqualTo(single);
    assertThat(single.number(0, "nats_per_char")).isEqualTo(result.number(2, "nats_per_char"));
  }

  @Test
  void theMostSurprisingRowsComeFirstWhenSorted() {
    List<String> rows = score("model", "a.txt", "b.txt", "--by=line").outLines();
    assertThat(score("model", "a.txt", "b.txt", "--by=line", "--sort").outLines())
        .startsWith(rows.get(0), rows.get(3))
        .containsExactlyInAnyOrderElementsOf(rows);
    assertThat(score("model", "a.txt", "b.txt", "--by=line", "--top=1").outLines())
        .containsExactly(rows.get(0), rows.get(3));
  }

  @Test
  void rowsThatCostTheSameKeepTheirOrder() {
    Result result = score("model", "a.txt", "a.txt", "b.txt", "--sort", "--json");
    assertThat(IntStream.range(0, 3).mapToObj(i -> result.string(i, "file")))
        .containsExactly("b.txt", "a.txt", "a.txt");
  }

  @Test
  void thereIsARowPerCharacter() {
    Result result = score("model", "accents.txt", "--by=char");
    assertThat(result.outLines()).hasSize(14);
    assertThat(result.outLines().get(0)).isEqualTo("nats\tbits\tunknown\tfile\tline\tcolumn\tchar");
    assertThat(result.outLines().get(1)).isEqualTo("\t\t0\taccents.txt\t1\t1\tt");
    assertThat(result.outLines().get(3)).isEqualTo("13.862944\t20.000000\t1\taccents.txt\t1\t3\té");
    assertThat(result.outLines().get(13)).endsWith("\t0\taccents.txt\t1\t13\t\\n");
  }

  @Test
  void charactersCostTogetherWhatTheFileCosts() {
    Result chars = score("model", "a.txt", "--by=char", "--json");
    double total = 0;
    for (int i = 1; i < chars.outLines().size(); i++) {
      total += chars.number(i, "nats");
    }
    Result file = score("model", "a.txt", "--json");
    assertThat(total / 23).isCloseTo(file.number(0, "nats_per_char"), offset(1e-12));
    assertThat(chars.value(13, "line")).isEqualTo(2L);
    assertThat(chars.string(12, "char")).isEqualTo("\n");
  }

  @Test
  void aLongLineIsShownInPart() {
    String text = "x".repeat(70_000) + "\nfox\n";
    Result result =
        new CommandLineRun(folder).withInput(text).run("score", "lines", "--by=line", "--json");
    assertThat(result.string(0, "text")).isEqualTo("x".repeat(1000));
    assertThat(result.value(0, "chars")).isEqualTo(70_001L);
    assertThat(result.string(1, "text")).isEqualTo("fox");
  }

  @Test
  void theTextIsShownInColoursThatSayHowSurprisingItIs() {
    Result result = score("model", "accents.txt", "b.txt", "--show", "--color=always");
    assertThat(result.out())
        .contains("\u001b[38;5;16;48;5;177mé\u001b[0m", "\u001b[38;5;16;48;5;222mqqq\u001b[0m")
        .endsWith("\n");
    assertThat(result.out().replaceAll("\u001b\\[[0-9;]*m", ""))
        .isEqualTo("==> accents.txt <==\nthé läzy dog\n==> b.txt <==\nxqzj vkw qqq\n");
    assertThat(result.err()).startsWith("bits a character: below 2, ").contains("9 and more");
  }

  @Test
  void withoutColourDigitsBelowTheTextSayIt() {
    Result result = score("model", "accents.txt", "--show");
    List<String> lines = result.outLines();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).isEqualTo("thé läzy dog");
    assertThat(lines.get(1)).matches("[ 0-9]{2}\\?[ 0-9]{2}\\?[ 0-9]*");
    assertThat(result.err()).hasLineCount(1).startsWith("no colour here");
    assertThat(score("model", "accents.txt", "--show", "-q").err()).isEmpty();
  }

  @Test
  void controlCharactersAreSpelledOutWhereTheTextIsShown() {
    Result result =
        new CommandLineRun(folder).withInput("a\u001b[2J").run("score", "model", "--show", "-q");
    assertThat(result.outLines().getFirst()).isEqualTo("a\\x1b[2J");
  }

  @Test
  void theTextHasNoRows() {
    for (String option : List.of("--by=line", "--sort", "--top=3", "--json")) {
      Result result = score("model", "a.txt", "--show", option);
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err()).contains("--show with --by");
    }
  }

  @Test
  void aModelThatKnowsNoLineFeedReadsNoLines() throws IOException {
    TinyModels.train(folder, "words", "to be or not to be".getBytes(StandardCharsets.UTF_8));
    Result result = score("words", "a.txt", "--reset=line");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("had no line feed: --reset line; leave it out");
    assertThat(score("words", "a.txt", "--by=line").outLines()).hasSize(3);
  }

  @Test
  void bytesAreNamedAndPutTogether() throws IOException {
    TinyModels.train(
        folder, "bytes", "fön\n".repeat(50).getBytes(StandardCharsets.UTF_8), "--units=byte");
    CommandLineRun line = new CommandLineRun(folder).withInput("fön\n");
    assertThat(line.run("score", "bytes", "--by=line", "--json").string(0, "text"))
        .isEqualTo("fön");
    Result chars =
        new CommandLineRun(folder).withInput("fön\n").run("score", "bytes", "--by=char", "--json");
    assertThat(chars.string(1, "char")).isEqualTo("\\xc3");
    assertThat(chars.outLines()).hasSize(5);
  }

  /** Lines that each have to be waited for; notes how many rows there are at each wait. */
  private static final class SlowLines extends InputStream {
    private final Iterator<String> lines = List.of("the fox\n", "qqq\n").iterator();
    private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
    private final List<Long> rows = new ArrayList<>();

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      long printed = answers.toString(StandardCharsets.UTF_8).lines().count();
      rows.add(Math.max(0, printed - 1)); // without the header, which comes with the first
      byte[] line = (lines.hasNext() ? lines.next() : "").getBytes(StandardCharsets.UTF_8);
      System.arraycopy(line, 0, bytes, offset, line.length);
      return line.length == 0 ? -1 : line.length;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--reset=line", "--reset=file"})
  void linesAreAnsweredBeforeMoreIsWaitedFor(String reset) {
    var lines = new SlowLines();
    String model = folder.resolve("model").toString();
    Charwise.run(
        lines, lines.answers, OutputStream.nullOutputStream(), "score", model, "--by=line", reset);
    assertThat(lines.rows).containsExactly(0L, 1L, 2L);
  }

  private static Result score(String... more) {
    var arguments = new ArrayList<>(List.of(more));
    arguments.addFirst("score");
    return new CommandLineRun(folder).run(arguments.toArray(new String[0]));
  }

  @Test
  void digitsStandBelowTheirCharacters() throws IOException {
    Files.writeString(folder.resolve("wide.txt"), "日e\u0301x\n");
    List<String> lines = score("lines", "wide.txt", "--show").outLines();
    assertThat(lines.get(0)).isEqualTo("日e\u0301x");
    assertThat(lines.get(1)).hasSize(4).startsWith("??");
  }

  @Test
  void rowsBelowAThresholdAreLeftOutAndTheExitStatusTellsOfOthers() {
    Result all = score("model", "a.txt", "b.txt", "--json");
    double between = (all.number(0, "bits_per_char") + all.number(1, "bits_per_char")) / 2;
    Result above = score("model", "a.txt", "b.txt", "--json", "--threshold=" + between);
    assertThat(above.exitCode()).isEqualTo(4);
    assertThat(above.outLines()).containsExactly(all.outLines().get(1));
    Result none = score("model", "a.txt", "--threshold=40");
    assertThat(none.exitCode()).isZero();
    assertThat(none.outLines()).hasSize(1);
  }

  @Test
  void whatIsMaskedDoesNotCount() throws IOException {
    Files.writeString(folder.resolve("log.txt"), "12:59 the lazy dog\n13:00 the lazy dog\n");
    Result plain = score("lines", "log.txt", "--json", "--by=line");
    Result masked = score("lines", "log.txt", "--json", "--by=line", "--mask=^[0-9:]+ ");
    assertThat(masked.number(0, "chars")).isEqualTo(plain.number(0, "chars") - 6);
    assertThat(masked.number(0, "bits_per_char")).isLessThan(plain.number(0, "bits_per_char"));
    assertThat(score("lines", "log.txt", "--json", "--mask=.*").exitCode()).isZero();
    assertThat(score("lines", "log.txt", "--mask=(").err()).contains("not a regular expression");
    assertThat(score("lines", "log.txt", "--mask=x", "--show").exitCode()).isEqualTo(2);
  }

  @Test
  void rowsAreRoundedAndAlignedOnATerminalAndRawInAPipe() throws IOException {
    Files.writeString(folder.resolve("wide.log"), "日本 the lazy dog and more\n".repeat(2));
    for (int width : new int[] {80, 120}) {
      List<String> lines =
          new CommandLineRun(folder)
              .onTerminal(width)
              .run("score", "lines", "wide.log", "--by=line", "--color=never")
              .outLines();
      assertThat(lines).hasSize(3);
      assertThat(lines.getFirst()).matches(" *nats +bits +chars +unknown +line +text");
      int text = lines.getFirst().indexOf("text");
      assertThat(lines.subList(1, 3))
          .allMatch(line -> line.substring(text).startsWith("日本 the lazy"))
          .allMatch(line -> line.matches(" *[0-9]+\\.[0-9]{3} +[0-9]+\\.[0-9]{3} .*"))
          .allMatch(line -> CharacterWidth.of(line) <= width);
    }
    List<String> files =
        new CommandLineRun(folder)
            .onTerminal(80)
            .run("score", "model", "a.txt", "b.txt", "--color=never")
            .outLines();
    assertThat(files.getFirst()).matches(" *nats +bits +perplexity +chars +unknown +file");
    assertThat(files.get(1)).hasSizeLessThan(80).endsWith("  a.txt").doesNotContain("\t");
    assertThat(score("model", "a.txt").outLines().getFirst()).isEqualTo(HEADER);
  }

  @Test
  void aLongTextIsCutWhereTheTerminalEnds() throws IOException {
    Files.writeString(folder.resolve("long.log"), "the lazy dog ".repeat(30) + "\n");
    List<String> lines =
        new CommandLineRun(folder)
            .onTerminal(80)
            .run("score", "lines", "long.log", "--by=line", "--color=never")
            .outLines();
    assertThat(lines.get(1)).hasSize(80).endsWith("…");
  }
}
