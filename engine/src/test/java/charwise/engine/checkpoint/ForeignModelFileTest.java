package charwise.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import charwise.engine.checkpoint.SafetensorsWriter.Tensor;
import charwise.engine.data.Items;
import charwise.engine.json.Json;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.SavedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of other tools, and of none: what is opened, and why the rest is refused. */
class ForeignModelFileTest {
  @TempDir private Path folder;

  @Test
  void opensAFileOfAnotherTool() throws IOException {
    Map<String, String> metadata = metadata();
    metadata.put("made_by", "another tool");
    metadata.put("vocabulary", " [ \"b\" , \"a\" ] ");
    metadata.put(
        "config",
        """
        {"vocabulary_size": 2, "cell": "rnn", "layers": 1, "residual": false,
         "hidden_size": 2, "units": "codepoint", "nonlinearity": "tanh"}
        """);
    metadata.remove("training");
    List<Tensor> tensors = tensors();
    Collections.reverse(tensors);

    SavedModel read = SavedModel.read(write(metadata, tensors));

    assertThat(read.vocabulary().id('b')).isZero();
    assertThat(read.items()).isEqualTo(Items.NONE);
    assertThat(read.dropout()).isZero();
    assertThat(read.training()).isEmpty();
    assertThat(tensor(read.model(), "rnn.weight_ih_l0")).containsExactly(1, 2, 3, 4);
    assertThat(tensor(read.model(), "decoder.weight")).containsExactly(7, 8, 9, 10);
  }

  @Test
  void addsTheSecondBiasWhereTheCellHasOne() throws IOException {
    SavedModel read = SavedModel.read(write(metadata(), tensors()));

    assertThat(tensor(read.model(), "rnn.bias_ih_l0")).containsExactly(0.5f + 10, 0.25f + 20);
    assertThat(tensor(read.model(), "rnn.bias_hh_l0")).containsOnly(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          format         |                          | not of charwise
          format         | pt                       | not of charwise
          format_version |                          | no format_version
          format_version | 2                        | format version "2", but only 1
          model_type     | tagger                   | of type "tagger", not language-model
          model_type     |                          | no model_type
          config         |                          | no config
          config         | {                        | config is broken, a key expected at byte 1
          config         | []                       | config is not a JSON object
          vocabulary     |                          | no vocabulary
          vocabulary     | {}                       | vocabulary is not a JSON array
          vocabulary     | []                       | 1 to 20000 units, not 0
          vocabulary     | ["a"]                    | vocabulary has 1 units, not 2
          vocabulary     | ["a","b","c"]            | vocabulary has 3 units, not 2
          vocabulary     | ["a","a"]                | twice
          vocabulary     | ["a",""]                 | number 1 in its vocabulary is not a codepoint
          vocabulary     | ["ab","c"]               | number 0 in its vocabulary is not a codepoint
          vocabulary     | ["a",98]                 | number 1 in its vocabulary is not a codepoint
          vocabulary     | ["a",null]               | number 1 in its vocabulary is not a codepoint
          vocabulary     | ["a","\\ud800"]          | vocabulary is broken, half a surrogate pair
          training       | 1                        | training record is not a JSON object
          training       | {"a"}                    | training is broken
          """)
  void refusesOtherMetadata(String key, @Nullable String value, String reason) throws IOException {
    Map<String, String> metadata = metadata();
    if (value == null) {
      metadata.remove(key);
    } else {
      metadata.put(key, value);
    }

    assertRefused(write(metadata, tensors()), reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          cell            | "qrnn"              | unknown cell, "qrnn"
          cell            | 1                   | no cell
          cell            |                     | no cell
          units           | "word"              | unknown units, "word"
          units           | "byte"              | number 0 in its vocabulary is not a byte
          items           | "page"              | unknown items, "page"
          items           | null                | no items
          hidden_size     | 0                   | no valid hidden_size
          hidden_size     | -1                  | no valid hidden_size
          hidden_size     | 2.0                 | no valid hidden_size
          hidden_size     | 4294967298          | no valid hidden_size
          hidden_size     | 1000000000          | hidden size of 1000000000
          hidden_size     | 16384               | rnn.weight_ih_l0 has the shape "[2, 2]", not [16384, 2]
          hidden_size     |                     | no valid hidden_size
          layers          | 0                   | no valid layers
          layers          | 2                   | rnn.weight_ih_l1 is missing
          layers          | 1000000             | layers of 1000000
          vocabulary_size | 3                   | vocabulary has 2 units, not 3
          vocabulary_size | "2"                 | no valid vocabulary_size
          residual        | 1                   | residual
          residual        |                     | residual
          dropout         | 1                   | no valid dropout
          dropout         | -0.1                | no valid dropout
          dropout         | null                | no valid dropout
          """)
  void refusesAnotherConfig(String key, @Nullable String value, String reason) throws IOException {
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    assertThat(Json.parse(Objects.requireNonNull(metadata().get("config"))))
        .asInstanceOf(MAP)
        .allSatisfy((k, v) -> config.put((String) k, v));
    if (value == null) {
      config.remove(key);
    } else {
      config.put(key, Json.parse(value));
    }
    Map<String, String> metadata = metadata();
    metadata.put("config", Json.write(config));

    assertRefused(write(metadata, tensors()), reason);
  }

  @Test
  void refusesBytesBeyondAByte() throws IOException {
    for (String wrong : List.of("[0,256]", "[-1,0]", "[0,1.0]", "[0,\"1\"]")) {
      Map<String, String> metadata = metadata();
      metadata.compute("config", (key, config) -> config.replace("codepoint", "byte"));
      metadata.put("vocabulary", wrong);

      assertRefused(write(metadata, tensors()), "in its vocabulary is not a byte");
    }
  }

  @Test
  void refusesAVocabularyThatIsTooLong() throws IOException {
    Map<String, String> metadata = metadata();
    metadata.put("vocabulary", "[" + "\"a\",".repeat(20_000) + "\"b\"]");

    assertRefused(write(metadata, tensors()), "20001 units, too many");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rnn.weight_ih_l0",
        "rnn.weight_hh_l0",
        "rnn.bias_ih_l0",
        "rnn.bias_hh_l0",
        "decoder.weight",
        "decoder.bias"
      })
  void refusesAFileThatLacksATensor(String name) throws IOException {
    List<Tensor> tensors = tensors();
    tensors.removeIf(tensor -> tensor.name().equals(name));

    assertRefused(write(metadata(), tensors), "its tensor " + name + " is missing");
  }

  @Test
  void refusesATensorOfAnotherShape() throws IOException {
    List<Tensor> tensors = tensors();
    tensors.set(4, tensor("decoder.weight", new int[] {4}, 7, 8, 9, 10));

    assertRefused(write(metadata(), tensors), "decoder.weight has the shape \"[4]\", not [2, 2]");
  }

  @Test
  void refusesWeightsOfAnotherTypeBeforeTheModelIsAllocated() throws IOException {
    Path file = write(metadata(), tensors());
    byte[] bytes = Files.readAllBytes(file);
    String header = new String(bytes, StandardCharsets.ISO_8859_1);
    int dtype = header.indexOf("F32");
    bytes[dtype] = 'U';
    Files.write(file, bytes);

    assertRefused(file, "has dtype U32, not F32");
  }

  @Test
  void refusesAModelThatMemoryCanNotHold() throws IOException {
    Path file = folder.resolve("model");
    ModelFile.requireMemory(file, 1000, 1000);

    assertThatExceptionOfType(InvalidModelException.class)
        .isThrownBy(() -> ModelFile.requireMemory(file, 6L << 20, 5L << 20))
        .withMessage(
            "it needs 6 MB of memory where there are 5 MB: "
                + file
                + "; use a machine with more memory, or a smaller model");
  }

  @Test
  void believesNoConfigBeforeItsTensors() throws IOException {
    Map<String, String> metadata = metadata();
    for (String size : List.of("16384", "16385", "1073741824", "4294967297", "-2", "2.0", "1e9")) {
      metadata.put(
          "config",
          Objects.requireNonNull(metadata().get("config"))
              .replaceFirst("\"hidden_size\":\\d+", "\"hidden_size\":" + size));

      assertThatExceptionOfType(InvalidModelException.class)
          .isThrownBy(() -> SavedModel.read(write(metadata, tensors())));
    }
  }

  @Test
  void refusesATensorThatTheModelHasNoPlaceFor() throws IOException {
    List<Tensor> tensors = tensors();
    tensors.add(tensor("rnn.weight_ih_l0_reverse", new int[] {2, 2}, 1, 2, 3, 4));

    assertRefused(
        write(metadata(), tensors), "no place for its tensor \"rnn.weight_ih_l0_reverse\"");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void refusesWeightsThatAreNotFinite(float wrong) throws IOException {
    List<Tensor> tensors = tensors();
    tensors.set(5, tensor("decoder.bias", new int[] {2}, 0, wrong));

    assertRefused(
        write(metadata(), tensors), "a weight is not finite: " + wrong + " in decoder.bias");
  }

  @Test
  void refusesBiasesWhoseSumIsNotFinite() throws IOException {
    List<Tensor> tensors = tensors();
    tensors.set(2, tensor("rnn.bias_ih_l0", new int[] {2}, 3e38f, 0));
    tensors.set(3, tensor("rnn.bias_hh_l0", new int[] {2}, 3e38f, 0));

    assertRefused(write(metadata(), tensors), "not finite: Infinity in the sum of two biases");
  }

  private static void assertRefused(Path file, String reason) {
    assertThatExceptionOfType(InvalidModelException.class)
        .isThrownBy(() -> SavedModel.read(file))
        .withMessageContaining(reason)
        .withMessageContaining(": " + file + "; ")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  /** The metadata of a small model. */
  private static Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "charwise");
    metadata.put("format_version", "1");
    metadata.put("model_type", "language-model");
    metadata.put(
        "config",
        "{\"cell\":\"rnn\",\"hidden_size\":2,\"layers\":1,\"residual\":false,"
            + "\"vocabulary_size\":2,\"units\":\"codepoint\",\"items\":\"none\",\"dropout\":0.0}");
    metadata.put("vocabulary", "[\"a\",\"b\"]");
    metadata.put("training", "{}");
    return metadata;
  }

  /** The tensors that go with it. */
  private static List<Tensor> tensors() {
    return new ArrayList<>(
        List.of(
            tensor("rnn.weight_ih_l0", new int[] {2, 2}, 1, 2, 3, 4),
            tensor("rnn.weight_hh_l0", new int[] {2, 2}, 5, 6, 7, 8),
            tensor("rnn.bias_ih_l0", new int[] {2}, 0.5f, 0.25f),
            tensor("rnn.bias_hh_l0", new int[] {2}, 10, 20),
            tensor("decoder.weight", new int[] {2, 2}, 7, 8, 9, 10),
            tensor("decoder.bias", new int[] {2}, 1, 2)));
  }

  private static Tensor tensor(String name, int[] shape, float... values) {
    return Tensor.of(name, shape, () -> values);
  }

  private Path write(Map<String, String> metadata, List<Tensor> tensors) throws IOException {
    Path file = folder.resolve("other.safetensors");
    SafetensorsWriter.write(file, metadata, tensors);
    return file;
  }

  private static float[] tensor(LanguageModel model, String name) {
    NamedTensor tensor =
        model.tensors().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    float[] values = new float[tensor.size()];
    tensor.read(model.parameters().values(), values);
    return values;
  }
}
