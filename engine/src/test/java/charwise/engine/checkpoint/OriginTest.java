package charwise.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.json.Json;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.registry.TaskType;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.SavedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file tells about where its model comes from. */
class OriginTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  private static final Origin KNOWN =
      new Origin(
          "charwise 1.2",
          "charwise train 'a b.txt'",
          "2026-11-29T06:20:41Z",
          List.of(new Origin.Text("a b.txt", 12L, HASH)));

  @TempDir private Path folder;

  @Test
  void aModelsFileTellsIt() throws IOException {
    SavedModel saved = write("model", KNOWN);

    ModelHeader header = TaskType.header(folder.resolve("model"));

    assertThat(header.origin()).isEqualTo(KNOWN);
    assertThat(header.config()).isEqualTo(saved.model().config());
    assertThat(header.training()).containsEntry("steps", 7L);
    assertThat(TaskType.of(header)).isEqualTo(TaskType.GENERATE);
  }

  @Test
  void theHashOfTheWeightsDoesNotDependOnIt() throws IOException {
    SavedModel one = write("one", KNOWN);
    write("other", new Origin("", "", "2000-01-01T00:00:00Z", List.of()));

    assertThat(Files.readAllBytes(folder.resolve("one")))
        .isNotEqualTo(Files.readAllBytes(folder.resolve("other")));
    assertThat(SavedModel.read(folder.resolve("one")).sha256())
        .isEqualTo(SavedModel.read(folder.resolve("other")).sha256())
        .isEqualTo(one.sha256());
    assertThat(ModelFile.sha256(folder.resolve("other"), one.model().config().layout()))
        .isEqualTo(one.sha256());
  }

  @Test
  void anOlderFileTellsNothing() throws IOException {
    SavedModel saved = write("new", Origin.UNKNOWN);
    saved.write(folder.resolve("old"));

    assertThat(folder.resolve("old")).hasSameBinaryContentAs(folder.resolve("new"));
    assertThat(TaskType.header(folder.resolve("old")).origin()).isEqualTo(Origin.UNKNOWN);
    assertThat(Origin.UNKNOWN.isKnown()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "7",
        "null",
        "\"text\"",
        "{\"version\":7,\"command\":[],\"date\":{},\"texts\":\"x\"}",
        "{\"date\":\"yesterday\",\"texts\":[1,null,{},[]]}",
        "{\"texts\":[{\"name\":\"a\",\"bytes\":-1,\"sha256\":\"%s\"}]}",
        "{\"texts\":[{\"name\":\"a\",\"bytes\":1.5,\"sha256\":\"%s\"}]}",
        "{\"texts\":[{\"name\":\"a\",\"bytes\":1,\"sha256\":\"evil\"}]}"
      })
  void whatIsNoOriginIsUnknown(String text) {
    assertThat(Origin.of(text.replace("%s", HASH))).isEqualTo(Origin.UNKNOWN);
  }

  @Test
  void whatIsTooLongIsCut() {
    Map<String, Object> text = Map.of("name", "n".repeat(100_000), "bytes", 1, "sha256", HASH);
    Map<String, Object> fields = new HashMap<>();
    fields.put("version", "v".repeat(1_000_000));
    fields.put("command", "😀".repeat(1_000_000));
    fields.put("date", "+1000000000-01-01T00:00:00Z");
    fields.put("texts", Collections.nCopies(5000, text));

    Origin origin = Origin.of(Json.write(fields));

    assertThat(origin.version()).hasSizeLessThan(3000).endsWith("v…");
    assertThat(origin.command()).hasSizeLessThan(5000).endsWith("😀…");
    assertThat(origin.date()).hasSizeLessThan(40);
    assertThat(origin.texts()).hasSizeLessThanOrEqualTo(1000);
    assertThat(origin.texts().getFirst().name()).hasSizeLessThan(3000);
  }

  @Test
  void theHeaderOfABrokenModelIsRefusedLikeTheModel() throws IOException {
    write("model", KNOWN);
    byte[] bytes = Files.readAllBytes(folder.resolve("model"));
    Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length - 4));

    assertThatExceptionOfType(InvalidModelException.class)
        .isThrownBy(() -> TaskType.header(folder.resolve("cut")));
  }

  private SavedModel write(String name, Origin origin) throws IOException {
    LanguageModel model = new LanguageModel(new LanguageModelConfig(CellType.GRU, 2, 3, 1, false));
    model.initialize(7);
    SavedModel saved =
        SavedModel.of(
            model,
            Vocabulary.of(Units.CODEPOINT, new int[] {'a', 'b'}),
            Items.NONE,
            0,
            Map.of("steps", 7L));
    ModelFile.write(folder.resolve(name), model, origin.addedTo(saved.metadata()));
    return saved;
  }
}
