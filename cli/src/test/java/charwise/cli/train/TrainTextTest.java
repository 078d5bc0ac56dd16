package charwise.cli.train;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import charwise.cli.FakeSignals;
import charwise.engine.data.Vocabulary;
import charwise.engine.task.language.SavedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Where the text of a run comes from, and how it is read. */
class TrainTextTest extends TrainCommandRuns {
  @Test
  void whatIsPipedInIsReadThoughNobodyNamesIt() {
    String sha256 = train("fox.txt", "--json").string(0, "sha256");
    Result piped = new CommandLineRun(folder).withInput(TEXT).run(arguments("--json"));
    assertThat(piped.string(0, "sha256")).isEqualTo(sha256);
    assertThat(piped.string(0, "model")).isEqualTo("stdin-lstm.safetensors");
    assertThat(piped.err()).contains(" on standard input (1,760 characters");
  }

  @Test
  void choicesThatAreLikelyWrongAreSaid() throws IOException {
    Files.writeString(folder.resolve("cr.txt"), "anna\rbert\rcora\r".repeat(99));
    assertThat(train("cr.txt", "--items=line").err())
        .contains("the text is a single line", "cr.txt: its lines end in carriage returns alone");
    Files.writeString(folder.resolve("short.txt"), "the lazy dog");
    assertThat(train("short.txt").err()).startsWith("little text: 12 characters; ");
    Files.writeString(folder.resolve("empty.txt"), "");
    Result unjudged = train("fox.txt", "--validation-file=empty.txt");
    assertThat(unjudged.exitCode()).isEqualTo(1);
    assertThat(unjudged.err()).contains("too little text to validate on (0 characters): empty.txt");
  }

  @Test
  void aListIsRecognized() throws IOException {
    String names =
        IntStream.range(0, 200).mapToObj(i -> "name" + i * 7919 % 1000 + "\n").collect(joining());
    Files.writeString(folder.resolve("list.txt"), names);
    assertThat(train("list.txt").err()).contains("this looks like a list: --items line");
    assertThat(train("list.txt", "--items=none").err()).doesNotContain("list:");
    assertThat(train("fox.txt").err()).doesNotContain("list:");
  }

  @Test
  void aPackedTextIsTheText() throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("fox.txt.gz")))) {
      out.write(TEXT.getBytes(StandardCharsets.UTF_8));
    }
    Files.writeString(folder.resolve("no.gz"), TEXT);
    Result packed = train("fox.txt.gz", "--json");
    assertThat(packed.string(0, "model")).isEqualTo("fox-lstm.safetensors");
    assertThat(packed.string(0, "sha256"))
        .isEqualTo(train("fox.txt", "--json").string(0, "sha256"));
    assertThat(train("no.gz").err()).contains("not packed by gzip: no.gz; ");
    byte[] whole = Files.readAllBytes(folder.resolve("fox.txt.gz"));
    Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length - 9));
    assertThat(train("cut.gz").err())
        .contains("cannot read (it ends too early: was it cut short when it was copied?): cut.gz;");
    whole[whole.length / 2] ^= 0x55;
    Files.write(folder.resolve("bad.gz"), whole);
    assertThat(train("bad.gz").err())
        .contains("cannot read (what is packed in it is damaged): bad.gz;");
    Files.writeString(folder.resolve("a b.zst"), TEXT);
    Result foreign = train("a b.zst");
    assertThat(foreign.exitCode()).isEqualTo(1);
    assertThat(foreign.err())
        .isEqualTo(
            "charwise: packed in a way that charwise cannot unpack: a b.zst; send it in:"
                + " zstd -dc 'a b.zst' | charwise COMMAND -\n");
  }

  @Test
  void aColumnIsReadAsItemsWhateverTheTable() throws IOException {
    List<String> names = List.of("kira", "karen", "kevin", "clara");
    Files.write(folder.resolve("names.txt"), names);
    Files.writeString(folder.resolve("t.csv"), "n,name\n1," + String.join("\n2,", names) + "\n");
    Files.writeString(
        folder.resolve("t.jsonl"),
        names.stream().map(name -> "{\"name\":\"" + name + "\"}\n").collect(joining()));
    Object lines = train("names.txt", "--json", "--items=line").value(0, "sha256");
    assertThat(train("t.csv", "--json", "--column=name").value(0, "sha256")).isEqualTo(lines);
    assertThat(train("t.jsonl", "--json", "--column=name").value(0, "sha256")).isEqualTo(lines);
    assertThat(
            train("names.txt", "--json", "--items=line", "--validation-file=names.txt")
                .value(0, "sha256"))
        .isEqualTo(
            train("t.csv", "--json", "--column=name", "--validation-file=t.jsonl")
                .value(0, "sha256"));
  }

  @Test
  void aColumnIsReadAsItemsByAModelOfAWholeTextToo() throws IOException {
    Files.writeString(folder.resolve("names.txt"), "kira\nkaren\nkevin\n");
    Files.writeString(folder.resolve("t.csv"), "name\nkira\nkaren\nkevin\n");
    train("names.txt", "-o", "first");
    String[] more = {"--init-from=first", "--steps=3", "--batch=2", "--validation=0", "--json"};
    assertThat(run(with(more, "train", "t.csv", "--column=name")).value(0, "sha256"))
        .isEqualTo(run(with(more, "train", "names.txt", "--items=line")).value(0, "sha256"));
  }

  private static String[] with(String[] more, String... first) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void aGeneratedTextIsTrainedOnByItsName() {
    Result result = train("addition:2000:3", "--json");
    assertThat(result.err()).contains("\nlstm, 1 x 8", " on addition:2000:3 (2,0");
    assertThat(result.value(0, "model")).isEqualTo("addition-lstm.safetensors");
    assertThat(result.value(0, "vocabulary_size")).isEqualTo(13L);
  }

  @Test
  void aModelToStartFromLearnsNewCharacters() throws IOException {
    train("fox.txt", "-o", "first");
    Files.writeString(folder.resolve("other.txt"), "ÜÄ fox\t".repeat(40));
    Result result =
        run("train", "other.txt", "--init-from=first", "--steps=3", "--batch=4", "-o", "more");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("3 new characters: U+0009, 'Ä' (U+00C4), 'Ü' (U+00DC)\n");
    Vocabulary before = SavedModel.read(folder.resolve("first")).vocabulary();
    Vocabulary after = SavedModel.read(folder.resolve("more")).vocabulary();
    assertThat(after.size()).isEqualTo(before.size() + 3);
    for (int id = 0; id < before.size(); id++) {
      assertThat(after.unit(id)).isEqualTo(before.unit(id));
    }
    Result same = run("train", "fox.txt", "--init-from=first", "--steps=1", "--batch=4");
    assertThat(same.err()).doesNotContain("new character");
  }

  @Test
  void aRunWithNewCharactersGoesOnExactly() throws IOException {
    train("fox.txt", "-o", "first");
    Files.writeString(folder.resolve("other.txt"), "ÜÄ fox\t".repeat(400));
    String[] arguments = {
      "train", "other.txt", "--init-from=first", "--steps=60", "--batch=4", "--checkpoint-every=1"
    };
    String whole = run(with(new String[] {"-o", "whole", "--json"}, arguments)).string(0, "sha256");
    var signals = new FakeSignals();
    Result stopped =
        new CommandLineRun(folder)
            .withSignals(signals)
            .whenErrorContains("of them for validation", () -> signals.send("INT"))
            .run(with(new String[] {"-o", "parts"}, arguments));
    assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(130);
    assertThat(run(with(new String[] {"-o", "parts", "--resume", "--json"}, arguments)))
        .satisfies(
            resumed -> assertThat(resumed.exitCode()).as(resumed.err()).isZero(),
            resumed -> assertThat(resumed.string(0, "sha256")).isEqualTo(whole));
  }

  @Test
  void anEmptyTextIsAnError() throws IOException {
    Files.createFile(folder.resolve("empty.txt"));
    Result result = run("train", "empty.txt");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("empty");
  }

  @Test
  void textThatIsNotUtf8IsAnErrorWithItsOffset() throws IOException {
    Files.write(folder.resolve("latin1.txt"), "Grüße".getBytes(StandardCharsets.ISO_8859_1));
    Result result = run("train", "latin1.txt");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).hasLineCount(1).contains("byte offset 2", "--units byte");
  }

  @Test
  void bytesNeedNoEncoding() throws IOException {
    Files.write(
        folder.resolve("bytes"), TEXT.replace('q', 'é').getBytes(StandardCharsets.ISO_8859_1));
    assertThat(train("bytes", "--units=byte", "--json").exitCode()).isZero();
  }

  @Test
  void textMayComeFromStandardInput() {
    String[] arguments = arguments("-", "--json");
    Result result = new CommandLineRun(folder).withInput(TEXT).run(arguments);
    assertThat(result.value(0, "model")).isEqualTo("stdin-lstm.safetensors");
  }

  @Test
  void validationMayComeFromAFileOfItsOwn() throws IOException {
    Files.writeString(folder.resolve("valid.txt"), "the lazy fox # jumps\n");
    Result result = train("fox.txt", "--validation-file=valid.txt", "--json");
    assertThat(result.err())
        .startsWith("left out of valid.txt: 1 character that the training text lacks\n");
    assertThat(result.number(0, "validation_nats_per_char")).isPositive();
  }

  @Test
  void withoutValidationItsLossIsNull() {
    Result result = train("fox.txt", "--validation=0", "--json");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("\"validation_nats_per_char\":null");
  }
}
