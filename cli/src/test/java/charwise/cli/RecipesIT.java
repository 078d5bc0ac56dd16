package charwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.PastedCommands.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recipes of the README, pasted into a shell one after the other. Only the training is cut
 * short, and what it reports put away.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class RecipesIT {
  @TempDir private Path folder;

  private static String recipes(String heading) throws Exception {
    String readme = Files.readString(Path.of("..", "README.md"));
    String section = readme.substring(readme.indexOf("## " + heading));
    List<String> lines =
        section
            .substring(0, section.indexOf("\n## "))
            .lines()
            .filter(line -> line.startsWith("    "))
            .map(String::strip)
            .toList();
    return PastedCommands.shortened(lines).replaceAll("(?m)^charwise train .*$", "$0 > report");
  }

  @Test
  void theHashOfTheReadmeIsThatOfTheDefaultModelAfter200Steps() throws Exception {
    String readme = Files.readString(Path.of("..", "README.md"));
    Matcher command =
        Pattern.compile("charwise train --steps 200 --verify [0-9a-f]{64}").matcher(readme);
    assertThat(command.find()).isTrue();
    Result result = PastedCommands.run(folder, command.group());
    assertThat(result.status()).as(result.errors()).isZero();
    assertThat(result.errors()).contains("the weights are those expected: sha256 ");
  }

  @Test
  void everyRecipeWorksAsItStands() throws Exception {
    Files.writeString(folder.resolve("names.txt"), "kira\nkaren\nkevin\nclara\n".repeat(50));
    Files.writeString(folder.resolve("old.log"), "GET /index 200\nGET /about 200\n".repeat(50));
    Files.writeString(folder.resolve("new.log"), "GET /index 200\nEXEC rm -rf /\n".repeat(8));
    Files.writeString(folder.resolve(".bash_history"), "git commit\ngit push\nls -l\n".repeat(50));
    Files.writeString(folder.resolve("messages.txt"), "How are you?\nGood night\n".repeat(50));
    Files.writeString(folder.resolve("good.txt"), "Good morning\nHow are they?\n".repeat(8));
    Files.writeString(folder.resolve("inbox.txt"), "Good day\nxkq zvw qqj\n");

    Result result = PastedCommands.run(folder, recipes("Five recipes"));

    assertThat(result.status()).as(result.errors()).isZero();
    assertThat(result.errors()).doesNotContain("charwise: ");
    List<String> lines = result.output().lines().toList();
    assertThat(lines).filteredOn(line -> line.matches("k[a-z]{4}")).hasSizeBetween(5, 25);
    assertThat(lines).contains("bits_per_char\tline\ttext");
    assertThat(lines).filteredOn(line -> line.matches("[0-9.]+\t[0-9]+\tEXEC rm -rf /")).hasSize(8);
    assertThat(lines).filteredOn(line -> line.startsWith("git co")).hasSize(1);
    assertThat(lines).filteredOn(line -> line.matches("([a-z]{3,8} ){4}[a-z]{3,8}")).hasSize(3);
  }

  @Test
  void whatATextHasLostIsPutBack() throws Exception {
    Files.writeString(folder.resolve("transcript.txt"), "what ho, macduff\n");
    Files.writeString(folder.resolve("livre.txt"), "Où était l'été ?\nIl a été là.\n".repeat(50));
    Files.writeString(folder.resolve("sans-accents.txt"), "ou etait-il ?\n");
    Files.writeString(folder.resolve("autre.txt"), "L'été était là.\n");
    Files.writeString(
        folder.resolve("entities.conll"), "Anna B-PER\nsaw O\nx.txt B-FILE\n\n".repeat(60));
    Files.writeString(folder.resolve("app.log"), "Anna saw x.txt\n");

    Result result = PastedCommands.run(folder, recipes("Putting back"));

    assertThat(result.status()).as(result.errors()).isZero();
    assertThat(result.errors()).doesNotContain("charwise: ");
    List<String> lines = result.output().lines().toList();
    assertThat(lines).filteredOn(line -> line.equalsIgnoreCase("what ho, macduff")).hasSize(1);
    assertThat(lines).filteredOn(line -> line.matches("[oO][uù] .tait-il \\?")).hasSize(1);
    assertThat(lines).filteredOn(line -> line.startsWith("word-accuracy")).hasSize(1);
    assertThat(lines)
        .filteredOn(line -> line.replace(" ", "").equals("itwasabrightcolddayandshewalkedhome"))
        .hasSize(1);
    assertThat(lines).filteredOn(line -> line.contains("\"entities\":")).hasSize(1);
  }
}
