package charwise.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import charwise.cli.TinyModels;
import charwise.engine.layer.recurrent.CellType;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class InspectCommandTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void trainModels() throws IOException {
    byte[] fox =
        "The quick (brown) fox: \"jumps\" 字 e\u0301\n".repeat(40).getBytes(StandardCharsets.UTF_8);
    for (CellType cell : CellType.values()) {
      TinyModels.train(folder, cell.label(), fox, "--cell=" + cell.label());
    }
    TinyModels.train(folder, "bytes", fox, "--units=byte");
    trainNetwork("mamba", "--state=3");
    trainNetwork("transformer", "--heads=2", "--context=7");
    Files.write(folder.resolve("fox.txt"), fox);
    TinyModels.train(
        folder,
        "kinds",
        "aab\tas\nbba\tbs\n".repeat(40).getBytes(StandardCharsets.UTF_8),
        "--task=classify",
        "--ngrams=on");
    TinyModels.train(
        folder,
        "case",
        "The Fox\nA Dog\n".repeat(40).getBytes(StandardCharsets.UTF_8),
        "--task=tag",
        "--restore=case");
    TinyModels.train(
        folder,
        "turn",
        "ab\tba\nba\tab\n".repeat(40).getBytes(StandardCharsets.UTF_8),
        "--task=transduce",
        "--reverse-source");
  }

  private static void trainNetwork(String network, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "text-of-lstm",
                "-o",
                network,
                "-q",
                "--network=" + network,
                "--width=12",
                "--layers=2",
                "--batch=4",
                "--bptt=16",
                "--steps=9"));
    arguments.addAll(List.of(more));
    Result trained = new CommandLineRun(folder).run(arguments.toArray(String[]::new));
    assertThat(trained.err()).isEmpty();
  }

  @Test
  void aTransformerShowsWhatEachCharacterLookedAt() throws IOException {
    Result result = run("transformer", "--text=quick brown", "--csv=attention.csv");
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains("attention of layer 2, mean of 2 heads", "\n  quick·brown\n")
        .containsPattern("layer +head +looks back\n +1 +1 +[0-9.]+\n");
    List<String> rows = Files.readAllLines(folder.resolve("attention.csv"));
    assertThat(rows.getFirst()).isEqualTo("position,character,layer,head,back,weight");
    int seen = 1 + 2 + 3 + 4 + 5 + 6 + 5 * 7;
    assertThat(rows).hasSize(1 + 2 * 2 * seen);
    double sum =
        rows.stream()
            .filter(row -> row.startsWith("9,w,2,1,"))
            .mapToDouble(row -> Double.parseDouble(row.substring(row.lastIndexOf(',') + 1)))
            .sum();
    assertThat(sum).isCloseTo(1, offset(1e-5));
    Result json = run("transformer", "--text=quick", "--json");
    assertThat(json.outLines()).hasSize(4);
    assertThat(json.keys(3)).containsExactly("layer", "head", "mean_distance");
    assertThat(json.number(3, "mean_distance")).isBetween(0.0, 3.0);
    assertThat(run("transformer", "--text=quick", "--layer=1", "--head=2").out())
        .contains("attention of layer 1, head 2");
    assertThat(run("transformer", "--text=quick", "--gate=hidden").out())
        .contains("hidden of layer 2, all units\n");
    assertFails("it has 2 heads, counted from 1", "transformer", "--text=fox", "--head=3");
    assertFails("the model has no attention: --head 1", "lstm", "--text=fox", "--head=1");
    assertFails(
        "only attention has heads", "transformer", "--text=fox", "--head=1", "--gate=hidden");
  }

  @ParameterizedTest
  @CsvSource({"keep, from shut", "gate, from shut", "step, each row", "state, each row"})
  void aMambaShowsWhatItKeeps(String gate, String scale) {
    Result result = run("mamba", "--text=fox", "--gate=" + gate);
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains(gate + " of layer 2, all units", scale);
    assertThat(run("mamba", "--text=fox", "--unit=20").out()).contains("unit 20 of layer 2");
    assertFails("it has 24 units, counted from 0", "mamba", "--text=fox", "--unit=24");
    Result json = run("mamba", "--text=fox", "--json");
    assertThat(json.outLines()).hasSize(4);
    assertThat(json.string(0, "gate")).isEqualTo("keep");
    assertThat(json.number(0, "mean")).isBetween(0.0, 1.0);
    assertThat(run("mamba", "--text=(fox) jumps", "--find").exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "kinds, classify, labels, classifier.weight",
    "case, tag, tags, decoder.weight",
    "turn, transduce, target_vocabulary, bridge.weight"
  })
  void modelsOfAllTasksAreDescribed(String model, String task, String key, String tensor) {
    assertThat(run(model).out())
        .contains(" both directions", "\nvocabulary ", "\n" + key, "\n" + tensor);
    Result json = run(model, "--json");
    assertThat(json.string(0, "task")).isEqualTo(task);
    assertThat(json.value(0, key)).isInstanceOf(List.class);
    assertThat(json.number(0, "hidden_size")).isEqualTo(12);
    assertThat(json.string(0, "sha256")).hasSize(64);
  }

  @ParameterizedTest
  @CsvSource({"kinds, aab, aab", "case, The fox, the fox", "turn, ab, ba"})
  void aModelThatAnswersReadsALineInBothDirections(String model, String text, String read) {
    Result result = run(model, "--text=" + text, "--gate=hidden");
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("hidden of layer 1, all units", "\n   " + read + "\n");
    assertThat(run(model, "--text=" + text + "\nmore", "--gate=hidden").out())
        .isEqualTo(result.out());
    assertFails("it has 24 units, counted from 0", model, "--text=" + text, "--unit=24");
    assertFails("the model knows no conditions", model, "--text=" + text, "--condition=x");
  }

  @Test
  void aClassifierShowsWhichNgramsSpeakForWhichLabel() {
    assertThat(run("kinds", "--text=aab").out())
        .containsPattern("n-gram +speaks for +logit\n")
        .containsPattern("\\^aa +as +[0-9.]+\n");
    Result json = run("kinds", "--text=bba", "--json");
    int last = json.outLines().size() - 1;
    assertThat(json.keys(last)).containsExactly("ngram", "label", "logit");
    assertThat(json.number(last, "logit")).isLessThanOrEqualTo(json.number(last - 1, "logit"));
  }

  @Test
  void aModelIsDescribedAsJson() {
    Result result = run("lstm", "--json");
    assertThat(result.outLines()).hasSize(1);
    assertThat(result.keys(0))
        .containsExactly(
            "model",
            "task",
            "cell",
            "hidden_size",
            "layers",
            "residual",
            "vocabulary_size",
            "units",
            "items",
            "dropout",
            "ngram_sequences",
            "ngram_contexts",
            "parameters",
            "ngram_order",
            "ngram_weight",
            "vocabulary",
            "tensors",
            "training",
            "origin",
            "sha256");
    assertThat(result.number(0, "hidden_size")).isEqualTo(12);
    assertThat(((List<?>) result.value(0, "vocabulary")).stream().map(String::valueOf))
        .contains("q", "字")
        .hasSize((int) result.number(0, "vocabulary_size"));
    List<?> tensors = (List<?>) result.value(0, "tensors");
    Map<?, ?> recurrent = (Map<?, ?>) tensors.get(1);
    assertThat(recurrent.get("name")).isEqualTo("rnn.weight_hh_l0");
    assertThat(recurrent.get("shape")).isEqualTo(List.of(48L, 12L));
    assertThat((Double) recurrent.get("norm")).isBetween(3.0, 12.0);
    assertThat(result.string(0, "sha256")).hasSize(64);
    assertThat(((Map<?, ?>) result.value(0, "training")).get("steps")).isEqualTo(60L);
  }

  @Test
  void aModelIsDescribedInWords() {
    String out = run("gru").out();
    assertThat(out)
        .contains("gru, 1 x 12", "codepoint units, items none", "\\n", "sha256")
        .containsPattern("rnn.weight_ih_l0 +36 x [0-9]+ +[0-9.]+\n");
    assertThat(out).startsWith("model ").doesNotContain("\nmodel ");
    assertThat(run("bytes").out()).contains("byte units", ": 10 32 34 ");
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void everyGateOfACellIsShownByItsName(CellType cell) {
    for (var gate : cell.create().gates()) {
      Result result = run(cell.label(), "--text=fox", "--gate", gate.name());
      assertThat(result.err()).isEmpty();
      assertThat(result.out()).contains(gate.name() + " of layer 1, all units", "\n   fox\n");
    }
  }

  @Test
  void aGateThatTheCellLacksIsAnErrorThatNamesThoseItHas() {
    assertFails(
        "charwise: no such gate in the model's cells: --gate forget; there are reset, update,"
            + " candidate, hidden\n",
        "gru",
        "--text=fox",
        "--gate=forget");
    assertFails(
        "charwise: no such gate in the model's cells: --gate cell; there are hidden\n",
        "rnn",
        "--text=fox",
        "--gate=cell");
  }

  @Test
  void aLayerOrUnitThatIsNotThereIsAnError() {
    assertFails(
        "charwise: not in this model: --layer 2; it has 1 layer, counted from 1\n",
        "gru",
        "--text=fox",
        "--layer=2");
    assertFails(
        "charwise: not in this model: --unit 12; it has 12 units, counted from 0\n",
        "gru",
        "--text=fox",
        "--unit=12");
  }

  @ParameterizedTest
  @CsvSource({"--gate=hidden", "--layer=1", "--unit=0", "--find", "--csv=a.csv", "--plot=a.svg"})
  void withoutATextThereIsNothingToShow(String option) {
    assertFails("add --text TEXT or --file FILE\n", "gru", option);
  }

  @Test
  void sharesOfGatesStandAboveTheHeatmap() {
    List<String> lines = run("gru", "--text=The fox").outLines();
    assertThat(lines.getFirst().strip().split(" {2,}", -1))
        .containsExactly("layer", "gate", "open > 0.9", "shut < 0.1", "mean");
    assertThat(lines.get(1)).matches("1 +reset +[0-9.]+ % +[0-9.]+ % +0\\.[0-9]{3}");
    assertThat(lines.get(2)).startsWith("1      update");
    assertThat(run("rnn", "--text=fox").out()).startsWith("hidden of layer 1");
    Result json = run("lstm", "--text=fox", "--json");
    assertThat(json.outLines()).hasSize(3);
    assertThat(json.keys(0)).containsExactly("layer", "gate", "open", "shut", "mean");
    assertThat(json.string(1, "gate")).isEqualTo("forget");
    assertThat(json.number(1, "layer")).isEqualTo(1);
  }

  @Test
  void oneUnitIsShownWithAllItsGates() {
    assertThat(run("lstm", "--text=fox", "--unit=3").out())
        .contains("unit 3 of layer 1\n\n          fox\n    input ")
        .containsPattern("\n {4}input [0-9.]{3}\n {3}forget [0-9.]{3}\ncandidate [0-9.a-i]{3}\n");
  }

  @Test
  void everyCharacterTakesItsPlace() {
    assertThat(run("gru", "--text=e\u0301 字\nf").out()).contains("   e◌\u0301 字↵f\n");
    assertThat(run("bytes", "--text=字").out()).contains("   ···\n");
  }

  @Test
  void narrowAndColouredTerminalsAreUsedAsTheyAre() {
    String text = "--text=The quick (brown) fox";
    Result narrow = new CommandLineRun(folder).onTerminal(20).run("inspect", "gru", text);
    assertThat(narrow.out()).contains("   The quick (brown)\n", "    fox\n", "\u001b[48;5;");
    Result plain =
        new CommandLineRun(folder)
            .onTerminal(20)
            .withVariable("NO_COLOR", "1")
            .run("inspect", "gru", text);
    assertThat(plain.out()).doesNotContain("\u001b");
  }

  @Test
  void theCsvFileHoldsEveryValue() throws IOException {
    run("lstm", "--text=f\n\"", "--csv=all.csv");
    List<String> rows = Files.readAllLines(folder.resolve("all.csv"));
    assertThat(rows.getFirst()).isEqualTo("position,character,layer,unit,gate,value");
    assertThat(rows.get(1)).matches("0,f,1,0,input,0\\.[0-9]+");
    assertThat(rows).anyMatch(row -> row.startsWith("2,\"\"\"\",1,11,hidden,"));
    run("lstm", "--text=fox", "--csv=some.csv", "--unit=2", "--gate=forget");
    assertThat(Files.readAllLines(folder.resolve("some.csv")))
        .hasSize(4)
        .last()
        .asString()
        .startsWith("2,x,1,2,forget,0.");
  }

  @Test
  void theHeatmapIsDrawn() throws IOException {
    run("lstm", "--file=fox.txt", "--plot=map.png");
    BufferedImage image = Objects.requireNonNull(ImageIO.read(folder.resolve("map.png").toFile()));
    assertThat(image.getWidth()).isGreaterThan(2000);
  }

  @Test
  void unitsAreFoundByWhatTheyFollow() {
    Result result = run("lstm", "--file=fox.txt", "--find", "--json");
    assertThat(result.keys(0)).containsExactly("feature", "layer", "gate", "unit", "correlation");
    assertThat(result.string(0, "feature")).isEqualTo("inside quotes");
    assertThat(Math.abs(result.number(0, "correlation")))
        .isBetween(Math.abs(result.number(2, "correlation")), 1.0);
    assertThat(run("lstm", "--file=fox.txt", "--find", "--gate=forget").out())
        .contains("line position    forget")
        .doesNotContain("hidden");
  }

  @Test
  void aTextOfNothingKnownIsAnError() {
    assertFails("no character that the model knows: --text; ", "gru", "--text=ÄÖÜ");
    assertFails("--text and --file; ", "gru", "--text=a", "--file=fox.txt");
  }

  private static void assertFails(String message, String... arguments) {
    Result result = run(arguments);
    assertThat(result.err()).contains(message);
    assertThat(result.err().lines().filter(line -> line.startsWith("charwise: "))).hasSize(1);
    assertThat(result.exitCode()).isBetween(1, 2);
  }

  private static Result run(String... more) {
    var arguments = new ArrayList<>(List.of(more));
    arguments.addFirst("inspect");
    return new CommandLineRun(folder).run(arguments.toArray(new String[0]));
  }
}
