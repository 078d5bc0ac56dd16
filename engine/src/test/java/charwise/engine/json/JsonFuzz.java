package charwise.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

/** Any bytes as JSON: what is read is written and read again as the same. */
public final class JsonFuzz {
  private JsonFuzz() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) throws JsonException {
    Object value;
    try {
      value = Json.parse(input);
    } catch (JsonException e) {
      assertThat(e.getMessage()).doesNotContainPattern("\\p{Cc}").hasSizeLessThan(200);
      return;
    }
    String written = Json.write(value);
    assertThat(written).doesNotContainPattern("\\p{Cc}");
    assertThat(Json.parse(written)).isEqualTo(value);
  }
}
