package charwise.cli.train;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import charwise.engine.checkpoint.ModelHeader;
import charwise.engine.checkpoint.Origin;
import charwise.engine.registry.TaskType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Every model tells where it comes from. */
class ProvenanceTest extends TrainCommandRuns {
  @Test
  void aModelTellsVersionCommandDateAndTexts() throws Exception {
    Files.writeString(folder.resolve("a b.txt"), "more of the fox\n".repeat(20));
    train("fox.txt", "a b.txt", "-o", "fox", "-q");

    Origin origin = origin("fox");

    assertThat(origin.version()).startsWith("charwise ");
    assertThat(origin.command())
        .startsWith("charwise train fox.txt 'a b.txt' -o fox -q --hidden=8");
    assertThat(Instant.parse(origin.date()))
        .isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now());
    assertThat(origin.texts()).containsExactly(text("fox.txt"), text("a b.txt"));
  }

  @Test
  void pipesNamesAndPackedTextsHaveFingerprintsToo() throws Exception {
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("fox.txt.gz")))) {
      out.write(TEXT.getBytes(UTF_8));
    }
    String[] arguments = arguments("-", "fox.txt.gz", "macbeth", "-o", "fox", "-q");
    new CommandLineRun(folder).withInput(TEXT).run(arguments);

    Origin.Text fox = text("fox.txt");
    assertThat(origin("fox").texts())
        .hasSize(3)
        .startsWith(
            new Origin.Text("standard input", fox.bytes(), fox.sha256()),
            new Origin.Text("fox.txt.gz", fox.bytes(), fox.sha256()));
    String list = run("corpora", "list", "macbeth", "--json").string(0, "sha256");
    assertThat(origin("fox").texts().getLast().sha256()).isEqualTo(list);
  }

  @Test
  void manyTextsAreListedUpToAHundred() throws IOException {
    Files.createDirectory(folder.resolve("many"));
    for (int i = 0; i < 104; i++) {
      Files.writeString(folder.resolve("many/%03d.txt".formatted(i)), "text number " + i + "\n");
    }
    train("many", "-o", "many.model", "-q");

    Origin origin = origin("many.model");
    assertThat(origin.texts()).hasSize(101);
    assertThat(origin.texts().getLast().name()).isEqualTo("4 more");
    assertThat(origin.texts().getLast().bytes()).isEqualTo(4L * "text number 100\n".length());
  }

  @Test
  void allTasksTellTheirTexts() throws Exception {
    Files.writeString(folder.resolve("pairs.tsv"), "ab\tba\nba\tab\n".repeat(40));
    for (String task : new String[] {"classify", "transduce"}) {
      run("train", "--task", task, "pairs.tsv", "-o", task, "--steps=4", "--hidden=8", "-q");
      assertThat(origin(task).texts()).containsExactly(text("pairs.tsv"));
    }
    Files.writeString(folder.resolve("names.txt"), "The Fox\nA Dog\n".repeat(40));
    run("train", "--task=tag", "--restore=case", "names.txt", "-o", "tag", "--steps=4", "-q");
    assertThat(origin("tag").texts()).containsExactly(text("names.txt"));
    run("train", "pairs.tsv", "--condition=2", "-o", "kinds", "--steps=4", "--hidden=8", "-q");
    assertThat(origin("kinds").texts()).containsExactly(text("pairs.tsv"));
  }

  @Test
  void theDateIsThatOfTheEpochIfOneIsSetAndNoPartOfTheHash() throws IOException {
    Result one = dated("1000000000");
    Result other = dated("0");

    assertThat(origin("fox").date()).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(one.value(0, "sha256")).isEqualTo(other.value(0, "sha256"));
    Result wrong = dated("yesterday");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("SOURCE_DATE_EPOCH=yesterday").hasLineCount(1);
  }

  @Test
  void aResumedRunTellsTheSameTexts() throws Exception {
    interrupt("-o", "fox");
    train("fox.txt", "-o", "fox", "--resume", "-q");

    assertThat(origin("fox").texts()).containsExactly(text("fox.txt"));
    assertThat(origin("fox").command()).contains("--resume");
  }

  @Test
  void inspectShowsIt() throws Exception {
    train("fox.txt", "-o", "fox", "-q");

    String hash = text("fox.txt").sha256();
    assertThat(run("inspect", "fox").out())
        .containsPattern("\nversion +charwise ")
        .containsPattern("\ncommand +charwise train fox.txt -o fox -q ")
        .containsPattern("\ndate +2[0-9]{3}-")
        .containsPattern("\ntext +fox.txt, 1,760 bytes, sha256 " + hash + "\n");
    assertThat(run("inspect", "fox", "--json").value(0, "origin"))
        .isEqualTo(origin("fox").toJson());
  }

  @Test
  void controlCharactersOfAHostileOriginAreSpelledOut() throws IOException {
    train("fox.txt", "-o", "fox.safetensors", "-q");
    byte[] model = Files.readAllBytes(folder.resolve("fox.safetensors"));
    String header = new String(model, ISO_8859_1);
    Files.write(
        folder.resolve("fox.safetensors"),
        header
            .replace("fox.txt", "\\\\u001b") // as long as before; JSON in JSON
            .getBytes(ISO_8859_1));

    assertThat(origin("fox.safetensors").texts().getFirst().name()).contains("\u001b");
    for (String command : new String[] {"inspect", "models"}) {
      String[] arguments =
          command.equals("inspect")
              ? new String[] {command, "fox.safetensors"}
              : new String[] {command};
      assertThat(run(arguments).out()).doesNotContain("\u001b").contains("\\x1b");
    }
  }

  private Result dated(String epoch) {
    return new CommandLineRun(folder)
        .withVariable("SOURCE_DATE_EPOCH", epoch)
        .run(arguments("fox.txt", "-o", "fox", "--json", "-q"));
  }

  private Origin origin(String model) throws IOException {
    ModelHeader header = TaskType.header(folder.resolve(model));
    return header.origin();
  }

  private Origin.Text text(String name) throws Exception {
    byte[] bytes = Files.readAllBytes(folder.resolve(Path.of(name)));
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
    return new Origin.Text(name, bytes.length, HexFormat.of().formatHex(hash));
  }
}
