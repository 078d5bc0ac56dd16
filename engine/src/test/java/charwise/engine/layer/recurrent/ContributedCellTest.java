package charwise.engine.layer.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked example of CONTRIBUTING.md. */
final class ContributedCellTest {
  private static final Path SOURCE =
      Path.of("src/test/java/charwise/engine/layer/recurrent/UpdateGateCell.java");

  @Test
  void thePageShowsTheCellAsItIs() throws IOException {
    String page = Files.readString(Path.of("CONTRIBUTING.md"));
    String start = "```java\n";
    int from = page.indexOf(start) + start.length();

    assertThat(page.substring(from, page.indexOf("```", from))).isEqualTo(Files.readString(SOURCE));
  }

  @ParameterizedTest
  @CsvSource({"3,5,4,3", "1,1,1,1", "4,16,2,1", "2,17,3,2", "5,3,7,2"})
  void itsGradientsAgreeWithDifferences(int inputs, int units, int steps, int streams) {
    var cell = new UpdateGateCell();

    assertThat(new GradientContract(cell, inputs, units, steps, streams, false, 0).violations())
        .isEmpty();
    assertThat(new GradientContract(cell, inputs, units, steps, streams, true, 0.4).violations())
        .isEmpty();
  }
}
