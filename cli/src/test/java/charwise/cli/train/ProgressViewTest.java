package charwise.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.FakeSignals;
import charwise.cli.console.Console;
import charwise.cli.console.Progress;
import charwise.cli.console.Surroundings;
import charwise.cli.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProgressViewTest {
  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicInteger columns = new AtomicInteger(100);
  private final FakeSignals signals = new FakeSignals();
  private long now = 123 * SECOND;

  @Test
  void aPipeGetsALineEveryTenSecondsAndNoMore() {
    var view = Progress.withSamples(console(false), () -> "text", () -> now);
    for (int tenth = 0; tenth < 255; tenth++) {
      now += SECOND / 10;
      view.show(state(tenth));
    }
    view.close();
    assertThat(shown().lines()).hasSize(2);
    assertThat(shown()).doesNotContain("\r").doesNotContain("\u001b");
  }

  @Test
  void aPipeGetsASampleInPlaceOfEverySixthLine() {
    var view = Progress.withSamples(console(false), () -> "Nell\u001b said", () -> now);
    for (int line = 1; line <= 12; line++) {
      now += 10 * SECOND;
      view.show(state(line));
    }
    assertThat(shown().lines().toList())
        .hasSize(12)
        .satisfies(lines -> assertThat(lines.get(5)).isEqualTo("sample: Nell\\x1b said"))
        .satisfies(lines -> assertThat(lines.get(6)).startsWith("step 7 of"));
  }

  @Test
  void aTerminalGetsOneLineThatIsDrawnOver() {
    try (var view = Progress.withSamples(console(true), () -> "text", () -> now)) {
      for (int step = 1; step <= 5; step++) {
        now += SECOND;
        view.show(state(step));
      }
    }
    assertThat(shown()).containsOnlyOnce("\n").endsWith("\n");
    assertThat(shown().chars().filter(c -> c == '\r')).hasSize(5);
  }

  @Test
  void aTerminalIsNotFlooded() {
    try (var view = Progress.withSamples(console(true), () -> "text", () -> now)) {
      for (int step = 1; step <= 1000; step++) {
        now += SECOND / 1000;
        view.show(state(step));
      }
    }
    assertThat(shown().chars().filter(c -> c == '\r')).hasSizeBetween(10, 11);
  }

  @Test
  void theLastStepIsAlwaysShownOnATerminal() {
    try (var view = Progress.withSamples(console(true), () -> "text", () -> now)) {
      view.show(state(9_999));
      view.show(state(10_000));
    }
    assertThat(shown()).contains("100%");
  }

  @Test
  void samplesAppearAboveTheBarWithoutTheirControls() {
    try (var view = Progress.withSamples(console(true), () -> "a\nb\u001b[2J", () -> now)) {
      now += 21 * SECOND;
      view.show(state(1));
    }
    assertThat(shown()).contains("a\\nb\\x1b[2J\u001b[K\n");
  }

  @Test
  void theBarFollowsTheWindow() {
    try (var view = Progress.withSamples(console(true), () -> "text", () -> now)) {
      view.show(state(1));
      columns.set(20);
      signals.send("WINCH");
      err.reset();
      now += SECOND;
      view.show(state(2));
      assertThat(shown().replaceAll("\u001b\\[[0-9]*[A-Z]|\r", "").length())
          .isLessThanOrEqualTo(19);
      assertThat(shown()) // what was one row has become five
          .startsWith("\r\u001b[4A\u001b[J");
    }
  }

  @Test
  void aTerminalOfUnknownWidthIsTakenForEighty() {
    columns.set(0);
    try (var view = Progress.withSamples(console(true), () -> "text", () -> now)) {
      view.show(state(1));
      assertThat(shown().replace("\r", "").replace("\u001b[K", "").length()).isBetween(40, 79);
    }
  }

  private Console console(boolean onTerminal) {
    var terminal = new Terminal(onTerminal, onTerminal, onTerminal, columns::get);
    var surroundings = new Surroundings(terminal, Map.of("NO_COLOR", "1"), Path.of(""), signals);
    return new Console(
        InputStream.nullInputStream(), OutputStream.nullOutputStream(), err, surroundings);
  }

  private String shown() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static TrainingProgress state(long step) {
    return new TrainingProgress(step, 10_000, 1, 2.5, 2.25, "char", "", 50_000, 60);
  }
}
