package charwise.cli.failure;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.console.ExitCode;
import org.junit.jupiter.api.Test;

class FailureTest {
  @Test
  void lackOfMemoryNamesTheOptionsOnWhicheverThreadItHappens() {
    var error = new OutOfMemoryError("Java heap space");
    var expected =
        new Failure(
            ExitCode.FAILED,
            "not enough memory: Java heap space; lower --batch, --bptt or --hidden, or take a"
                + " smaller text");
    assertThat(Failure.of(error)).isEqualTo(expected);
  }

  @Test
  void otherStatesThatCannotBeAreDefects() {
    assertThat(Failure.of(new IllegalStateException("no")).exitCode()).isEqualTo(ExitCode.BUG);
  }
}
