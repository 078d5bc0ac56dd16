package charwise.engine.checkpoint;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.NetworkConfig;
import charwise.engine.network.RecurrentConfig;
import charwise.engine.network.mamba.MambaConfig;
import charwise.engine.network.transformer.TransformerConfig;
import charwise.engine.registry.SmallTasks;
import charwise.engine.task.language.Conditions;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.SavedModel;
import charwise.engine.training.RunFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged and hostile model files: each opens or is refused in one line, at little cost. */
class ModelFileFuzzTest {
  private static final int FILES = 1500;
  private static final int FILES_OF_TASKS = 600;

  @TempDir private Path folder;

  static List<NetworkConfig> networks() {
    List<NetworkConfig> networks = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      networks.add(new RecurrentConfig(cell, 3, 2, true));
    }
    networks.add(new MambaConfig(3, 2, 2));
    networks.add(new TransformerConfig(4, 2, 2, 5));
    return networks;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyMutatedFileOpensOrIsRefused(NetworkConfig network) throws IOException {
    var random = new SplittableRandom(network.kind().length());
    byte[] plain = original(network, Conditions.NONE);
    byte[] conditioned = original(network, new Conditions(List.of("a", "é"), List.of(3L, 4L)));
    int opened = 0;
    for (int i = 0; i < FILES; i++) {
      byte[] mutated = FileMutations.mutate(i % 2 == 0 ? plain : conditioned, random);
      try {
        opened += BoundedAllocation.reads(ModelFileFuzz::opens, mutated) ? 1 : 0;
      } catch (IOException | RuntimeException | Error e) {
        throw new AssertionError("on " + HexFormat.of().formatHex(mutated), e);
      }
    }
    assertThat(opened).isBetween(FILES / 100, FILES / 2);
  }

  @ParameterizedTest
  @EnumSource
  void everyMutatedModelOfATaskOpensAndAnswersOrIsRefused(SmallTasks task) throws IOException {
    var random = new SplittableRandom(task.name().length());
    RunFiles files = RunFiles.of(folder.resolve("model"), 0);
    task.run(3).begin(files);
    byte[] original = Files.readAllBytes(files.model());
    int opened = 0;
    for (int i = 0; i < FILES_OF_TASKS; i++) {
      byte[] mutated = FileMutations.mutate(original, random);
      try {
        if (BoundedAllocation.reads(ModelFileFuzz::opens, mutated)) {
          opened++;
          ModelFileFuzz.answers();
        }
      } catch (IOException | RuntimeException | Error e) {
        throw new AssertionError("on " + HexFormat.of().formatHex(mutated), e);
      }
    }
    assertThat(opened).isBetween(FILES_OF_TASKS / 100, FILES_OF_TASKS / 2);
  }

  /** Buffers of such a size would take all memory. */
  @ParameterizedTest
  @CsvSource({
    "CLASSIFY, maximum_length",
    "RESTORE, window",
    "TRANSDUCE, longest_target",
    "CTC, repeat_input"
  })
  void aSizeThatNoRunHasIsRefused(SmallTasks task, String key) throws IOException {
    RunFiles files = RunFiles.of(folder.resolve("model"), 0);
    task.run(3).begin(files);
    String file = Files.readString(files.model(), ISO_8859_1);
    int length = ByteBuffer.wrap(file.getBytes(ISO_8859_1)).order(LITTLE_ENDIAN).getInt();
    String header = file.substring(8, 8 + length);
    String changed = header.replaceFirst("(" + key + "\\\\\":)[0-9]+", "$12000000000");
    assertThat(changed).isNotEqualTo(header);
    byte[] size = ByteBuffer.allocate(8).order(LITTLE_ENDIAN).putInt(changed.length()).array();
    String hostile = new String(size, ISO_8859_1) + changed + file.substring(8 + length);

    assertThat(ModelFileFuzz.opens(file.getBytes(ISO_8859_1))).isTrue();
    assertThat(BoundedAllocation.reads(ModelFileFuzz::opens, hostile.getBytes(ISO_8859_1)))
        .isFalse();
  }

  private byte[] original(NetworkConfig network, Conditions conditions) throws IOException {
    Vocabulary vocabulary = Vocabulary.of(Units.CODEPOINT, new int[] {'\n', 'a', 'é', 0x1F600});
    LanguageModel model =
        new LanguageModel(new LanguageModelConfig(network, vocabulary.size(), conditions.size()));
    model.initialize(1);
    Path file = folder.resolve("original.safetensors");
    Items items = conditions.isEmpty() ? Items.NONE : Items.LINE;
    SavedModel.of(model, vocabulary, items, 0.1, conditions, Map.of("steps", 5, "seed", 42))
        .write(file);
    return Files.readAllBytes(file);
  }
}
