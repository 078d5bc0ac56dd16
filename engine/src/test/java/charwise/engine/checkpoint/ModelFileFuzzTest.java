package charwise.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.model.CellType;
import charwise.engine.model.LanguageModel;
import charwise.engine.model.LanguageModelConfig;
import charwise.engine.text.Items;
import charwise.engine.text.Units;
import charwise.engine.text.Vocabulary;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged and hostile model files: each opens or is refused in one line, at little cost. */
class ModelFileFuzzTest {
  private static final int FILES = 1500;
  private static final long MAXIMUM_ALLOCATION = 16 << 20;

  private static final List<String> TOKENS =
      List.of(
          "0", "-1", "1e308", "1e999", "9223372036854775807", "18446744073709551615", "2147483648",
          "4294967297", "16384", "64", "null", "true", "{}", "[]", "[[", "\"", "\\", ",", ":", "}",
          "]", "\\u0000", "\\ud800", "F64", "I8", "lstm", "byte", "line", "__metadata__",
          "data_offsets", "rnn.bias_hh_l0", "\uFEFF", "é", "[".repeat(100));

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(CellType.class)
  void everyMutatedFileOpensOrIsRefused(CellType cell) throws IOException {
    var random = new SplittableRandom(cell.label().length());
    byte[] original = original(cell);
    Path file = folder.resolve("mutated.safetensors");
    int opened = 0;
    for (int i = 0; i < FILES; i++) {
      byte[] mutated = original;
      for (int mutation = random.nextInt(3); mutation >= 0; mutation--) {
        mutated = mutate(mutated, random);
      }
      Files.write(file, mutated);
      opened += opens(file, mutated) ? 1 : 0;
    }
    assertThat(opened).isBetween(FILES / 100, FILES / 2);
  }

  private boolean opens(Path file, byte[] content) {
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      ModelFile.read(file);
      return true;
    } catch (InvalidModelException e) {
      assertThat(e.getMessage()).doesNotContainPattern("\\p{Cc}").hasSizeLessThan(600);
      return false;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new AssertionError("on " + HexFormat.of().formatHex(content), e);
    } finally {
      assertThat(threads.getCurrentThreadAllocatedBytes() - before)
          .isLessThan(MAXIMUM_ALLOCATION);
    }
  }

  private byte[] original(CellType cell) throws IOException {
    Vocabulary vocabulary = Vocabulary.of(Units.CODEPOINT, new int[] {'\n', 'a', 'é', 0x1F600});
    LanguageModel model =
        new LanguageModel(new LanguageModelConfig(cell, vocabulary.size(), 3, 2, true));
    model.initialize(1);
    Path file = folder.resolve("original.safetensors");
    ModelFile.write(
        file, SavedModel.of(model, vocabulary, Items.NONE, 0.1, Map.of("steps", 5, "seed", 42)));
    return Files.readAllBytes(file);
  }

  private static byte[] mutate(byte[] bytes, SplittableRandom random) {
    int at = random.nextInt(bytes.length + 1);
    int header = Math.min(bytes.length, 2200);
    return switch (random.nextInt(9)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> Arrays.copyOf(bytes, bytes.length + random.nextInt(1, 100));
      case 2 -> withByte(bytes, at, (byte) random.nextInt(256));
      case 3 -> withByte(bytes, random.nextInt(header + 1), (byte) random.nextInt(32, 127));
      case 4 -> withHeaderLength(bytes, random.nextLong() >> random.nextInt(64));
      case 5 -> splice(bytes, at, at, token(random));
      case 6 -> replaceNumber(bytes, random, header);
      case 7 -> {
        int length = random.nextInt(40);
        yield splice(bytes, at, Math.min(bytes.length, at + length), new byte[0]);
      }
      default -> {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(60));
        yield splice(bytes, at, at, Arrays.copyOfRange(bytes, from, to));
      }
    };
  }

  private static byte[] token(SplittableRandom random) {
    return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] withByte(byte[] bytes, int at, byte value) {
    byte[] mutated = bytes.clone();
    if (at < mutated.length) {
      mutated[at] = value;
    }
    return mutated;
  }

  private static byte[] withHeaderLength(byte[] bytes, long length) {
    byte[] mutated = Arrays.copyOf(bytes, Math.max(8, bytes.length));
    ByteBuffer.wrap(mutated).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    return mutated;
  }

  /** Puts another token in the place of a number in the header. */
  private static byte[] replaceNumber(byte[] bytes, SplittableRandom random, int header) {
    int from = random.nextInt(header + 1);
    while (from < header && !Character.isDigit(bytes[from])) {
      from++;
    }
    int to = from;
    while (to < header && Character.isDigit(bytes[to])) {
      to++;
    }
    return splice(bytes, from, to, token(random));
  }

  /** Replaces a part; the header's length follows, so that mutations get past the first check. */
  private static byte[] splice(byte[] bytes, int from, int to, byte[] replacement) {
    int grown = replacement.length - (to - from);
    byte[] mutated = Arrays.copyOf(bytes, bytes.length + grown);
    System.arraycopy(replacement, 0, mutated, from, replacement.length);
    System.arraycopy(bytes, to, mutated, from + replacement.length, bytes.length - to);
    if (mutated.length >= 8 && bytes.length >= 8 && from >= 8) {
      ByteBuffer prefix = ByteBuffer.wrap(mutated).order(ByteOrder.LITTLE_ENDIAN);
      if (from < 8 + prefix.getLong(0)) {
        prefix.putLong(0, prefix.getLong(0) + grown);
      }
    }
    return mutated;
  }
}
