package charwise.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.registry.TaskType;
import charwise.engine.task.SavedTask;
import charwise.engine.task.language.Conditions;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.SavedModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Models that are written and read back. */
class ModelFileTest {
  private static final Vocabulary VOCABULARY =
      Vocabulary.of(Units.CODEPOINT, new int[] {'\n', '"', 'a', 'é', 0x1F600});

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(CellType.class)
  void readsBackWhatItWrote(CellType cell) throws IOException {
    for (int layers = 1; layers <= 3; layers++) {
      int hiddenSize = layers == 1 ? 150 : 19; // 150 units: more elements than are read together
      LanguageModel model = model(cell, hiddenSize, layers, layers == 2);
      Path file = folder.resolve("model");
      saved(model, Map.of()).write(file);

      SavedModel read = SavedModel.read(file);

      assertThat(read.model().config()).isEqualTo(model.config());
      assertThat(read.model().parameters().values()).containsExactly(model.parameters().values());
      assertThat(read.vocabulary()).isEqualTo(VOCABULARY);
      assertThat(read.units()).isEqualTo(Units.CODEPOINT);
      assertThat(read.items()).isEqualTo(Items.LINE);
      assertThat(read.dropout()).isEqualTo(0.1);
      assertThat(read.sha256()).isEqualTo(ModelFile.sha256(model));
    }
  }

  @Test
  void keepsTheTrainingRecordInOrder() throws IOException {
    Map<String, @Nullable Object> training = new LinkedHashMap<>();
    training.put("z", 1.25);
    training.put("model", "é\n😀");
    training.put("validation_nats_per_char", null);
    training.put("steps", 7L);
    Path file = folder.resolve("model");
    saved(model(CellType.RNN, 3, 1, false), training).write(file);

    assertThat(SavedModel.read(file).training()).containsExactlyEntriesOf(training);
  }

  @Test
  void readsTheBytesOfAFileAsTheFile() throws IOException {
    Path file = folder.resolve("model");
    saved(model(CellType.LSTM, 3, 2, true), Map.of()).write(file);
    byte[] bytes = Files.readAllBytes(file);

    SavedTask read = TaskType.read(Path.of("elsewhere"), bytes);

    assertThat(ModelFile.sha256(read.model()))
        .isEqualTo(ModelFile.sha256(SavedModel.read(file).model()));
    for (int length : new int[] {0, 7, 20, bytes.length - 1}) {
      assertThatExceptionOfType(InvalidModelException.class)
          .isThrownBy(() -> TaskType.read(Path.of("elsewhere"), Arrays.copyOf(bytes, length)))
          .withMessageContaining("elsewhere");
    }
  }

  @Test
  void writesTheMetadataOfTheContract() throws IOException {
    Path file = folder.resolve("model");
    saved(model(CellType.GRU, 3, 2, true), Map.of("seed", 42)).write(file);

    try (SafetensorsFile opened = SafetensorsFile.open(file)) {
      assertThat(opened.metadata())
          .containsExactly(
              Map.entry("format", "charwise"),
              Map.entry("format_version", "1"),
              Map.entry("model_type", "language-model"),
              Map.entry(
                  "config",
                  "{\"cell\":\"gru\",\"hidden_size\":3,\"layers\":2,\"residual\":true,"
                      + "\"vocabulary_size\":5,\"units\":\"codepoint\",\"items\":\"line\","
                      + "\"dropout\":0.1}"),
              Map.entry("vocabulary", "[\"\\n\",\"\\\"\",\"a\",\"é\",\"😀\"]"),
              Map.entry("training", "{\"seed\":42}"));
      assertThat(opened.tensors())
          .extracting(tensor -> tensor.name() + tensor.shape())
          .containsExactly(
              "rnn.weight_ih_l0[9, 5]",
              "rnn.weight_hh_l0[9, 3]",
              "rnn.bias_ih_l0[9]",
              "rnn.bias_hh_l0[9]",
              "rnn.weight_ih_l1[9, 3]",
              "rnn.weight_hh_l1[9, 3]",
              "rnn.bias_ih_l1[9]",
              "rnn.bias_hh_l1[9]",
              "decoder.weight[5, 3]",
              "decoder.bias[5]");
    }
  }

  @Test
  void keepsConditions() throws IOException {
    LanguageModel model =
        new LanguageModel(new LanguageModelConfig(CellType.GRU, VOCABULARY.size(), 4, 2, true, 3));
    model.initialize(7);
    var conditions = new Conditions(List.of("Česky", "a\tb", "\""), List.of(5L, 0L, 1L << 40));
    Path file = folder.resolve("model");
    SavedModel.of(model, VOCABULARY, Items.LINE, 0, conditions, Map.of()).write(file);

    SavedModel read = SavedModel.read(file);
    assertThat(read.conditions()).isEqualTo(conditions);
    assertThat(read.model().config()).isEqualTo(model.config());
    assertThat(read.sha256()).isEqualTo(ModelFile.sha256(model));
    try (SafetensorsFile opened = SafetensorsFile.open(file)) {
      assertThat(opened.metadata())
          .containsEntry("conditions", "[\"Česky\",\"a\\tb\",\"\\\"\"]")
          .containsEntry("condition_counts", "[5,0,1099511627776]");
      assertThat(opened.metadata().get("config")).endsWith(",\"conditions\":3}");
      assertThat(opened.tensors().getFirst().shape()).containsExactly(12L, 8L);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "conditions|[\"a\"]|it has 1 conditions, not 2",
        "conditions|[\"a\",\"a\"]|conditions need names, each another, up to 10000",
        "conditions|[\"a\",\"\"]|conditions need names, each another, up to 10000",
        "conditions|{}|its conditions is not a JSON array of 1 to 10000 texts",
        "condition_counts|7|its condition_counts are not a JSON array",
        "condition_counts|[1,2.5]|number 1 in its condition_counts is no count",
        "condition_counts|[1]|conditions need counts, none below 0 and not all 0",
        "condition_counts|[0,0]|conditions need counts, none below 0 and not all 0",
        "condition_counts|[1,-1]|conditions need counts, none below 0 and not all 0",
        "config|\"conditions\":10001|it has 2 conditions, not 10001",
        "config|\"conditions\":-1|its config has no valid conditions",
        "config|\"items\":\"none\",\"conditions\":2|"
            + "it has conditions but knows no lines to stand under them",
      })
  void refusesConditionsThatMakeNoSense(String key, String value, String reason)
      throws IOException {
    LanguageModel model =
        new LanguageModel(new LanguageModelConfig(CellType.RNN, VOCABULARY.size(), 2, 1, false, 2));
    var conditions = new Conditions(List.of("a", "b"), List.of(1L, 1L));
    Path good = folder.resolve("good");
    SavedModel.of(model, VOCABULARY, Items.LINE, 0, conditions, Map.of()).write(good);
    Path bad = folder.resolve("bad");
    Map<String, String> metadata;
    try (SafetensorsFile opened = SafetensorsFile.open(good)) {
      metadata = new LinkedHashMap<>(opened.metadata());
    }
    metadata.computeIfPresent(
        key,
        (same, before) ->
            key.equals("config")
                ? before.replaceFirst("(\"items\":\"line\".*)?\"conditions\":2", value)
                : value);
    metadata.keySet().removeAll(List.of("format", "format_version", "model_type"));
    ModelFile.write(bad, model, metadata);

    assertThatExceptionOfType(InvalidModelException.class)
        .isThrownBy(() -> SavedModel.read(bad))
        .withMessageContaining(reason);
  }

  @Test
  void writesBytesAsNumbers() throws IOException {
    Vocabulary bytes = Vocabulary.of(Units.BYTE, new int[] {0, 10, 255});
    LanguageModel model = new LanguageModel(new LanguageModelConfig(CellType.RNN, 3, 2, 1, false));
    Path file = folder.resolve("model");
    SavedModel.of(model, bytes, Items.NONE, 0, Map.of()).write(file);

    try (SafetensorsFile opened = SafetensorsFile.open(file)) {
      assertThat(opened.metadata()).containsEntry("vocabulary", "[0,10,255]");
    }
    assertThat(SavedModel.read(file).vocabulary()).isEqualTo(bytes);
  }

  @Test
  void hashesWhatFollowsTheHeaderOfAFileItWrote() throws Exception {
    LanguageModel model = model(CellType.LSTM, 70, 2, true);
    Path file = folder.resolve("model");
    saved(model, Map.of()).write(file);

    byte[] bytes = Files.readAllBytes(file);
    int header = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    byte[] data = Arrays.copyOfRange(bytes, 8 + header, bytes.length);
    String expected = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
    assertThat(ModelFile.sha256(model)).isEqualTo(expected);
    assertThat(SavedModel.read(file).sha256()).isEqualTo(expected);
  }

  @Test
  void theHashDependsOnEveryWeightAndNothingElse() throws IOException {
    LanguageModel model = model(CellType.RNN, 4, 1, false);
    String before = ModelFile.sha256(model);
    NamedTensor bias = model.tensors().getLast();
    bias.add(new float[] {0, 0, 0, 0, 1e-7f}, model.parameters().values());
    String after = ModelFile.sha256(model);
    Path file = folder.resolve("model");
    SavedModel.of(model, VOCABULARY, Items.NONE, 0.5, Map.of("a", 1)).write(file);

    assertThat(after).isNotEqualTo(before).matches("[0-9a-f]{64}");
    assertThat(SavedModel.read(file).sha256()).isEqualTo(after);
  }

  @Test
  void minusZeroHashesAsTheZeroThatItIsReadBackAs() throws IOException {
    LanguageModel model = new LanguageModel(new LanguageModelConfig(CellType.RNN, 5, 2, 1, false));
    String zeros = ModelFile.sha256(model);
    Arrays.fill(model.parameters().values(), -0f);
    Path file = folder.resolve("model");
    saved(model, Map.of()).write(file);

    assertThat(ModelFile.sha256(model)).isEqualTo(zeros);
    assertThat(SavedModel.read(file).sha256()).isEqualTo(zeros);
  }

  @Test
  void neverReplacesAModelByOneThatIsNotFinite() throws IOException {
    Path file = folder.resolve("model");
    SavedModel good = saved(model(CellType.LSTM, 4, 1, false), Map.of());
    good.write(file);
    LanguageModel diverged = model(CellType.LSTM, 4, 1, false);
    diverged.tensors().getFirst().add(filled(80, Float.NaN), diverged.parameters().values());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> saved(diverged, Map.of()).write(file))
        .withMessage("rnn.weight_ih_l0 has the weight NaN");
    assertThat(SavedModel.read(file).sha256()).isEqualTo(good.sha256());
    assertThat(folder.toFile().list()).containsExactly("model");
  }

  @Test
  void refusesToPutTogetherWhatDoesNotFit() {
    LanguageModel model = model(CellType.RNN, 2, 1, false);
    Vocabulary other = Vocabulary.of(Units.CODEPOINT, new int[] {'a'});

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SavedModel.of(model, other, Items.NONE, 0, Map.of()))
        .withMessage("a vocabulary of 1 for a model of 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SavedModel.of(model, VOCABULARY, Items.NONE, 1, Map.of()))
        .withMessageContaining("dropout");
    var conditions = new Conditions(List.of("a"), List.of(1L));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SavedModel.of(model, VOCABULARY, Items.LINE, 0, conditions, Map.of()))
        .withMessage("1 conditions for a model of 0");
    LanguageModel conditioned =
        new LanguageModel(new LanguageModelConfig(CellType.RNN, VOCABULARY.size(), 2, 1, false, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> SavedModel.of(conditioned, VOCABULARY, Items.NONE, 0, conditions, Map.of()))
        .withMessage("only lines stand under conditions");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new SavedModel(
                    model, VOCABULARY, Units.BYTE, Items.NONE, 0, Conditions.NONE, Map.of()));
  }

  private static LanguageModel model(CellType cell, int hiddenSize, int layers, boolean residual) {
    LanguageModel model =
        new LanguageModel(
            new LanguageModelConfig(cell, VOCABULARY.size(), hiddenSize, layers, residual));
    model.initialize(7);
    return model;
  }

  private static SavedModel saved(LanguageModel model, Map<String, @Nullable Object> training) {
    return SavedModel.of(model, VOCABULARY, Items.LINE, 0.1, training);
  }

  private static float[] filled(int size, float value) {
    float[] values = new float[size];
    Arrays.fill(values, value);
    return values;
  }
}
