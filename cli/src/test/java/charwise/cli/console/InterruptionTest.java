package charwise.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.FakeSignals;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InterruptionTest {
  private final FakeSignals signals = new FakeSignals();
  private final AtomicInteger stops = new AtomicInteger();
  private final List<ExitCode> ends = new ArrayList<>();
  private Duration time = Duration.ZERO;

  @Test
  void theFirstSignalStopsTheRunAndOneASecondLaterTheProcess() {
    try (var interruption = interruption()) {
      signals.send("INT");
      assertThat(stops).hasValue(1);
      time = Duration.ofMillis(999);
      signals.send("INT");
      assertThat(ends).isEmpty();
      time = Duration.ofSeconds(1);
      signals.send("INT");
      assertThat(stops).hasValue(1);
      assertThat(ends).containsExactly(ExitCode.INTERRUPTED);
      assertThat(interruption.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
    }
  }

  @Test
  void terminationHasAStatusOfItsOwn() {
    try (var interruption = interruption()) {
      signals.send("TERM");
      assertThat(interruption.exitCode()).isEqualTo(ExitCode.TERMINATED);
    }
  }

  @Test
  void soHasATerminalThatIsGone() {
    try (var interruption = interruption()) {
      signals.send("HUP");
      assertThat(stops).hasValue(1);
      assertThat(interruption.exitCode()).isEqualTo(ExitCode.HUNG_UP);
    }
  }

  @Test
  void signalsAreGivenBackAtTheEnd() {
    interruption().close();
    assertThat(signals.heard()).isEmpty();
  }

  private Interruption interruption() {
    var console =
        new Console(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            new Surroundings(Terminal.none(), Map.of(), Path.of(""), signals));
    return new Interruption(console, stops::incrementAndGet, ends::add, () -> time.toNanos());
  }
}
