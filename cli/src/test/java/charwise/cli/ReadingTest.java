package charwise.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun.Result;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The options that say how texts from outside are read: {@code --encoding} and those of tables. */
final class ReadingTest {
  private static final String VERSE = "Füße und Grüße\nübergroße Bären\n";
  private static final String TABLE = "id;text;kind\n1;süß;good\n2;\"a;b\";bad\n";

  @TempDir private static Path folder;

  @BeforeAll
  static void train() throws IOException {
    TinyModels.train(folder, "verse", VERSE.repeat(40).getBytes(UTF_8));
    TinyModels.train(folder, "lines", VERSE.repeat(40).getBytes(UTF_8), "--items=line");
    TinyModels.train(
        folder,
        "kinds",
        "süß\tgood\nab\tbad\nsüßüß\tgood\nabab\tbad\n".repeat(9).getBytes(UTF_8),
        "--task=classify");
    Files.writeString(folder.resolve("verse.txt"), VERSE);
    Files.write(folder.resolve("latin.txt"), VERSE.getBytes(ISO_8859_1));
    Files.write(folder.resolve("wide.txt"), VERSE.getBytes(UTF_16LE));
    Files.writeString(folder.resolve("table.txt"), TABLE);
  }

  private static Result run(String... arguments) {
    return new CommandLineRun(folder).run(arguments);
  }

  private static Result piped(byte[] input, String... arguments) {
    return new CommandLineRun(folder).withInput(new ByteArrayInputStream(input)).run(arguments);
  }

  private static String[] training(String text, String... more) {
    var arguments =
        new ArrayList<>(
            List.of(
                "train",
                text,
                "--hidden=8",
                "--layers=1",
                "--batch=2",
                "--bptt=8",
                "--steps=3",
                "--json",
                "-q"));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  @Test
  void aModelIsTheSameHoweverItsTextWasWritten() {
    String sha256 = run(training("verse.txt")).string(0, "sha256");
    assertThat(run(training("latin.txt", "--encoding", "latin-1")).string(0, "sha256"))
        .isEqualTo(sha256);
    assertThat(run(training("wide.txt", "--encoding=UTF-16LE")).string(0, "sha256"))
        .isEqualTo(sha256);
    byte[] bytes = VERSE.getBytes(Charset.forName("UTF-16"));
    assertThat(piped(bytes, training("-", "--encoding=utf-16")).string(0, "sha256"))
        .isEqualTo(sha256);
    assertThat(run(training("latin.txt", "--encoding=latin1", "--units=byte")).string(0, "sha256"))
        .isEqualTo(run(training("verse.txt", "--units=byte")).string(0, "sha256"));
    assertThat(run("inspect", "stdin-lstm.safetensors", "--json").out())
        .doesNotContain("\"encoding\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "score verse %s",
        "score verse %s --by char",
        "score lines %s --by line",
        "score --held-out 2 %s",
        "sample verse --prompt-file %s -n 3",
        "sample lines --prompts %s -n 3",
        "sample lines --novel %s --count 3 -n 4",
        "predict kinds %s",
        "inspect verse --file %s --gate forget"
      })
  void everyCommandReadsAnyEncoding(String command) {
    String expected = run(command.formatted("verse.txt").split(" ")).out();
    Result latin = run((command.formatted("latin.txt") + " --encoding latin-1").split(" "));
    assertThat(latin.err()).doesNotContain("charwise:");
    assertThat(latin.out()).isEqualTo(expected.replace("verse.txt", "latin.txt")).isNotEmpty();
    Result wide = run((command.formatted("wide.txt") + " --encoding utf-16le").split(" "));
    assertThat(wide.out()).isEqualTo(expected.replace("verse.txt", "wide.txt"));
  }

  @Test
  void whatIsPipedInIsReadInAnyEncoding() {
    byte[] latin = "Grü".getBytes(ISO_8859_1);
    assertThat(piped(latin, "sample", "verse", "-n", "5", "--encoding=latin-1").out())
        .isEqualTo(piped("Grü".getBytes(UTF_8), "sample", "verse", "-n", "5").out())
        .startsWith("Grü");
    assertThat(piped(latin, "predict", "kinds", "--encoding=latin-1", "--echo").out())
        .startsWith("Grü\t");
    String session = "/set length 5\nGrü\n";
    assertThat(piped(session.getBytes(ISO_8859_1), "repl", "verse", "--encoding=latin-1").out())
        .isEqualTo(piped(session.getBytes(UTF_8), "repl", "verse").out())
        .contains("Grü");
  }

  @Test
  void pairsAreReadInAnyEncoding() throws IOException {
    String pairs = "süß\tgood\nab\tbad\n";
    Files.writeString(folder.resolve("pairs.tsv"), pairs);
    Files.write(folder.resolve("wide.tsv"), pairs.getBytes(UTF_16LE));
    assertThat(run("evaluate", "kinds", "wide.tsv", "--encoding=utf-16le", "--json").out())
        .isEqualTo(run("evaluate", "kinds", "pairs.tsv", "--json").out())
        .contains("\"items\":2");
  }

  @Test
  void bytesThatAnEncodingDoesNotHaveAreNamed() throws IOException {
    Files.write(folder.resolve("hole.txt"), "abc\u0081".getBytes(ISO_8859_1));
    assertThat(run("score", "verse", "hole.txt", "--encoding=windows-1252").err())
        .isEqualTo(
            "charwise: not valid windows-1252 at byte offset 3: hole.txt; name another encoding"
                + " with --encoding, or use a model of bytes (train --units byte)\n");
    assertThat(run("train", "hole.txt", "--encoding=windows-1252", "-o", "x").err())
        .isEqualTo(
            "charwise: not valid windows-1252 at byte offset 3 (0x81): hole.txt; name another"
                + " encoding with --encoding\n");
    assertThat(run("train", "latin.txt", "-o", "x").err())
        .contains("at byte offset 1 (0xfc): latin.txt; name its encoding with --encoding, or read");
    Files.write(folder.resolve("mark.txt"), VERSE.getBytes(Charset.forName("x-UTF-16LE-BOM")));
    assertThat(run("train", "mark.txt", "-o", "x").err())
        .contains("mark.txt; it begins as UTF-16 does: add --encoding utf-16");
    assertThat(run("score", "verse", "wide.txt").err())
        .startsWith(
            "wide.txt: looks like UTF-16: add --encoding utf-16le\ncharwise: not valid UTF-8");
  }

  @ParameterizedTest
  @CsvSource({
    "latin-11, not an encoding that is known here (did you mean latin-1?)",
    "windows-12525, (did you mean windows-1252?)",
    "'', not an encoding that is known here: --encoding ;",
    "no-such-thing-at-all, not an encoding that is known here: --encoding no-such"
  })
  void anUnknownEncodingIsRefused(String name, String message) {
    Result result = run("score", "verse", "verse.txt", "--encoding", name);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(message);
  }

  @Test
  void tablesMayHaveAnyDelimiter() {
    String[] score = {"score", "verse", "--column", "text", "--by", "line", "--json"};
    assertThat(with(score, "table.txt", "--delimiter", ";").outLines())
        .hasSize(2)
        .last()
        .asString()
        .contains("\"text\":\"a;b\"");
    assertThat(run("predict", "kinds", "table.txt", "--column", "2", "--delimiter=;").outLines())
        .hasSize(3);
    assertThat(with(score, "table.txt").err())
        .contains("no column text: table.txt; its columns are id;text;kind; if they are several,")
        .contains("add --delimiter ';'");
    assertThat(
            run(
                    "evaluate",
                    "kinds",
                    "table.txt",
                    "--input=text",
                    "--target=kind",
                    "--delimiter=;",
                    "--json")
                .number(0, "items"))
        .isEqualTo(2);
    Result sampled =
        run("sample", "lines", "--novel", "table.txt", "--column", "text", "--delimiter=;");
    assertThat(sampled.exitCode()).as(sampled.err()).isZero();
    assertThat(run(training("table.txt", "--column=text", "--delimiter=;")).number(0, "items"))
        .isEqualTo(2);
  }

  private static Result with(String[] first, String... more) {
    return run(Stream.of(first, more).flatMap(Stream::of).toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"tsv|1^ab~2^\"ü~", "csv|1,ab~2,ü~", "jsonl|{\"2\":\"ab\"}~{\"2\":\"ü\"}~"})
  void theFormatOfStandardInputIsSaid(String format, String table) {
    byte[] bytes = table.replace('~', '\n').replace('^', '\t').getBytes(UTF_8);
    assertThat(piped(bytes, training("-", "--column=2", "--format", format)).number(0, "items"))
        .isEqualTo(2);
    assertThat(
            piped(bytes, "score", "verse", "--column=2", "--format", format, "--by=line", "--json")
                .string(0, "text"))
        .isEqualTo("ab");
    assertThat(
            piped(bytes, "predict", "kinds", "--column=2", "--format", format, "--echo")
                .outLines()
                .getFirst())
        .startsWith("ab\t");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "score verse table.txt --format csv|only a column is read from a table: --format; add",
        "sample verse --novel table.txt --delimiter ;|only a column is read from a table",
        "predict kinds table.txt --delimiter ;|only a --column is read from a table: --delimiter",
        "predict kinds table.txt --format tsv|only a --column is read from a table: --format tsv",
        "predict kinds table.txt --format conll --column a|a column is read from tsv, csv or jsonl",
        "train table.txt --format csv|only a column or pairs are read from a table: --format;",
        "train table.txt --format lines --column a|a column is read from tsv, csv or jsonl",
        "compare-gates table.txt --delimiter ;|only a column or pairs are read from a table",
        "evaluate kinds table.txt --delimiter ;;|not one character that can separate values",
        "sample verse --follow-links|links of what?: --follow-links; add --novel CORPUS",
        "inspect verse --text a --encoding utf-8|an encoding of what?",
        "corpora make dna --encoding utf-8|an encoding of what?"
      })
  void whatHasNoEffectIsRefused(String command, String message) {
    Result result = run(command.split(" "));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).startsWith("charwise: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train verse.txt|too little text to validate on (0 characters): empty.txt",
        "train verse.txt --items line|too little text to validate on (0 characters): empty.txt",
        "train pairs.txt --condition 2|no pairs: empty.txt",
        "train --task classify pairs.txt|no pairs: empty.txt",
        "train --task transduce pairs.txt|no pairs: empty.txt",
        "train --task tag --restore case case.txt|the text is empty: empty.txt"
      })
  void anEmptyValidationFileIsAnErrorThatNamesIt(String command, String message)
      throws IOException {
    Files.writeString(folder.resolve("pairs.txt"), "a\tx\nb\ty\nab\tx\nba\ty\n");
    Files.writeString(folder.resolve("case.txt"), "The Fox and the Dog.\n".repeat(50));
    Files.writeString(folder.resolve("empty.txt"), "");
    Result result =
        run((command + " --validation-file empty.txt --steps 1 -o x --fresh").split(" "));
    assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
    assertThat(result.err()).contains("charwise: " + message);
  }

  @Test
  void linksAreFollowedWhereThatIsAskedFor() throws IOException {
    Files.createDirectories(folder.resolve("linked/inner"));
    Files.createDirectories(folder.resolve("other"));
    Files.writeString(folder.resolve("linked/a.txt"), VERSE);
    Files.writeString(folder.resolve("other/b.txt"), VERSE);
    Files.createSymbolicLink(folder.resolve("linked/other"), folder.resolve("other"));
    Result left = run("train", "linked", "--dry-run", "--steps=1");
    assertThat(left.err())
        .contains("links to folders, left out without --follow-links: linked/other\n");
    Result followed = run("train", "linked", "--dry-run", "--steps=1", "--follow-links");
    assertThat(followed.err()).doesNotContain("links to");
    assertThat(followed.exitCode()).isZero();
  }

  @Test
  void aSeedThatIsDrawnIsSaidSoThatTheRunCanBeRepeated() {
    Result drawn = run("sample", "verse", "-n", "30", "--seed", "random");
    assertThat(drawn.err()).matches("seed [0-9]{1,19}\n");
    String seed = drawn.err().strip().substring(5);
    assertThat(run("sample", "verse", "-n", "30", "--seed", seed).out()).isEqualTo(drawn.out());
    Result json = run("sample", "verse", "-n", "30", "--seed", "random", "--json", "-q");
    assertThat(json.err()).isEmpty();
    assertThat(json.keys(0)).endsWith("stop_reason", "seed");
    String text = json.string(0, "text"); // may end a line itself
    assertThat(run("sample", "verse", "-n", "30", "--seed", "" + json.value(0, "seed")).out())
        .isEqualTo(text.endsWith("\n") ? text : text + "\n");
    assertThat(run(training("verse.txt", "--seed=random")).number(0, "seed")).isNotEqualTo(42);
    assertThat(run("sample", "verse", "-n", "3", "--seed", "7", "--json").keys(0))
        .doesNotContain("seed");
    assertThat(run("sample", "verse", "--seed", "dice").err()).contains("not a whole number");
  }

  @Test
  void carriageReturnsThatAModelDoesNotKnowAreSaid() throws IOException {
    Files.writeString(folder.resolve("dos.txt"), VERSE.replace("\n", "\r\n"));
    String said =
        "dos.txt: its lines end in carriage return and line feed, and the model knows no carriage"
            + " return: tr -d '\\r' takes them out\n";
    assertThat(run("score", "verse", "dos.txt").err()).isEqualTo(said);
    assertThat(run("score", "lines", "dos.txt").err()).isEmpty();
    assertThat(run("score", "verse", "dos.txt", "--reset=line").err()).isEmpty();
    assertThat(run("score", "verse", "verse.txt").err()).isEmpty();
  }
}
