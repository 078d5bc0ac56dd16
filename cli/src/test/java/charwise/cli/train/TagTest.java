package charwise.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import charwise.cli.FakeSignals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tagger from the command line: trained, asked and measured. */
class TagTest {
  private static final List<String> NAMES = List.of("Anna", "Émile", "Zoé", "Paul");

  @TempDir private Path folder;

  private Result run(String... arguments) {
    return new CommandLineRun(folder).run(arguments);
  }

  private Result answer(String input, String... arguments) {
    return new CommandLineRun(folder).withInput(input).run(arguments);
  }

  private Result train(String what, String... more) {
    List<String> all = new ArrayList<>(List.of("train", "--task", "tag"));
    all.addAll(List.of(what.split(" ")));
    all.addAll(
        List.of("--hidden", "16", "--learning-rate", "0.02", "--dropout", "0", "-o", "m.st"));
    all.addAll(List.of(more));
    return run(all.toArray(String[]::new));
  }

  private void writeText() throws IOException {
    Files.write(
        folder.resolve("text.txt"),
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    "%s saw %s near the café on day %d."
                        .formatted(NAMES.get(i % 4), NAMES.get(i * 7 / 3 % 4), i))
            .toList());
  }

  private void writeTokens() throws IOException {
    List<String> lines = new ArrayList<>(List.of("-DOCSTART- -X- O", ""));
    for (int i = 0; i < 120; i++) {
      String name = "%s NN I-PER".formatted(NAMES.get(i / 3 % 4));
      String file = "file%d NN I-FILE".formatted(i);
      lines.addAll(
          switch (i % 3) {
            case 0 -> List.of(name, "saw VB O", file, ". . O", "");
            case 1 -> List.of(file, "saw VB O", name, ". . O", "");
            default -> List.of("saw VB O", i % 2 == 0 ? file : name, "saw VB O", "");
          });
    }
    Files.write(folder.resolve("names.conll"), lines);
  }

  @Test
  void theReportTellsTheMetricAndTheFloors() throws IOException {
    writeText();
    Result result = train("text.txt --restore case,diacritics", "--steps", "240", "--json");
    assertThat(result.exitCode()).isZero();
    assertThat(result.keys(0))
        .contains("task", "items", "metric", "validation_metric", "validation_nats", "floors");
    assertThat(result.value(0, "task")).isEqualTo("tag");
    assertThat(result.value(0, "items")).isEqualTo(180L);
    assertThat(result.value(0, "metric")).isEqualTo("word_accuracy");
    assertThat((Double) result.value(0, "validation_metric")).isEqualTo(1.0);
    assertThat(((Map<?, ?>) result.value(0, "floors")).keySet().toString())
        .isEqualTo("[copy, lexicon]");
  }

  @Test
  void aTextGetsBackWhatItHasLost() throws IOException {
    writeText();
    train("text.txt --restore case,diacritics", "--steps", "240", "-q");
    Result result =
        answer("zoe saw emile near the cafe on day 7.\n\n\tEMILE 😀 №\n", "predict", "m.st");
    assertThat(result.exitCode()).isZero();
    assertThat(result.outLines().subList(0, 2))
        .containsExactly("Zoé saw Émile near the café on day 7.", "");
    assertThat(result.outLines().get(2)).startsWith("\t").endsWith(" 😀 №");
    Result json = answer("anna\n", "predict", "m.st", "--json");
    assertThat(json.keys(0))
        .containsExactly("input", "prediction", "probability", "alternatives", "unknown", "tags");
    assertThat(json.value(0, "tags")).isEqualTo(List.of("upper", "none", "none", "none"));
  }

  @Test
  void plainTextIsQuestionAndAnswerAtOnce() throws IOException {
    writeText();
    train("text.txt --restore case,diacritics", "--steps", "240", "-q");
    Result json = run("evaluate", "m.st", "text.txt", "--json", "--by-length", "--errors", "e");
    assertThat(json.exitCode()).isZero();
    assertThat(json.keys(0))
        .containsSubsequence(
            "items",
            "nats",
            "unit_accuracy",
            "word_accuracy",
            "line_accuracy",
            "entity_f1",
            "changed_words",
            "by_length");
    assertThat(json.value(0, "items")).isEqualTo(200L);
    assertThat((Double) json.value(0, "word_accuracy")).isGreaterThan(0.99);
    assertThat(json.out()).contains("\"entity_f1\":null");
    assertThat(Files.readString(folder.resolve("e"))).startsWith("input\ttarget\tprediction");
    Files.writeString(folder.resolve("other.txt"), "THE CAFE\n");
    assertThat(run("evaluate", "m.st", "other.txt", "--errors", "e").out())
        .contains("1 lines", "word-accuracy", "changed words");
    assertThat(Files.readAllLines(folder.resolve("e")).get(1)).startsWith("the cafe\tTHE CAFE\t");
    assertThat(run("evaluate", "m.st", "text.txt", "--plot", "p.svg").exitCode()).isEqualTo(2);
  }

  @Test
  void namesAreFoundInTokensAndInText() throws IOException {
    writeTokens();
    Result result = train("names.conll", "--steps", "320", "--json");
    assertThat(result.value(0, "metric")).isEqualTo("entity_f1");
    assertThat((Double) result.value(0, "validation_metric")).isEqualTo(1.0);

    String asked = "Anna NN\nsaw VB\n\nZoé\tNN\n-DOCSTART-\nfile5\n";
    assertThat(answer(asked, "predict", "m.st", "--format", "conll").out())
        .isEqualTo("Anna NN B-PER\nsaw VB O\n\nZoé\tNN\tB-PER\n-DOCSTART-\nfile5\tB-FILE\n");
    assertThat(answer("Paul\nsaw\n", "predict", "m.st").out()).isEqualTo("Paul\tB-PER\nsaw\tO\n");
    assertThat(answer("Paul saw  file9 .\nsaw\n", "predict", "m.st").out())
        .isEqualTo("Paul\tB-PER\nsaw\tO\nfile9\tB-FILE\n.\tO\n\nsaw\tO\n\n");
    Result json = answer("Zoé saw  file9 .\n", "predict", "m.st", "--json");
    assertThat(json.value(0, "entities"))
        .isEqualTo(
            List.of(
                Map.of("type", "PER", "start", 0L, "end", 3L, "text", "Zoé"),
                Map.of("type", "FILE", "start", 9L, "end", 14L, "text", "file9")));

    Result measured = run("evaluate", "m.st", "names.conll", "--json");
    assertThat(measured.value(0, "items")).isEqualTo(120L);
    assertThat((Double) measured.value(0, "entity_f1")).isGreaterThan(0.9);
    assertThat(run("evaluate", "m.st", "names.conll").out()).contains("FILE", "PER", "entity-f1");
  }

  @Test
  void tagsThatTheModelDoesNotKnowAreMissed() throws IOException {
    writeTokens();
    train("names.conll", "--steps", "320", "-q");
    Files.writeString(
        folder.resolve("other.conll"), "Anna B-PER\nsaw O\nfile7 B-FILE\nsaw B-TOWN\nsaw I-TOWN\n");
    Result measured = run("evaluate", "m.st", "other.conll", "--json");
    assertThat((Double) measured.value(0, "entity_f1")).isEqualTo(0.8);
    assertThat((Double) measured.value(0, "word_accuracy")).isEqualTo(0.6);
  }

  /** Schuster and Paliwal 1997: what comes later decides, and one direction never sees it. */
  @Test
  void oneDirectionCannotLookAheadAndTwoCan() {
    String lookahead = "lookahead:60000:3 --steps 1000 --json";
    Result both = train(lookahead);
    assertThat(both.value(0, "metric")).isEqualTo("unit_accuracy");
    assertThat((Double) both.value(0, "validation_metric")).isGreaterThan(0.95);
    Result forward = train(lookahead, "--directions", "forward");
    Double chance = (Double) ((Map<?, ?>) forward.value(0, "floors")).get("lexicon");
    assertThat((Double) forward.value(0, "validation_metric")).isCloseTo(chance, within(0.03));
    Result measured = run("evaluate", "m.st", "lookahead:9000:4", "--json");
    assertThat((Double) measured.value(0, "unit_accuracy")).isCloseTo(chance, within(0.03));
  }

  @Test
  void pairsAreOfEqualLength() throws IOException {
    Files.writeString(folder.resolve("pairs.tsv"), "abc\tabd\nab\tabc\n");
    Result result = train("pairs.tsv", "--steps", "2");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("pairs.tsv, line 2", "2 characters but the target 3");
  }

  @Test
  void whatMakesNoSenseIsRefused() throws IOException {
    writeText();
    assertThat(train("--steps 2").err()).contains("nothing to learn from", "--restore");
    assertThat(train("text.txt --restore hats").err()).contains("--restore", "case");
    assertThat(train("text.txt --restore case --best entity-f1 --steps 2").err())
        .contains("--best entity-f1", "word-accuracy");
    assertThat(train("text.txt --restore case --format tsv").exitCode()).isEqualTo(2);
    assertThat(train("text.txt --restore case --units byte").exitCode()).isEqualTo(2);
    assertThat(train("text.txt --restore case --pooling mean").err()).contains("--task tag");
    Files.writeString(folder.resolve("low.txt"), "all of it\nis low\n");
    Result nothing = train("low.txt --restore case --steps 2");
    assertThat(nothing.exitCode()).isEqualTo(1);
    assertThat(nothing.err()).contains("nothing in it to restore", "low.txt");
  }

  @Test
  void aModelOfOneTaskTellsWhichCommandIsForIt() throws IOException {
    writeText();
    train("text.txt --restore case", "--steps", "2", "-q");
    assertThat(run("sample", "m.st").err())
        .contains("a tagger, not a language model", "charwise predict");
  }

  @Test
  void aRunGoesOnExactly() throws IOException {
    writeText();
    String whole =
        String.valueOf(
            train("text.txt --restore case", "--steps", "20", "--json").value(0, "sha256"));
    var signals = new FakeSignals();
    Result stopped =
        new CommandLineRun(folder)
            .withSignals(signals)
            .whenErrorContains("of them for validation", () -> signals.send("INT"))
            .run(
                "train",
                "--task",
                "tag",
                "text.txt",
                "--restore",
                "case",
                "--hidden",
                "16",
                "--learning-rate",
                "0.02",
                "--dropout",
                "0",
                "-o",
                "m.st",
                "--steps",
                "20");
    assertThat(stopped.exitCode()).isEqualTo(130);
    Result other = train("text.txt --restore spaces", "--resume");
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("--restore is spaces, but case in the interrupted run");
    Result resumed = train("text.txt", "--resume", "--json");
    assertThat(String.valueOf(resumed.value(0, "sha256"))).isEqualTo(whole);
  }
}
