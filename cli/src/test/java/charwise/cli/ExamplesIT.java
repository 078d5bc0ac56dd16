package charwise.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.PastedCommands.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * The examples of every manual page, and the first ones of the README, in a folder that has the
 * files they name. Only the computing is cut short.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class ExamplesIT {
  private static final CommandLine PROGRAM = Charwise.commandLine();
  private static final List<String> NAMES = List.of("kira", "karen", "kevin", "clara");

  @TempDir private static Path folder;

  private static Stream<String> commands() {
    return PROGRAM.getSubcommands().keySet().stream();
  }

  @BeforeAll
  static void prepareFiles() throws Exception {
    String ascii = IntStream.range(' ', '~' + 1).mapToObj(Character::toString).collect(joining());
    String prose = ("The old man " + ascii + "\n").repeat(40);
    for (String file :
        "novel shakespeare chapter chapter1 chapter2 letter verse poem big beginnings"
            .split(" ", -1)) {
      Files.writeString(folder.resolve(file + ".txt"), prose.substring(0, 300));
    }
    Files.writeString(folder.resolve("novel.txt"), prose);
    Files.writeString(folder.resolve("names.txt"), (String.join("\n", NAMES) + "\n").repeat(50));
    Files.writeString(folder.resolve("log.txt"), prose);
    Files.writeString(
        folder.resolve("people.csv"),
        "name,born,country\n" + "kira,1990,Poland\nbo,1970,Spain\n".repeat(20));
    Files.writeString(
        folder.resolve("people.txt"), "name;born\n" + "kira;1990\nbo;1970\n".repeat(20));
    Files.writeString(folder.resolve("people.tsv"), "1\tkira\t1990\n2\tbo\t1970\n");
    Files.write(folder.resolve("old.txt"), "caf\u00e9 noir\n".repeat(90).getBytes(ISO_8859_1));
    Files.writeString(folder.resolve("today.log"), "GET /index 200\n".repeat(30));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("big.txt.gz")))) {
      out.write(prose.getBytes(US_ASCII));
    }
    String labelled = "offer now\tspam\nsee you at noon\tham\n".repeat(20);
    Files.writeString(folder.resolve("messages.tsv"), labelled);
    Files.writeString(folder.resolve("test.tsv"), labelled);
    Files.writeString(folder.resolve("messages.txt"), "offer\nat noon\n");
    Files.writeString(folder.resolve("app.log"), "ERROR Kira saw Bo\nINFO done\n");
    String languages = "name,language\n" + "kira,Polish\nbo,Spanish\n".repeat(20);
    Files.writeString(folder.resolve("names.csv"), languages);
    Files.writeString(folder.resolve("test.csv"), languages);
    Files.writeString(folder.resolve("accented.txt"), "Zoé saw the café.\n".repeat(20));
    Files.writeString(folder.resolve("held-out.txt"), "Zoé saw the café.\n");
    Files.writeString(folder.resolve("plain.txt"), "zoe saw\n");
    Files.writeString(folder.resolve("test.conll"), "Kira B-PER\nsaw O\n\n".repeat(20));
    Files.createDirectory(folder.resolve("src"));
    Files.writeString(folder.resolve("src/Main.java"), prose);
    Files.createDirectory(folder.resolve("lib"));
    Files.writeString(folder.resolve("lib/Tool.java"), prose + "// größer\n");
    Files.createDirectories(folder.resolve(".zsh"));
    Files.createDirectories(folder.resolve(".config/fish/completions"));
    paste(
        List.of(
            "charwise train novel.txt -o novel.safetensors --log novel.csv",
            "charwise train names.txt --items line -o names.safetensors",
            "charwise train people.csv --input name --condition country -o people.safetensors",
            "cp names.safetensors names-lstm.safetensors",
            "charwise train --task classify messages.tsv -o spam.safetensors",
            "cp spam.safetensors kinds.safetensors",
            "charwise train --task classify test.csv --input name --target language"
                + " -o languages.safetensors",
            "charwise train --task tag accented.txt --restore case,diacritics"
                + " -o accents.safetensors",
            "charwise train --task tag test.conll -o entities.safetensors",
            "charwise train --task transduce dates:200:1 -o dates.safetensors",
            "cp novel.safetensors log.safetensors"));
  }

  @Test
  void examplesOfTheProgram() throws Exception {
    paste(examples(PROGRAM));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void examplesOfEachCommand(String command) throws Exception {
    List<String> examples = examples(Objects.requireNonNull(PROGRAM.getSubcommands().get(command)));

    assertThat(examples).isNotEmpty();
    paste(examples);
  }

  @Test
  void whatTheReadmeSuggestsToTry() throws Exception {
    String readme = Files.readString(Path.of("..", "README.md"));
    String section = readme.substring(readme.indexOf("## Seven things to try"));
    List<String> suggested =
        section
            .substring(0, section.indexOf("\n## ", 1))
            .lines()
            .filter(line -> line.startsWith("    "))
            .map(String::strip)
            .toList();

    assertThat(suggested).hasSizeGreaterThan(10);
    paste(suggested);
  }

  private static List<String> examples(CommandLine command) {
    return Arrays.stream(command.getCommandSpec().usageMessage().footer())
        .map(line -> line.strip().replace("%%", "%"))
        .toList();
  }

  private static void paste(List<String> commands) throws IOException, InterruptedException {
    Result result = PastedCommands.run(folder, PastedCommands.shortened(commands));

    assertThat(result.status()).as("%s%n%s", commands, result.errors()).isZero();
    assertThat(result.errors()).doesNotContain("charwise: ");
  }
}
