package charwise.cli.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import charwise.cli.TinyModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void unknownCharactersAreCountedAndPassedOver() {
    Result result = score("model", "accents.txt", "--json");
    assertThat(result.value(0, "unknown")).isEqualTo(2L);
    assertThat(result.value(0, "chars")).isEqualTo(10L);
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
  void anEmptyFileHasNoLoss() {
    assertThat(score("model", "empty.txt").outLines().get(1))
        .isEqualTo("NaN\tNaN\tNaN\t0\t0\tempty.txt");
    assertThat(score("model", "empty.txt", "--json").out()).startsWith("{\"nats_per_char\":null,");
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

  private static Result score(String... more) {
    var arguments = new ArrayList<>(List.of(more));
    arguments.addFirst("score");
    return new CommandLineRun(folder).run(arguments.toArray(new String[0]));
  }
}
