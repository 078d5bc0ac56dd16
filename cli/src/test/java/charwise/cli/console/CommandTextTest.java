package charwise.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTextTest {
  @Test
  void theModelIsNamedSoThatTheRightRunGoesOn() {
    assertThat(CommandText.resume(List.of("train", "a.txt", "--steps", "5"), "a-lstm.safetensors"))
        .isEqualTo("charwise train --resume --output a-lstm.safetensors a.txt --steps 5");
  }

  @Test
  void whatWasGivenIsNotGivenTwice() {
    assertThat(CommandText.resume(List.of("train", "-o", "m", "--resume"), "m"))
        .isEqualTo("charwise train -o m --resume");
  }

  @Test
  void argumentsAreQuotedForTheShell() {
    assertThat(CommandText.resume(List.of("train", "-o", "m", "it's a book.txt"), "m"))
        .isEqualTo("charwise train --resume -o m 'it'\\''s a book.txt'");
    assertThat(CommandText.quoted("")).isEqualTo("''");
  }

  @Test
  void optionsComeBeforeADoubleDash() {
    assertThat(CommandText.resume(List.of("train", "--", "-x"), "m"))
        .isEqualTo("charwise train --resume --output m -- -x");
  }
}
