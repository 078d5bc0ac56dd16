package charwise.cli.score;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code score --held-out}. */
class HeldOutTest {
  private static final String ODD = "Segmentation fault (core dumped)";

  @TempDir private static Path folder;

  /** A log of ordinary lines, with a burst of odd ones in the middle. */
  @BeforeAll
  static void writeLog() throws IOException {
    String log =
        IntStream.range(0, 300)
            .mapToObj(
                i ->
                    i >= 140 && i < 148
                        ? ODD
                        : "GET /index/" + i % 7 + " 200 " + (i % 3 == 0 ? "hit" : "miss"))
            .collect(joining("\n"));
    Files.writeString(folder.resolve("app.log"), log + "\n");
  }

  @Test
  void oddLinesComeFirstEvenInABurst() {
    Result result = score("--held-out=3", "app.log", "--top=8", "--json", "-q");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.outLines()).hasSize(8).allMatch(line -> line.contains(ODD));
    assertThat(result.value(0, "line")).isInstanceOf(Long.class);
  }

  @Test
  void everyLineIsScoredOnceInOrderAndTheSameAnyTime() {
    Result result = score("--held-out=2", "app.log", "--json", "-q", "--threads=1");

    assertThat(result.outLines()).hasSize(300);
    assertThat(IntStream.range(0, 300).mapToObj(i -> result.value(i, "line")))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 300).mapToObj(i -> (Object) (long) i).toList());
    assertThat(score("--held-out=2", "app.log", "--json", "-q", "--threads=2").out())
        .isEqualTo(result.out());
  }

  @Test
  void theWholeFileHasARowIfThatIsAsked() {
    Result result = score("--held-out=2", "app.log", "--by=file", "--json", "-q");

    assertThat(result.outLines()).hasSize(1);
    assertThat(result.string(0, "file")).isEqualTo("app.log");
    assertThat(result.number(0, "bits_per_char")).isBetween(0.2, 4.0);
  }

  @Test
  void standardInputAndATableAreReadToo() throws IOException {
    String text = Files.readString(folder.resolve("app.log"));
    Result piped =
        new CommandLineRun(folder)
            .withInput(text)
            .run("score", "--held-out=2", "-", "--json", "-q");
    assertThat(piped.outLines()).hasSize(300);
    Files.writeString(folder.resolve("t.csv"), "n,text\n" + "1,the fox\n2,a dog\n".repeat(40));
    assertThat(score("--held-out=2", "t.csv", "--column=text", "--json", "-q").outLines())
        .hasSize(80);
  }

  @Test
  void aThresholdSetsTheExitStatus() {
    assertThat(score("--held-out=3", "app.log", "--threshold=4", "-q").exitCode()).isEqualTo(4);
  }

  @Test
  void whatMakesNoSenseIsRefused() throws IOException {
    Files.writeString(folder.resolve("short.txt"), "one\ntwo\n");
    Files.write(folder.resolve("latin1.txt"), new byte[] {'a', '\n', 'b', (byte) 0xe9, '\n'});
    assertRefused(2, "takes one text and no model", "--held-out=3", "app.log", "app.log");
    assertRefused(2, "exclude each other", "--held-out=3", "app.log", "--follow");
    assertRefused(2, "exclude each other", "--held-out=3", "app.log", "--reset=line");
    assertRefused(1, "only 2 lines: short.txt", "--held-out=3", "short.txt");
    assertRefused(1, "not valid UTF-8 at byte offset 3", "--held-out=2", "latin1.txt");
    assertRefused(1, "no such file", "--held-out=2", "nowhere.txt");
  }

  private static void assertRefused(int status, String message, String... arguments) {
    Result result = score(arguments);
    assertThat(result.err()).contains(message).hasLineCount(1);
    assertThat(result.exitCode()).isEqualTo(status);
    assertThat(result.out()).isEmpty();
  }

  private static Result score(String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addFirst("score");
    return new CommandLineRun(folder).run(arguments.toArray(new String[0]));
  }
}
