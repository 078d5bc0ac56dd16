package charwise.cli.pairs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.cli.console.Console;
import charwise.cli.console.Surroundings;
import charwise.cli.console.UserException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairSourcesTest {
  @TempDir private Path folder;

  private Console console() {
    return new Console(
        new ByteArrayInputStream("typed\tx\n".getBytes(UTF_8)),
        OutputStream.nullOutputStream(),
        OutputStream.nullOutputStream(),
        Surroundings.plain(folder));
  }

  private List<String> inputs(String... arguments) throws IOException {
    List<String> inputs = new ArrayList<>();
    try (PairStream pairs =
        PairStream.open(PairSources.of(List.of(arguments), console()), PairChoices.NONE)) {
      for (LocatedPair pair = pairs.next(); pair != null; pair = pairs.next()) {
        inputs.add(pair.input());
      }
    }
    return inputs;
  }

  @Test
  void filesAndStandardInputAreJoined() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "one,x\n");
    assertThat(inputs("a.csv", "-", "a.csv")).containsExactly("one", "typed", "one");
    assertThatThrownBy(() -> inputs("-", "a.csv", "-"))
        .isInstanceOf(UserException.class)
        .hasMessage("standard input can be read only once: - given twice; name it once");
  }

  @Test
  void pairsThatAreMadeHaveNames() throws IOException {
    List<String> short7 = inputs("addition:1000:7");
    assertThat(short7).hasSizeBetween(50, 300).allMatch(input -> input.matches("\\d+\\+\\d+"));
    assertThat(inputs("addition:1000:7")).isEqualTo(short7);
    assertThat(inputs("addition:1000:8")).isNotEqualTo(short7);
    assertThat(inputs("addition:1000")).isNotEqualTo(short7);
    assertThatThrownBy(() -> inputs("addition:x"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("not a size and a seed: addition:x; ");
  }

  @Test
  void aFileComesBeforeAName() throws IOException {
    Files.writeString(folder.resolve("addition"), "one\tx\n");
    assertThat(inputs("addition")).containsExactly("one");
  }

  @Test
  void whatIsNeitherIsNotThere() {
    assertThatThrownBy(() -> inputs("nothing.tsv")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> inputs(".")).isInstanceOf(UserException.class);
  }
}
