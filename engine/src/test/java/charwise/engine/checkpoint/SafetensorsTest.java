package charwise.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import charwise.engine.checkpoint.SafetensorsWriter.Tensor;
import charwise.engine.parameter.ElementType;
import charwise.engine.parameter.FixedCounts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  private static final float[] VALUES = {1, -2.5f, Float.MIN_VALUE, 3e38f, 0, -0f};

  @TempDir private Path folder;

  @Test
  void readsBackWhatItWrote() throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("z", "é😀\n\"\\");
    metadata.put("a", "");
    float[] big = new float[100_003];
    for (int i = 0; i < big.length; i++) {
      big[i] = i / 7f;
    }
    Path file = folder.resolve("file");
    SafetensorsWriter.write(
        file,
        metadata,
        List.of(
            Tensor.of("z.weight", new int[] {2, 3}, () -> VALUES),
            Tensor.of("big", new int[] {big.length}, () -> big),
            Tensor.of("empty", new int[] {0, 4}, () -> new float[0]),
            Tensor.of("scalar", new int[0], () -> new float[] {7})));

    try (SafetensorsFile opened = SafetensorsFile.open(file)) {
      assertThat(opened.metadata()).containsExactlyEntriesOf(metadata);
      assertThat(opened.tensors())
          .extracting(TensorEntry::name)
          .containsExactly("z.weight", "big", "empty", "scalar");
      assertThat(opened.tensors().getFirst().shape()).containsExactly(2L, 3L);
      assertThat(read(opened, "z.weight", 6)).containsExactly(VALUES);
      assertThat(read(opened, "big", big.length)).containsExactly(big);
      assertThat(read(opened, "scalar", 1)).containsExactly(7);
      assertThat(opened.tensor("missing")).isNull();
    }
  }

  @Test
  void writesTheBytesThatTheFormatAsksFor() throws IOException {
    Path file = folder.resolve("file");
    SafetensorsWriter.write(
        file, Map.of("k", "v"), List.of(Tensor.of("t", new int[] {1, 2}, () -> VALUES)));

    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int headerLength = (int) bytes.getLong();
    byte[] header = new byte[headerLength];
    bytes.get(header);
    assertThat(headerLength % 8).isZero();
    assertThat(new String(header, StandardCharsets.UTF_8).stripTrailing())
        .isEqualTo(
            "{\"__metadata__\":{\"k\":\"v\"},"
                + "\"t\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}");
    assertThat(bytes.getInt()).isEqualTo(Float.floatToRawIntBits(1));
    assertThat(bytes.getInt()).isEqualTo(Float.floatToRawIntBits(-2.5f));
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @Test
  void readsBackCounts() throws IOException {
    char[] counts = new char[70_001];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = (char) i;
    }
    Path file = folder.resolve("file");
    SafetensorsWriter.write(
        file,
        Map.of(),
        List.of(
            Tensor.of(new FixedCounts("counts", counts, counts.length)),
            Tensor.of("t", new int[] {2}, () -> VALUES)));

    try (SafetensorsFile opened = SafetensorsFile.open(file)) {
      TensorEntry entry = Objects.requireNonNull(opened.tensor("counts"));
      assertThat(entry.dtype()).isEqualTo("U16");
      assertThat(entry.byteLength()).isEqualTo(2L * counts.length);
      FixedCounts read = new FixedCounts("counts", new char[counts.length], counts.length);
      opened.read(entry, ElementType.U16, read::read);
      assertThat(read.values()).containsExactly(counts);
      assertThat(read(opened, "t", 2)).containsExactly(VALUES[0], VALUES[1]);
      assertThatExceptionOfType(InvalidModelException.class)
          .isThrownBy(() -> opened.read(entry, new float[counts.length]))
          .withMessageContaining("has dtype U16, not F32");
    }
  }

  @Test
  void mayShareOneArrayBetweenTensors() throws IOException {
    float[] shared = new float[4];
    Path file = folder.resolve("file");
    SafetensorsWriter.write(
        file,
        Map.of(),
        List.of(
            Tensor.of("ones", new int[] {4}, () -> filled(shared, 1)),
            Tensor.of("twos", new int[] {2}, () -> filled(shared, 2))));

    try (SafetensorsFile opened = SafetensorsFile.open(file)) {
      assertThat(read(opened, "ones", 4)).containsOnly(1);
      assertThat(read(opened, "twos", 2)).containsOnly(2);
    }
  }

  @Test
  void refusesToWriteWhatCouldNotBeReadAndKeepsTheOldFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Tensor tensor = Tensor.of("t", new int[] {1}, () -> VALUES);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SafetensorsWriter.write(file, Map.of(), List.of(tensor, tensor)))
        .withMessage("two tensors are named t");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SafetensorsWriter.write(
                    file, Map.of(), List.of(Tensor.of("t", new int[] {7}, () -> VALUES))))
        .withMessage("t has 6 values for a shape of 7");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.of("t", new int[] {-1}, () -> VALUES));
    assertThat(file).hasContent("old");
    assertThat(folder).isDirectoryContaining("glob:**/file");
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void opensAFileOfAnotherToolInAnyOrderWithBlanksAndWithoutMetadata() throws IOException {
    Path file =
        write(
            """
            { "second" : {"data_offsets":[8, 12],"shape":[2,1],"dtype":"F16"},
              "first":{"dtype":"F32","extra":null,"shape":[2],"data_offsets":[0,8]},
              "none":{"dtype":"I64","shape":[0],"data_offsets":[8,8]},
              "half":{"dtype":"F4","shape":[6],"data_offsets":[12,15]} }\
            """
                + "     ",
            15);

    try (SafetensorsFile opened = SafetensorsFile.open(file)) {
      assertThat(opened.metadata()).isEmpty();
      assertThat(opened.tensors())
          .extracting(TensorEntry::name)
          .containsExactly("first", "none", "second", "half");
      assertThatExceptionOfType(InvalidModelException.class)
          .isThrownBy(() -> read(opened, "second", 2))
          .withMessageContaining("its tensor \"second\" has dtype F16, not F32: " + file);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                                                            | not a JSON object
          ' {}'                                                         | not a JSON object
          ''                                                            | not a JSON object
          1                                                             | not a JSON object
          {                                                             | header is broken
          {}x                                                           | header is broken
          {}                                                            | 16 bytes that belong to no tensor
          {"__metadata__":[]}                                           | metadata are not
          {"__metadata__":null}                                         | metadata are not
          {"__metadata__":{"a":1}}                                      | metadata "a" is not a string
          {"__metadata__":{"a":"1","a":"1"}}                            | for the second time
          {"t":1}                                                       | "t" is not described
          {"t":{"shape":[4],"data_offsets":[0,16]}}                     | no known dtype
          {"t":{"dtype":"F33","shape":[4],"data_offsets":[0,16]}}       | no known dtype
          {"t":{"dtype":1,"shape":[4],"data_offsets":[0,16]}}           | no known dtype
          {"t":{"dtype":"F32","data_offsets":[0,16]}}                   | no valid shape
          {"t":{"dtype":"F32","shape":4,"data_offsets":[0,16]}}         | no valid shape
          {"t":{"dtype":"F32","shape":[-4],"data_offsets":[0,16]}}      | no valid shape
          {"t":{"dtype":"F32","shape":[4.0],"data_offsets":[0,16]}}     | no valid shape
          {"t":{"dtype":"F32","shape":["4"],"data_offsets":[0,16]}}     | no valid shape
          {"t":{"dtype":"F32","shape":[[4]],"data_offsets":[0,16]}}     | no valid shape
          {"t":{"dtype":"F32","shape":[4]}}                             | no valid data_offsets
          {"t":{"dtype":"F32","shape":[4],"data_offsets":[0,16,16]}}    | no valid data_offsets
          {"t":{"dtype":"F32","shape":[4],"data_offsets":[-1,15]}}      | no valid data_offsets
          {"t":{"dtype":"F32","shape":[4],"data_offsets":[16,0]}}       | lies at 16 to 0 of 16
          {"t":{"dtype":"F32","shape":[5],"data_offsets":[0,20]}}       | lies at 0 to 20 of 16
          {"t":{"dtype":"F32","shape":[3],"data_offsets":[0,16]}}       | has 16 bytes, which its shape
          {"t":{"dtype":"F4","shape":[31],"data_offsets":[0,16]}}       | has 16 bytes, which its shape
          {"t":{"dtype":"F32","shape":[4294967296,4294967296,4],"data_offsets":[0,16]}} | its shape
          {"t":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}    | its shape
          {"t":{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,16]}}     | no valid shape
          {"t":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}       | 4 bytes that belong to no
          {"t":{"dtype":"F32","shape":[3],"data_offsets":[4,16]}}       | "t" begins after a hole
          {"t":{"dtype":"F32","shape":[3],"data_offsets":[0,12]},"u":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}} | "u" overlaps
          {"t":{"dtype":"F32","shape":[4],"data_offsets":[0,16]},"u":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}} | overlaps
          {"t":{"dtype":"F32","shape":[4],"data_offsets":[0,16]},"t":{"dtype":"F32","shape":[0],"data_offsets":[16,16]}} | second time
          """)
  void refusesAHeaderThatDoesNotFitTheData(String header, String reason) throws IOException {
    Path file = write(header, 16);

    assertThatExceptionOfType(InvalidModelException.class)
        .isThrownBy(() -> SafetensorsFile.open(file).close())
        .withMessageContaining(reason)
        .withMessageContaining(": " + file + "; ")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 100_000_001, 1000, 3})
  void refusesAHeaderLongerThanTheFile(long length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(length).put((byte) '{').put((byte) '}');
    Path file = Files.write(folder.resolve("file"), bytes.array());

    assertThatExceptionOfType(InvalidModelException.class)
        .isThrownBy(() -> SafetensorsFile.open(file).close())
        .withMessageContaining(
            "a header of " + Long.toUnsignedString(length) + " bytes in a file of 10: ");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void refusesAFileTooShortForAHeaderLength(int length) throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[length]);

    assertThatExceptionOfType(InvalidModelException.class)
        .isThrownBy(() -> SafetensorsFile.open(file).close())
        .withMessageContaining("not a model of charwise");
  }

  @Test
  void opensTheSmallestFile() throws IOException {
    try (SafetensorsFile opened = SafetensorsFile.open(write("{}", 0))) {
      assertThat(opened.tensors()).isEmpty();
    }
  }

  @Test
  void refusesWhatIsNoRegularFileWithoutReadingIt() {
    assertThatExceptionOfType(InvalidModelException.class)
        .isThrownBy(() -> SafetensorsFile.open(folder).close())
        .withMessageStartingWith("a directory: " + folder);
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> SafetensorsFile.open(folder.resolve("missing")).close());
    Path endless = Path.of("/dev/zero");
    if (Files.exists(endless)) {
      assertThatExceptionOfType(InvalidModelException.class)
          .isThrownBy(() -> SafetensorsFile.open(endless).close())
          .withMessageStartingWith("not a regular file: /dev/zero");
    }
  }

  @Test
  void noticesAFileThatIsCutWhileItIsRead() throws IOException {
    Path file = write("{\"t\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}", 16);
    try (SafetensorsFile opened = SafetensorsFile.open(file)) {
      Files.write(file, new byte[] {1});

      assertThatExceptionOfType(InvalidModelException.class)
          .isThrownBy(() -> read(opened, "t", 4))
          .withMessageContaining("became shorter");
    }
  }

  @Test
  void quotesHostileNamesShortAndHarmless() throws IOException {
    Path file = write("{\"\\u001b[2J" + "x".repeat(1000) + "\":1}", 0);

    assertThatExceptionOfType(InvalidModelException.class)
        .isThrownBy(() -> SafetensorsFile.open(file).close())
        .withMessageContaining("tensor \"\\u001b[2Jxxx")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
  }

  private Path write(String header, int dataLength) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + dataLength).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    return Files.write(folder.resolve("file.safetensors"), bytes.array());
  }

  private static float[] read(SafetensorsFile file, String name, int size) throws IOException {
    float[] values = new float[size];
    file.read(Objects.requireNonNull(file.tensor(name)), values);
    return values;
  }

  private static float[] filled(float[] array, float value) {
    Arrays.fill(array, value);
    return array;
  }
}
