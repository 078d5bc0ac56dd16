package charwise.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitReaderTest {

  @Test
  void readsEveryUnicodeScalarValue() throws IOException {
    int[] all =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(Units.CODEPOINT::contains)
            .toArray();
    byte[] utf8 = new String(all, 0, all.length).getBytes(StandardCharsets.UTF_8);

    assertThat(readAll(new ByteArrayInputStream(utf8), Units.CODEPOINT)).isEqualTo(all);
  }

  @Test
  void readsEveryByteAsItIs() throws IOException {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }

    assertThat(readAll(new ByteArrayInputStream(bytes), Units.BYTE))
        .isEqualTo(IntStream.range(0, 256).toArray());
  }

  @Test
  void readsSequencesThatArriveOneByteAtATime() throws IOException {
    String text = "aé€😀z";

    assertThat(readAll(new OneByteAtATime(utf8(text)), Units.CODEPOINT))
        .isEqualTo(text.codePoints().toArray());
  }

  @Test
  void decodesSequencesAcrossTheBufferBoundary() throws IOException {
    for (int shift = 0; shift < 4; shift++) {
      String text = "a".repeat(shift) + "😀".repeat(40_000);

      assertThat(readAll(new ByteArrayInputStream(utf8(text)), Units.CODEPOINT))
          .isEqualTo(text.codePoints().toArray());
    }
  }

  @Test
  void withinATextAMarkIsAUnitAndOffsetsAreThoseOfTheText() throws IOException {
    var in =
        new ByteArrayInputStream(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, (byte) 0xFF});
    var reader = new UnitReader("text", in, Units.CODEPOINT, 40);

    assertThat(reader.read()).isEqualTo(0xFEFF);
    assertThatExceptionOfType(MalformedTextException.class)
        .isThrownBy(reader::read)
        .satisfies(thrown -> assertThat(thrown.byteOffset()).isEqualTo(43));
  }

  @Test
  void skipsOneLeadingByteOrderMarkAndNoOther() throws IOException {
    assertThat(readAll(stream("\uFEFFa\uFEFFb"), Units.CODEPOINT))
        .containsExactly('a', 0xFEFF, 'b');
    assertThat(readAll(stream("\uFEFF\uFEFF"), Units.CODEPOINT)).containsExactly(0xFEFF);
    assertThat(readAll(stream("\uFEFF"), Units.CODEPOINT)).isEmpty();
  }

  @Test
  void keepsTheByteOrderMarkWhereUnitsAreBytes() throws IOException {
    assertThat(readAll(stream("\uFEFFa"), Units.BYTE)).containsExactly(0xEF, 0xBB, 0xBF, 'a');
  }

  @Test
  void countsBytesWhileReading() throws IOException {
    var reader = new UnitReader("text", stream("\uFEFFaé😀"), Units.CODEPOINT);
    List<Long> offsets = new ArrayList<>();
    while (reader.read() >= 0) {
      offsets.add(reader.byteOffset());
    }

    assertThat(offsets).containsExactly(4L, 6L, 10L);
    assertThat(reader.byteOffset()).isEqualTo(10);
    assertThat(reader.read()).isEqualTo(-1);
  }

  @Test
  void doesNotWaitForMoreThanTheNextCharacterNeeds() throws IOException {
    var reader = new UnitReader("text", new FailsBeyond(utf8("é")), Units.CODEPOINT);

    assertThat(reader.read()).isEqualTo('é');
    assertThatThrownBy(reader::read).isInstanceOf(IOException.class).hasMessage("beyond");
  }

  @ParameterizedTest
  @CsvSource({
    "80, 0", // a continuation byte without a lead byte
    "6180, 1",
    "C0AF, 0", // overlong
    "C1BF, 0",
    "E08080, 0",
    "E09FBF, 0",
    "F0808080, 0",
    "F08FBFBF, 0",
    "EDA080, 0", // surrogates
    "EDBFBF, 0",
    "F4908080, 0", // beyond U+10FFFF
    "F5808080, 0",
    "FF, 0",
    "61C3, 1", // truncated at the end
    "6161E282, 2",
    "E2, 0",
    "F09F98, 0",
    "C328, 0", // a lead byte followed by something else
    "61E228A1, 1",
    "C3A9C3C3A9, 2",
    "E282ACE2E282AC, 3",
    "EFBBBFEFBB, 3", // counted from the byte order mark
  })
  void namesTheOffsetOfTheFirstMalformedSequence(String hex, long offset) {
    byte[] bytes = HexFormat.of().parseHex(hex);

    for (InputStream in : List.of(new ByteArrayInputStream(bytes), new OneByteAtATime(bytes))) {
      assertThatThrownBy(() -> readAll(in, Units.CODEPOINT))
          .isInstanceOfSatisfying(
              MalformedTextException.class,
              e -> {
                assertThat(e.byteOffset()).isEqualTo(offset);
                assertThat(e.source()).isEqualTo("text");
                assertThat(e)
                    .hasMessageContaining("byte offset " + offset + " ")
                    .hasMessageContaining(": text; ")
                    .hasMessageContaining("--units byte");
              });
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithThePlatformsDecoderOnRandomBytes(long seed) {
    var random = new SplittableRandom(seed);
    int valid = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[1 + random.nextInt(5)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = INTERESTING[random.nextInt(INTERESTING.length)];
      }
      int[] expected = null;
      try {
        expected =
            StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .codePoints()
                .toArray();
        valid++;
      } catch (CharacterCodingException e) {
        assertThatThrownBy(() -> readAll(new ByteArrayInputStream(bytes), Units.CODEPOINT))
            .as(HexFormat.of().formatHex(bytes))
            .isInstanceOf(MalformedTextException.class);
        continue;
      }
      int[] wanted = expected;
      assertThat(bytes)
          .satisfies(
              b ->
                  assertThat(readAll(new ByteArrayInputStream(b), Units.CODEPOINT))
                      .isEqualTo(wanted));
    }
    assertThat(valid).isBetween(500, 15_000);
  }

  private static final byte[] INTERESTING =
      HexFormat.of().parseHex("00617F80818F909FA0BFC0C1C2C3DFE0E1ECEDEEF0F1F3F4F5FF");

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(utf8(text));
  }

  private static int[] readAll(InputStream in, Units units) throws IOException {
    var reader = new UnitReader("text", in, units);
    var read = IntStream.builder();
    for (int unit = reader.read(); unit >= 0; unit = reader.read()) {
      read.add(unit);
    }
    return read.build().toArray();
  }

  /** A slow pipe. */
  private static final class OneByteAtATime extends InputStream {
    private final InputStream bytes;

    OneByteAtATime(byte[] bytes) {
      this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() throws IOException {
      return bytes.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return bytes.read(buffer, offset, Math.min(length, 1));
    }
  }

  /** Gives its bytes and then fails, as a terminal that is asked too early would block. */
  private static final class FailsBeyond extends InputStream {
    private final ByteArrayInputStream bytes;

    FailsBeyond(byte[] bytes) {
      this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() throws IOException {
      throw new IOException("read one by one");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = bytes.read(buffer, offset, length);
      if (count < 0) {
        throw new IOException("beyond");
      }
      return count;
    }
  }
}
