package charwise.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ColorModeTest {
  @Test
  void autoColorsOnlyTerminals() {
    assertThat(ColorMode.AUTO.applies(true, Map.of("TERM", "xterm"))).isTrue();
    assertThat(ColorMode.AUTO.applies(false, Map.of("TERM", "xterm"))).isFalse();
  }

  @Test
  void autoHonoursNoColorUnlessItIsEmpty() {
    assertThat(ColorMode.AUTO.applies(true, Map.of("NO_COLOR", "1"))).isFalse();
    assertThat(ColorMode.AUTO.applies(true, Map.of("NO_COLOR", ""))).isTrue();
  }

  @Test
  void autoLeavesDumbTerminalsAlone() {
    assertThat(ColorMode.AUTO.applies(true, Map.of("TERM", "dumb"))).isFalse();
  }

  @Test
  void alwaysAndNeverMeanIt() {
    assertThat(ColorMode.ALWAYS.applies(false, Map.of("NO_COLOR", "1"))).isTrue();
    assertThat(ColorMode.NEVER.applies(true, Map.of())).isFalse();
  }
}
