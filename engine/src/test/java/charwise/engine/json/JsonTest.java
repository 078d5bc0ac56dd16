package charwise.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void readsEveryKindOfValueInOrder() throws JsonException {
    Object value =
        Json.parse(
            """
            { "text" : "a\\n\\u00e9\\ud83d\\ude00/\\/é😀",
              "whole": -12, "real":0.5e1 ,"yes":true,"no":false,"nothing":null,
              "list":[ ], "object": {} , "nested":[[1],{"a":[2]}]}
            """);

    Map<String, @Nullable Object> expected = new LinkedHashMap<>();
    expected.put("text", "a\né😀//é😀");
    expected.put("whole", -12L);
    expected.put("real", 5.0);
    expected.put("yes", true);
    expected.put("no", false);
    expected.put("nothing", null);
    expected.put("list", List.of());
    expected.put("object", Map.of());
    expected.put("nested", List.of(List.of(1L), Map.of("a", List.of(2L))));
    assertThat(value).isEqualTo(expected);
    assertThat(value)
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsExactlyEntriesOf(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0", "1.50", "-1E+3", "12345678901234567890", "1e999"})
  void leavesNumbersAsTheyAreWritten(String number) throws JsonException {
    assertThat(Json.parseWithNumbersAsText("{\"a\":[" + number + ",true]}"))
        .isEqualTo(Map.of("a", List.of(number, true)));
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.parseWithNumbersAsText(number + "."));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808"
  })
  void readsIntegersAsLong(String json, long expected) throws JsonException {
    assertThat(Json.parse(json)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0, 0.0",
    "-0.0, -0.0",
    "1e3, 1000.0",
    "1E+3, 1000.0",
    "25e-1, 2.5",
    "9223372036854775808, 9.223372036854775808e18",
    "4.9e-324, 4.9e-324",
    "1.7976931348623157e308, 1.7976931348623157e308",
    "1e-999, 0.0"
  })
  void readsOtherNumbersAsDouble(String json, double expected) throws JsonException {
    assertThat(Json.parse(json)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nul",
        "nulll",
        "True",
        "01",
        "-",
        "+1",
        ".5",
        "1.",
        "1e",
        "1e+",
        "0x1",
        "NaN",
        "Infinity",
        "-Infinity",
        "1 2",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[",
        "]",
        "[1",
        "{",
        "}",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\" 1}",
        "{1:1}",
        "\"",
        "\"a",
        "\"\\",
        "\"\\\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12G4\"",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\ud800a\"",
        "\"\\ud800\\n\"",
        "\"\\ud800\\ud800\"",
        "\"\n\"",
        "\"\0\"",
        "// a\n1",
        "[1]/**/",
        "\uFEFF1",
        "1e309",
        "-1e309",
        "a",
        "'a'"
      })
  void refusesWhatIsNotStrictJson(String json) {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.parse(json))
        .withMessageMatching(".+ at byte \\d+ of the JSON");
  }

  @Test
  void saysWhereItFails() {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.parse("{\"a\":1 \"b\"}"))
        .withMessage("'}' expected at byte 7 of the JSON");
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.parse("{\"a\":1, \"a\":2}"))
        .withMessage("a key for the second time at byte 8 of the JSON");
  }

  @Test
  void refusesAKeyTwiceHoweverItIsSpelled() {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.parse("{\"a\":null, \"\\u0061\":null}"))
        .withMessageContaining("second time");
  }

  @Test
  void refusesMalformedUtf8() {
    byte[] json = {'"', 'a', (byte) 0xC0, (byte) 0x80, '"'};

    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.parse(json))
        .withMessage("not valid UTF-8 at byte 2 of the JSON");
  }

  @Test
  void limitsDepth() throws JsonException {
    int depth = Json.MAXIMUM_DEPTH;

    assertThat(Json.parse("[".repeat(depth + 1) + "]".repeat(depth + 1))).isInstanceOf(List.class);
    for (String open : List.of("[", "{\"a\":")) {
      assertThatExceptionOfType(JsonException.class)
          .isThrownBy(() -> Json.parse(open.repeat(5_000_000)))
          .withMessageContaining("nesting deeper than 64");
    }
  }

  @Test
  void limitsTheNumberOfValues() throws JsonException {
    assertThat(Json.parse("[" + "1,".repeat(Json.MAXIMUM_VALUES - 2) + "1]"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(Json.MAXIMUM_VALUES - 1);
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.parse("[" + "[],".repeat(Json.MAXIMUM_VALUES) + "1]"))
        .withMessageContaining("more than 200000 values");
  }

  @Test
  void limitsTheLengthOfNumbers() throws JsonException {
    assertThat(Json.parse("0." + "0".repeat(998))).isEqualTo(0.0);
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.parse("0." + "0".repeat(999)))
        .withMessageContaining("a number of 1001 characters");
  }

  @Test
  void writesOnOneLineWithoutBlanks() {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("b", List.of(1, 2L, (short) 3, (byte) 4));
    value.put("a", null);
    value.put("c", Map.of("d", List.of()));
    value.put("e", Map.of());
    value.put("f", true);

    assertThat(Json.write(value))
        .isEqualTo("{\"b\":[1,2,3,4],\"a\":null,\"c\":{\"d\":[]},\"e\":{},\"f\":true}");
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "-0.0, -0.0",
    "100, 100.0",
    "1e-5, 1.0E-5",
    "2.0E-3, 0.002",
    "1.7976931348623157e308, 1.7976931348623157E308",
    "NaN, null",
    "Infinity, null",
    "-Infinity, null"
  })
  void writesDoublesInTheShortestFormThatReadsBack(double value, String expected) {
    assertThat(Json.write(value)).isEqualTo(expected);
  }

  @Test
  void writesFloatsInTheirOwnShortestForm() {
    assertThat(Json.write(List.of(0.1f, Float.NaN, Float.NEGATIVE_INFINITY)))
        .isEqualTo("[0.1,null,null]");
  }

  @Test
  void escapesWhatMustBeAndWhatATerminalWouldObey() {
    assertThat(Json.write("\"\\/\b\f\n\r\t\0\u001b[31m\u007f\u009b\u2028\u2029é😀"))
        .isEqualTo("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001b[31m\\u007f\\u009b\\u2028\\u2029é😀\"");
    for (int mark : new int[] {0x202A, 0x202E, 0x2066, 0x2069}) {
      assertThat(Json.write(Character.toString(mark)))
          .isEqualTo("\"\\u" + Integer.toHexString(mark) + "\"");
    }
  }

  @Test
  void writesHalfASurrogatePairAsTheReplacementCharacter() throws JsonException {
    assertThat(Json.parse(Json.write("a\ud83db\ude00"))).isEqualTo("a\uFFFDb\uFFFD");
  }

  @Test
  void refusesToWriteWhatJsonLacks() {
    assertThatIllegalArgumentException().isThrownBy(() -> Json.write(List.of(new Object())));
    assertThatIllegalArgumentException().isThrownBy(() -> Json.write(Map.of(1, 2)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void readsBackWhatItWrites(long seed) throws JsonException {
    var random = new SplittableRandom(seed);
    for (int round = 0; round < 500; round++) {
      Object value = randomValue(random, 0);

      assertThat(Json.parse(Json.write(value))).isEqualTo(value);
    }
  }

  private static @Nullable Object randomValue(SplittableRandom random, int depth) {
    int size = random.nextInt(5);
    return switch (random.nextInt(depth < 4 ? 8 : 6)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextLong() >> random.nextInt(64);
      case 3 -> {
        double real = Double.longBitsToDouble(random.nextLong());
        yield Double.isFinite(real) ? real : 0.0;
      }
      case 4, 5 -> randomText(random);
      case 6 -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          list.add(randomValue(random, depth + 1));
        }
        yield list;
      }
      default -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
          map.put(randomText(random), randomValue(random, depth + 1));
        }
        yield map;
      }
    };
  }

  private static String randomText(SplittableRandom random) {
    int[] codePoints = new int[random.nextInt(8)];
    Arrays.setAll(codePoints, i -> randomCodePoint(random));
    return new String(codePoints, 0, codePoints.length);
  }

  private static int randomCodePoint(SplittableRandom random) {
    int codePoint = random.nextInt(0x110000) >> random.nextInt(21);
    return codePoint >= 0xD800 && codePoint <= 0xDFFF ? '\\' : codePoint;
  }
}
