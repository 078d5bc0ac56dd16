package charwise.cli.pairs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.console.UserException;
import charwise.cli.input.TextSource;
import charwise.engine.data.MalformedTextException;
import charwise.engine.kernel.RandomStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a file holds, its pairs are read, or one line says why not. */
class PairFuzzTest {
  private static final int TRIALS = 3000;
  private static final String BYTES = "\t\n\r\n ,\"\"'{}[]:\\__label__x ab1-eO\u00e9\uFEFF\u2028";

  private static final Map<PairFormat, String> SEEDS =
      Map.of(
          PairFormat.TSV, "a b\tx\nc\ty\n",
          PairFormat.CSV, "\"a, \"\"b\"\"\",x\r\nc,y\r\n",
          PairFormat.JSONL,
              "{\"input\":\"a\\u00e9\",\"target\":1.5}\n{\"target\":null,\"input\":1}\n",
          PairFormat.FASTTEXT, "__label__x a b\n__label__y c\n",
          PairFormat.CONLL, "a B-X\nb O\n\nc O\n",
          PairFormat.LINES, "a b\nc\n");

  @ParameterizedTest
  @EnumSource
  void whateverAFileHoldsIsReadOrRefusedInOneLine(PairFormat format) throws IOException {
    RandomStream random = new RandomStream(format.name().hashCode());
    byte[] material = BYTES.getBytes(UTF_8);
    PairChoices choices = new PairChoices(null, null, List.of(), format, null);
    int read = 0;
    int refused = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      byte[] bytes = SEEDS.getOrDefault(format, "").getBytes(UTF_8);
      int changes = random.nextInt(4);
      for (int i = 0; i < changes; i++) {
        bytes[random.nextInt(bytes.length)] = material[random.nextInt(material.length)];
      }
      byte[] changed = bytes;
      TextSource source = new TextSource("f", null, () -> new ByteArrayInputStream(changed));
      try (PairStream pairs = PairStream.open(List.of(source), choices)) {
        for (LocatedPair pair = pairs.next(); pair != null; pair = pairs.next()) {
          assertThat(pair.line()).isPositive();
          assertThat(pair.input()).doesNotContain("\n");
          assertThat(pair.target()).doesNotContain("\n");
        }
        read++;
      } catch (UserException e) {
        assertThat(e.getMessage()).matches("(?s).+: f; .+").hasSizeLessThan(500);
        refused++;
      } catch (MalformedTextException e) {
        assertThat(e.byteOffset()).isBetween(0L, (long) bytes.length);
        refused++;
      }
    }
    assertThat(read).isGreaterThan(TRIALS / 4);
    assertThat(refused).isPositive();
  }
}
